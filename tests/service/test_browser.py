"""The service's own page in a real browser, and pages of other sites that try to drive the service."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from tests.conftest import SAMPLES, STORY, in_browser
from tests.conftest import page as themed

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, of the test-all extra")
for module in ("msgspec", "starlette", "uvicorn"):
    pytest.importorskip(module, reason="needs the serve extra")
pytestmark = in_browser

from tests.service.running import LONG, Service  # noqa: E402

PLANTED = (
    "<script>top.document.title = 'ran'</script><img src=x onerror=\"top.document.title = 'ran'\">"
    "<svg onload=\"document.title = 'ran'\"></svg>"
)


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    service = Service("--workers=1", LONG, "--allow-fetch")
    yield service
    service.close()


@pytest.fixture
def tab(open_tab: Callable[..., Any]) -> Any:
    return open_tab()


def pasted(tab: Any, service: Service, markup: str) -> Any:
    """The frame with the report on what was pasted."""
    tab.goto(service.url)
    tab.fill("textarea", markup)
    tab.select_option("select", "fast")
    tab.click("button")
    return tab.frame_locator("iframe")


def test_a_pasted_page_shows_its_report(tab: Any, service: Service) -> None:
    problems: list[str] = []
    tab.on("console", lambda said: problems.append(said.text) if said.type == "error" else None)
    report = pasted(tab, service, (SAMPLES / "news-theme.html").read_text("utf-8"))
    playwright.expect(report.locator("h1")).to_have_text("Ferries return to Halvern as port dispute eases")
    everything = report.locator("tr.row").count()
    report.locator("[data-filter=kept]").click()
    assert 0 < report.locator("tr.row").count() < everything
    tab.check("[name=include_title]")
    tab.click("button")
    playwright.expect(report.locator("[data-filter=all][aria-pressed=true]")).to_be_visible()
    assert [line for line in problems if "favicon" not in line] == []


def test_what_a_page_says_does_not_act(tab: Any, service: Service) -> None:
    quoted = PLANTED.replace("<", "&lt;")
    report = pasted(tab, service, f"<title>{quoted}</title>{PLANTED}<p>{quoted} {STORY[0]}</p>{PLANTED}")
    playwright.expect(report.locator("tr.row .text").first).to_contain_text("top.document.title")
    assert tab.title() == "boilerstrip"
    # the report has no part in the origin of the service, so that it could not ask it anything
    frame = next(frame for frame in tab.frames if frame.name == "shown")
    assert frame.evaluate("origin") == "null"
    assert frame.evaluate("fetch('/health').then(() => 'asked', () => 'kept from it')") == "kept from it"


def test_an_address_that_is_refused_says_why(tab: Any, service: Service) -> None:
    tab.goto(service.url)
    tab.fill("[name=url]", f"{service.url}/health")
    tab.click("button")
    playwright.expect(tab.frame_locator("iframe").locator("main")).to_contain_text("not a public address")


@pytest.fixture
def other_site() -> Iterator[Callable[[str], str]]:
    """Serve a document from another origin; its address."""
    documents: list[bytes] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(documents[-1])

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def serve(document: str) -> str:
        documents.append(document.encode())
        return f"http://evil.example:{server.server_port}/"

    yield serve
    server.shutdown()
    server.server_close()


def test_a_page_of_another_site_cannot_drive_the_service(
    tab: Any, service: Service, other_site: Callable[[str], str]
) -> None:
    form = f"<form method=post action='{service.url}/report'><input name=html value='{STORY[0]}'></form>"
    tab.goto(other_site(form))
    answers: list[int] = []
    tab.on("response", lambda answer: answers.append(answer.status) if service.url in answer.url else None)
    ask = f"""fetch('{service.url}/extract', {{method: 'POST', mode: MODE, body: '<p>x',
        headers: {{'Content-Type': 'text/plain'}}}}).then(answer => answer.type, () => 'failed')"""
    assert [tab.evaluate(ask.replace("MODE", mode)) for mode in ("'cors'", "'no-cors'")] == ["failed"] * 2
    tab.evaluate("document.forms[0].submit()")
    playwright.expect(tab.locator("body")).to_contain_text("the request comes from a page of another site")
    assert answers
    assert set(answers) == {403}


def test_a_name_led_to_the_service_is_not_its_name(tab: Any, service: Service) -> None:
    answer = tab.goto(f"http://rebound.example:{service.port}/")
    assert answer.status == 403
    assert "not a host name of this service" in answer.text()


def test_no_other_site_frames_the_page(tab: Any, service: Service, other_site: Callable[[str], str]) -> None:
    tab.goto(other_site(f"<iframe name=framed src='{service.url}/'></iframe>"))
    # by its element: while the browser puts its error page there, no frame has the name
    frame = tab.wait_for_selector("iframe").content_frame()
    assert frame.locator("textarea").count() == 0


def test_the_page_fits_a_phone(open_tab: Callable[..., Any], service: Service) -> None:
    tab = open_tab(viewport={"width": 360, "height": 740})
    pasted(tab, service, themed(STORY)).locator("h1").wait_for()
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360
