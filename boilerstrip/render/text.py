"""Kept Blocks as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.block import Block, Role
from boilerstrip.page import Page
from boilerstrip.render.cells import CELLS, cells_between


def to_text(page: Page, blocks: Sequence[Block]) -> str:
    """Blocks a blank line apart; list items, table rows, Blocks of a cell a line each; cells a tab apart."""
    pieces: list[str] = []
    before: Block | None = None
    begun: set[int] = set()
    for block in blocks:
        pieces.append(_gap(page, before, block, begun))
        pieces.append(block.text)
        before = block
    return "".join(pieces)


def _gap(page: Page, before: Block | None, after: Block, begun: set[int]) -> str:
    """What goes between two Blocks; `begun` are the rows that have a Block already."""
    if after.role is Role.TABLE:
        return _gap_in_table(page, before, after, begun)
    if before is None:
        return ""
    return "\n" if before.role is after.role is Role.LIST_ITEM else "\n\n"


def _gap_in_table(page: Page, before: Block | None, after: Block, begun: set[int]) -> str:
    row, cell = _holder(page, after, "tr"), _holder(page, after, *CELLS)
    first = "" if row in begun else _tabs(page, row, row, cell)
    begun.add(row)
    if before is None:
        return first
    if before.role is not Role.TABLE or _holder(page, before, "table") != _holder(page, after, "table"):
        return f"\n\n{first}"
    if _holder(page, before, "tr") != row:
        return f"\n{first}"
    last = _holder(page, before, *CELLS)
    return "\n" if last == cell else "\t" + _tabs(page, row, last, cell)


def _tabs(page: Page, row: int, after: int, cell: int) -> str:
    """A tab for each cell left out between."""
    return "\t" * sum(1 for _ in cells_between(page, row, after, cell))


def _holder(page: Page, block: Block, *tags: str) -> int:
    return next((e.index for e in page.ancestors(block.element) if e.tag in tags), -1)
