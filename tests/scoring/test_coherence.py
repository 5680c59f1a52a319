"""Paragraphs of one text are judged alike."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.scoring.coherence import equalise_paragraphs, keep_once
from boilerstrip.scoring.selection import best_mask
from tests.scoring.doubts import SENTENCE


def evened(markup: str, probabilities: Sequence[float]) -> list[float]:
    page, found = Page(markup), list(probabilities)
    equalise_paragraphs(page, [block.words for block in page.blocks], found)
    return found


def test_paragraphs_that_the_model_doubts_are_judged_alike() -> None:
    text = f"<div>{f'<p>{SENTENCE}</p>' * 4}</div>"
    assert evened(text, [0.3, 0.6, 0.3, 0.6]) == pytest.approx([0.45] * 4)
    # of what it is sure it stays sure, and two make no text
    assert evened(text, [0.99, 0.6, 0.3, 0.6]) == pytest.approx([0.99, 0.5, 0.5, 0.5])
    assert evened(text, [0.99, 0.01, 0.3, 0.6]) == [0.99, 0.01, 0.3, 0.6]
    # nor do paragraphs of two elements, of two classes, or lines
    apart = f"<div>{f'<p>{SENTENCE}</p>' * 2}</div><div>{f'<p class=a>{SENTENCE}</p>' * 2}</div>"
    assert evened(apart, [0.3, 0.6, 0.3, 0.6]) == [0.3, 0.6, 0.3, 0.6]
    assert evened(f"<div>{'<p>A line of it</p>' * 4}</div>", [0.3, 0.6, 0.3, 0.6]) == [0.3, 0.6, 0.3, 0.6]


@given(st.lists(st.floats(0.15, 0.85), min_size=3, max_size=20))
def test_no_text_is_kept_in_stripes(probabilities: list[float]) -> None:
    page = Page(f"<div>{f'<p>{SENTENCE}</p>' * len(probabilities)}</div>")
    weights = [block.words for block in page.blocks]
    equalise_paragraphs(page, weights, probabilities)
    assert len(set(best_mask(weights, [round(p, 9) for p in probabilities]))) == 1


def test_one_place_of_a_text_is_left_with_the_highest_probability() -> None:
    text = "".join(f"<p>{n} {SENTENCE}</p>" for n in range(3))
    page = Page(f"<div>{text}</div><div>{text}</div>")
    weights = [block.words for block in page.blocks]
    for given_, left in (
        ([0.5, 0.6, 0.7, 0.4, 0.7, 0.3], [0.5, 0.7, 0.7, 0.0, 0.0, 0.0]),
        ([0.1, 0.1, 0.9, 0.8, 0.9, 0.9], [0.0, 0.0, 0.0, 0.8, 0.9, 0.9]),
    ):
        keep_once(page, weights, given_)
        assert given_ == left
