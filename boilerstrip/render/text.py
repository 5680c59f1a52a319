"""Kept Blocks as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.block import Block, Role
from boilerstrip.page import Page


def to_text(page: Page, blocks: Sequence[Block]) -> str:
    """Blocks a blank line apart; list items, table rows, Blocks of a cell a line each; cells a tab apart."""
    pieces: list[str] = []
    before: Block | None = None
    for block in blocks:
        if before is not None:
            pieces.append(_gap(page, before, block))
        pieces.append(block.text)
        before = block
    return "".join(pieces)


def _gap(page: Page, before: Block, after: Block) -> str:
    if before.role is not after.role:
        return "\n\n"
    if after.role is Role.LIST_ITEM:
        return "\n"
    if after.role is Role.TABLE:
        cells = [_holder(page, block, "td", "th") for block in (before, after)]
        rows = [_holder(page, block, "tr") for block in (before, after)]
        tables = [_holder(page, block, "table") for block in (before, after)]
        if cells[0] == cells[1]:
            return "\n"
        if rows[0] == rows[1]:
            return "\t"
        return "\n" if tables[0] == tables[1] else "\n\n"
    return "\n\n"


def _holder(page: Page, block: Block, *tags: str) -> int:
    return next((e.index for e in page.ancestors(block.element) if e.tag in tags), -1)
