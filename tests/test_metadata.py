from __future__ import annotations

import json
from datetime import date
from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.batch import rows
from boilerstrip.metadata import metadata
from boilerstrip.page import Page, Role
from boilerstrip.render.front_matter import front_matter
from boilerstrip.scoring.roles import assign_roles
from boilerstrip.text.dates import DateReader


def about(head: str, body: str = "<p>text</p>", url: str | None = None) -> boilerstrip.Metadata:
    return metadata(Page(f"<html><head>{head}</head><body>{body}</body></html>", url))


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("<title>Headline of it - The Paper</title>", "<h1>Headline of it</h1>", "Headline of it"),
        ("<title>Headline of it | The Paper</title>", "", "Headline of it"),
        (
            "<meta property=og:title content='Ferry: a story'><meta property=og:site_name content=P>",
            "",
            "Ferry: a story",
        ),
        (
            '<script type=application/ld+json>{"@type":"NewsArticle","headline":"In data"}</script>',
            "",
            "In data",
        ),
        ("", "<h1>Only on the page</h1>", "Only on the page"),
        ("", "", None),
    ],
)
def test_title(head: str, body: str, title: str | None) -> None:
    assert about(head, body).title == title


@pytest.mark.parametrize(
    ("head", "body", "author"),
    [
        (
            '<script type=application/ld+json>{"@type":"Article","author":[{"name":"A B"},{"name":"C D"}]}</script>',
            "",
            "A B, C D",
        ),
        (
            '<script type=application/ld+json>{"@graph":[{"@type":"Article","author":"A B"}]}</script>',
            "",
            "A B",
        ),
        ("<meta name=author content='Ann Other'>", "", "Ann Other"),
        ("<meta name=author content='https://example.org/ann'>", "", None),
        ("", "<p class=byline>By Ann Other, May 3</p>", "Ann Other"),
        ("", "<p>By Ann Other</p>", "Ann Other"),
        ("", "<p>By the time it was over nobody cared</p>", None),
        ("", "<a rel=author href=/ann>ann_o</a>", "ann_o"),
        ("", "<p>Von Anna Anders</p>", "Anna Anders"),
        ("", "<p>מאת דנה לוי, 3 במאי 2024</p>", "דנה לוי"),
        ("", "<p>लेखक अनु शर्मा</p>", "अनु शर्मा"),
    ],
)
def test_author(head: str, body: str, author: str | None) -> None:
    assert about(head, body).author == author


def test_linked_data_that_refers() -> None:
    graph = [
        {
            "@type": "Article",
            "author": [{"@id": "#jo"}, {"@id": "#nobody"}, {"name": "Al Poe"}, [{"@id": "#jo"}]],
            "publisher": {"@type": "Organization", "@id": "#paper"},
            "image": {"@id": "#picture"},
        },
        {"@type": "Person", "@id": "#jo", "name": "Jo Roe", "image": {"@id": "#picture"}},
        {"@type": "Organization", "@id": "#paper", "name": "The Shore Paper"},
        {"@type": "ImageObject", "@id": "#picture", "url": "https://example.org/boat.jpg"},
        {"@type": "Person", "@id": "#jo"},
        {"@type": "Article", "@id": ["#odd"], "author": {"@id": ["#jo"]}},
    ]
    told = about(f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>')
    assert told.author == "Jo Roe, Al Poe"
    assert told.site_name == "The Shore Paper"
    assert told.image == "https://example.org/boat.jpg"


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


def test_a_page_of_dates_in_words_takes_no_longer_than_fifty_of_them() -> None:
    dates = DateReader("vi")
    found = [dates.read(f"{day} tháng {month} năm 2025") for month in ("một", "ba") for day in range(1, 31)]
    assert found[0] == "2025-01-01"
    assert [day is None for day in found] == [False] * 50 + [True] * 10


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


TEXT = f"<p>{'The council says that the bridge will be open again by the end of the year. ' * 3}</p>"
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


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("By Jane Doe<br>Science correspondent", "Jane Doe"),
        ("By Jane Doe, Staff Writer", "Jane Doe"),
        ("By Jane Doe Published 5 May 2024", "Jane Doe"),
        ("By Category", None),
        ("文/张三", "张三"),
        ("記者 王小明", "王小明"),
        ("文化部今日宣布", None),
    ],
)
def test_what_follows_the_name_in_a_byline(byline: str, author: str | None) -> None:
    assert about("", f"<h1>Fair</h1><p>{byline}</p>{TEXT}").author == author


