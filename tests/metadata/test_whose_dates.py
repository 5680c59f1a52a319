"""Dates that a page has, but that are not its own: of lists, shops, frames and of days to come."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata import read_metadata
from boilerstrip.page import Page
from tests.metadata.pages import TEXT, about, linked

DAYS = st.dates(min_value=date(1996, 1, 1), max_value=date(2024, 12, 31))


def teaser(day: date) -> str:
    return (
        f"<p><a href=/{day}>The pier at {day.day} bells</a></p><p class=when>{day:%d %B %Y}</p><p>Rain.</p>"
    )


@given(st.lists(DAYS, min_size=4, max_size=12, unique=True))
def test_the_dates_of_a_list_are_those_of_others(days: list[date]) -> None:
    page = "<h1>All the news</h1>" + "".join(map(teaser, sorted(days, reverse=True)))
    assert about("<title>All the news</title>", page).date is None


@given(st.lists(DAYS, min_size=4, max_size=12, unique=True))
def test_the_posts_of_a_thread_stand_in_the_other_order(days: list[date]) -> None:
    first, *rest = sorted(days)
    page = "<h1>Which pier is it</h1>" + "".join(map(teaser, [first, *rest]))
    assert about("<title>Which pier is it</title>", page).date == first.isoformat()


def test_older_articles_below_an_article_leave_it_its_date() -> None:
    days = [date(2024, 5, day) for day in (9, 8, 7, 6)]
    page = "<h1>The pier</h1><p class=when>10 May 2024</p>" + TEXT * 12 + "".join(map(teaser, days))
    assert about("<title>The pier</title>", page).date == "2024-05-10"


PAGE = {"@type": "WebPage", "datePublished": "2019-04-03T08:00:00+00:00", "dateModified": "2020-01-02"}


def test_what_is_stated_of_every_page_alone_is_no_date() -> None:
    found = about(linked(PAGE), f"<h1>Our services</h1>{TEXT}")
    assert (found.date, found.modified) == (None, "2020-01-02")


@pytest.mark.parametrize(
    ("head", "line"),
    [
        (linked(PAGE), "<p>3 April 2019</p>"),
        (linked(PAGE) + '<meta property="article:published_time" content="2019-04-03">', ""),
        (linked(PAGE) + linked({"@type": "BlogPosting", "datePublished": "2019-04-03"}), ""),
    ],
)
def test_it_is_one_where_something_else_tells_it_too(head: str, line: str) -> None:
    assert about(head, f"<h1>The pier</h1>{line}{TEXT}").date == "2019-04-03"


def test_a_shop_states_when_its_page_was_made() -> None:
    head = '<meta property="og:type" content="product"><meta name="datePublished" content="2019-04-03">'
    assert about(head, f"<h1>A kettle</h1><p>$20</p>{TEXT}").date is None


def test_a_front_page_has_no_date_unless_it_is_an_article() -> None:
    head = '<meta name="datePublished" content="2019-04-03">'
    body = f"<h1>The Harbour Times</h1>{TEXT}"
    assert about(head, body, "https://example.org/").date is None
    assert about(head, body, "https://example.org/pier").date == "2019-04-03"
    article = '<meta property="og:type" content="article">' + head
    assert about(article, body, "https://example.org/").date == "2019-04-03"


@given(st.integers(min_value=2, max_value=3000))
def test_days_to_come_are_not_those_of_publication(ahead: int) -> None:
    day = date.today() + timedelta(days=ahead)
    assert about("", f"<h1>Harbour fair</h1><p>{day:%d %B %Y}</p>{TEXT}").date is None


def test_a_date_that_does_not_say_of_what_is_not_later_than_the_change() -> None:
    body = f"<h1>Der Kai</h1><p>Stand: 28.04.2020 18:00 Uhr</p>{TEXT}"
    assert about('<meta name="date" content="2020-04-29T11:52:23">', body).date == "2020-04-28"


def test_the_date_at_the_headline_comes_before_those_below_the_text() -> None:
    entry = "<ul><li class=artikeldatum><time datetime='{}'>{}</time></li></ul>"
    body = (
        entry.format("2021-11-25", "25. November 2021")
        + f"<h1>Der Kai</h1>{TEXT * 20}"
        + "<h3>Der Steg am Nordufer</h3>"
        + entry.format("2021-12-01", "1. Dezember 2021")
    )
    assert about("<title>Der Kai</title>", body).date == "2021-11-25"


@pytest.mark.parametrize(
    ("lang", "line", "day"),
    [
        ("en", "Submitted by ann on Wed, 03/05/2014 - 09:12", "2014-03-05"),
        ("en", "Sat, 03/05/2014 - 09:12", "2014-05-03"),
        ("en", "03/05/2014", None),
        ("de", "26 | 01 | 2022", "2022-01-26"),
        ("en", "Received 3 January 2014; accepted 20 February 2014; published 5 March 2014", "2014-03-05"),
        ("en", "Received 3 January 2014", None),
        ("en", "When: 5 March 2014, 10 am", None),
        (
            "de",
            "01.02.2022 „Der Hafen ist gut in das Jahr gekommen“, sagte sie." + " Es war viel los" * 9 + ".",
            "2022-02-01",
        ),
        ("th", "โดย สมชาย ใจดี 5 มีนาคม 2557", "2014-03-05"),
    ],
)
def test_lines(lang: str, line: str, day: str | None) -> None:
    page = f"<html lang={lang}><title>The pier</title><h1>The pier</h1><p>{line}</p>{TEXT}</html>"
    assert read_metadata(Page(page)).date == day


@given(DAYS)
def test_a_stated_day_settles_which_number_is_the_month(day: date) -> None:
    head = f'<meta property="article:published_time" content="{day}T04:00:00Z">'
    for form in ("%m/%d/%Y", "%d/%m/%Y"):
        page = f"<html lang=de><head>{head}</head><h1>The pier</h1><p>{day.strftime(form)}</p>{TEXT}</html>"
        assert read_metadata(Page(page)).date == day.isoformat()


def test_days_of_members_are_no_chronology() -> None:
    post = "<li><div>{}, 09:12 AM</div><div>Join Date: Jan 2010</div>" + TEXT + "</li>"
    posts = post.format("03-05-2014") + post.format("03-15-2014")
    found = about("<title>The pier</title>", f"<h1>The pier</h1><ol>{posts}</ol>")
    assert found.date == "2014-03-05"


def test_a_label_makes_an_aside_a_note_on_the_article() -> None:
    aside = "<aside><h3>Published</h3><p>August 30, 2024</p><h3>Author</h3><h3>Ann Lee</h3></aside>"
    found = about("<title>The pier</title>", f"<h1>The pier</h1>{TEXT}{aside}")
    assert found.date == "2024-08-30"


def test_a_thai_byline_names_its_author() -> None:
    page = f"<html lang=th><title>ท่าเรือ</title><h1>ท่าเรือ</h1><p>เขียนโดย สมชาย ใจดี</p>{TEXT}</html>"
    assert read_metadata(Page(page)).authors == ("สมชาย ใจดี",)


@given(st.dates(date(2001, 1, 1), date(2020, 12, 31)), st.integers(2, 900))
def test_the_day_that_readers_see_at_the_headline_is_the_page_s_though_it_is_that_of_a_change(
    first: date, later: int
) -> None:
    changed = first + timedelta(days=later)
    stated = linked(
        {"@type": "Article", "datePublished": first.isoformat(), "dateModified": changed.isoformat()}
    )
    shown = f"{changed:%d %B %Y}"
    assert about(stated, f"<h1>The pier</h1><p>{shown}</p>{TEXT}").date == changed.isoformat()
    # nor does the label keep readers from taking it for the page's
    labelled = f"<h1>The pier</h1><p>Updated {shown}</p>"
    found = about(stated.replace(first.isoformat(), f"{first}T09:41:00+00:00"), f"{labelled}{TEXT}")
    assert found.date == found.modified == changed.isoformat()
    assert found.published_at == f"{first}T09:41:00+00:00"
    # where they see that of publication, too, or the address or a meta tag has it, it stays
    published = f"<p>Published {first:%d %B %Y}</p>"
    assert about(stated, f"{labelled}{published}{TEXT}").date == first.isoformat()
    for moment in (first, f"{first}T09:41:00+00:00"):
        tag = f"<meta property=article:published_time content={moment}>"
        assert about(f"{stated}{tag}", f"{labelled}{TEXT}").date == first.isoformat()
    address = f"https://example.org/{first:%Y/%m/%d}/pier"
    assert about(stated, f"{labelled}{TEXT}", url=address).date == first.isoformat()


@given(st.lists(DAYS, min_size=2, max_size=8, unique=True), st.booleans())
def test_several_days_far_below_the_headline_are_those_of_reviews(days: list[date], is_one: bool) -> None:
    shown = days[:1] if is_one else days
    below = "".join(f"<p class=date>{day:%d %B %Y}</p>{TEXT}" for day in shown)
    found = about("<title>Our kettles</title>", f"<h1>Our kettles</h1>{TEXT * 20}{below}")
    assert found.date == (days[0].isoformat() if is_one else None)


def test_state_with_values_that_are_undefined_is_read() -> None:
    state = (
        'window.state = {"user": undefined, "post": {"name": "The pier at Holm", "published": "2024-05-03"}}'
    )
    found = about(f"<title>The pier at Holm</title><script>{state}; var body = '<p>';</script>")
    assert found.date == "2024-05-03"


def test_the_days_of_an_event_are_not_that_of_publication() -> None:
    event = linked({"@type": "Event", "startDate": "2024-06-01T10:00", "endDate": "2024-06-03"})
    body = f"<h1>Harbour fair</h1><p>Saturday 1 June 2024, 10:00</p>{TEXT}"
    assert about(event, body).date is None
    assert about(event, body.replace("Saturday", "Published on")).date == "2024-06-01"
    assert about("", body).date == "2024-06-01"
