"""Quotations, and the lines that say whose they are."""

from __future__ import annotations

from boilerstrip.page import Page
from boilerstrip.page.quotations import is_attribution, is_quote_footer


def attributions(markup: str) -> list[str]:
    page = Page(markup)
    return [block.text for block in page.blocks if is_attribution(page, block)]


def test_the_footer_of_a_quotation_says_whose_it_is() -> None:
    quote = "<blockquote><p>It rained.</p><footer><p><cite>Ann Lee</cite></p></footer></blockquote>"
    assert attributions(quote) == ["Ann Lee"]
    assert attributions(f"<article>{quote}<footer><p>Imprint</p></footer></article>") == ["Ann Lee"]


def test_only_a_footer_right_in_a_quotation_is_one() -> None:
    page = Page("<blockquote><section><footer>One</footer></section></blockquote><footer>Two</footer>")
    assert [is_quote_footer(page, e) for e in page.elements if e.tag == "footer"] == [False, False]
    assert attributions("<blockquote><p>It rained.</p></blockquote>") == []
