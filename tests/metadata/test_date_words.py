"""Words that say what a date is the date of."""

from __future__ import annotations

import re
from copy import copy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata import date_words


@pytest.mark.parametrize("table", ["_PUBLISHED", "_CHANGED"])
def test_words_of_publication_are_none_of_change(table: str) -> None:
    own, other = (
        (date_words.PUBLISHED, date_words.CHANGED)
        if table == "_PUBLISHED"
        else (date_words.CHANGED, date_words.PUBLISHED)
    )
    for words in getattr(date_words, table).values():
        for word in words:
            if word.isalpha():
                assert own.search(f"x, {word}: 12"), word
                assert not other.search(f"x, {word}: 12"), word


@pytest.mark.parametrize(
    ("line", "is_published", "is_changed"),
    [
        ("Published on 12 May", True, False),
        ("Zuletzt aktualisiert am 12. Mai", False, True),
        ("发布于 2024", True, False),
        ("最后更新 2024", False, True),
        ("Republished letters", False, False),
        # without a letter beyond ASCII, which other alternatives have
        ("Paru le 3 mai 2024", True, False),
        ("Letzte Aktualisierung: 3. Mai 2024", False, True),
        ("Last medically reviewed on 3 May 2024", False, True),
    ],
)
def test_words_begin_where_words_do(line: str, is_published: bool, is_changed: bool) -> None:
    assert bool(date_words.PUBLISHED.search(line)) is is_published
    assert bool(date_words.CHANGED.search(line)) is is_changed


def test_the_sentence_of_a_theme() -> None:
    assert date_words.ENTRY.match("This entry was posted on")
    assert not date_words.ENTRY.match("This entrylike thing")


ASCII_LINES = st.lists(
    st.sampled_from(
        "published postat publicate publicat added updated aktualisiert zveejnen on 12 May mis a jour | :".split()
    )
).map(" ".join)


@given(ASCII_LINES | st.text(st.characters(max_codepoint=127), max_size=40))
def test_the_words_of_ascii_are_all_that_a_line_of_it_may_have(line: str) -> None:
    for words in (date_words.PUBLISHED, date_words.CHANGED):
        found, expected = words.search(line), re.search(words.pattern, line.lower())
        assert (found and found.start()) == (expected and expected.start())
        assert (words.match(line) is None) == (re.match(words.pattern, line.lower()) is None)


def test_each_letter_that_words_begin_with_is_tried_once() -> None:
    assert date_words._by_initial(["posted", "published", "(?:a|b) x", "é?x", "put"]) == (
        "p(?:osted|ublished|ut)|(?:(?:a|b) x|é?x)"
    )


@pytest.mark.parametrize("name", ["PUBLISHED", "CHANGED", "OTHER_EVENTS", "DATE_LABEL", "REVIEW_STEPS"])
@given(data=st.data())
def test_no_part_is_missing_of_what_is_looked_for(name: str, data: st.DataObject) -> None:
    words = getattr(date_words, name)
    found = data.draw(st.from_regex(words.pattern))
    everywhere = copy(words)
    everywhere._parts = None
    # a sign beyond ASCII that is no letter changes the expression that is asked
    for text in (found, found.upper(), f"• {found}"):
        assert (words.search(text) is None) == (everywhere.search(text) is None)
        assert (words.match(text) is None) == (everywhere.match(text) is None)


@pytest.mark.parametrize(
    "label",
    ["In effect since", "Available from", "Opening hours:", "Next meeting:", "Tour dates:", "Valid until"],
)
def test_days_of_other_events(label: str) -> None:
    assert date_words.OTHER_EVENTS.search(f"{label} 5 March 2024")
    assert not date_words.OTHER_EVENTS.search("Next to the pier, 5 March 2024")
