"""Kept Blocks as plain text."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.footnotes import NoteLinks
from boilerstrip.page.tags import CELLS
from boilerstrip.render.cells import cells_between
from boilerstrip.render.listings import listing
from boilerstrip.render.signs import has_tasks, marked, note_labels, shown_text

# Enum members are slow to look up by name.
_TABLE, _PARAGRAPH = Role.TABLE, Role.PARAGRAPH
# Roles of Blocks that stand in one list, or in one listing.
_IN_LINES = frozenset({Role.LIST_ITEM, Role.FOOTNOTE, Role.CODE})
# Lists in lists further in are indented no more.
_MAX_INDENT = 20


def to_text(
    page: Page, blocks: Sequence[Block], *, structured: bool = False, notes: NoteLinks | None = None
) -> str:
    """Blocks a blank line apart; items, code, rows and what is in a cell a line each; cells a tab apart.

    If `structured`, headings, items and quotations have before them what Markdown has.
    """
    pieces: list[str] = []
    before: Block | None = None
    started_rows: set[int] = set()
    notes = notes if notes is not None else NoteLinks(page.footnotes)
    labels = note_labels(notes.footnotes, blocks)
    of_marks = marked(blocks, notes)
    markers = _Markers(page) if structured else None
    special = of_marks | labels.keys() | notes.texts.keys()
    tasks = has_tasks(page)
    for block in blocks:
        is_special, text = block.index in special, block.text
        if block.role is _PARAGRAPH and not is_special:
            # most are, and all below is for the others
            pieces += ("\n\n", text) if before is not None else (text,)
            before = block
            continue
        pieces.append(_gap(page, before, block, started_rows))
        if block.index in labels:
            pieces.append(f"[{labels[block.index]}] ")
        if is_special or tasks:
            text = shown_text(page, block, notes, labels, is_marked=block.index in of_marks)
        pieces.append(markers.marked(block, text) if markers is not None else text)
        before = block
    return "".join(pieces)


class _Markers:
    """The signs before headings, list items and quotations."""

    def __init__(self, page: Page) -> None:
        self._page = page
        # the items that have a Block already, and how many each list has had
        self._started_items: set[int] = set()
        self._count: dict[int, int] = {}

    def marked(self, block: Block, text: str) -> str:
        """A Block's text with the sign before it, and its other lines below the first."""
        if block.level and block.role in (Role.HEADING, Role.TITLE):
            return f"{'#' * block.level} {text}"
        if block.role is Role.QUOTE:
            return "> " + text.replace("\n", "\n> ")
        item = self._page.innermost(block.element, "li") if block.role is Role.LIST_ITEM else -1
        if item < 0:
            return text
        lists = [e for e in self._page.ancestors(item) if e.tag in ("ul", "ol", "menu", "dir")]
        indent = "  " * min(len(lists) - 1, _MAX_INDENT)
        sign = "  "
        if item not in self._started_items:
            self._started_items.add(item)
            sign = "- "
            if lists and lists[0].tag == "ol":
                number = self._count.get(lists[0].index, lists[0].first)
                self._count[lists[0].index] = number + 1
                sign = f"{number}. "
        return indent + sign + text.replace("\n", f"\n{indent}{' ' * len(sign)}")


def _gap(page: Page, before: Block | None, after: Block, started_rows: set[int]) -> str:
    """Text between two Blocks; `started_rows` are the rows that have a Block already."""
    if after.role is _TABLE:
        return _gap_in_table(page, before, after, started_rows)
    if before is None:
        return ""
    if before.role is not after.role or after.role not in _IN_LINES:
        return "\n\n"
    goes_on = after.role is not Role.CODE or listing(page, before) == listing(page, after)
    return "\n" if goes_on else "\n\n"


def _gap_in_table(page: Page, before: Block | None, after: Block, started_rows: set[int]) -> str:
    row, cell = page.innermost(after.element, "tr"), page.innermost(after.element, *CELLS)
    first = "" if row in started_rows else _tabs(page, row, row, cell)
    started_rows.add(row)
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
