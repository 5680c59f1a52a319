"""Kept Blocks as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.tags import CELLS
from boilerstrip.render.cells import cells_between
from boilerstrip.render.listings import listing
from boilerstrip.render.signs import note_labels, shown_text


def to_text(page: Page, blocks: Sequence[Block]) -> str:
    """Blocks a blank line apart; items, code, rows and what is in a cell a line each; cells a tab apart."""
    pieces: list[str] = []
    before: Block | None = None
    begun: set[int] = set()
    labels = note_labels(page, blocks)
    for block in blocks:
        pieces.append(_gap(page, before, block, begun))
        if block.index in labels:
            pieces.append(f"[{labels[block.index]}] ")
        pieces.append(shown_text(page, block, labels))
        before = block
    return "".join(pieces)


def _gap(page: Page, before: Block | None, after: Block, begun: set[int]) -> str:
    """What goes between two Blocks; `begun` are the rows that have a Block already."""
    if after.role is Role.TABLE:
        return _gap_in_table(page, before, after, begun)
    if before is None:
        return ""
    items = before.role is after.role and after.role in (Role.LIST_ITEM, Role.FOOTNOTE)
    return "\n" if items or listing(page, before) == listing(page, after) else "\n\n"


def _gap_in_table(page: Page, before: Block | None, after: Block, begun: set[int]) -> str:
    row, cell = page.innermost(after.element, "tr"), page.innermost(after.element, *CELLS)
    first = "" if row in begun else _tabs(page, row, row, cell)
    begun.add(row)
    if before is None:
        return first
    if before.role is not Role.TABLE or page.innermost(before.element, "table") != page.innermost(
        after.element, "table"
    ):
        return f"\n\n{first}"
    if page.innermost(before.element, "tr") != row:
        return f"\n{first}"
    last = page.innermost(before.element, *CELLS)
    return "\n" if last == cell else "\t" + _tabs(page, row, last, cell)


def _tabs(page: Page, row: int, after: int, cell: int) -> str:
    """A tab for each cell left out between, and for each column that stays blank."""
    left_out = sum(1 + between.blank for between in cells_between(page, row, after, cell))
    return "\t" * (left_out + (page.elements[cell].blank if row >= 0 else 0))
