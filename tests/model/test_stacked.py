"""The second stage, which judges each Block by the first answers for all others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from boilerstrip.features.context import Context, find_content_terms
from boilerstrip.model import stacked
from boilerstrip.page import Page

SAID = st.lists(st.sampled_from(["harbour", "council", "ferry", "lantern", "a", "of", "水"]), max_size=6)


FIRST = st.floats(0, 1).map(lambda chance: round(chance, 4))


def apart(n: int) -> NDArray[np.int64]:
    """The layout of a page whose Blocks have nothing to do with one another."""
    at = np.arange(n)
    return np.array(stacked.Layout(at, at, at, at, at + 1, at, at + 1, at, at + 1))


def stage2_rows(probabilities: Sequence[float], block_words: Sequence[Sequence[str]]) -> dict[str, Any]:
    """The rows of the second stage by name, for Blocks of these words."""
    counts = np.array([len(words) for words in block_words], np.float32)
    first = np.array(probabilities, np.float32)
    found = stacked.table(
        first, (first - 0.5, 0.5 - first), counts, find_content_terms(block_words), apart(len(block_words))
    )
    assert found.shape == (len(stacked.COLUMNS), len(block_words))
    assert np.isfinite(found).all()
    return dict(zip(stacked.COLUMNS, found, strict=True))


@given(st.lists(st.tuples(FIRST, SAID), min_size=1, max_size=30))
def test_the_second_stage_backwards_is_the_mirror_image(page: list[tuple[float, list[str]]]) -> None:
    found = stage2_rows(*zip(*page, strict=True))
    backwards = stage2_rows(*zip(*page[::-1], strict=True))
    for name, mirrored in (("before_4", "after_4"), ("after_16", "before_16"), ("company", "company")):
        assert found[name] == pytest.approx(backwards[mirrored][::-1], abs=1e-5)


def test_the_second_stage_knows_where_the_core_is() -> None:
    found = stage2_rows([0.1, 0.5, 0.9, 0.2, 0.95, 0.1, 0.1, 0.8], [["of"] * 10] * 8)
    assert found["core_side"].tolist() == [-1, 0, 0, 0, 0, 1, 1, 1]
    assert np.expm1(found["core_distance"]) == pytest.approx([1, 0, 0, 0, 0, 1, 2, 3], abs=1e-5)
    assert np.expm1(found["core_words"]) == pytest.approx([10, 0, 0, 0, 0, 0, 10, 20], abs=1e-4)
    assert found["core_mean"] == pytest.approx(np.full(8, 2.55 / 4), abs=1e-5)


def test_words_are_judged_by_the_company_they_keep() -> None:
    talk, other = ["harbour", "council"], ["lantern", "recipe"]
    found = stage2_rows([0.9, 0.9, 0.5, 0.5, 0.1, 0.1], [talk, talk, talk, other, other, other])
    like_the_body, unlike_it = found["company"][2], found["company"][3]
    assert like_the_body > 0 > unlike_it
    assert found["company_in_all"][2] > 0 > found["company_in_all"][3]
    assert found["in_content"][2] == 1 > found["in_content"][3]


def test_a_word_alone_on_its_page_says_nothing() -> None:
    found = stage2_rows([0.9, 0.3], [["harbour"], ["lantern"]])
    assert found["company"] == pytest.approx(0, abs=1e-5)
    assert found["elsewhere"].tolist() == [0, 0]


BOX = '<div class="x7f2a"><h3>From elsewhere</h3><ul>' + "<li>Short line here</li>" * 3 + "</ul></div>"


def test_the_second_stage_sees_the_other_side_of_a_box() -> None:
    page = Page(
        f"<main><p>One of four words.</p><p>Two of four words.</p>{BOX}<p>Three of four words.</p></main>"
    )
    n = len(page.blocks)
    layout = stacked.layout(Context(page, []))
    chances = np.array([0.9, 0.8, *[0.1] * (n - 3), 0.5], np.float32)
    counts = np.array([block.words for block in page.blocks], np.float32)
    table = stacked.table(chances, (chances, chances), counts, find_content_terms(page.block_words), layout)
    found = dict(zip(stacked.COLUMNS, table, strict=True))
    assert found["parent_mean"][n - 1] == pytest.approx(0.85)
    # the items of the list share what is said of it
    assert found["unit_mean"][3:-1] == pytest.approx(np.full(n - 4, 0.1))
    assert len(set(found["unit_after"][3:-1].tolist())) == 1
