"""Tags, categories and licence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.topics import find_categories, find_license, find_tags
from boilerstrip.page import Page
from tests.metadata.pages import about


@given(st.lists(st.text("abc é", min_size=1, max_size=5).map(str.strip).filter(bool), max_size=8))
def test_tags_come_once_each_in_order(tags: list[str]) -> None:
    page = Page("")
    found = find_tags(page, [{"keywords": ", ".join(tags)}], PageLayout(page, None))
    assert found == tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags))
    # neither capitals nor hashtags make another
    shouted = [*tags, *(f"#{tag.upper()}" for tag in tags)]
    assert find_tags(page, [{"keywords": shouted}], PageLayout(page, None)) == found


def test_the_first_source_that_has_any_counts() -> None:
    page = Page("<meta name=keywords content='one; two'><meta property=article:section content=News>")
    layout = PageLayout(page, None)
    assert find_tags(page, [], layout) == ("one", "two")
    work: Any = {"keywords": ["three"], "articleSection": ["Sea", "Shore"]}
    assert find_tags(page, [work], layout) == ("three",)
    assert find_categories(page, [work], layout) == ("Sea", "Shore")
    assert find_categories(page, [], layout) == ("News",)


@pytest.mark.parametrize(
    ("markup", "works", "licence"),
    [
        ("<link rel=license href=/by>", [], "https://x.example/by"),
        ("<p>x<a rel=license href=/by>CC BY</a>", [], "https://x.example/by"),
        ("<meta name=dcterms.license content='CC BY'>", [], "CC BY"),
        ("", [{"license": {"url": "https://cc.example/by"}}], "https://cc.example/by"),
        ("<p>x", [], None),
    ],
)
def test_the_licence_is_an_address_where_there_is_one(
    markup: str, works: list[Any], licence: str | None
) -> None:
    assert find_license(Page(markup, "https://x.example/a"), works) == licence


def test_links_to_tags_count_where_nothing_states_them_but_not_those_of_teasers() -> None:
    links = "<p>Tags: <a rel=tag href=/a>ferries</a>, <a rel=tag href=/b>winter</a> <a rel='category tag' href=/c>Sea</a>"
    teaser = "<aside class=related><h3><a href=/x>Other</a></h3><p><a rel=tag href=/d>nets</a></aside>"
    page = Page(f"<title>Ferry</title><article><h1>Ferry</h1><p>Text{links}</article>{teaser}")
    layout = PageLayout(page, "https://x.example/ferry")
    assert find_tags(page, [], layout) == ("ferries", "winter")
    assert find_categories(page, [], layout) == ("Sea",)
    assert find_tags(page, [{"keywords": ["pier"]}], layout) == ("pier",)
    assert find_tags(Page(links), [], PageLayout(Page(links), None)) == ()


def test_rights_are_a_license_where_they_are_an_address() -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert about(f"<meta name=dc.rights content={address}>").license == address
    assert about("<meta name=dc.rights content='All rights reserved'>").license is None


def test_sections_of_microdata_are_categories() -> None:
    assert about("<meta itemprop=articleSection content=Harbour>").categories == ("Harbour",)
