"""Menus and feet of tables that lay out a page."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, islice

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Element
from boilerstrip.page.tags import CELLS
from boilerstrip.page.units import is_menu
from boilerstrip.text.dates import has_time_or_year

# A table with this share of the kept words lays out the page if a cell holds so many Blocks of sentences. Of
# tables within tables, so many are looked at.
_MIN_SHARE, _MIN_SENTENCES, _MAX_TABLES = 0.8, 2, 3
# The least share of an article beside which an aside stands.
_MIN_ARTICLE = 0.4
# Words of a line in a row of its own at the table's end, and what it has where it has no year.
_MAX_FOOT, _CREDIT = 25, "©"


def propose_layout_frames(view: KeptView) -> Iterator[Proposal]:
    """Propose cells of linked lines beside the text of a table layout, and its last line with a year or ©."""
    tables = [element for element in view.holders if element.tag == "table"]
    large = (table for table in tables if _share(view, table) >= _MIN_SHARE)
    for table in islice(large, _MAX_TABLES):
        in_text = _in_text_cells(view, table)
        if any(in_text):
            yield from _menus(view, table, in_text)
            yield from _foot(view, table, in_text)


def _share(view: KeptView, table: Element) -> float:
    return view.count_kept([(table.start, table.end)]) / max(view.words_kept, 1)


def _in_text_cells(view: KeptView, table: Element) -> list[bool]:
    """Return whether each Block of a table is in a cell that holds several Blocks of kept sentences."""
    blocks = view.blocks[table.start : table.end]
    said = [0, *accumulate(block.ends_sentence and view.left[block.index] > 0 for block in blocks)]
    # how many such cells begin at each Block, less those that end there
    steps = [0] * (len(blocks) + 1)
    for cell in view.holders:
        if cell.tag in CELLS and table.start <= cell.start and cell.end <= table.end:
            start, end = cell.start - table.start, cell.end - table.start
            if said[end] - said[start] >= _MIN_SENTENCES:
                steps[start] += 1
                steps[end] -= 1
    return [depth > 0 for depth in accumulate(steps[:-1])]


def _menus(view: KeptView, table: Element, in_text: list[bool]) -> Iterator[Proposal]:
    for block, is_in_text in zip(view.blocks[table.start : table.end], in_text, strict=True):
        if view.left[block.index] and not is_in_text and is_menu(block):
            yield Proposal(block.index, block.index + 1, "menu of a layout")


def _foot(view: KeptView, table: Element, in_text: list[bool]) -> Iterator[Proposal]:
    last = view.blocks[table.end - 1]
    row = view.page.innermost(last.element, "tr")
    is_alone = row >= 0 and view.page.elements[row].start == last.index
    is_foot = _CREDIT in last.text or has_time_or_year(last.text)
    if is_alone and not in_text[-1] and last.words <= _MAX_FOOT and is_foot:
        yield Proposal(last.index, last.index + 1, "foot of a layout")


def propose_asides(view: KeptView) -> Iterator[Proposal]:
    """Propose asides beside the one article of the page, which has a good part of what is kept."""
    asides = [element for element in view.holders if element.tag == "aside"]
    articles = [element for element in view.holders if element.tag == "article"] if asides else []
    if len(articles) != 1 or _share(view, articles[0]) < _MIN_ARTICLE:
        return
    article = articles[0]
    for aside in asides:
        if not article.start < aside.end <= article.end and not aside.start <= article.start < aside.end:
            yield Proposal(aside.start, aside.end, "aside of the article")
