"""Quotations amid what is kept."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from boilerstrip.page import Page, Role
from boilerstrip.render.structure import is_attribution
from boilerstrip.scoring.headings import MAX_GAP

# To name a member of an enum costs as much as a call.
_QUOTE = Role.QUOTE


def with_quotes(page: Page, mask: Sequence[bool]) -> list[bool]:
    """A mask with the quotations amid what it keeps, whatever their class is called, each with its source.

    That is worth 0.004 of word F1 on AEB's 18 pages and nothing elsewhere, cross-validated.
    """
    whole = list(mask)
    if all(block.role is not _QUOTE for block in page.blocks):
        return whole
    kept = [i for i, keep in enumerate(mask) if keep]
    for above, block in pairwise(page.blocks):
        if block.role is _QUOTE and kept and kept[0] < block.index < kept[-1]:
            after = page.blocks[block.index + 1]
            quote = page.elements[page.innermost(block.element, "blockquote")]
            beside = page.elements[after.element].parent == quote.parent
            goes_on = any(mask[after.index : after.index + MAX_GAP])
            if (whole[above.index] and goes_on) or (mask[after.index] and beside):
                whole[block.index] = True
        elif whole[above.index] and not whole[block.index] and above.role is _QUOTE:
            # whose it is, in a foot of its own
            quotation = page.innermost(above.element, "blockquote")
            whole[block.index] = (
                quotation >= 0
                and is_attribution(page, block)
                and page.innermost(block.element, "blockquote") == quotation
            )
    return whole
