"""How sentences end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.text.sentences import (
    FULL_STOPS,
    ends_line,
    ends_sentence,
    ends_with_time,
    is_question,
    is_truncated,
)


@pytest.mark.parametrize(
    "text", ["It sails.", "“It sails.”", "It sails (at six!)", "航行。", "नाव चलती है।", "At six:"]
)
def test_sentences_and_what_announces_something_end(text: str) -> None:
    assert ends_sentence(text)
    assert ends_line(text)


@pytest.mark.parametrize("text", ["It sails", "Ferry, boat,", "(six)", ""])
def test_labels_and_lines_that_continue_do_not(text: str) -> None:
    assert not ends_sentence(text)


@pytest.mark.parametrize(
    ("text", "is_time"),
    [
        ("5. 3. 2014.", True),
        ("10:30 val.", True),
        ("12 март, 10.30 ч.", True),
        ("at six.", False),
        ("10:30", False),
        ("at 10:30 sharp.", False),
    ],
)
def test_times_have_full_stops_too(text: str, is_time: bool) -> None:
    assert ends_with_time(text) is is_time


@pytest.mark.parametrize("text", ["It sails at …", "It sails at...", "It sails [...]"])
def test_truncated_texts_are_no_sentences(text: str) -> None:
    assert is_truncated(text)
    assert not is_truncated(text + " six")


def test_an_ellipsis_and_a_semicolon_end_a_line_alone() -> None:
    for text in ("It sails …", "It sails;"):
        assert ends_line(text)
        assert not ends_sentence(text)


@given(st.text(st.characters(categories=["L", "Zs"])), st.sampled_from([*FULL_STOPS, "？"]))
def test_a_stop_ends_any_sentence_and_a_question_mark_asks(text: str, stop: str) -> None:
    assert ends_sentence(text + stop)
    assert is_question(text + stop) == (stop in "?？؟")
