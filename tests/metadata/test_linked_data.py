"""Linked data: what it refers to, and how leniently it is read."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata.linked_data import find_works, names
from boilerstrip.page import Page
from tests.metadata.pages import about, linked


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


def test_damaged_data_is_passed_over() -> None:
    for source in (
        '{"@type":',
        "[[[[",
        '{"author": {"name": {"name": 3}}}',
        '{"@type": 3, "author": [null, 3]}',
    ):
        about(f"<script type=application/ld+json>{source}</script>")


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


def works_of(*works: dict[str, object], url: str | None = "https://x.example/ferry?utm=1") -> list[object]:
    scripts = "".join(f'<script type="application/ld+json">{json.dumps(work)}</script>' for work in works)
    page = Page(f"<p>x{scripts}", url)
    return [work.get("headline") for work in find_works(page, [page.url] if page.url else [])]


def test_works_at_other_addresses_are_other_pages() -> None:
    other = {"@type": "Article", "headline": "Pier", "url": "https://x.example/pier"}
    own = {
        "@type": "Article",
        "headline": "Ferry",
        "mainEntityOfPage": {"@id": "https://www.x.example/ferry/"},
    }
    silent = {"@type": "Article", "headline": "Nets"}
    assert works_of(other, own, silent) == ["Ferry", "Nets"]
    # where none is at the page's address, nothing tells
    assert works_of(other, silent) == ["Pier", "Nets"]
    assert works_of(other, own, url=None) == ["Pier", "Ferry"]


def test_names_are_text_without_the_markup_around_them() -> None:
    link = {"name": "<a href='/ann'>Ann <b>Lee</b></a>"}
    assert list(names([link, {"name": "Bo < Kim"}, "&lt;b&gt;"])) == ["Ann Lee", "Bo < Kim", "<b>"]
