"""The dates of a page: of publication and of change."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.text.dates import DateReader
from tests.metadata.pages import TEXT, about, linked


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2024-03-05T10:00:00+01:00", "2024-03-05"),
        ("20240305", "2024-03-05"),
        ("March 5, 2024", "2024-03-05"),
        ("5 March 2024, 10:15", "2024-03-05"),
        ("5.3.2024", "2024-03-05"),
        ("2024年3月5日", "2024-03-05"),
        ("2024-02-31", None),
        ("12 comments", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_dates(text: str, day: str | None) -> None:
    assert DateReader().read(text) == day


@pytest.mark.parametrize(
    ("text", "language", "day"),
    [
        ("Petra Nová, 12. ledna 2025", "cs", "2025-01-12"),
        ("12 января 2025, 12:30", "ru", "2025-01-12"),
        ("12 de enero de 2025", "es", "2025-01-12"),
        ("2025. január 12.", "hu", "2025-01-12"),
        ("ngày 12 tháng 1 năm 2025", "vi", "2025-01-12"),
        ("١٢ يناير ٢٠٢٥", "ar", "2025-01-12"),
        ("१२ जनवरी २०२५", "hi", "2025-01-12"),
        ("2025년 1월 12일", "ko", "2025-01-12"),
        ("Los 10 mejores libros de 2025", "es", None),
        ("12 de enero de 2025", None, "2025-01-12"),
        ("12 listopad 2025", "xx", None),
        ("12 listopad 2025", "pl", "2025-11-12"),
        ("12 listopad 2025", "hr", "2025-10-12"),
    ],
)
def test_dates_in_the_words_of_a_language(text: str, language: str | None, day: str | None) -> None:
    assert DateReader(language).read(text) == day


def test_the_date_beside_the_headline_is_the_page_s() -> None:
    wall = (
        f"<div><p>We and our partners use cookies. {'They remember what you have read here. ' * 5}</p></div>"
    )
    own = "<h1>The Ferry</h1><p>5 January 2023</p><p>Text.</p>"
    assert about("", f"<div>Tuesday, December 24, 2024</div><nav>News</nav>{own}").date == "2023-01-05"
    assert about("", wall + own).date == "2023-01-05"
    assert about("", "<p>6 January 2023</p><h1>The Ferry</h1><p>Text.</p>").date == "2023-01-06"


def test_sources_of_the_date() -> None:
    assert about("<meta property=article:published_time content=2024-03-05>").date == "2024-03-05"
    assert about("", "<time datetime=2024-03-05>yesterday</time>").date == "2024-03-05"
    assert about("", url="https://example.org/2024/03/05/story").date == "2024-03-05"
    assert about("", "<p>Tuesday, March 5, 2024</p>").date == "2024-03-05"
    assert about("<meta property=og:locale content=nl_NL>", "<p>5 maart 2024</p>").date == "2024-03-05"


OWN = "<h1>Ferry will run</h1><p class=byline>By Ann Lee</p><p>5 October 2024</p>"


@pytest.mark.parametrize(
    "other",
    [
        "<div class=comment><span class=comment-author>Joe</span> <time datetime=2024-11-20>later</time></div>",
        "<aside><a href=/x>More</a> <span class=author>Zed Other</span> <time datetime=2019-03-03>then</time></aside>",
        "<div class=related-posts><span class=author>Zed Other</span> <time datetime=2019-03-03>then</time></div>",
        '<script type="application/ld+json">{"@type": "Product", "review": [{"@type": "Review", "author": "Jo Roe",'
        ' "datePublished": "2021-03-04"}]}</script>',
        '<script type="application/ld+json">{"@type": "ItemList", "itemListElement": [{"@type": "NewsArticle",'
        ' "author": "Jo Roe", "datePublished": "2021-03-04"}]}</script>',
        '<meta property="article:modified_time" content="2024-12-09"><time datetime="2024-10-05">then</time>',
    ],
)
def test_what_stands_beside_the_page_does_not_speak_for_it(other: str) -> None:
    for body in (other + OWN, OWN + other):
        found = about("", body)
        assert (found.author, found.date) == ("Ann Lee", "2024-10-05")


FAIR = f"{TEXT}<p>{'All are welcome at the lake. ' * 6}It is on <time datetime=2025-05-06>6 May</time>.</p>"


@pytest.mark.parametrize(
    ("head", "lines"),
    [
        ("", f"<h1>Fair</h1><p>5 January 2024</p>{FAIR}"),
        (
            "",
            f"<p><time datetime=2025-05-06>6 May</time></p><h1>Fair</h1><time datetime=2024-01-05>x</time>{TEXT}",
        ),
        ("", f"<h1>Fair</h1><p>Updated <time>7 May 2025</time></p><time>5 January 2024</time>{TEXT}"),
        ("", f"<h1>Fair</h1><p>Mis à jour le 7/5/2025</p><p>5 January 2024</p>{TEXT}"),
        (
            "<meta property=article:modified_time content=2024-12-09>",
            f"<h1>Fair</h1><p>5 January 2024</p>{TEXT}",
        ),
        ("", f"<h1>Fair</h1><p>Updated: 5 January 2024</p>{TEXT}"),
        ("", f"<h1>Fair</h1><p>By Ann · <time datetime=2024-01-05>yesterday</time></p>{TEXT}"),
    ],
)
def test_publication_comes_before_changes_and_events(head: str, lines: str) -> None:
    assert about(head, lines).date == "2024-01-05"


def test_entries_of_a_chronology_are_no_dates_of_the_page() -> None:
    entries = "<li>12 March 1991: The bridge opened to traffic<li>3 April 1992: it closed"
    assert about("", f"<h1>Chronology</h1><ul>{entries}</ul>{TEXT}").date is None


DAYS = st.dates(min_value=date(1996, 1, 1), max_value=date(2024, 12, 31))


@given(DAYS, DAYS, st.booleans())
def test_a_date_in_a_comment_is_never_the_page_s(own: date, other: date, first: bool) -> None:
    comment = (
        f"<div class=comment><b>Joe Roe</b> <time datetime={other}>{other}</time><p>By Joe Roe</p></div>"
    )
    line = f"<h1>Ferry will run</h1><p>By Ann Lee</p><p>{own:%d %B %Y}</p>"
    found = about("", comment + line + TEXT if first else line + TEXT + comment)
    assert (found.author, found.date) == ("Ann Lee", own.isoformat())
    assert about("", f"<h1>Ferry will run</h1>{TEXT}{comment}").date is None


@pytest.mark.parametrize(
    ("head", "body"),
    [
        ("<meta name=rnews:datePublished content=2024-01-05>", ""),
        ("<meta name=published_on content=2024-01-05>", ""),
        ("<meta property=article:published:time content=2024-01-05T10:00>", ""),
        ("<meta itemprop='dateCreated datePublished' content=2024-01-05>", ""),
        ("", f"<h1>Fair</h1>{TEXT}<p>Published on January 5, 2024</p>"),
        ("", f"<h1>Fair</h1>{TEXT}<p>at <abbr title=2024-01-05T10:00:00Z>10:00</abbr></p>"),
        ("", f"<h1>Fair</h1><p><a href=/2024>January 5, 2024</a></p>{TEXT}"),
        ("", f"<article><h1>Fair</h1>{TEXT}<aside><time datetime=2024-01-05>then</time></aside></article>"),
        ("", f"<h1>Fair</h1><p>Updated 9 May 2024. First published 5 January 2024</p>{TEXT}"),
        (
            "",
            "<h1>Fair on the lake</h1><script type=application/json>"
            '{"posts": [{"title": "Other fair", "publishedAt": "2019-01-01"},'
            ' {"title": "Fair on the lake", "publishedAt": "2024-01-05T10:00:00Z"}]}</script>',
        ),
    ],
)
def test_more_places_of_a_date(head: str, body: str) -> None:
    assert about(head, body).date == "2024-01-05"


@pytest.mark.parametrize(
    "body",
    [
        f"<h1>Fair</h1>{TEXT}<p>Copyright 5 January 2024 The Paper</p>",
        f"<h1>Fair</h1><p>Member since 5 January 2024</p>{TEXT}",
        f"<h1>Fair</h1>{TEXT}<div><h3><a href=/o>Another story</a></h3><p class=date>5 January 2024</p></div>",
        "<h1>Fair</h1><p>5 January 1971</p>",
    ],
)
def test_days_of_other_things(body: str) -> None:
    assert about("", body).date is None


def test_a_day_that_is_yet_to_come_is_not_that_of_publication() -> None:
    assert about("<meta name=date content=2999-01-05>").date is None


def test_the_address_and_the_reader_s_day_settle_which_day_it_is() -> None:
    late = linked({"@type": "Article", "datePublished": "2024-01-06T02:30:00Z"})
    assert about(late).date == "2024-01-06"
    assert about(late, url="https://example.org/2024/01/05/fair").date == "2024-01-05"
    found = about(late, f"<h1>Fair</h1><p>5 January 2024</p>{TEXT}")
    assert (found.date, found.published_at) == ("2024-01-05", "2024-01-06T02:30:00+00:00")


def test_publication_and_change() -> None:
    found = about(
        linked(
            {"@type": "Article", "datePublished": "2024-01-05T10:00:00+01:00", "dateModified": "2024-02-01"}
        )
    )
    assert (found.date, found.published_at, found.modified) == (
        "2024-01-05",
        "2024-01-05T10:00:00+01:00",
        "2024-02-01",
    )
    assert about("<meta property=article:modified_time content=2024-02-01>") == about("")._replace(
        modified="2024-02-01"
    )


ARTICLE = "<meta property=og:type content=article>"
LEAD = f"<p class=standfirst>{'The council says that the bridge will be open again by the end of the year, and ' * 3}soon.</p>"


@pytest.mark.parametrize(
    ("head", "body", "day"),
    [
        # behind a standfirst, under a label, in the footer of the post
        ("", f"<h1>Fair</h1>{LEAD}<div>Posted on</div><div>Jan 5, 2024</div>{TEXT}", "2024-01-05"),
        ("", f"<h1>Fair</h1>{LEAD}<p>5 January 2024 |</p>{TEXT}", "2024-01-05"),
        ("", f"<article><h1>Fair</h1>{TEXT}<footer>Posted by Ann Lee on 2024-01-05 in news</footer></article>", "2024-01-05"),
        ("", f"<article><header><footer class=meta>By Ann Lee<p>5 January 2024</p></footer></header>{TEXT}</article>", "2024-01-05"),
        ("", f"<h1>Fair</h1>{TEXT}<p>This article was originally published on 5 January 2024 in another place.</p>", "2024-01-05"),
        ("", f"<h1>Fair</h1><p>Discussion in 'News' started by ann, Jan 5, 2024.</p>{TEXT}", "2024-01-05"),
        ("", f"<title>The fair is open</title><h2>The fair is open</h2><p>5 January 2024</p>{TEXT}", "2024-01-05"),
        # markup for times other than the element for them
        ("", f"<h1>Fair</h1>{TEXT}<span itemprop=datePublished content=2024-01-05>long ago</span>", "2024-01-05"),
        ("", f"<h1>Fair</h1><p><span class=dt-published title=2024-01-05T10:00>a year ago</span> by Ann</p>{TEXT}", "2024-01-05"),
        ("", f"<h1>Fair</h1><p><abbr title='January 5, 2024 at 11:12 PM'>Friday</abbr></p>{TEXT}", "2024-01-05"),
        # data in scripts: of the page's own record, or told once
        ("<script>window.state = {\"post\": {\"title\": \"Fair ends\", \"publishedAt\": \"2024-01-05T10:00:00Z\"},"
         "\"more\": [{\"title\": \"Other\", \"publishedAt\": \"2020-01-01\"}]}</script>", f"<h1>Fair ends</h1>{TEXT}", "2024-01-05"),
        ("<script>self.__next_f.push([1,\"3:[\\\"$\\\",\\\"main\\\",null,{\\\"title\\\":\\\"Fair ends\\\",\\\"published_at\\\":\"])</script>"
         "<script>self.__next_f.push([1,\"\\\"2024-01-05\\\"}]\\n\"])</script>", f"<h1>Fair ends</h1>{TEXT}", "2024-01-05"),
        (f"{ARTICLE}<script>dataLayer.push({{'publishedDate': '2024-01-05', 'x': f()}})</script>", f"<h1>Fair</h1>{TEXT}", "2024-01-05"),
        (f"{ARTICLE}<script>a({{'publishedDate': '2024-01-05'}}, {{'publishedDate': '2023-01-05'}})</script>", f"<h1>Fair</h1>{TEXT}", None),
        ("<script>dataLayer.push({'publishedDate': '2024-01-05'})</script>", f"<h1>Fair</h1>{TEXT}", None),
        ("<!-- <rdf:RDF><rdf:Description dc:date=\"2024-01-05T10:00:00+01:00\" /></rdf:RDF> -->", TEXT, "2024-01-05"),
        # names of meta tags
        ("<meta property=article:published:time content=2024-01-05>", "", "2024-01-05"),
        ("<meta name=published_on content=2024-01-05>", "", "2024-01-05"),
        ("<meta name=rnews:datePublished content=2024-01-05>", "", "2024-01-05"),
        ("<meta name=event:start_date content=2024-01-05>", "", None),
        ("<meta name=update content=2024-01-05>", "", None),
    ],
)  # fmt: skip
def test_where_dates_stand(head: str, body: str, day: str | None) -> None:
    assert about(head, body).date == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/2024/jan/05/fair", "2024-01-05"),
        ("https://example.org/2024/1/5/fair", "2024-01-05"),
        ("https://example.org/news-2024-01-05.html", "2024-01-05"),
        ("https://example.org/a/20240105-fair", "2024-01-05"),
        ("https://example.org/item-20240105123", None),
        ("https://example.org/2024/13/05/fair", None),
    ],
)
def test_days_in_addresses(url: str, day: str | None) -> None:
    assert about("", TEXT, url=url).date == day


def test_an_earlier_day_at_the_headline_corrects_a_stated_one() -> None:
    moved = linked({"@type": "Article", "datePublished": "2024-05-01", "dateModified": "2024-05-01"})
    assert about(moved, f"<h1>Fair</h1><p>5 January 2024</p>{TEXT}").date == "2024-01-05"
    # a later one, and one far from the headline, do not
    assert about(moved, f"<h1>Fair</h1><p>5 June 2024</p>{TEXT}").date == "2024-05-01"
    far = "<p>Something short</p>" * 20
    assert about(moved, f"<h1>Fair</h1>{far}<p>5 January 2024</p>").date == "2024-05-01"


def test_a_change_settles_which_number_is_the_month() -> None:
    changed = "<meta property=article:modified_time content=2025-03-20>"
    assert about(changed, f"<h1>Fair</h1><p>3/4/2025</p>{TEXT}").date == "2025-03-04"
    assert about("", f"<h1>Fair</h1><p>3/4/2020</p>{TEXT}").date is None


@given(st.dates(date(2000, 1, 1), date(2025, 1, 1)), st.dates(date(2000, 1, 1), date(2025, 1, 1)))
def test_what_was_edited_before_its_publication_has_not_changed(published: date, changed: date) -> None:
    head = (
        f'<meta property="article:published_time" content="{published}T12:00:00Z">'
        f'<meta property="article:modified_time" content="{changed}T12:00:00Z">'
    )
    found = about(head)
    assert found.date == published.isoformat()
    assert found.modified == (changed.isoformat() if changed >= published else None)


def test_a_later_change_counts_beside_one_before_the_publication() -> None:
    head = (
        '<meta property="article:published_time" content="2024-05-05T12:00:00Z">'
        '<meta property="article:modified_time" content="2024-05-02T12:00:00Z">'
    )
    found = about(head, f"<h1>The Ferry</h1><p>5 May 2024, updated 7 May 2024</p>{TEXT}")
    assert (found.date, found.modified) == ("2024-05-05", "2024-05-07")


@given(
    st.datetimes(datetime(2000, 1, 2), datetime(2024, 12, 30)),
    st.integers(-100_000, 100_000),
    st.integers(-12, 12),
    st.integers(-12, 12),
)
def test_changes_are_told_from_edits_before_the_publication_by_the_moment(
    moment: datetime, seconds: int, offset: int, other: int
) -> None:
    published = moment.replace(microsecond=0, tzinfo=timezone(timedelta(hours=offset)))
    changed = (published + timedelta(seconds=seconds)).astimezone(timezone(timedelta(hours=other)))
    found = about(
        f'<meta property="article:published_time" content="{published.isoformat()}">'
        f'<meta property="article:modified_time" content="{changed.isoformat()}">'
    )
    assert found.date == published.date().isoformat()
    if seconds < 0:
        assert found.modified is None
    else:
        days = {changed.date().isoformat(), changed.astimezone(published.tzinfo).date().isoformat()}
        assert found.modified in days
        assert found.modified >= found.date


@pytest.mark.parametrize("name", ["data-timestamp", "data-datetime", "data-time"])
def test_a_time_may_say_for_scripts_alone_when_it_is(name: str) -> None:
    for moment in ("1693732500", "2023-09-03T09:15:00Z"):
        time = f"<time class=posted {name}={moment}>a while ago</time>"
        assert about("", f"<h1>Ferries in winter</h1>{time}{TEXT}").date == "2023-09-03"
