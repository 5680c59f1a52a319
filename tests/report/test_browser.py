"""The report in a real browser: it shows, filters, moves, and nothing a page says acts in it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

import boilerstrip
from boilerstrip import report
from tests.conftest import SAMPLES, STORY, in_browser, page

playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, of the test-all extra")
pytestmark = in_browser

EXTRACTOR = boilerstrip.Extractor(effort="fast")
Show = Callable[..., Any]


@pytest.fixture
def show(open_tab: Callable[..., Any], tmp_path: Path) -> Show:
    """Open a report on pages, given as name and markup, or a document as it is."""

    def opened(*pages: tuple[str, str | bytes], document: str | None = None, **settings: Any) -> Any:
        if document is None:
            document = render(*pages)
        file = tmp_path / "report.html"
        file.write_bytes(document.encode())
        tab = open_tab(**settings)
        tab.goto(file.as_uri())
        return tab

    return opened


def render(*pages: tuple[str, str | bytes]) -> str:
    return report.render(
        report.describe(EXTRACTOR.extract(markup), name, asked=EXTRACTOR.strategies) for name, markup in pages
    )


def sample(name: str) -> tuple[str, bytes]:
    return name, (SAMPLES / f"{name}.html").read_bytes()


def texts(tab: Any, selector: str = "tr.row .text") -> list[str]:
    found: list[str] = tab.locator(selector).all_text_contents()
    return found


def focused(tab: Any) -> str:
    text: str = tab.evaluate("document.activeElement.querySelector('.text')?.textContent ?? ''")
    return text


def press(tab: Any, *keys: str) -> None:
    for key in keys:
        tab.keyboard.press(key)


def test_shows_every_block_with_what_was_decided(show: Show) -> None:
    name, markup = sample("news-theme")
    extraction = EXTRACTOR.extract(markup)
    tab = show((name, markup))
    assert texts(tab, "h1") == [extraction.title]
    assert texts(tab) == [block.text for block in extraction.blocks]
    assert texts(tab, "tr.kept .text") == [block.text for block in extraction.kept]
    assert set(texts(tab, "tr.kept .sign")) == {"✓"}
    assert set(texts(tab, "tr.dropped .sign")) == {"✕"}
    assert texts(tab, ".rows th.vote") == [candidate.name for candidate in extraction.candidates]
    for at, candidate in enumerate(extraction.candidates):
        votes = tab.locator(f"tr.row td.vote:nth-child({5 + at}).yes").count()
        assert votes == sum(candidate.mask)
    assert texts(tab, ".asked .won") == [extraction.strategy]


def test_filters_and_search(show: Show) -> None:
    name, markup = sample("forum-thread")
    blocks = report.describe(EXTRACTOR.extract(markup), name)["blocks"]
    tab = show((name, markup))
    for label, wanted in {
        "kept": [block["text"] for block in blocks if block["kept"]],
        "dropped": [block["text"] for block in blocks if not block["kept"]],
        "disputed": [block["text"] for block in blocks if block["dispute"]],
        "all": [block["text"] for block in blocks],
    }.items():
        tab.click(f"[data-filter={label}]")
        assert texts(tab) == wanted
        assert tab.get_attribute(f"[data-filter={label}]", "aria-pressed") == "true"
    tab.fill("input[type=search]", "MODERATORS")
    assert texts(tab, "mark") == ["Moderators"]
    tab.fill("input[type=search]", "no such words")
    assert texts(tab) == []
    assert "No block is like that" in tab.inner_text("main")


def test_keyboard(show: Show) -> None:
    name, markup = sample("live-blog")
    blocks = report.describe(EXTRACTOR.extract(markup), name)["blocks"]
    disputed = [block["text"] for block in blocks if block["dispute"]]
    assert len(disputed) > 1
    tab = show((name, markup))
    press(tab, "j")
    assert focused(tab) == blocks[0]["text"]
    press(tab, "j", "ArrowDown", "k")
    assert focused(tab) == blocks[1]["text"]
    press(tab, "End")
    assert focused(tab) == blocks[-1]["text"]
    press(tab, "Home", "n", "n")
    assert focused(tab) == disputed[1]
    press(tab, "p")
    assert focused(tab) == disputed[0]
    press(tab, "Enter")
    assert tab.locator("tr.open .more").count() == 1
    assert tab.get_attribute("tr.open", "aria-expanded") == "true"
    press(tab, "Enter")
    assert tab.locator("tr.open").count() == 0
    press(tab, "2")
    assert texts(tab) == [block["text"] for block in blocks if block["kept"]]
    press(tab, "/", *"needle")
    assert tab.input_value("input[type=search]") == "needle"
    press(tab, "Escape")
    assert tab.input_value("input[type=search]") == ""
    press(tab, "?")
    assert tab.locator("dialog[open]").count() == 1


def test_strip_leads_to_a_block_that_a_filter_hides(show: Show) -> None:
    name, markup = sample("news-theme")
    tab = show((name, markup), viewport={"width": 1200, "height": 900})
    press(tab, "2")
    tab.click(".map svg", position={"x": 3, "y": 37})
    assert focused(tab) == EXTRACTOR.extract(markup).blocks[0].text


def test_long_pages_are_drawn_as_one_goes(show: Show) -> None:
    tab = show(("long", "".join(f"<p>Line {number}</p>" for number in range(1200))))
    assert len(texts(tab)) == 500
    tab.click("text=Show more")
    assert len(texts(tab)) == 1000
    press(tab, "End")
    assert focused(tab) == "Line 1199"


def test_empty_page(show: Show) -> None:
    tab = show(("empty", ""))
    assert "the page is empty" in tab.inner_text("main")
    assert "The page has no blocks." in tab.inner_text("main")


def test_index_leads_to_pages_and_back(show: Show) -> None:
    tab = show(("good", page(STORY)), ("bad", "<p>Home</p>"), sample("arabic"))
    names = texts(tab, ".index .name")
    # going from page to page changes the address, which the browser tells of later
    listed, shown = (playwright.expect(tab.locator(place)) for place in (".index .name", ".about .name"))
    assert names[0] == "bad"
    press(tab, "j", "j", "Enter")
    shown.to_have_text(names[1])
    press(tab, "]")
    shown.to_have_text(names[2])
    press(tab, "[")
    shown.to_have_text(names[1])
    press(tab, "[")
    shown.to_have_text(names[0])
    press(tab, "u")
    listed.to_have_text(names)
    tab.fill("input[type=search]", "GOOD")
    listed.to_have_text(["good"])
    tab.go_back()
    shown.to_have_text("bad")


def test_light_and_dark(show: Show) -> None:
    def brightness(tab: Any) -> int:
        levels = tab.evaluate("getComputedStyle(document.body).backgroundColor.match(/\\d+/g).map(Number)")
        return sum(levels[:3])

    light = show(sample("blog"), color_scheme="light")
    dark = show(sample("blog"), color_scheme="dark")
    assert brightness(light) > 600
    assert brightness(dark) < 150
    dark.click("#theme")
    assert brightness(dark) > 600
    press(dark, "t")
    assert brightness(dark) < 150


@pytest.mark.parametrize("name", ["forum-thread", "arabic", "documentation"])
def test_fits_a_phone(show: Show, name: str) -> None:
    tab = show(sample(name), viewport={"width": 360, "height": 740})
    press(tab, "j", "Enter")
    assert tab.evaluate("document.documentElement.scrollWidth") <= 360


class Site:
    """A web site on loopback that counts what is asked of it."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                self.send_response(204)
                self.end_headers()

            def log_message(self, format: str, *arguments: object) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.server.server_port}"


