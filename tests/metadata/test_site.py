"""The site that a page belongs to."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata import site
from boilerstrip.metadata.linked_data import Work
from boilerstrip.metadata.site import (
    find_favicon,
    find_hostname,
    find_publisher,
    find_site_name,
    host_names,
)
from boilerstrip.page import Page
from tests.metadata.pages import about


@pytest.mark.parametrize(
    ("markup", "name"),
    [
        ("<meta property=og:site_name content='The Paper'>", "The Paper"),
        ("<meta name=application-name content='The Paper'>", "The Paper"),
        ("<title>Tides turn - The Paper</title><h1>Tides turn</h1>", "The Paper"),
        ("<title>Tides turn - The Paper</title><h1>Something else</h1>", None),
        ("<title>my_func</title><h1>my</h1>", None),
        # what is stated as the name of the site is the title of the page
        (
            "<title>Tides turn | Shore | The Paper</title><h1>Tides turn</h1>"
            "<meta property=og:site_name content='Tides turn | Shore | The Paper'>",
            "The Paper",
        ),
        (
            "<title>Tides turn on the northern shore of Holm</title><h1>Tides turn on the northern shore of Holm</h1>"
            "<meta property=og:site_name content='Tides turn on the northern shore of Holm'>"
            "<meta property=og:site_name content='The Paper'>",
            "The Paper",
        ),
        (
            "<title>Holm | Ports and tides</title><h1>Tides turn</h1>"
            "<meta property=og:site_name content='Holm | Ports and tides'>",
            "Holm | Ports and tides",
        ),
    ],
)
def test_the_name_of_the_site(markup: str, name: str | None) -> None:
    assert find_site_name(Page(markup), None, []) == name


def test_the_publisher_is_the_site_unless_it_says_its_name() -> None:
    assert find_site_name(Page("<p>x"), "Shore Press", []) == "Shore Press"
    stated = Page("<meta property=og:site_name content='The Paper'>")
    assert find_site_name(stated, "Shore Press", []) == "The Paper"


def test_the_front_page_has_the_name_of_the_site_for_a_title() -> None:
    page = Page("<title>Holm | Ports</title><h1>Holm</h1><meta property=og:site_name content='Holm | Ports'>")
    assert find_site_name(page, None, [], is_front=True) == "Holm | Ports"


def test_a_headline_is_no_publisher() -> None:
    work: Work = {"headline": "Tides turn", "publisher": {"name": "Tides turn"}}
    assert find_publisher(Page("<p>x"), [work]) is None
    assert find_publisher(Page("<p>x"), [{**work, "publisher": {"name": "The Paper"}}]) == "The Paper"


@given(st.text())
def test_any_address_has_a_host_or_none(address: str) -> None:
    host = find_hostname(address)
    assert host is None or (host and not host.startswith("www."))


def test_names_by_the_host() -> None:
    assert list(host_names("news.paper.co.uk")) == [
        "news.paper.co.uk", "news", "paper.co.uk", "paper", "co.uk",
    ]  # fmt: skip
    assert list(host_names(None)) == []


def test_the_icon_is_absolute() -> None:
    page = Page("<link rel='shortcut icon' href=/i.ico>", "https://x.example/a/b")
    assert find_favicon(page) == "https://x.example/i.ico"


@given(st.text(st.sampled_from(" |-_–»ab1\n"), max_size=12))
def test_titles_have_one_part_unless_a_sign_separates_them(title: str) -> None:
    assert list(site.parts_of_title(title)) == site._SEPARATOR.split(title)


def test_the_name_below_an_icon_is_that_of_the_site_if_it_is_short() -> None:
    head = "<meta name=apple-mobile-web-app-title content='{}'><title>Ferries in winter</title>"
    assert about(head.format("Holm Post")).site_name == "Holm Post"
    assert about(head.format("Ferries in winter on the sound Holm Post")).site_name is None


def test_a_journal_is_the_site_of_its_papers() -> None:
    assert about("<meta name=citation_journal_title content='Sound Letters'>").site_name == "Sound Letters"
