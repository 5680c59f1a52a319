"""Listings: code that a page has a Block a line of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from boilerstrip.page import Block, Page, Role


def listings(page: Page, blocks: Sequence[Block]) -> Iterator[list[Block]]:
    """Blocks one by one, but for code: all that stands in one `pre` is one listing."""
    for _, group in groupby(blocks, lambda block: listing(page, block)):
        yield list(group)


def listing(page: Page, block: Block) -> int:
    """A number that Blocks share only with the code beside them in one `pre`."""
    pre = page.innermost(block.element, "pre") if block.role is Role.CODE else -1
    return pre if pre >= 0 else -2 - block.index