@pytest.fixture
def site() -> Iterator[Site]:
    site = Site()
    threading.Thread(target=site.server.serve_forever, daemon=True).start()
    yield site
    site.server.shutdown()
    site.server.server_close()


def planted(site: Site) -> str:
    """Markup that acts in every way that markup can: runs scripts, loads, goes elsewhere."""
    return (
        f"<img src='{site.address}/img' onerror='document.title=\"ran\"'><script>document.title='ran'</script>"
        f"<script src='{site.address}/js'></script><link rel=stylesheet href='{site.address}/css'>"
        f"<iframe src='{site.address}/frame'></iframe><style>@import '{site.address}/import';</style>"
        f"<svg onload='document.title=\"ran\"'></svg><base href='{site.address}/'>"
    )


def test_nothing_that_a_page_says_acts(show: Show, site: Site) -> None:
    bad = planted(site)
    quoted = bad.replace("&", "&amp;").replace("<", "&lt;")
    closing = "--></script></title></template>"
    markup = (
        f"<title>{closing}{quoted}</title><meta name=author content='{quoted.replace(chr(39), '&#39;')}'>"
        f"<article><h1>{quoted}</h1><p>{closing.replace('<', '&lt;')}{quoted}</p><p>{STORY[0]}</p></article>"
    )
    tab = show((bad, markup), (closing + bad, markup + bad))
    press(tab, "j", "Enter", "j", "Enter")
    tab.fill("input[type=search]", "script")
    tab.wait_for_load_state("networkidle")
    assert bad in tab.inner_text("main")
    assert tab.title().endswith("boilerstrip report")
    assert tab.locator("img, iframe, base, link, main script, main style").count() == 0
    assert site.asked == []


@pytest.mark.parametrize("guarded", [True, False])
def test_even_markup_that_got_in_would_not_act(show: Show, site: Site, guarded: bool) -> None:
    document = render(("page", page(STORY))).replace("<header", planted(site) + "<header", 1)
    if not guarded:  # without this case the other could pass because nothing ever runs here
        document = document.replace("Content-Security-Policy", "X-Nothing", 1)
        document = document.replace("document.title = ", "document.none = ")
    tab = show(document=document)
    tab.wait_for_load_state("networkidle")
    if guarded:
        assert (tab.title(), site.asked) == ("The Winter Ferry – boilerstrip report", [])
        assert len(texts(tab)) > 0
    else:
        assert tab.title() == "ran"
        assert {"/img", "/js", "/css", "/frame", "/import"} <= set(site.asked)
