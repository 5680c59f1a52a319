"""Semantic markup: `article`, `main`, ARIA roles and schema.org item types."""

from __future__ import annotations

import re
from itertools import accumulate

from boilerstrip import _kernels
from boilerstrip.page import Element, Page

_ARTICLE_TYPES = re.compile(
    r"schema\.org/(\w*Article|\w*Posting|Recipe|Product|Review|Report|HowTo|Question|QAPage|Event|Book|CreativeWork)$"
)
# Tags and ARIA roles.
_CONTENT = frozenset({"article", "main"})
_ASIDE_TAGS = frozenset({"nav", "aside", "footer", "dialog", "form", "button"})
_ASIDE_ROLES = frozenset(
    "navigation complementary contentinfo search banner dialog alertdialog menu toolbar".split()
)
# An element marked as content counts if it has at least this many unlinked words, and this share of those in
# the largest such element; smaller ones are teasers.
_MIN_WORDS = 30
_MIN_SHARE = 0.25


def propose(page: Page) -> list[bool]:
    """Return a mask of the Blocks in elements marked as content but not in those marked as asides."""
    mask = [False] * len(page.blocks)
    meaningful, asides = _find_marked(page.elements)
    if not meaningful:
        return mask
    plain = plain_word_sums(page)
    for is_marked in (_is_body, _is_article, _is_main):
        marked = [element for element in meaningful if is_marked(element)]
        n_words = {e.index: plain[e.end] - plain[e.start] for e in marked}
        max_words = max(n_words.values(), default=0)
        if max_words < _MIN_WORDS:
            continue
        for element in marked:
            if n_words[element.index] >= _MIN_SHARE * max_words:
                mask[element.start : element.end] = [True] * (element.end - element.start)
        break
    for element in asides:
        mask[element.start : element.end] = [False] * (element.end - element.start)
    return mask


def _find_marked(elements: list[Element]) -> tuple[list[Element], list[Element]]:
    """Return the elements whose tag, role or microdata may mark them as content, and the asides.

    Those are marked as such, or hidden.
    """
    if _kernels.proposals is not None:
        found: tuple[list[Element], list[Element]] = _kernels.proposals.marked(
            elements, _CONTENT, _ASIDE_TAGS, _ASIDE_ROLES
        )
        return found
    meaningful = [
        element
        for element in elements
        if (element.tag in _CONTENT or element.role in _CONTENT or element.itemprop or element.itemtype)
        and not element.hidden
    ]
    asides = [
        element
        for element in elements
        if element.tag in _ASIDE_TAGS or element.role in _ASIDE_ROLES or element.hidden
    ]
    return meaningful, asides


def _is_body(element: Element) -> bool:
    return element.itemprop != "" and "articlebody" in element.itemprop.lower()


def _is_article(element: Element) -> bool:
    return (
        element.tag == "article"
        or element.role == "article"
        or (element.itemtype != "" and _ARTICLE_TYPES.search(element.itemtype) is not None)
    )


def _is_main(element: Element) -> bool:
    return element.tag == "main" or element.role == "main"


def plain_word_sums(page: Page) -> list[int]:
    """Return prefix sums of the Blocks' unlinked words."""
    if _kernels.proposals is not None:
        sums: list[int] = _kernels.proposals.plain_word_sums(page.blocks)
        return sums
    return [0, *accumulate(block.words - block.link_words for block in page.blocks)]
