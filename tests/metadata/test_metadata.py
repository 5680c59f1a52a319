"""Addresses, and what else a page tells of itself."""

from __future__ import annotations

from html import escape

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata import read_metadata
from boilerstrip.page import Page
from tests.metadata.pages import about, linked


def test_the_rest() -> None:
    found = about(
        "<meta name=description content=' What  it is '><meta property=og:site_name content='The Paper'>"
        '<script type=application/ld+json>{"@type":"Article","publisher":{"name":"Other"},"image":["/i.png"]}</script>'
    )
    assert (found.description, found.site_name, found.image) == ("What it is", "The Paper", "/i.png")


@given(st.text(max_size=60))
def test_any_text_in_any_place_gives_metadata(text: str) -> None:
    quoted = escape(text)
    head = "".join(f'<meta name="{name}" content="{quoted}">' for name in ("author", "date", "keywords"))
    about(
        head + linked({"@type": "Article", "author": text, "datePublished": text}),
        f"<p class=byline>{quoted}</p>",
    )


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
    assert read_metadata(Page("<html lang=ar>")).direction == "rtl"
    assert read_metadata(Page("<html lang=ar dir=ltr>")).direction == "ltr"
    assert about(
        "", "<p>Some <a rel=license href=/cc>rights</a></p>", url="https://example.org/x"
    ).license == ("https://example.org/cc")
