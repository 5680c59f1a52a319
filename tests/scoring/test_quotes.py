"""Quotations and their sources."""

from __future__ import annotations

from boilerstrip.page import Page
from boilerstrip.scoring.quotes import with_quotes


def test_a_motto_stays_with_the_text_that_it_opens() -> None:
    page = Page("<nav>menu</nav><h1>title</h1><blockquote><p>two<footer>who</footer></blockquote><p>five")
    assert with_quotes(page, [False, False, False, False, True]) == [False, False, True, True, True]
    assert with_quotes(page, [False] * 5) == [False] * 5
    linked = Page("<h1>title</h1><blockquote><a href=/x>Another title</a></blockquote><p>five")
    assert with_quotes(linked, [False, False, True]) == [False, False, True]


def test_a_quote_stays_where_the_text_around_it_does() -> None:
    page = Page("<p>one<blockquote>two</blockquote><p>advert<blockquote>four</blockquote><p>five")
    assert with_quotes(page, [True, False, False, False, True]) == [True, True, False, True, True]
    assert with_quotes(page, [True, False, False, False, False]) == [True, False, False, False, False]
    assert with_quotes(page, [False, False, False, False, True]) == [False, False, False, False, True]
    assert not any(with_quotes(page, [False] * 5))


def test_the_source_of_a_quotation_stays_with_it() -> None:
    page = Page("<p>one<blockquote><p>two<footer>who</footer></blockquote><p>four<footer>foot</footer>")
    assert with_quotes(page, [True, True, False, True, False]) == [True, True, True, True, False]
    captioned = Page(
        "<p>one<figure><figcaption>two</figcaption></figure><blockquote>three</blockquote><p>four"
    )
    assert with_quotes(captioned, [True, False, False, True]) == [True, False, True, True]
    assert with_quotes(page, [True, False, False, False, False]) == [True, False, False, False, False]
