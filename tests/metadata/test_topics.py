"""Tags, categories and licence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata.topics import find_categories, find_license, find_tags
from boilerstrip.page import Page


@given(st.lists(st.text("abc é", min_size=1, max_size=5).map(str.strip).filter(bool), max_size=8))
def test_tags_come_once_each_in_order(tags: list[str]) -> None:
    found = find_tags(Page(""), [{"keywords": ", ".join(tags)}])  # type: ignore[list-item]
    assert found == tuple(dict.fromkeys(" ".join(tag.split()) for tag in tags))


def test_the_first_source_that_has_any_counts() -> None:
    page = Page("<meta name=keywords content='one; two'><meta property=article:section content=News>")
    assert find_tags(page, []) == ("one", "two")
    work: Any = {"keywords": ["three"], "articleSection": ["Sea", "Shore"]}
    assert find_tags(page, [work]) == ("three",)
    assert find_categories(page, [work]) == ("Sea", "Shore")
    assert find_categories(page, []) == ("News",)


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
