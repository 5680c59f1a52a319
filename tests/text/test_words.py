"""Words and their number, in scripts with and without spaces."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.text.words import count_words, overlap_f1, terms, words

WORDS = st.sets(st.sampled_from(["ferry", "boat", "sea", "harbour", "winter"]))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry’s timetable, 2025 – part_two", ["the", "ferry", "s", "timetable", "2025", "part_two"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("渡船 ferry", ["渡", "船", "ferry"]),
        ("שָׁלוֹם עולם", ["שָׁלוֹם", "עולם"]),
        ("… – !", []),
    ],
)
def test_words_of_many_scripts(text: str, expected: list[str]) -> None:
    assert words(text) == expected


def test_two_characters_count_as_a_word_where_there_are_no_spaces() -> None:
    assert count_words("渡船在冬天航行") == 4
    assert count_words("渡船在冬天航行 all winter") == 6
    assert count_words("") == 0


@given(st.text())
def test_every_word_is_in_the_text(text: str) -> None:
    found = words(text)
    assert all(word and word in text.lower() for word in found)
    assert count_words(text) == count_words(text, found) <= len(found)


@given(WORDS, WORDS)
def test_the_overlap_is_symmetric_and_one_for_equal_sets_alone(first: set[str], second: set[str]) -> None:
    overlap = overlap_f1(first, second)
    assert overlap == overlap_f1(second, first)
    assert (overlap > 0) == bool(first & second)
    assert (overlap == 1) == (first == second != set())


@given(st.text())
def test_terms_are_words_and_pairs_of_those_of_one_character(text: str) -> None:
    found = words(text)
    pairs = {first + second for first, second in pairwise(found)}
    assert terms(text) <= {*found, *pairs}
    assert bool(terms(text)) == bool(found)


def test_terms_tell_texts_apart_that_have_the_same_characters() -> None:
    assert terms("The ferry, the boat") == {"the", "ferry", "boat"}
    assert terms("渡船在冬") == {"渡船", "船在", "在冬"}
    assert not terms("渡船在冬") & terms("冬在船渡")
