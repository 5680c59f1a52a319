"""Addresses of links: those that stand as they are are the ones that joining would leave as they are."""

from __future__ import annotations

from urllib.parse import urljoin, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.render.links import _IS_ABSOLUTE, safe_address
from tests.render.pages import html


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


def test_links_are_made_absolute() -> None:
    markup = "<p><a href=/x?a=1&b=2>y</a> <a href=#z>z</a></p>"
    assert 'href="https://example.org/x?a=1&amp;b=2"' in html(markup, "https://example.org/a/b")
    assert 'href="/x?a=1&amp;b=2"' in html(markup)


@pytest.mark.parametrize(
    ("base", "address"),
    [
        ("/docs/", "https://example.org/docs/x.html"),
        ("https://e.net/", "https://e.net/x.html"),
        ("http://[", "https://example.org/a/x.html"),
    ],
)
def test_links_are_relative_to_the_base_that_a_page_names(base: str, address: str) -> None:
    markup = f"<base href='{base}'><p>See <a href=x.html>the manual of the ferry</a> for all of it</p>"
    assert f'href="{address}"' in html(markup, "https://example.org/a/b")


def test_links_in_the_page_stay_in_it() -> None:
    markup = "<h2 id=depth>Depth</h2><p>See <a href='#depth'>here</a>, <a href='/a/b#depth'>here</a>, <a href='#no'>no</a></p>"
    found = html(markup, "https://example.org/a/b")
    assert found.startswith('<h2 id="depth">Depth</h2>')
    assert found.count('href="#depth"') == 2
    assert 'href="https://example.org/a/b#no"' in found
    assert " id=" not in html("<h2 id=depth>Depth</h2><p>one</p>")


def test_a_heading_does_not_link_to_itself() -> None:
    heading = "<h2 id=depth><a href='#depth'>Depth</a> of <a href='/wells'>wells</a></h2>"
    assert '<h2>Depth of <a href="https://example.org/wells">' in html(heading, "https://example.org/a")
    # other links lead to it, and a paragraph may speak of itself
    found = html(f"{heading}<p>See <a href='#depth'>above</a>.</p>", "https://example.org/a")
    assert '<h2 id="depth">Depth of' in found
    assert '<a href="#depth">above</a>' in found
    assert '<a href="#p">one</a>' in html("<p id=p>See <a href='#p'>one</a>.</p>")


def test_links_stand_in_code_and_headings() -> None:
    found = html("<h2><a href=/h>Head</a></h2><pre>a\n<a href=/c>b</a> &lt;\n</pre>", "https://example.org/")
    assert '<h2><a href="https://example.org/h">Head</a></h2>' in found
    assert '<a href="https://example.org/c">b</a> &lt;' in found


@pytest.mark.parametrize(
    ("href", "address"),
    [
        ("https://www.example.com/url?q=https://a.example/b%3Fc&sa=D", "https://a.example/b?c"),
        ("https://l.example.com/l.php?u=https%3A%2F%2Fa.example%2Fb&h=1", "https://a.example/b"),
        ("https://example.com/redirect?to=http://a.example/", "http://a.example/"),
        (
            "https://example.com/url?q=javascript:alert(1)//http://",
            "https://example.com/url?q=javascript:alert(1)//http://",
        ),
        (
            "https://example.com/share?url=https://a.example/b",
            "https://example.com/share?url=https://a.example/b",
        ),
        (
            "https://web.example.org/web/2020/https://a.example/url",
            "https://web.example.org/web/2020/https://a.example/url",
        ),
        ("https://example.com/url?q=http://", "https://example.com/url?q=http://"),
        ("https://example.com/url?q=http://[::a/", "https://example.com/url?q=http://[::a/"),
        ("javascript:open('/url?q=https://a.example/')", ""),
        ("data:text/html/url?q=https://a.example/", ""),
        ("mailto:url?q=https://a.example/", "mailto:url?q=https://a.example/"),
    ],
)
def test_pages_that_only_lead_on_are_passed_over(href: str, address: str) -> None:
    assert safe_address(Page("<p>a"), href) == address


def test_links_that_lead_nowhere_are_text() -> None:
    assert (
        html('<p>a <a href="#">b</a> <a href=" # ">c</a> <a href="">d</a>', "https://example.org/")
        == "<p>a b c d</p>"
    )
