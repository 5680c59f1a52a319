"""What JSON-LD and meta tags state of a page's dates, and when it is believed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata import stated_dates
from boilerstrip.metadata.linked_data import find_works
from boilerstrip.metadata.stated_dates import find_stated_dates, read_moment
from boilerstrip.page import Page
from boilerstrip.text.dates import DateReader
from tests.metadata.pages import TEXT, about, linked

DAYS = st.dates(min_value=date(1996, 1, 1), max_value=date(2024, 12, 31))
OPEN_GRAPH = '<meta property="article:published_time" content="{}">'
CHANGED = '<meta property="article:modified_time" content="{}">'


def test_what_says_that_it_is_publication_comes_before_what_does_not() -> None:
    head = (
        "<meta name=date content=2024-01-01><meta name=pubdate content=2024-01-02>"
        "<meta property=article:published_time content=2024-01-03>"
        + linked({"@type": "Article", "datePublished": "2024-01-04", "dateModified": "2024-01-05"})
    )
    page = Page(f"<head>{head}</head><p>text</p>")
    stated = find_stated_dates(page, find_works(page), DateReader())
    assert [moment.day for moment in stated.published] == ["2024-01-04", "2024-01-03", "2024-01-02"]
    assert [moment.day for moment in stated.weak] == ["2024-01-01"]
    assert [moment.day for moment in stated.changed] == ["2024-01-05"]
    assert stated.exact is not None
    assert stated.exact.day == "2024-01-03"


@given(
    st.lists(
        st.sampled_from(
            """
            article og dc dcterms first original parsely page last pub publish published publication posted
            post issued display date time on at gmt create created creation modified mod update updated
            revised change release story
            """.split()
        ),
        min_size=1,
        max_size=4,
    ),
    st.sampled_from(["", "_", ":", "-", "."]),
)
def test_names_of_dates_have_a_part_that_is_looked_for_first(parts: list[str], joint: str) -> None:
    name = joint.join(parts)
    if stated_dates._meta_rank(name) is not None:
        assert stated_dates._MAY_BE_DATED.are_in(name)


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("2024-01-05T10:00:00Z", "2024-01-05"),
        (1704448800, "2024-01-05"),
        ({"@value": "2024-01-05"}, "2024-01-05"),
        ("0001-01-01T00:00:00", None),
        ("2999-01-05", None),
        (True, None),
        (["2024-01-05"], None),
    ],
)
def test_values(value: object, day: str | None) -> None:
    found = read_moment(value, DateReader())
    assert (found.day if found else None) == day


# no day of a change is one to come
@given(DAYS, st.integers(min_value=2, max_value=600))
def test_a_meta_tag_for_publication_is_believed_over_a_day_without_a_label(day: date, later: int) -> None:
    change = day + timedelta(days=later)
    body = f"<h1>The pier</h1><p>{change:%d %B %Y}</p>{TEXT}"
    stated = OPEN_GRAPH.format(day) + CHANGED.format(change)
    assert about(stated, body).date == day.isoformat()
    # JSON-LD alone is not: there, the page presents the day of the change as its date
    in_json = linked({"@type": "Article", "datePublished": str(day), "dateModified": str(change)})
    assert about(in_json, body).date == change.isoformat()


def test_so_it_is_for_times_in_utc_close_to_midnight() -> None:
    body = f"<h1>The pier</h1><p>5 January 2024</p>{TEXT}"
    assert about(OPEN_GRAPH.format("2024-01-06T02:30:00+00:00"), body).date == "2024-01-06"


def test_an_earlier_day_with_a_label_is_still_believed_over_it() -> None:
    body = f"<h1>The pier</h1><p>Published on 5 January 2019</p>{TEXT}"
    assert about(OPEN_GRAPH.format("2024-03-06"), body).date == "2019-01-05"


def test_a_date_that_does_not_say_of_what_yields_to_the_one_below_the_text() -> None:
    body = f"<h1>The pier</h1>{TEXT * 20}<p>Published on 25 January 2022</p>"
    assert about("<meta name=date content=2022-01-21>", body).date == "2022-01-25"


@pytest.mark.parametrize(
    ("address", "is_dated"),
    [
        ("https://example.org/docs/install", False),
        ("https://docs.example.org/install", False),
        ("https://example.org/services/gardens", False),
        ("https://example.org/de/produkte/kessel", False),
        ("https://example.org/category/boats", False),
        ("https://example.org/news/docs-are-better", True),
        ("https://example.org/blog/our-products-in-may", True),
        ("https://exa[mple.org/docs/", True),
    ],
)
def test_documentation_and_offers_state_when_they_were_built(address: str, is_dated: bool) -> None:
    head = OPEN_GRAPH.format("2024-01-05") + "<meta property=og:type content=article>"
    found = about(head, f"<h1>The pier</h1>{TEXT}", address)
    assert found.date == ("2024-01-05" if is_dated else None)
    # news have a day wherever they are
    news = linked({"@type": "NewsArticle", "datePublished": "2024-01-05"})
    assert about(head + news, f"<h1>The pier</h1>{TEXT}", address).date == "2024-01-05"
    # readers see it there, too
    assert about(head, f"<h1>The pier</h1><p>5 January 2024</p>{TEXT}", address).date == "2024-01-05"


@pytest.mark.parametrize("placeholder", ["1970-01-01", "1970-01-01T00:00:00Z", 0, "0001-01-01T00:00:00Z"])
def test_the_day_that_stands_for_none_is_none(placeholder: object) -> None:
    assert about(linked({"@type": "NewsArticle", "datePublished": placeholder})).date is None
