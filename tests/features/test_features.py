"""Features: named, finite, of one shape for any page, and meaning what their names say."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from boilerstrip.features import FEATURE_NAMES, features
from boilerstrip.limits import Limits
from boilerstrip.page import Page
from boilerstrip.strategies import Candidate
from tests.features.pages import ARTICLE, block_with, column

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.html"))


WIDE = Limits(blocks=100_000, elements=100_000)


def test_names_are_unique() -> None:
    assert len(set(FEATURE_NAMES)) == len(FEATURE_NAMES)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_samples_have_finite_features(path: Path) -> None:
    page = Page(path.read_text(encoding="utf-8"))
    table = features(page, [])
    assert table.shape == (len(page.blocks), len(FEATURE_NAMES))
    assert table.dtype == np.float32
    assert np.isfinite(table).all()


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<p>one</p>",
        "bare text",
        "<p>…</p><p>\u200d</p>",
        "<p>水曜日に東京で開かれた会議では、新しい計画が発表された。</p>" * 3,
        "<p dir=rtl>\u0645\u0631\u062d\u0628\u0627 \u0628\u0627\u0644\u0639\u0627\u0644\u0645</p>",
        "<p>\U0001f600 \U0001f680</p><p>a\ud800b</p>",
        "<h1>a</h1><h2>b</h2>",
        "<ul>" + "<li><a href=x>y</a>" * 50 + "</ul>",
        "<div>" * 300 + "deep",
    ],
    ids=range(10),
)
def test_any_page_has_features(markup: str) -> None:
    page = Page(markup)
    table = features(page, [Candidate("trafilatura", (True,) * len(page.blocks))])
    assert table.shape == (len(page.blocks), len(FEATURE_NAMES))
    assert np.isfinite(table).all()


def test_columns_mean_what_they_say() -> None:
    page = Page(ARTICLE)
    body, home = block_with(page, "eleven years"), block_with(page, "Home")
    assert column(page, "text.link_density")[home.index] == 1
    assert column(page, "text.last_stop")[body.index] == 1
    assert column(page, "markup.within_nav")[home.index] == 1
    assert column(page, "markup.within_article")[body.index] == 1
    assert column(page, "place.in_title")[block_with(page, "Storks return").index] == 1
    assert column(page, "place.in_core")[body.index] == 1
    assert column(page, "label.governs")[block_with(page, "Ferry").index] == 1
    assert column(page, "label.governs")[body.index] == 0


def alike(blocks: int) -> str:
    return "<div>" + "<p><a href=x>item</a> of a list</p>" * blocks + "</div>"


def sections(blocks: int) -> str:
    return "".join(
        f"<div class=c{n}><h2>Heading {n}</h2><p>Words of its own, w{n}</p></div>" for n in range(blocks // 2)
    )


def cost(markup: str) -> tuple[int, int]:
    """The calls that features take, and the memory: what is quadratic within numpy shows in the latter."""
    calls = 0

    def count_call(*_: object) -> None:
        nonlocal calls
        calls += 1

    page = Page(markup, limits=WIDE)
    sys.setprofile(count_call)
    try:
        features(page, [])
    finally:
        sys.setprofile(None)
    page = Page(markup, limits=WIDE)
    tracemalloc.start()
    try:
        features(page, [])
        return calls, tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("make", [alike, sections])
def test_features_are_linear_in_blocks(make: Callable[[int], str]) -> None:
    cost(make(20))  # what is cached once counts for no page
    (calls, memory), (more_calls, more_memory) = cost(make(500)), cost(make(2_000))
    assert more_calls < 4.2 * calls
    assert more_memory < 4.2 * memory


@pytest.mark.parametrize(
    "same",
    [
        ("<p>one <!-- two --> three</p>", "<p>one  three</p>"),
        ("<p><b>a\n  \tb</b> c</p>", "<p><b>a b</b> c</p>"),
    ],
)
def test_what_a_reader_does_not_see_counts_for_nothing(same: tuple[str, str]) -> None:
    one, other = (features(Page(markup), ()) for markup in same)
    np.testing.assert_array_equal(one, other)
