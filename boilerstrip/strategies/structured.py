"""Structured data: the body in JSON-LD, microdata, or the state that applications embed.

The names of properties are those of schema.org: `articleBody`, `reviewBody`, `text`, `recipeInstructions`, ….
"""

from __future__ import annotations

from itertools import compress

from boilerstrip.page import Page
from boilerstrip.page.block import with_item_property, word_counts
from boilerstrip.page.embedded_body import MIN_WORDS, embedded_text

_BODY_PROPERTIES = ("articlebody", "reviewbody", "recipeinstructions", "text", "description")


def propose(page: Page) -> str | list[bool]:
    """Return the embedded text of the body, or else a mask of the Blocks that microdata marks as the body."""
    return embedded_text(page) or _microdata_mask(page)


def _microdata_mask(page: Page) -> list[bool]:
    mask = [False] * len(page.blocks)
    properties = [(e, e.itemprop.lower().split()) for e in with_item_property(page.elements)]
    for wanted in _BODY_PROPERTIES if properties else ():
        marked = [element for element, names in properties if wanted in names]
        for element in marked:
            mask[element.start : element.end] = [True] * (element.end - element.start)
        if marked and sum(compress(word_counts(page.blocks), mask)) >= MIN_WORDS:
            return mask
    return [False] * len(page.blocks)
