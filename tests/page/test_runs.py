"""Runs of text, and the text that they make."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.page.block import Run
from boilerstrip.page.runs import (
    LINE_BREAK,
    append_line_break,
    count_link_words,
    insert_missing_space,
    join_runs,
)
from boilerstrip.text.words import count_words

WORDS = st.text("ab cd", max_size=8)
RUNS = st.lists(st.builds(Run, WORDS, st.sampled_from([None, None, "/a"])), max_size=6)


@given(RUNS)
def test_linked_words_are_some_of_the_words(runs: list[Run]) -> None:
    count = count_words("".join(run.text for run in runs))
    linked = count_link_words(runs, count)
    assert 0 <= linked <= count
    if all(run.href is None for run in runs):
        assert linked == 0
    elif all(run.href is not None for run in runs):
        assert linked == count


def test_words_in_links_are_told_from_those_beside() -> None:
    runs = [Run("one "), Run("two three", "/a"), Run(" four"), Run("!", "/a")]
    assert count_link_words(runs, 4) == 2


@given(RUNS)
def test_joined_text_has_the_letters_of_its_runs(runs: list[Run]) -> None:
    text = join_runs(runs, preformatted=False)
    assert text.split() == "".join(run.text for run in runs).split()
    assert text == " ".join(text.split())


def test_line_breaks_stay_and_the_second_in_a_row_ends_the_block() -> None:
    runs = [Run("one ")]
    assert not append_line_break(runs, preformatted=False)
    assert append_line_break(runs, preformatted=False)
    assert join_runs([*runs, Run("  two")], preformatted=False) == "one\ntwo"
    code = [Run("a")]
    assert not append_line_break(code, preformatted=True)
    assert not append_line_break(code, preformatted=True)
    assert code.count(LINE_BREAK) == 2


def test_code_keeps_its_indents_and_loses_blank_lines_around_it() -> None:
    assert join_runs([Run("\n\n  if a:\r\n    b \n\n")], preformatted=True) == "  if a:\n    b"


def test_texts_side_by_side_are_parted_where_styles_part_them() -> None:
    assert insert_missing_space(Run("By"), Run("Ann")).text == " Ann"
    assert insert_missing_space(Run("one", "/1"), Run("two", "/2")).text == " two"
    assert insert_missing_space(Run("drop"), Run("cap")).text == "cap"
    assert insert_missing_space(Run("H"), Run("2", None, ("sub",))).text == "2"
    assert insert_missing_space(Run("By "), Run("Ann")).text == "Ann"


@pytest.mark.parametrize(
    ("before", "text", "apart"),
    [
        ("September", "10am", True),
        ("14", "hours", True),
        ("4", "th", False),
        ("v", "2", False),
        ("ISO", "9001", False),
        ("19", "80s", False),
        ("平成", "30年", False),
        ("30", "年です", False),
    ],
)
def test_a_word_and_a_number_side_by_side_are_apart(before: str, text: str, apart: bool) -> None:
    assert (insert_missing_space(Run(before), Run(text)).text == f" {text}") is apart
    block = Page(f"<div><span>{before}</span><span>{text}</span></div>").blocks[0]
    assert block.text == (f"{before} {text}" if apart else before + text)
    # bold type and the like go on inside of words
    bold = Page(f"<div>{before}<b>{text}</b></div>").blocks[0]
    assert bold.text == before + text


@pytest.mark.parametrize("between", ["<wbr>", "<wbr/>", "<!-- -->"])
def test_a_word_goes_on_where_it_may_be_broken(between: str) -> None:
    texts = "Hash", "Map", "from", "_utf8", "name", "123"
    for before, text in zip(texts[::2], texts[1::2], strict=True):
        assert Page(f"<p>A {before}{between}{text} of it</p>").blocks[0].text == f"A {before}{text} of it"
