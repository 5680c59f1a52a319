"""Menus and feet of tables that lay out a page."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Element
from boilerstrip.page.tags import CELLS
from boilerstrip.page.units import is_menu
from boilerstrip.text.dates import has_time_or_year

# A table with this share of the kept words lays out the page if a cell holds so many Blocks of sentences.
_MIN_SHARE, _MIN_SENTENCES = 0.8, 2
# Words of a line in a row of its own at the table's end.
_MAX_FOOT = 25


def propose_layout_frames(view: KeptView) -> Iterator[Proposal]:
    """Propose cells of linked lines beside the text of a table layout, and its last line with a year."""
    for table in view.holders:
        if (
            table.tag == "table"
            and view.count_kept([(table.start, table.end)]) >= _MIN_SHARE * view.words_kept
        ):
            texts = [cell for cell in _cells(view, table) if _holds_text(view, cell)]
            if texts:
                yield from _menus(view, table, texts)
                yield from _foot(view, table, texts)


def _cells(view: KeptView, table: Element) -> list[Element]:
    inside = (e for e in view.holders if table.start <= e.start and e.end <= table.end)
    return [element for element in inside if element.tag in CELLS]


def _holds_text(view: KeptView, cell: Element) -> bool:
    """Return whether several Blocks in a cell are kept sentences."""
    blocks = view.blocks[cell.start : cell.end]
    return sum(block.ends_sentence and view.left[block.index] > 0 for block in blocks) >= _MIN_SENTENCES


def _menus(view: KeptView, table: Element, texts: list[Element]) -> Iterator[Proposal]:
    for block in view.blocks[table.start : table.end]:
        if view.left[block.index] and is_menu(block) and not _is_in(block.index, texts):
            yield Proposal(block.index, block.index + 1, "menu of a layout")


def _foot(view: KeptView, table: Element, texts: list[Element]) -> Iterator[Proposal]:
    last = view.blocks[table.end - 1]
    row = view.page.innermost(last.element, "tr")
    is_alone = row >= 0 and view.page.elements[row].start == last.index
    if is_alone and last.words <= _MAX_FOOT and has_time_or_year(last.text) and not _is_in(last.index, texts):
        yield Proposal(last.index, last.index + 1, "foot of a layout")


def _is_in(index: int, cells: list[Element]) -> bool:
    return any(cell.start <= index < cell.end for cell in cells)
