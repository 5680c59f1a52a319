"""What elements are to the walk, by their tag."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.page.kinds import BLOCK, INLINE, KIND_BY_TAG, SKIP
from boilerstrip.page.tags import BLOCK_LEVEL, MARKS, SKIPPED


def test_what_is_inline_comes_first() -> None:
    assert all(KIND_BY_TAG[tag] <= INLINE for tag in MARKS)
    assert all(KIND_BY_TAG[tag] > INLINE for tag in BLOCK_LEVEL)


# Elements that the parser puts elsewhere, or that never hold text of their own.
ELSEWHERE = {"body", "caption", "hr", "table", "tbody", "td", "tfoot", "th", "thead", "tr"}


@pytest.mark.parametrize("tag", sorted({t for t in BLOCK_LEVEL if KIND_BY_TAG[t] == BLOCK} - ELSEWHERE))
def test_an_element_of_block_level_is_one_of_the_page(tag: str) -> None:
    page = Page(f"<p>before</p><{tag} class=named>text</{tag}><p>after</p>")
    assert [block.text for block in page.blocks] == ["before", "text", "after"]
    assert page.elements[page.blocks[1].element].tag == tag


@pytest.mark.parametrize("tag", ["script", "style", "svg", "template", "select", "object", "textarea"])
def test_text_that_is_never_shown_is_none_of_the_page(tag: str) -> None:
    assert tag in SKIPPED
    assert KIND_BY_TAG[tag] == SKIP
    page = Page(f"<p>shown</p><{tag}>hidden</{tag}><p>more</p>")
    assert [block.text for block in page.blocks] == ["shown", "more"]
