"""Text density: the densest range, and the element around it."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import _kernels
from boilerstrip.page import Page
from boilerstrip.strategies import density
from tests.strategies.pages import NAV


@given(st.lists(st.integers(-9, 9), max_size=9))
def test_no_range_has_a_higher_sum(worth: list[int]) -> None:
    start, end = density._best_stretch(worth)
    ranges = [sum(worth[i:j]) for i, j in combinations(range(len(worth) + 1), 2)]
    assert sum(worth[start:end]) == max([0, *ranges])
    # the shortest of several: what the model was trained with
    assert all(sum(worth[start:i]) > 0 for i in range(start + 1, end + 1))


@pytest.mark.parametrize("compiled", [True, False])
def test_links_and_labels_outside_of_the_text_are_left_out(
    compiled: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if not compiled:
        monkeypatch.setattr(_kernels, "proposals", None)
    text = "word " * 30
    page = Page(f"{NAV}<div><p>{text}</p><p>Short line</p><p>{text}</p></div><p>Label</p>{NAV}")
    kept = [block.text for block, keep in zip(page.blocks, density.propose(page), strict=True) if keep]
    assert kept == [text.strip(), "Short line", text.strip()]


def test_a_page_of_links_has_no_core() -> None:
    page = Page(NAV)
    assert density.propose(page) == [False] * len(page.blocks)


def test_links_amid_text_are_left_out_whatever_the_page_ends_with() -> None:
    text = f"<p>{'word ' * 30}</p>"
    links = "<p><a href=/a>Timetable</a> <a href=/b>Prices of all tickets</a></p>"
    page = Page(f"<article>{text * 2}{links}{text * 2}</article>")
    assert density.propose(page) == [True, True, False, True, True]
