"""Lines that flattening tore apart are one again; lines that stand for themselves stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.input.plaintext import join_wrapped_lines, title_of
from boilerstrip.text.words import words

PIECES = st.lists(st.text(st.sampled_from("abA é.,:;“”’() \t\xa0=я港"), min_size=1, max_size=12))


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["She was last seen in ", "Oslo", " on Friday."], "She was last seen in Oslo on Friday."),
        (
            ["Most of them come from", "Oslo", ", the police say."],
            "Most of them come from Oslo, the police say.",
        ),
        (["A report by the ", "Shore Paper", "’s own divers"], "A report by the Shore Paper’s own divers"),
        (["The book (", "read it here", ") tells more."], "The book (read it here) tells more."),
        (["It will rain until the end of ", "May 2026"], "It will rain until the end of May 2026"),
        (["w trakcie negocjacji ", "\xa0w\xa0", "Oslo"], "w trakcie negocjacji w Oslo"),
        (
            ["    The harbour was closed for the night because", "    of a storm that nobody had foreseen."],
            "The harbour was closed for the night because of a storm that nobody had foreseen.",
        ),
        (["Pros", ":"], "Pros:"),
    ],
)
def test_what_was_torn_is_whole(lines: Sequence[str], whole: str) -> None:
    assert [line.strip() for line in join_wrapped_lines(lines)] == [whole]


@pytest.mark.parametrize(
    "lines",
    [
        ["Home", "about us", "contact"],
        ["two cups of flour", "one cup of sugar", "salt"],
        ["Storm closes the harbour ", "Council asks for light ", "Choir finds a map"],
        ["The harbour was closed.", "the choir sang."],
        ["import numpy as np", "from scipy import sparse", "x = np.ones(3) ", "print(x) ", "and so on"],
        ["It runs on every system there is", ".NET and Java are supported"],
        ["connection for the service\t8080", "another port for the service\t8081"],
        ["He has said all that he will say on this", "• a list begins here", "and it goes on"],
        [],
    ],
)
def test_lines_of_their_own_stay(lines: Sequence[str]) -> None:
    assert join_wrapped_lines(lines) == [line.strip() for line in lines]


@given(PIECES)
def test_nothing_is_lost_and_nothing_moves(lines: Sequence[str]) -> None:
    assert "".join("".join(join_wrapped_lines(lines)).split()) == "".join("".join(lines).split())


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Storm closes the harbour | Shore Paper", "Menu", "Storm closes the harbour"], True),
        (["Storm closes the harbour | Shore Paper", "Menu", "The harbour is closed for the night."], False),
        (["Home", "Home"], False),
        ([], False),
    ],
)
def test_the_title_that_a_text_begins_with(lines: Sequence[str], title: bool) -> None:
    assert title_of(lines, [words(line) for line in lines]) == (lines[0] if title else "")


def test_the_title_of_a_flattened_page_is_no_part_of_its_body() -> None:
    story = [
        f"Paragraph {number} of the story is long enough that nobody takes it for a label, since it has two "
        "sentences. The second one of them ends the way that sentences do in any newspaper worth reading."
        for number in ("one", "two", "three", "four")
    ]
    lines = ["Storm closes the harbour | Shore Paper", "Menu", "Sport", "Storm closes the harbour", *story]
    page = boilerstrip.extract_plaintext("\n".join(lines))
    assert page.title == "Storm closes the harbour"
    assert page.text.split("\n\n") == story