def test_wrappers_around_the_author_and_the_date() -> None:
    signed = "<div><div><div><span class=author>Ann Lee</span> <time datetime=2024-10-05>then</time></div></div></div>"
    found = about(
        "", f"<h1>Ferry</h1>{signed}<aside>{signed.replace('Ann Lee', 'Zed').replace('2024', '2019')}</aside>"
    )
    assert (found.author, found.date) == ("Ann Lee", "2024-10-05")
    assert about("", f"<aside>{signed}</aside>").author is None


@pytest.mark.parametrize(
    "text",
    [
        "<nav><a href=/size>Text Size</a> <a href=/topic>By Topic</a></nav>",
        "<h2>By the Numbers</h2>",
        "<h1>Von Trapp Family Lodge</h1>",
        "<p>By Friday, Paris Had Fallen.</p>",
    ],
)
def test_words_that_only_look_like_a_byline(text: str) -> None:
    assert about("", text).author is None


def test_several_names_in_a_byline() -> None:
    assert about("", "<p>By Ann Lee, Bo Kim, 12 January 2024</p>").author == "Ann Lee, Bo Kim"
    assert (
        about("", "<p>By Ann Lee, Bo Kim and Cy Ray | January 12, 2024</p>").author
        == "Ann Lee, Bo Kim and Cy Ray"
    )


def test_a_logo_is_no_title_and_a_program_s_name_is_one_word() -> None:
    logo = "<h1><a href=/>Harbour Gazette</a></h1><h1>Ferry will run</h1>"
    head = "<title>Ferry will run - Harbour Gazette</title><meta property=og:site_name content='Harbour Gazette'>"
    assert about(head, logo).title == "Ferry will run"
    assert about("<title>How to use my_func in Python - Docs</title>").title == "How to use my_func in Python"


def test_of_headings_that_agree_the_title_is_what_agrees_most() -> None:
    head = "<title>Bridge to open in May | The Daily Bugle</title>"
    logo = "<h1><a href=/>The Daily Bugle</a></h1>"
    headings = f"{logo}<h1>Bridge to open in May</h1><h1>Summary of: Bridge to open in May</h1>"
    assert about(head, headings + TEXT).title == "Bridge to open in May"


def test_a_heading_of_one_word_is_the_title_where_the_head_begins_with_it() -> None:
    assert (
        about("<title>WebSocket - Web APIs | Docs</title>", f"<h1>WebSocket</h1>{TEXT}").title == "WebSocket"
    )
    assert about("<title>All of the Docs</title>", f"<h1>Docs</h1>{TEXT}").title == "All of the Docs"


def test_language() -> None:
    assert about("").language is None
    german = (
        "Die Fähre zu den äußeren Inseln fährt den ganzen Winter über, beschloss der Hafenrat am Montag. " * 3
    )
    assert boilerstrip.extract(f"<p>{german}</p>").language == "de"
    assert boilerstrip.extract(f"<html lang=de-AT><p>{german}").language == "de"
    assert boilerstrip.extract(f"<meta property=og:locale content=de_DE><p>{german}").language == "de"


def test_addresses() -> None:
    found = about(
        "<link rel=canonical href=/story><meta property=og:image content='/a b.png'>",
        url="https://example.org/x?y=1",
    )
    assert found.url == "https://example.org/x?y=1"
    assert found.canonical_url == "https://example.org/story"
    assert found.image == "https://example.org/a b.png"
    assert about("<link rel=canonical href='javascript:alert(1)'>").canonical_url is None
    claimed = about("<link rel=canonical href='https://example.org/story'>")
    assert (claimed.url, claimed.canonical_url) == (None, "https://example.org/story")
    assert claimed.hostname is None


def test_the_rest() -> None:
    found = about(
        "<meta name=description content=' What  it is '><meta property=og:site_name content='The Paper'>"
        '<script type=application/ld+json>{"@type":"Article","publisher":{"name":"Other"},"image":["/i.png"]}</script>'
    )
    assert (found.description, found.site_name, found.image) == ("What it is", "The Paper", "/i.png")


def test_damaged_data_is_passed_over() -> None:
    for source in (
        '{"@type":',
        "[[[[",
        '{"author": {"name": {"name": 3}}}',
        '{"@type": 3, "author": [null, 3]}',
    ):
        about(f"<script type=application/ld+json>{source}</script>")


def test_a_long_notice_above_the_headline_is_not_the_body_yet() -> None:
    notice = (
        "We keep small files on your device so that the page works the way it should, and would like to keep "
    )
    notice += "some more of them so that we learn which of our stories are read."
    page = Page(f"<title>Storks are back</title><p>{notice}</p><h1>Storks are back</h1><p>By Ellen Marsh</p>")
    assign_roles(page, metadata(page))
    assert [block.role for block in page.blocks] == [Role.PARAGRAPH, Role.TITLE, Role.BYLINE]


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'


