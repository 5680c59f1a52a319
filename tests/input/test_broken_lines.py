"""Lines that a tool broke are one again; lines that stand for themselves stay."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.input.broken_lines import join_broken_lines

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
    assert [line.strip() for line in join_broken_lines(lines)] == [whole]


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
    assert join_broken_lines(lines) == [line.strip() for line in lines]


@given(PIECES)
def test_nothing_is_lost_and_nothing_moves(lines: Sequence[str]) -> None:
    assert "".join("".join(join_broken_lines(lines)).split()) == "".join("".join(lines).split())
