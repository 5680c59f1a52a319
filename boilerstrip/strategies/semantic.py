"""What the markup means: `article`, `main`, ARIA roles and schema.org item types."""

from __future__ import annotations

import re
from itertools import accumulate

from boilerstrip import _kernels
from boilerstrip.page import Element, Page

_ARTICLE_TYPES = re.compile(
    r"schema\.org/(\w*Article|\w*Posting|Recipe|Product|Review|Report|HowTo|Question|QAPage|Event|Book|CreativeWork)$"
)
_TAGS = ("article", "main")
_ASIDE_TAGS = frozenset({"nav", "aside", "footer", "dialog", "form", "button"})
_ASIDE_ROLES = frozenset(
    "navigation complementary contentinfo search banner dialog alertdialog menu toolbar".split()
)
# An element that means "content" is believed when it holds at least these words that are no links,
# and this share of what all such elements hold; smaller ones are teasers.
_MIN_WORDS = 30
_MIN_SHARE = 0.25


def propose(page: Page) -> list[bool]:
    """The Blocks of the innermost meaningful elements, less what is marked as beside the point."""
    plain = plain_word_sums(page)
    mask = [False] * len(page.blocks)
    meaningful = _find_meaningful(page.elements)
    for means in (_is_body, _is_article, _is_main):
        marked = [element for element in meaningful if means(element)]
        weight = {e.index: plain[e.end] - plain[e.start] for e in marked}
        max_words = max(weight.values(), default=0)
        if max_words < _MIN_WORDS:
            continue
        for element in marked:
            if weight[element.index] >= _MIN_SHARE * max_words:
                mask[element.start : element.end] = [True] * (element.end - element.start)
        break
    for element in _beside(page.elements):
        mask[element.start : element.end] = [False] * (element.end - element.start)
    return mask


def _find_meaningful(elements: list[Element]) -> list[Element]:
    """The elements that markup means anything by."""
    if _kernels.proposals is not None:
        found: list[Element] = _kernels.proposals.meaningful(elements, _TAGS)
        return found
    return [
        element
        for element in elements
        if (element.tag in _TAGS or element.itemprop or element.itemtype or element.role)
        and not element.hidden
    ]


def _beside(elements: list[Element]) -> list[Element]:
    """The elements that are marked as beside the point."""
    if _kernels.proposals is not None:
        found: list[Element] = _kernels.proposals.beside(elements, _ASIDE_TAGS, _ASIDE_ROLES)
        return found
    return [
        element
        for element in elements
        if element.tag in _ASIDE_TAGS or element.role in _ASIDE_ROLES or element.hidden
    ]


def _is_body(element: Element) -> bool:
    return "articlebody" in element.itemprop.lower()


def _is_article(element: Element) -> bool:
    return (
        element.tag == "article"
        or element.role == "article"
        or (element.itemtype != "" and _ARTICLE_TYPES.search(element.itemtype) is not None)
    )


def _is_main(element: Element) -> bool:
    return element.tag == "main" or element.role == "main"


def plain_word_sums(page: Page) -> list[int]:
    """Prefix sums of the Blocks' words outside links."""
    if _kernels.proposals is not None:
        sums: list[int] = _kernels.proposals.plain_word_sums(page.blocks)
        return sums
    return [0, *accumulate(block.words - block.link_words for block in page.blocks)]