JSON_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "@type @id @graph name author creator publisher datePublished dateModified headline keywords image license"
                " mainEntity articleSection givenName familyName addressCountry url".split()
            ),
            inner | st.sampled_from(["Article", "Person", "Organization", "Product", "2024-05-06"]),
            max_size=6,
        )
    ),
    max_leaves=20,
)


@given(JSON_VALUES)
def test_any_linked_data_gives_metadata(value: object) -> None:
    found = about(linked(value))
    assert found.author is None or found.authors
    assert found.date is None or len(found.date) == 10


@given(st.text(max_size=60))
def test_any_text_in_any_place_gives_metadata(text: str) -> None:
    quoted = escape(text)
    head = "".join(f'<meta name="{name}" content="{quoted}">' for name in ("author", "date", "keywords"))
    about(
        head + linked({"@type": "Article", "author": text, "datePublished": text}),
        f"<p class=byline>{quoted}</p>",
    )


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


@given(DAYS)
def test_days_are_read_as_they_were_written(day: date) -> None:
    for form in ("%Y-%m-%d", "%B %d, %Y", "%d %b %Y", "%d.%m.%Y", "%Y/%m/%d", "%A, %d %B %Y"):
        assert DateReader().read(day.strftime(form)) == day.isoformat()
    assert DateReader(month_first=lambda: True).read(day.strftime("%m/%d/%Y")) == day.isoformat()
    assert DateReader(month_first=lambda: False).read(day.strftime("%d/%m/%Y")) == day.isoformat()


@pytest.mark.parametrize(
    ("markup", "url", "day"),
    [
        ("<html lang=en-US>", None, "2024-03-04"),
        ("<html lang=en-GB>", None, "2024-04-03"),
        ("<html lang=fr>", None, "2024-04-03"),
        ("<html lang=en>", None, None),
        ("<html lang=en>", "https://example.gov/x", "2024-03-04"),
        ("<html lang=en>", "https://example.co.uk/x", "2024-04-03"),
        ("<html lang=en><p>Comments close 3/28/2024</p>", None, "2024-03-04"),
        ("<html lang=en><p>Closes 28/3/2024</p>", None, "2024-04-03"),
    ],
)
def test_the_order_of_day_and_month_is_that_of_the_region(
    markup: str, url: str | None, day: str | None
) -> None:
    page = Page(f"{markup}<body><h1>Fair</h1><p>3/4/2024</p>{TEXT}", url)
    assert metadata(page).date == day


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-03-05T10:00:00Z", ("2024-03-05", "2024-03-05T10:00:00+00:00")),
        ("2024-03-05T23:30:00-0500", ("2024-03-05", "2024-03-05T23:30:00-05:00")),
        ("March 5, 2024 6:07 pm", ("2024-03-05", "2024-03-05T18:07:00")),
        ("1693728000000", ("2023-09-03", "2023-09-03T08:00:00+00:00")),
        ("20240305", ("2024-03-05", None)),
        ("令和6年3月5日", ("2024-03-05", None)),
    ],
)
def test_moments(text: str, moment: tuple[str, str | None]) -> None:
    assert DateReader().moment(text) == moment


def test_years_of_the_buddhist_era() -> None:
    assert DateReader("th").read("5 มีนาคม 2567") == "2024-03-05"


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


@pytest.mark.parametrize(
    ("source", "authors"),
    [
        ('{"@type": "Article", "author": {"name": "Ann Lee"},}', ("Ann Lee",)),
        ('{"@type": "Article", /* who */ "author": "Ann Lee" // her\n}', ("Ann Lee",)),
        ('/* data */ {"@type": "Article", "author": ["Ann Lee", "Bo Kim",]}', ("Ann Lee", "Bo Kim")),
        ("{&quot;@type&quot;: &quot;Article&quot;, &quot;author&quot;: &quot;Ann Lee&quot;}", ("Ann Lee",)),
        ('{"@type": "Article", "author": {"givenName": "Ann", "familyName": "Lee"}}', ("Ann Lee",)),
        ('{"@type": "Article", "author": {"name": ["Ann Lee", "Bo Kim"]}}', ("Ann Lee", "Bo Kim")),
        ('{"@type": "Article", "author": "Ann Lee &amp; Bo Kim"}', ("Ann Lee", "Bo Kim")),
        ('{"@type": "Article", "author": "https://example.org/ann"}', ()),
        (
            '{"@type": "WebPage", "mainEntity": {"@type": "DiscussionForumPosting", "author": "fan_12"}}',
            ("fan_12",),
        ),
        ('{"@type": "Article", "text": "see http://example.org/, ok", "author": "Ann Lee",}', ("Ann Lee",)),
    ],
)
def test_linked_data_is_read_leniently(source: str, authors: tuple[str, ...]) -> None:
    assert about(f"<script type=application/ld+json>{source}</script>").authors == authors


