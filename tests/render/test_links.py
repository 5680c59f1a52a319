"""Addresses of links: those that stand as they are are the ones that joining would leave as they are."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.render.links import _IS_ABSOLUTE, safe_address


@given(
    st.sampled_from(["", "https://a.example/b/c?d#e", "http://a.example", "ftp://a.example/"]),
    st.from_regex(_IS_ABSOLUTE.pattern, fullmatch=True),
)
def test_absolute_addresses_stay_as_they_are(base: str, href: str) -> None:
    assert urljoin(base, href) == href
    assert urlsplit(href).scheme in ("http", "https")
    assert safe_address(Page("<p>Text", base or None), href) == href


@pytest.mark.parametrize(
    ("href", "expected"),
    [
        ("https://b.example/x/../y?a=1", "https://b.example/x/../y?a=1"),
        (" https://b.example/two words ", "https://b.example/two%20words"),
        ("https://b.example/x?", "https://b.example/x"),
        ("/x", "https://a.example/x"),
        ("javascript:alert(1)", ""),
        ("https://[b", ""),
    ],
)
def test_other_addresses_are_joined_or_refused(href: str, expected: str) -> None:
    assert safe_address(Page("<p>Text", "https://a.example/b"), href) == expected
