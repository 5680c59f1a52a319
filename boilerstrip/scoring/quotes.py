"""Quotations between kept Blocks."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from boilerstrip.page import Block, Page, Role
from boilerstrip.render.structure import is_attribution
from boilerstrip.scoring.headings import MAX_GAP


def with_quotes(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with quotations between kept Blocks, whatever their class name, and their sources.

    In cross-validation this adds 0.004 word F1 on AEB's 18 pages and nothing elsewhere.
    """
    whole = list(mask)
    kept = [i for i, keep in enumerate(mask) if keep]
    # what comes before, captions aside
    before: Block | None = None
    for above, block in pairwise(page.blocks):
        before = above if above.role is not Role.CAPTION else before
        if block.role is Role.QUOTE and kept and kept[0] < block.index < kept[-1]:
            after = next(
                b for b in page.blocks[block.index + 1 :] if b.role is not Role.CAPTION or whole[b.index]
            )
            quote = page.elements[page.innermost(block.element, "blockquote")]
            beside = page.elements[after.element].parent == quote.parent
            goes_on = any(mask[after.index : after.index + MAX_GAP])
            is_next = before is not None and whole[before.index]
            if (is_next and goes_on) or (mask[after.index] and beside):
                whole[block.index] = True
        elif whole[above.index] and not whole[block.index] and above.role is Role.QUOTE:
            # the source, in a footer inside the quotation
            quotation = page.innermost(above.element, "blockquote")
            whole[block.index] = (
                quotation >= 0
                and is_attribution(page, block)
                and page.innermost(block.element, "blockquote") == quotation
            )
    return whole
