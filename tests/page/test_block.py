"""Blocks: what their words, links and last signs say of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.page.block import MAX_PROSE_LINKED, MIN_PROSE_WORDS, Block, Role, Run, outermost


def block(text: str, *, role: Role = Role.PARAGRAPH, words: int = 0, link_words: int = 0) -> Block:
    return Block(0, text, 0, role, words or len(text.split()), link_words, "", [Run(text)])


LONG = "word " * MIN_PROSE_WORDS + "ends."


@given(st.integers(0, 500), st.integers(0, 500))
def test_link_density_is_a_share(words: int, link_words: int) -> None:
    density = Block(0, "", 0, Role.PARAGRAPH, words, min(words, link_words), "", []).link_density
    assert 0 <= density <= 1
    assert density == 0 or words


def test_prose_is_long_ends_as_a_sentence_and_is_hardly_linked() -> None:
    assert block(LONG).is_prose
    assert not block("Short.").is_prose
    assert not block(LONG.removesuffix(".")).is_prose
    assert not block(LONG.removesuffix(".") + "…").is_prose
    linked = int(MAX_PROSE_LINKED * (MIN_PROSE_WORDS + 1)) + 1
    assert not block(LONG, link_words=linked).is_prose


@pytest.mark.parametrize("role", [Role.CODE, Role.TABLE])
def test_code_and_cells_need_no_full_stop(role: Role) -> None:
    assert block(LONG.removesuffix("."), role=role).is_prose


def test_a_question_ends_a_sentence() -> None:
    asked = block("Who was on the boat?")
    assert asked.is_question
    assert asked.ends_sentence
    assert not block("Who was on the boat.").is_question


def test_the_outermost_elements_hold_all_others() -> None:
    page = Page("<div><p>Ebb</p><div><p>Flood</p></div></div><div><p>Slack</p></div>")
    inside_body = page.elements[1:]
    found = outermost(inside_body)
    assert [element.tag for element in found] == ["div", "p"]
    assert [(element.start, element.end) for element in found] == [(0, 2), (2, 3)]
    assert outermost([]) == []
