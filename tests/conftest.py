from __future__ import annotations

import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from html import escape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

SAMPLES = Path(__file__).parent.parent / "samples"
BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
skip_without_browser = pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine")
in_browser = [pytest.mark.integration, skip_without_browser]

# A story as somebody would write it; made-up sentences alike but for a number look like boilerplate.
STORY = [
    "The ferry to the outer islands will run all winter, the harbour council decided on Monday, after three years "
    "in which the boats stayed in port from November until the first week of March.",
    "“Nobody here has asked for a bridge,” said the harbour master, who has steered one of the boats himself for "
    "twenty years. “What people want is a boat that leaves when the timetable says so.”",
    "The first boat leaves at six in the morning, so that those who work on the mainland reach the early train. "
    "On Sundays there is none before nine, which the council calls a concession to the crews.",
    "Fares stay as they are until the summer. Islanders pay half, and schoolchildren nothing at all, provided that "
    "they carry the card that the town hall gave out in September.",
    "Whether there will be a second boat depends on the shipyard, which has promised to be done by the new year and "
    "has broken that promise twice already, as several speakers reminded the meeting.",
    "A fisherman who has carried passengers for years without a licence said afterwards that he would not miss the "
    "work. His boat, he added, was built for herring and has never been warm.",
]

# How many examples Hypothesis draws by `HYPOTHESIS_PROFILE`: few for whoever runs the tests at each step, as many
# as tests ask for in .ci/run, and a long search.
PROFILES = {"default": 12, "full": 60, "thorough": 1000}
PROFILE = os.environ.get("HYPOTHESIS_PROFILE", "default")
for name, examples in PROFILES.items():
    # Extraction takes milliseconds, but the first one imports whole libraries: no deadline a test could miss on a
    # busy machine.
    settings.register_profile(
        name, deadline=None, max_examples=examples, suppress_health_check=[HealthCheck.too_slow]
    )
settings.load_profile(PROFILE)


def examples_of(number: int) -> settings:
    """Settings for a test that draws `number` examples in .ci/run, and in other profiles in proportion."""
    return settings(max_examples=max(3, number * PROFILES[PROFILE] // PROFILES["full"]))


@pytest.fixture
def inline_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work on many pages in this process: for tests of what goes in and comes out, where starting workers costs most."""
    work_inline(monkeypatch)


def work_inline(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the fixture `inline_workers`, for fixtures of a wider scope."""
    from boilerstrip.batch import many
    from boilerstrip.workers.runner import run_inline

    monkeypatch.setattr(many, "run", lambda pages, prepare, **_: run_inline(pages, prepare))


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A browser, for which every host that ends in .example is this machine."""
    playwright = pytest.importorskip("playwright.sync_api", reason="needs playwright, of the test-all extra")
    arguments = ["--no-sandbox", "--host-resolver-rules=MAP *.example 127.0.0.1"]
    with playwright.sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=BROWSER, args=arguments)
        yield launched
        launched.close()


@pytest.fixture
def open_tab(browser: Any) -> Iterator[Callable[..., Any]]:
    """Open an empty tab, with settings of its own; in the end, no script may have failed in any of them."""
    contexts = []
    errors: list[str] = []

    def opened(**settings: Any) -> Any:
        contexts.append(browser.new_context(**settings))
        contexts[-1].set_default_timeout(120_000)  # a busy machine takes its time
        tab = contexts[-1].new_page()
        tab.on("pageerror", lambda error: errors.append(str(error)))
        return tab

    yield opened
    for context in contexts:
        context.close()
    assert errors == []


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: Any) -> None:
        pass


@contextmanager
def serving(folder: Path) -> Iterator[str]:
    """The address of a server of the files of a folder."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


@pytest.fixture
def served() -> Iterator[str]:
    """The address of a server of the sample pages."""
    with serving(SAMPLES) as address:
        yield address


def lines_run(function: Callable[[str], object], markup: str) -> int:
    """Lines of Python that a call runs, however fast the machine is."""
    count = 0

    def trace(_: object, event: str, __: object) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        function(markup)
    finally:
        sys.settrace(before)
    return count


def wait_for(condition: Callable[[], Any]) -> Any:
    """What `condition` says once it is true; minutes are beyond any machine."""
    for _ in range(12_000):
        if found := condition():
            return found
        time.sleep(0.01)
    raise AssertionError("waited in vain")


def page(body: list[str], title: str = "The Winter Ferry") -> str:
    """A themed page around an article."""
    text = "".join(f"<p>{escape(paragraph)}</p>" for paragraph in body)
    return f"""<!DOCTYPE html><html lang="en"><head><title>{title} - The Shore Paper</title></head>
<body class="single"><header><a href="/">The Shore Paper</a>
<nav><ul><li><a href="/news">News</a></li><li><a href="/sport">Sport</a></li></ul></nav></header>
<div class="wrap"><article class="post"><h1>{title}</h1>{text}</article></div>
<footer><p>© 2026 The Shore Paper. All rights reserved.</p><a href="/terms">Terms</a></footer></body></html>"""


@pytest.fixture
def obedient() -> Iterator[dict[str, Any]]:
    """Options with which pages can tell their worker what to do."""
    import boilerstrip
    from tests.misbehaving import obey

    boilerstrip.register_strategy("obey", obey)
    # in the worker's main thread, where it cannot be left behind
    yield {"strategies": ["obey"], "concurrent": False}
    boilerstrip.strategies.registry._registry.pop("obey")
