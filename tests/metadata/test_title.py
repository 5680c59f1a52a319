"""The title of a page."""

from __future__ import annotations

import pytest

from boilerstrip import Extractor
from tests.metadata.pages import TEXT, about


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


def test_the_only_heading_of_an_article_is_its_title() -> None:
    head = "<meta property=og:type content=article><title>Ferry winter guide 2024 | Paper</title>"
    found = about(
        head + "<meta property=og:title content='Ferry winter guide'>",
        f"<h1>A guide to the winter ferry</h1>{TEXT}",
    )
    assert (found.title, found.headline) == ("A guide to the winter ferry", "Ferry winter guide")
    assert about(head, f"<h1>Subscribe to our daily letter</h1>{TEXT}").title == "Ferry winter guide 2024"


@pytest.mark.parametrize("title", ["…", "???", "—", "😀"])
def test_a_title_without_words_is_one(title: str) -> None:
    page = f"<title>{title}</title><h1>{title}</h1><p>{'The ferry will run all winter, they said. ' * 9}</p>"
    assert Extractor(effort="fast").extract(page).title == title


def test_without_a_top_heading_the_first_lower_one_is_the_title_where_the_head_begins_with_it() -> None:
    head = "<title>Ferry will run: Port of Holm</title>"
    assert about(head, f"<h3>Ferry will run</h3>{TEXT}").title == "Ferry will run"
    assert about(head, f"<h3>Ferry will</h3>{TEXT}").title == "Ferry will run: Port of Holm"
    assert about(head, f"<h1>Winter</h1><h3>Ferry will run</h3>{TEXT}").title != "Ferry will run"


def test_the_count_of_what_is_unread_is_no_part_of_the_title() -> None:
    assert about("<title>(3) Ferry will run all winter</title>", f"<h2>Ferries</h2>{TEXT}").title == (
        "Ferry will run all winter"
    )


SITE = "<meta property=og:site_name content='Holm Post'>"


@pytest.mark.parametrize(
    ("head", "heading", "title"),
    [
        # a label or a kicker above the headline, and a line below it
        (
            "<meta property=og:title content='The pier is open'>",
            "Holm<br>The pier is open",
            "The pier is open",
        ),
        (
            "<meta property=og:title content='The pier is open'>",
            "<span>Question</span> The pier is open",
            "The pier is open",
        ),
        (
            "<meta property=og:title content='The pier is open'>",
            "The pier is open<br>5 May 2024, Harbour",
            "The pier is open",
        ),
        # an article is no label
        (
            "<meta property=og:title content='Piers of Holm in ice'>",
            "The Piers of Holm in ice",
            "The Piers of Holm in ice",
        ),
        # the site's name behind the heading
        (f"{SITE}<title>The pier is open</title>", "The pier is open | Holm Post", "The pier is open"),
        (f"{SITE}<title>Tides - a study</title>", "Tides - a study", "Tides - a study"),
    ],
)
def test_headings_lose_what_is_not_the_title(head: str, heading: str, title: str) -> None:
    assert about(head, f"<h1>{heading}</h1>{TEXT}").title == title


@pytest.mark.parametrize("stated", ["Home", "Startseite", "README", "Holm Post"])
def test_neither_home_nor_the_site_is_a_title(stated: str) -> None:
    page = f"<h1>Time to say goodbye</h1>{TEXT}"
    found = about(f"{SITE}<title>{stated}</title>", page, "https://example.org/page")
    assert found.title == "Time to say goodbye"


def test_a_front_page_is_called_what_its_site_is() -> None:
    found = about(
        f"{SITE}<title>Holm Post</title>", f"<h1>All in one place</h1>{TEXT}", "https://example.org/"
    )
    assert found.title == "Holm Post"


def test_a_motto_behind_the_site_is_no_title() -> None:
    head = f"{SITE}<title>Holm Post - the voice of the harbour</title>"
    found = about(head, f"<h1>Best kettle for a pier</h1>{TEXT}", "https://example.org/t/1")
    assert found.title == "Best kettle for a pier"


@pytest.mark.parametrize("head", ["", "<meta property=og:title content='A week without a pump'>"])
def test_the_top_heading_may_be_the_name_of_a_weblog(head: str) -> None:
    body = f"<h1>Low Water</h1><h3>A week without a pump</h3>{TEXT}<h3>About me</h3>"
    found = about(f"<title>Low Water: A week without a pump</title>{head}", body, "https://example.org/a")
    assert found.title == "A week without a pump"


def test_a_part_that_has_the_site_s_name_in_it_is_kept_where_the_other_is_the_site() -> None:
    head = "<title>Tidetable Planning Software | Tidetable.com</title><meta property=og:site_name content=Tidetable.com>"
    found = about(head, "<h1>Plan it</h1><p>Text.</p>", "https://www.tidetable.com/planning")
    assert found.title == "Tidetable Planning Software"


@pytest.mark.parametrize(
    ("head", "body", "title"),
    [
        ("Holm Forum • View topic - Which pier is it", "<h2>Which pier is it</h2>", "Which pier is it"),
        ("Which pier is it / Piers / Holm Forum", "<h3>Which pier is it</h3>", "Which pier is it"),
        ("piers [Holm Wiki]", "<h1>Piers</h1>", "Piers"),
        ("Piers | Holm Harbour Board", "<h1>Holm Harbour Board</h1><h2>Piers</h2>", "Piers"),
        ("Holm Notes: ferries - Which pier is it", "<h1>Which pier is it</h1>", "Which pier is it"),
        ("Home - The Holm Notes", "", "The Holm Notes"),
        ("Piers &amp; ferries of the sound", "<h1>Piers &amp;amp; ferries of the sound</h1>", "Piers & ferries of the sound"),
    ],
)  # fmt: skip
def test_sites_and_programs_around_a_title(head: str, body: str, title: str) -> None:
    assert about(f"<title>{head}</title>", f"{body}{TEXT}").title == title


def test_a_site_that_goes_by_its_initials() -> None:
    title = "<title>Ferries - Overview | Ordinary Sound Harbour Administration</title>"
    assert about(title, TEXT, "https://www.osha.example/ferries").title == "Ferries - Overview"


@pytest.mark.parametrize("end", ["…", "...", " …"])
def test_a_title_that_the_head_cuts_off_is_whole_in_its_heading(end: str) -> None:
    heading = "A third bathing place opens on the sound after nine years of waiting"
    head = f"<meta property=og:title content='A third bathing place opens on the sound{end}'><title>A third bathing place opens{end} | Holm Post</title>"
    assert about(head, f"<h1>{heading}</h1>{TEXT}").title == heading
    other = "<h1>Ferries</h1>"
    assert about(head, f"{other}{TEXT}").title == f"A third bathing place opens on the sound{end}"


@pytest.mark.parametrize(
    "title",
    [
        "Holm Post: {}", "{} :: Holm Post", "{} « Holm Post", "{} / Holm Post", "{} < Holm Post", "Holm Post » {}",
    ],
)  # fmt: skip
def test_the_site_s_name_comes_off_whatever_sign_is_between(title: str) -> None:
    head = "<meta property=og:site_name content='Holm Post'>"
    stated = f"<title>{title.format('Ferries in winter')}</title>"
    assert about(head + stated, TEXT).title == "Ferries in winter"


def test_a_title_may_begin_as_the_host_is_called() -> None:
    head = "<title>Holm: ferries in winter</title>"
    assert about(head, TEXT, "https://holm.example/a").title == "Holm: ferries in winter"
