"""Authors that nothing marks as such."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.unmarked_authors import find_unmarked_author
from boilerstrip.page import Page
from tests.metadata.pages import TEXT

NAMES = st.tuples(
    st.sampled_from(["Ann", "Bo", "Jean-Luc", "Åsa"]), st.sampled_from(["Lee", "O’Hara", "Ödman"])
)
LONG_TEXT = TEXT * 5


def found_in(body: str) -> str | None:
    page = Page(f"<html lang=en><title>The pier at Holm</title><body>{body}")
    return find_unmarked_author(page, PageLayout(page, None))


@given(NAMES, st.dates(date(1996, 1, 1), date(2024, 12, 31)), st.sampled_from(["|", "•", "·", "–", "-"]))
def test_a_name_that_shares_a_line_with_the_day(parts: tuple[str, str], day: date, sign: str) -> None:
    name, written = " ".join(parts), f"{day:%B} {day.day}, {day.year}"
    for line in (f"{name} {sign} {written}", f"{written} {sign} {name} {sign} Senior Writer"):
        assert found_in(f"<h1>The pier at Holm</h1><p>{line}</p>{LONG_TEXT}") == name
        assert found_in(f"<p>{line}</p><h1>The pier at Holm</h1>{LONG_TEXT}") == name
        # elsewhere it may be that of something else
        assert found_in(f"<h1>The pier at Holm</h1>{LONG_TEXT}<p>{line}</p>") is None
        assert found_in(f"<h1>The pier at Holm</h1><ul><li>{line}</li></ul>{LONG_TEXT}") is None
        # little text need not name what it is about
        assert found_in(f"<h1>The pier at Holm</h1><p>{line}</p>{TEXT}") is None


@given(
    NAMES,
    st.sampled_from(["14. märts 2024", "March 14, 2024", "Thursday 14 March 2024", "14.03.2024 10:00"]),
)
def test_a_name_and_a_comma_right_before_the_day(parts: tuple[str, str], day: str) -> None:
    name = " ".join(parts)
    assert found_in(f"<h1>The pier at Holm</h1><p>{name}, {day}</p>{LONG_TEXT}") == name
    # where more stands between the two, it is a place more often
    assert found_in(f"<h1>The pier at Holm</h1><p>{name}, California, {day}</p>{LONG_TEXT}") is None
    assert found_in(f"<h1>The pier at Holm</h1><p>Holm, {day}</p>{LONG_TEXT}") is None
    assert found_in(f"<h1>The pier at Holm</h1><p>{name}, {day}</p>{LONG_TEXT}<p>{parts[1]}</p>") is None


@pytest.mark.parametrize(
    "line", ["Am Montag, 5. Mai 2024", "Lundi Matin, 5 mai 2024", "Buenos Aires, 5 May 2024"]
)
def test_weekdays_and_places_before_the_day_are_no_author(line: str) -> None:
    assert found_in(f"<h1>The old pier</h1><p>{line}</p>{LONG_TEXT}") is None


@pytest.mark.parametrize(
    ("topic", "text"),
    [
        ("White House", "The White House will say more in May."),
        ("Good Friday", "It was a good day for all who had come."),
        ("Burkina Faso", "In the north of Burkina, the rain came late."),
        ("Climate Change", "The climate is no longer what it was."),
        ("Lake Holm", "The ferry to Holm was late."),
        ("Harbour Hall", "The hall opens at six."),
        ("Buenos Aires", "All of Buenos Aires was on its feet."),
    ],
)
def test_what_the_text_or_a_menu_names_is_no_author(topic: str, text: str) -> None:
    line = f"<h1>The old pier</h1><p>{topic} | May 5, 2024</p>{LONG_TEXT}"
    assert found_in(f"{line}<p>{text}</p>") is None
    assert found_in(f"<ul><li><a href=/a>{topic}</a><li><a href=/b>Sea</a></ul>{line}") is None


@pytest.mark.parametrize(
    "topic",
    ["San Marino", "Bad Segeberg", "Climate Change", "Case Study", "Royal Albert Hall", "Kieler Nachrichten"],
)
def test_what_is_called_as_places_and_topics_are_is_no_author(topic: str) -> None:
    assert found_in(f"<h1>The old pier</h1><p>{topic} | May 5, 2024</p>{LONG_TEXT}") is None


def test_two_names_beside_the_day_are_no_author() -> None:
    line = "Ann Lee | Bo Kim | Staff Writer | May 5, 2024"
    assert found_in(f"<h1>The pier at Holm</h1><p>{line}</p>{LONG_TEXT}") is None


@given(NAMES)
def test_a_name_that_a_biography_or_a_box_repeats(parts: tuple[str, str]) -> None:
    name = " ".join(parts)
    alone = f"<h1>The pier at Holm</h1><p>{name}</p>{TEXT}"
    assert found_in(alone) is None
    assert found_in(f"{alone}<p>{name} is a reporter in Holm.</p>") == name
    assert found_in(f"<h1>The pier at Holm</h1>{TEXT}<div class=author-box><p>{name}</p></div>") == name