@pytest.mark.parametrize(
    ("byline", "author"),
    [
        ("Posted by Ann Lee", "Ann Lee"),
        ("Words by ANN LEE", "ANN LEE"),
        ("By Ann Lee and Bo Kim, Staff writers", "Ann Lee and Bo Kim"),
        ("Автор: Вера Ломова", "Вера Ломова"),
        ("投稿者：山田太郎", "山田太郎"),
        ("5 May 2024 by Ann Lee", "Ann Lee"),
        ("By Ann Lee • 5 May 2024", "Ann Lee"),
        ("By Ann Lee ann@example.org", "Ann Lee"),
        ("<a href=/x>View all posts by Ann Lee</a>", "Ann Lee"),
        ("<a href=/author/ann-lee>Ann Lee</a>", "Ann Lee"),
        ("By</p><p>Ann Lee", "Ann Lee"),
        ("By Role", None),
        ("By May 2024", None),
        ("By 12345", None),
    ],
)
def test_bylines(byline: str, author: str | None) -> None:
    found = about("", f"<h1>Fair</h1><p>{byline}</p>{TEXT}")
    assert found.author == author


def test_a_person_in_a_byline_beats_an_organisation_and_an_account() -> None:
    paper = {"@type": "NewsArticle", "author": {"@type": "Organization", "name": "Shore Paper"}}
    body = f"<h1>Fair</h1><p class=byline>By Ann Lee</p>{TEXT}"
    assert about(linked(paper), body).author == "Ann Lee"
    assert about(linked(paper)).author == "Shore Paper"
    assert about(linked(paper | {"publisher": {"name": "Shore Paper"}})).author is None
    assert about("<meta name=author content=annl_7>", body).author == "Ann Lee"


def test_a_front_page_and_a_shop_tell_the_names_of_others() -> None:
    body = f"<h1>Our stories today</h1><p class=byline>By Ann Lee</p><p>5 May 2024</p>{TEXT}"
    found = about("", body, url="https://example.org/")
    assert (found.author, found.date) == (None, None)
    reviews = "".join(f"<p>Good boots number {n}.</p>" for n in range(20)) + "<p class=author>Jo Roe</p>"
    assert about(linked({"@type": "Product"}), f"<h1>Boots</h1>{reviews}").author is None


def test_texts_that_were_encoded_twice() -> None:
    head = "<title>Caf&amp;eacute; &amp;amp; more - The Paper</title><meta name=description content='donâ€™t &amp;amp; do'>"
    found = about(head, url="https://thepaper.example/x")
    assert (found.title, found.description) == ("Café & more", "don’t & do")


def test_the_only_heading_of_an_article_is_its_title() -> None:
    head = "<meta property=og:type content=article><title>Ferry winter guide 2024 | Paper</title>"
    found = about(
        head + "<meta property=og:title content='Ferry winter guide'>",
        f"<h1>A guide to the winter ferry</h1>{TEXT}",
    )
    assert (found.title, found.headline) == ("A guide to the winter ferry", "Ferry winter guide")
    assert about(head, f"<h1>Subscribe to our daily letter</h1>{TEXT}").title == "Ferry winter guide 2024"


def test_what_else_a_page_says() -> None:
    head = linked(
        {
            "@type": "Article",
            "keywords": "ferry, winter",
            "articleSection": ["Islands"],
            "license": "https://example.org/license",
            "publisher": {"name": "The Paper"},
        }
    )
    found = about(f"{head}<link rel='shortcut icon' href=/i.ico>", url="https://www.example.org/story")
    assert found.tags == ("ferry", "winter")
    assert found.categories == ("Islands",)
    assert found.license == "https://example.org/license"
    assert found.publisher == "The Paper"
    assert found.hostname == "example.org"
    assert found.favicon == "https://www.example.org/i.ico"
    assert metadata(Page("<html lang=ar>")).direction == "rtl"
    assert metadata(Page("<html lang=ar dir=ltr>")).direction == "ltr"
    assert about(
        "", "<p>Some <a rel=license href=/cc>rights</a></p>", url="https://example.org/x"
    ).license == ("https://example.org/cc")


