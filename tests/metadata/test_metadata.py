"""Addresses, and what else a page tells of itself."""

from __future__ import annotations

import json
from html import escape

from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.batch import rows
from boilerstrip.metadata import MetadataReader, read_metadata
from boilerstrip.page import Page, Role
from boilerstrip.scoring.roles import assign_roles
from tests.metadata.pages import about, linked


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


def test_a_long_notice_above_the_headline_is_not_the_body_yet() -> None:
    notice = (
        "We keep small files on your device so that the page works the way it should, and would like to keep "
    )
    notice += "some more of them so that we learn which of our stories are read."
    page = Page(f"<title>Storks are back</title><p>{notice}</p><h1>Storks are back</h1><p>By Ellen Marsh</p>")
    assign_roles(page, MetadataReader(page))
    assert [block.role for block in page.blocks] == [Role.PARAGRAPH, Role.TITLE, Role.BYLINE]


@given(st.text(max_size=60))
def test_any_text_in_any_place_gives_metadata(text: str) -> None:
    quoted = escape(text)
    head = "".join(f'<meta name="{name}" content="{quoted}">' for name in ("author", "date", "keywords"))
    about(
        head + linked({"@type": "Article", "author": text, "datePublished": text}),
        f"<p class=byline>{quoted}</p>",
    )


def test_texts_that_were_encoded_twice() -> None:
    head = "<title>Caf&amp;eacute; &amp;amp; more - The Paper</title><meta name=description content='donâ€™t &amp;amp; do'>"
    found = about(head, url="https://thepaper.example/x")
    assert (found.title, found.description) == ("Café & more", "don’t & do")


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
