"""Names that take turns, and the sentences of a record below its first line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.page.turns import pass_times, pass_years, sentences_below, take_turns
from tests.conftest import examples_of


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ("abab", True),
        ("abcbac", True),
        # one who speaks, one who speaks once, and a crowd
        ("aaaa", False),
        ("abac", False),
        ("abcdeabcde", False),
        # one after the other is no talk
        ("aaabbb", False),
        ("", False),
    ],
)
def test_few_names_take_turns(names: str, expected: bool) -> None:
    assert take_turns(list(names)) is expected


@examples_of(30)
@given(st.lists(st.sampled_from("abc"), max_size=8))
def test_who_speaks_first_does_not_matter(names: list[str]) -> None:
    assert take_turns(names) == take_turns(names[::-1])


@pytest.mark.parametrize(
    ("record", "below"),
    [
        ("<b>Ann</b><p>It rained.</p>", 1),
        ("<div>Ann</div><p>It rained.</p><p>All day.</p>", 2),
        ("<h3><button>Did it rain?</button></h3><div><p>It did.</p></div>", 1),
        ("<div>Ann</div>", 0),
        ("<p>It rained.</p><div>Ann</div>", 0),
        ("<div>Ann</div><p>Reply</p>", 0),
        ("<div>Ann</div><p>It <a href=/x>rained</a>.</p>", 0),
        ("<div>Ann</div>" + "<p>It rained.</p>" * 4, 0),
    ],
)
def test_a_record_is_a_line_above_sentences(record: str, below: int) -> None:
    page = Page(f"<p>First.</p><div>{record}</div><p>Last.</p>")
    line = next((block for block in page.blocks if block.text == "Ann"), page.blocks[1])
    assert len(sentences_below(page, line)) == below


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["1911: the bridge", "1934", "May 1958"], True),
        (["2020", "2001", "1987"], True),
        (["1911", "1934", "1920"], False),
        (["1911", "the bridge", "1934"], False),
        (["2024", "2024", "2024"], False),
    ],
)
def test_years_rise_or_fall(lines: list[str], expected: bool) -> None:
    assert pass_years(lines) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["00:00 Intro", "2:14 The wasps", "1:02:40 The spoon"], True),
        (["(00:00:00) Intro", "[00:02:14] The wasps"], True),
        (["00:00 Intro", "2:14 The wasps", "1:40 The spoon"], False),
        (["00:00 Intro", "The wasps"], False),
        (["2:14", "3:40"], False),
    ],
)
def test_times_of_chapters_rise(lines: list[str], expected: bool) -> None:
    assert pass_times(lines) is expected
