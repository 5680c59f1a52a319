"""Tags, and what they make of the Blocks in them."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.page.tags import BLOCK_LEVEL, CELLS, HEADINGS, MARKS, ROLE_BY_TAG, SECTIONS, SKIPPED


def test_no_tag_is_of_two_kinds() -> None:
    assert SKIPPED.isdisjoint(BLOCK_LEVEL)
    assert SKIPPED.isdisjoint(MARKS)
    assert BLOCK_LEVEL.isdisjoint(MARKS)
    assert {*SECTIONS, *HEADINGS, *CELLS, *ROLE_BY_TAG} <= BLOCK_LEVEL


@pytest.mark.parametrize("tag", sorted(set(ROLE_BY_TAG) - {"caption", "td", "th", "dd", "dt"}))
def test_a_block_has_the_role_and_level_of_its_tag(tag: str) -> None:
    (block,) = Page(f"<{tag}>text</{tag}>").blocks
    assert (block.role, block.level) == ROLE_BY_TAG[tag]


@pytest.mark.parametrize("tag", MARKS)
def test_formatting_goes_by_one_name(tag: str) -> None:
    (block,) = Page(f"<p>some <{tag}>text</{tag}></p>").blocks
    assert block.text == "some text"
    assert block.runs[-1].marks == (MARKS[tag],)
