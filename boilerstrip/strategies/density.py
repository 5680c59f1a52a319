"""Text density: long stretches of unlinked text are content (after Sun et al. 2011, CETD).

The worth of a Block is the number of its unlinked words, less a fixed price and a penalty for linked words.
The range of Blocks with the highest total is the core, and the element around it sets the limits of the body.
"""

from __future__ import annotations

from itertools import accumulate

from boilerstrip import _kernels
from boilerstrip.page import Block, Page, Role

# Unlinked words that a Block must have to be worth keeping; menus, labels and bylines have fewer.
PRICE = 8
LINK_PENALTY = 3
# Worth is limited, so that one long Block, such as a licence, does not outweigh an article.
MAX_WORTH = 120
# The container of the core is the innermost element with this share of its worth.
_SHARE = 0.9
# Blocks of these roles are short by nature.
_SHORT = frozenset({Role.HEADING, Role.LIST_ITEM, Role.CODE, Role.TABLE})


def propose(page: Page) -> list[bool]:
    """Return a mask of the worthwhile Blocks inside the element around the densest range."""
    if _kernels.proposals is not None:
        dense: list[bool] = _kernels.proposals.densest(
            page.blocks, page.elements, _SHORT, Role.CONTROL, PRICE, LINK_PENALTY, MAX_WORTH, _SHARE
        )
        return dense
    worth = [_worth(block) for block in page.blocks]
    start, end = _best_stretch(worth)
    mask = [False] * len(worth)
    if start == end:
        return mask
    gains = [0, *accumulate(value if value > 0 else 0 for value in worth)]
    core = gains[end] - gains[start]
    container_start, container_end = start, end
    for element in page.elements:  # document order: the last that qualifies is the innermost
        if element.start < end and element.end > start:
            first, last = max(start, element.start), min(end, element.end)
            if gains[last] - gains[first] >= _SHARE * core:
                container_start, container_end = first, last
    for i in range(container_start, container_end):
        block = page.blocks[i]
        mask[i] = worth[i] > 0 or (block.link_density < 0.5 and block.role is not Role.CONTROL)
    return mask


def _worth(block: Block) -> int:
    plain = block.words - block.link_words
    price = PRICE // 2 if block.role in _SHORT else PRICE
    return min(MAX_WORTH, plain) - price - LINK_PENALTY * block.link_words


def _best_stretch(worth: list[int]) -> tuple[int, int]:
    """Return the range with the highest sum (Kadane's algorithm); (0, 0) if no worth is positive.

    Among ranges with equal sums this is the shortest, while `features.context.best_segment` takes the
    longest: the model was trained with features of the latter and votes of the former.
    """
    best, best_range = 0, (0, 0)
    total, start = 0, 0
    for i, value in enumerate(worth):
        if total <= 0:
            total, start = 0, i
        total += value
        if total > best:
            best, best_range = total, (start, i + 1)
    return best_range
