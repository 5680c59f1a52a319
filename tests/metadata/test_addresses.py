"""A page's own address, and that of its image."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.metadata.addresses import resolve
from tests.metadata.pages import TEXT, about, linked


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


PARTS = st.lists(
    st.sampled_from(["a", "B", "/", ".", "..", "?", "#", "&", "=", ";", " ", "é", "%20", ":", "@", "["]),
    max_size=8,
)


@given(st.sampled_from(["https://x.example", "http://x.example", "https://x.example:80"]), PARTS.map("".join))
def test_an_absolute_address_is_resolved_to_what_a_link_leads_to(host: str, rest: str) -> None:
    address = f"{host}/{rest}"
    for base in (None, "https://x.example/c/d", "https://other.example/"):
        try:
            expected = " ".join(urljoin(base or "", address.strip()).split())
            urlsplit(expected)
        except ValueError:
            continue
        assert resolve(base, address) == expected


@given(
    st.sampled_from(["https://x.example/c/d", "http://x.example:80/", "https://x.example", "/c/", None]),
    st.text("aB./?%~-+=@:; é", max_size=8),
)
def test_a_path_from_the_root_is_resolved_to_what_a_link_leads_to(base: str | None, rest: str) -> None:
    try:
        expected = " ".join(urljoin(base or "", f"/{rest}".strip()).split())
        urlsplit(expected)
    except ValueError:
        return
    assert resolve(base, f"/{rest}") == expected


_IMAGE = "https://x.example/i/j.jpg"


@pytest.mark.parametrize(
    "head",
    [
        f"<meta property=og:image:secure_url content={_IMAGE}>",
        "<meta property=og:image content='data:image/png;base64,AA'><meta name=twitter:image content=/i/j.jpg>",
        "<link rel=image_src href=/i/j.jpg>",
        "<meta itemprop=image content=/i/logo.png><meta name=thumbnail content=/i/j.jpg>",
        linked({"@type": "NewsArticle", "image": {"@type": "ImageObject", "contentUrl": _IMAGE}}),
        linked({"@type": "NewsArticle", "image": [], "thumbnailUrl": _IMAGE}),
    ],
)
def test_images_that_pages_name_in_other_ways(head: str) -> None:
    assert about(head, TEXT, "https://x.example/a").image == _IMAGE


def test_the_sign_of_a_site_is_no_image_of_a_page() -> None:
    assert about("<meta itemprop=image content=/i/logo.png>", TEXT, "https://x.example/a").image is None


def test_a_link_may_have_several_relations() -> None:
    head = "<link rel='canonical nofollow' href=/story><link rel='copyright license' href=/terms>"
    found = about(head, url="https://x.example/a")
    assert (found.canonical_url, found.license) == ("https://x.example/story", "https://x.example/terms")
