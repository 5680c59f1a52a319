"""Quotations, and the lines below them that name their sources."""

from __future__ import annotations

from itertools import islice

from boilerstrip.page.block import Block, Element
from boilerstrip.page.model import PageModel

# Elements around a Block that are looked at.
_MAX_DEPTH = 3


def is_quote_footer(page: PageModel, element: Element) -> bool:
    """Return whether an element is the footer of a quotation, which names its source."""
    return (
        element.tag == "footer" and element.parent >= 0 and page.elements[element.parent].tag == "blockquote"
    )


def is_attribution(page: PageModel, block: Block) -> bool:
    """Return whether a Block names the source of the quotation that contains it."""
    return any(
        is_quote_footer(page, element) for element in islice(page.ancestors(block.element), _MAX_DEPTH)
    )
