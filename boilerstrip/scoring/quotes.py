"""Quotations between kept Blocks."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import of_roles
from boilerstrip.page.quotations import is_attribution
from boilerstrip.scoring.headings import MAX_GAP

# Enum members are slow to look up by name.
_QUOTE = Role.QUOTE
_QUOTES = frozenset({_QUOTE})
# A quotation before the text is a motto with no more words, hardly any of them in links.
_MAX_OPENING_WORDS = 80
_MAX_LINKED = 0.3
_HEADS = frozenset({Role.TITLE, Role.HEADING, Role.BYLINE, Role.DATE})


def with_quotes(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with quotations between kept Blocks, whatever their class name, and their sources.

    In cross-validation this adds 0.004 word F1 on AEB's 18 pages and nothing elsewhere.
    """
    whole = list(mask)
    marks = bytes(mask)
    first, last = marks.find(1), marks.rfind(1)
    for i in _opening(page, first) if first >= 0 else ():
        whole[i] = True
    quotes = of_roles(page.blocks, _QUOTES) if first >= 0 else []
    # the source of a quotation may be right behind it
    for i in sorted({i for quote in quotes for i in (quote.index, quote.index + 1)}):
        if not 0 < i < len(page.blocks):
            continue
        above, block = page.blocks[i - 1], page.blocks[i]
        if block.role is _QUOTE and first < block.index < last:
            after = next(
                b for b in page.blocks[block.index + 1 :] if b.role is not Role.CAPTION or whole[b.index]
            )
            quote = page.elements[page.innermost(block.element, "blockquote")]
            beside = page.elements[after.element].parent == quote.parent
            goes_on = any(mask[after.index : after.index + MAX_GAP])
            before = _above(page.blocks, i)
            is_next = before is not None and whole[before.index]
            if (is_next and goes_on) or (mask[after.index] and beside):
                whole[block.index] = True
        elif whole[above.index] and not whole[block.index] and above.role is _QUOTE:
            # the source, in a footer inside the quotation
            quotation = page.innermost(above.element, "blockquote")
            whole[block.index] = (
                quotation >= 0
                and is_attribution(page, block)
                and page.innermost(block.element, "blockquote") == quotation
            )
    return whole


def _above(blocks: Sequence[Block], index: int) -> Block | None:
    """Return the Block before another one, captions aside."""
    above = (blocks[i] for i in range(index - 1, -1, -1))
    return next((block for block in above if block.role is not Role.CAPTION), None)


def _opening(page: Page, first: int) -> list[int]:
    """The Blocks of the quotation right before the first kept Block and beside it, as mottos stand."""
    quotation = page.innermost(page.blocks[first - 1].element, "blockquote") if first else -1
    if quotation < 0 or page.blocks[first].role is not Role.PARAGRAPH:
        return []
    element = page.elements[quotation]
    blocks = page.blocks[element.start : element.end]
    is_text = all(
        block.link_density < _MAX_LINKED and not block.level and page.phrase_matches[block.index] is None
        for block in blocks
    )
    is_beside = element.parent == page.elements[page.blocks[first].element].parent
    is_short = sum(block.words for block in blocks) <= _MAX_OPENING_WORDS
    above = page.blocks[element.start - 1] if element.start else None
    is_first = above is None or above.role in _HEADS or page.elements[element.parent].start > above.index
    return list(range(element.start, element.end)) if is_text and is_beside and is_short and is_first else []
