"""All strategies that are built in."""

from __future__ import annotations

import threading

import pytest

import boilerstrip
from boilerstrip import strategies
from tests.conftest import SAMPLES, STORY
from tests.strategies.pages import PAGE, masked


@pytest.mark.parametrize("name", ["trafilatura", "readability", "semantic", "density"])
def test_finds_the_story(name: str) -> None:
    found = masked(name, PAGE)
    assert found == STORY


@pytest.mark.parametrize("name", strategies.BUILT_IN)
@pytest.mark.parametrize("markup", ["", "<p>", "<p>one</p>", "<nav><a href=/>x</a></nav>", "\x00<table>"])
def test_small_pages(name: str, markup: str) -> None:
    masked(name, markup)


def test_an_extractor_is_shared_between_threads() -> None:
    extractor = boilerstrip.Extractor()
    names = [path.stem for path in SAMPLES.glob("*.html")][:6]
    pages = [(SAMPLES / f"{name}.html").read_bytes() for name in names]
    expected = [extractor.extract(page).text for page in pages]
    found: dict[int, str] = {}
    threads = [
        threading.Thread(target=lambda at=at: found.update({at: extractor.extract(pages[at]).text}))
        for at in range(len(pages))
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [found[at] for at in range(len(pages))] == expected
