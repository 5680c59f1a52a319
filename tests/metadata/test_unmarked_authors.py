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


def found_in(body: str) -> str | None:
    page = Page(f"<html lang=en><title>The pier at Holm</title><body>{body}")
    return find_unmarked_author(page, PageLayout(page, None))


@given(NAMES, st.dates(date(1996, 1, 1), date(2024, 12, 31)), st.sampled_from(["|", "•", "·", "–", "-"]))
def test_a_name_that_shares_a_line_with_the_day(parts: tuple[str, str], day: date, sign: str) -> None:
    name, written = " ".join(parts), f"{day:%B} {day.day}, {day.year}"
    for line in (f"{name} {sign} {written}", f"{written} {sign} {name}"):
        assert found_in(f"<h1>The pier at Holm</h1><p>{line}</p>{TEXT}") == name
        assert found_in(f"<p>{line}</p><h1>The pier at Holm</h1>{TEXT}") == name
        # elsewhere it may be that of something else
        assert found_in(f"<h1>The pier at Holm</h1>{TEXT * 4}<p>{line}</p>") is None
        assert found_in(f"<h1>The pier at Holm</h1><ul><li>{line}</li></ul>{TEXT}") is None


@pytest.mark.parametrize(
    "topic",
    [
        "Climate Change", "Premier League", "Case Study", "Opinion Piece", "Supreme Court", "Christmas Eve",
        "Game Day", "Top Stories", "Quick Read", "Home Page", "Lake Holm", "Real Madrid", "Deutsche Welle",
    ],
)  # fmt: skip
def test_a_section_that_shares_a_line_with_the_day_is_no_author(topic: str) -> None:
    assert found_in(f"<h1>The pier at Holm</h1><p>{topic} | May 5, 2024</p>{TEXT}") is None


def test_what_the_text_or_a_menu_names_is_no_author() -> None:
    line = "<h1>The pier at Holm</h1><p>Holm Marshes | May 5, 2024</p>"
    assert found_in(f"{line}{TEXT}") == "Holm Marshes"
    assert found_in(f"<ul><li><a href=/a>Holm Marshes</a><li><a href=/b>Sea</a></ul>{line}{TEXT}") is None
    assert found_in(f"{line}{TEXT}<p>All holm marshes are wet, and so is every walker there.</p>") is None


@given(NAMES)
def test_a_name_that_a_biography_or_a_box_repeats(parts: tuple[str, str]) -> None:
    name = " ".join(parts)
    alone = f"<h1>The pier at Holm</h1><p>{name}</p>{TEXT}"
    assert found_in(alone) is None
    assert found_in(f"{alone}<p>{name} is a reporter in Holm.</p>") == name
    assert found_in(f"<h1>The pier at Holm</h1>{TEXT}<div class=author-box><p>{name}</p></div>") == name