def test_the_language_is_that_of_the_body() -> None:
    german = (
        "Die Fähre zu den äußeren Inseln fährt den ganzen Winter über, beschloss der Hafenrat am Montag. " * 3
    )
    assert boilerstrip.extract(f"<html lang=en><p>{german}").language == "de"
    assert boilerstrip.extract("<html lang=en><p>Die Fähre fährt wieder.").language == "en"


def test_a_language_that_no_detector_knows_is_the_one_that_is_claimed() -> None:
    basque = (
        "Bederatzi egunez geldirik egon ondoren, itsasontziak astelehenean itzuli ziren portura, eta arrantzaleek "
        "esan zuten ez zutela berriro horrelakorik ikusi nahi. Datorren astean bilera izango dute udaletxean, eta "
        "herritar guztiak gonbidatuta daude. Argiak abenduan jarriko dituzte, langileak urtarrilean hasiko dira."
    )
    assert boilerstrip.extract(f"<html lang=eu><p>{basque}").language == "eu"


def test_what_the_body_tells() -> None:
    story = "".join(
        f"<p>The harbour council decided on day {n} that the ferry to the outer islands will run all winter.</p>"
        for n in range(30)
    )
    picture = "<figure><img src=/boat.jpg alt='A boat'><figcaption>The boat at dawn.</figcaption></figure>"
    page = f"<article><h1>Ferry</h1>{story}{picture}{story}</article>"
    found = boilerstrip.extract(page, url="https://example.org/x")
    assert [image.src for image in found.images] == ["https://example.org/boat.jpg"]
    assert (found.images[0].alt, found.images[0].caption) == ("A boat", "The boat at dawn.")
    assert found.word_count > 900
    assert found.reading_time == -(-found.word_count // 238)
    assert found.page_type == "article"
    near = boilerstrip.extract(page.replace("day 7 ", "day seven "))
    other = boilerstrip.extract(
        f"<article>{'<p>Bread wants time, salt and a hot oven, said the baker.</p>' * 20}"
    )
    assert found.fingerprint
    assert near.fingerprint
    assert other.fingerprint

    def distance(one: str, two: str) -> int:
        return (int(one, 16) ^ int(two, 16)).bit_count()

    assert distance(found.fingerprint, near.fingerprint) < distance(found.fingerprint, other.fingerprint)
    told = json.loads(found.to_json(blocks=False))
    assert {name: told[name] for name in rows.FIELDS if name != "images"}.keys() <= told.keys()
    assert told["images"] == [found.images[0]._asdict()]
    nothing = boilerstrip.extract("")
    assert (nothing.images, nothing.word_count, nothing.reading_time, nothing.fingerprint) == ((), 0, 0, None)
    assert (nothing.page_type, nothing.comments) == (None, None)


@given(st.text(max_size=80))
def test_front_matter_is_one_line_a_field(text: str) -> None:
    made = front_matter({"title": text, "empty": None, "tags": [text, "b"]})
    lines = made.split("\n")
    assert (lines[0], lines[-3:]) == ("---", ["---", "", ""])
    assert len(made.splitlines()) == (5 if text else 4)
    assert all(char.isprintable() or char == "\n" for char in made)


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


@pytest.mark.parametrize(
    ("head", "byline", "author"),
    [
        ("", "Posted by David at January 5, 2024 11:15 AM", "David"),
        ("", "By Ann Lee, Nairobi", "Ann Lee"),
        ("", "By Ann Lee and Bo Kim, Lille", "Ann Lee and Bo Kim"),
        ("", "By Ann LeeHead Winemaker", "Ann Lee"),
        ("", "Interview by Ann Lee", "Ann Lee"),
        ("", "Contributors: Ann Lee", "Ann Lee"),
        ("", "How we made $3.7M by Improving Their Website", None),
        ("<meta name=author content='Bo Kim'>", "By: Ann Lee", "Ann Lee"),
        ("<meta name=author content='annlee'>", "By Ann Lee", "Ann Lee"),
        ("<meta name=author content='Bo Kim'>", "By the sea", "Bo Kim"),
    ],
)
def test_bylines_below_the_headline(head: str, byline: str, author: str | None) -> None:
    assert about(head, f"<h1>Fair</h1><p>{byline}</p>{TEXT}").author == author


def test_a_name_that_goes_on_for_larger_screens_comes_in_full() -> None:
    short, full = "<p><span class=author>By Ann Mil</span></p>", "<p class=byline>By Ann Miller</p>"
    assert about("", f"<h1>Fair</h1>{short}{full}{TEXT}").author == "Ann Miller"


def test_what_stands_under_the_name_of_an_author_is_no_author() -> None:
    body = f"<h1>Fair</h1><p class=author-description>Senior Coffee Grader</p>{TEXT}"
    assert about("", body).author is None
