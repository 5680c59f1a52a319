"""What rules ask of Blocks and elements is the same compiled and in Python, for any page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.discard.rules.phrases import _lines_of_parts
from boilerstrip.discard.rules.teasers import _levels
from boilerstrip.discard.view import KeptView
from boilerstrip.page import Page, Role
from boilerstrip.scoring.records import _torn_siblings
from boilerstrip.strategies import records
from boilerstrip.strategies.semantic import plain_word_sums
from tests.conftest import examples_of
from tests.kernels.test_kernels import COMPILED, both, markups

pytestmark = pytest.mark.skipif(None in COMPILED.values(), reason="the compiled part is not there")
quickly = examples_of(50)

ENDS = st.sampled_from(["", ".", "?”", "…", "...]", ":", "!\n", "。"])


@st.composite
def pages(draw: st.DrawFn) -> Page:
    """A page whose Blocks have more words, links and roles than its markup gives them."""
    page = Page(draw(markups()))
    for block in page.blocks:
        block.words = draw(st.integers(0, 40))
        block.link_words = draw(st.sampled_from([0, 0, block.words // 3, block.words]))
        block.level = draw(st.sampled_from([0, 0, 0, 2, 3]))
        block.role = draw(st.sampled_from(list(Role)))
        block.text += draw(ENDS)
    return page


@quickly
@given(pages(), st.data())
def test_what_rules_see_is_the_same(page: Page, data: st.DataObject) -> None:
    n = len(page.blocks)
    mask = data.draw(st.lists(st.booleans(), min_size=n, max_size=n))
    probabilities = data.draw(st.lists(st.one_of(st.floats(0, 1), st.just(0.9)), min_size=n, max_size=n))

    def seen() -> tuple[object, ...]:
        view = KeptView(page, mask, probabilities)
        torn = _torn_siblings(page, [block.words for block in page.blocks], mask)
        return (
            view.left,
            view.prose,
            view.sure,
            view.kept_words,
            view.prose_words,
            [element.index for element in view.holders],
            [(block.index, *line) for block, *line in _lines_of_parts(view)],
            [[element.index for element in group] for group in torn],
        )

    compiled, plain = both(seen)
    assert compiled == plain
    assert [type(value) for value in compiled[2]] == [bool] * n


@quickly
@given(pages())
def test_levels_of_pairs_are_the_same(page: Page) -> None:
    compiled, plain = both(lambda: _levels(page.blocks))
    assert compiled == plain


@quickly
@given(pages())
def test_the_best_records_are_the_same(page: Page) -> None:
    compiled, plain = both(lambda: records._best_records(page, plain_word_sums(page)))
    assert compiled == plain


def test_prose_that_the_scorer_is_sure_of_is_told() -> None:
    said = "The council voted on Tuesday to repair the old bridge over the river this year."
    page = Page(f"<p>{said}<p>{said[:-1]}<p>Menu")
    for view in both(lambda: KeptView(page, [True] * 3, [0.95, 0.95, 0.95])):
        assert view.sure == [True, False, False]
        assert view.kept_words[-1] == sum(block.words for block in page.blocks)


def test_siblings_of_what_is_kept_in_part_are_grouped() -> None:
    items = "".join(f"<div class='step'><h3>Step {n}</h3><p>Pour the water on.</p></div>" for n in range(4))
    page = Page(f"<main>{items}</main><footer><p>One</p><p>Two</p></footer>")
    mask = [block.index == 0 for block in page.blocks]
    for groups in both(lambda: _torn_siblings(page, [block.words for block in page.blocks], mask)):
        assert [[element.class_id for element in group] for group in groups] == [["step"] * 4]


def test_siblings_in_a_box_of_their_own_are_grouped() -> None:
    items = "".join(f"<div class='step'>Step {n}</div>" for n in range(4))
    page = Page(f"<main><p>Kept</p><div>{items}</div></main><footer><p>x</p><div>{items}</div></footer>")
    mask = [block.index == 0 for block in page.blocks]
    for groups in both(lambda: _torn_siblings(page, [block.words for block in page.blocks], mask)):
        assert [[element.start for element in group] for group in groups] == [[1, 2, 3, 4]]
