"""Units: the lists, tables, quotations and such that a reader takes as one thing.

Blocks of one unit belong together: a list that keeps two of its five items is torn. What looks like a unit
by its tag may be the layout of half the page (a thread in an `ol`, a page in a `blockquote`), so only what is
built simply counts.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple

from boilerstrip import _kernels
from boilerstrip.page.block import Block, Element, Role

# The kind of unit that an element is, by its tag.
_KIND_BY_TAG = {
    "ul": "list",
    "ol": "list",
    "dl": "definitions",
    "table": "table",
    "blockquote": "quote",
    "figure": "figure",
    "details": "details",
}
KINDS = ("list", "definitions", "table", "quote", "figure", "details")
LISTS_AND_TABLES = frozenset({"list", "definitions", "table"})
# Parts of a list, which a simple one has no more Blocks than so many times.
_ITEMS = frozenset({"li", "dt", "dd"})
_MAX_ITEM_BLOCKS = 3
# What holds more Blocks than this is no quotation, picture or folded answer, but the layout of a page.
_MAX_BLOCKS = {"quote": 30, "figure": 8, "details": 30}
# A table is the layout of a page from this share of its Blocks on, if one is a menu: so many lines, linked.
_LAYOUT_SHARE, _MIN_MENU_LINES, _MIN_MENU_LINKED = 0.8, 3, 0.8
# What begins a part of a page inside of which there is more than one thing.
_SECTIONS = frozenset({"article", "section", "main", "aside", "nav", "header", "footer", "form", "table"})


# What a unit may stand beside in a text, but for sentences; and captions between.
_TEXT = frozenset({Role.HEADING, Role.QUOTE, Role.CODE})
_MAX_CAPTIONS = 3


class Unit(NamedTuple):
    """Blocks `start` to `end` (exclusive) that make one list, table or such; `kind` is one of `KINDS`."""

    kind: str
    element: int
    start: int
    end: int


def find_units(blocks: Sequence[Block], elements: Sequence[Element]) -> list[Unit]:
    """The units of a page in document order, outermost ones only, so that none overlaps another."""
    units: list[Unit] = []
    for kind, index, start, end, headings, cells, items, sections in _unit_figures(blocks, elements):
        if units and start < units[-1].end:
            continue
        n_blocks = end - start
        if kind == "table":
            simple = 2 * cells > n_blocks and not sections and not _is_layout(blocks, start, end)
        else:
            simple = not sections and (kind == "details" or not headings)
            if kind in _MAX_BLOCKS:
                simple = simple and n_blocks <= _MAX_BLOCKS[kind]
            else:
                simple = simple and n_blocks <= _MAX_ITEM_BLOCKS * items
        if simple:
            units.append(Unit(kind, index, start, end))
    return _joined(units, elements)


def _is_layout(blocks: Sequence[Block], start: int, end: int) -> bool:
    """Return whether a table is the layout of the whole page, with a menu in one of its cells."""
    return end - start >= _LAYOUT_SHARE * len(blocks) and any(map(is_menu, blocks[start:end]))


def is_menu(block: Block) -> bool:
    """Return whether a Block is several lines of links."""
    return block.link_density >= _MIN_MENU_LINKED and block.text.count("\n") >= _MIN_MENU_LINES - 1


def is_amid_text(
    blocks: Sequence[Block], elements: Sequence[Element], unit: Unit, mask: Sequence[bool]
) -> bool:
    """Return whether the text right before a unit and that right behind it are in a mask and in one box."""
    above = _next_text(blocks, unit.start - 1, -1)
    below = _next_text(blocks, unit.end, 1)
    if above is None or below is None or not (mask[above.index] and mask[below.index]):
        return False
    outer = elements[unit.element].parent
    while outer >= 0 and elements[outer].start > above.index and elements[outer].end <= below.index:
        outer = elements[outer].parent
    return outer >= 0 and elements[outer].start <= above.index and elements[outer].end > below.index


def _next_text(blocks: Sequence[Block], index: int, step: int) -> Block | None:
    """The heading, sentence, quotation or code that comes next in one direction, captions aside."""
    for i in range(index, index + step * _MAX_CAPTIONS, step):
        if not 0 <= i < len(blocks):
            return None
        block = blocks[i]
        if block.role is not Role.CAPTION:
            is_text = block.role in _TEXT or (block.role is Role.PARAGRAPH and block.ends_sentence)
            return block if is_text and block.element >= 0 else None
    return None


def _unit_figures(
    blocks: Sequence[Block], elements: Sequence[Element]
) -> list[tuple[str, int, int, int, int, int, int, int]]:
    """Elements that may be units by their tags and hold Blocks, in document order.

    Each is its kind, the index of its element, its first Block and the one behind its last, and how many
    headings, table cells, parts of lists and sections it holds.
    """
    if _kernels.groups is not None:
        figures: list[tuple[str, int, int, int, int, int, int, int]] = _kernels.groups.unit_figures(
            blocks, elements, Role.TABLE, _KIND_BY_TAG, _ITEMS, _SECTIONS
        )
        return figures
    headings = [0, *accumulate(int(block.level > 0) for block in blocks)]
    cells = [0, *accumulate(int(block.role is Role.TABLE) for block in blocks)]
    items, sections = [0] * len(elements), [0] * len(elements)
    # elements come in document order, so whatever an element holds comes after it
    for element in reversed(elements):
        if element.parent >= 0 and element.start < element.end:
            items[element.parent] += items[element.index] + (element.tag in _ITEMS)
            sections[element.parent] += sections[element.index] + (element.tag in _SECTIONS)
    return [
        (
            _KIND_BY_TAG[element.tag], i, element.start, element.end,
            headings[element.end] - headings[element.start], cells[element.end] - cells[element.start],
            items[i], sections[i],
        )
        for i, element in enumerate(elements)
        if element.tag in _KIND_BY_TAG and element.start < element.end
    ]  # fmt: skip


def _joined(units: Sequence[Unit], elements: Sequence[Element]) -> list[Unit]:
    """The units with folded answers in a row made one: they are the questions of one list."""
    joined: list[Unit] = []
    for unit in units:
        last = joined[-1] if joined else None
        if (
            last is not None
            and unit.kind == last.kind == "details"
            and last.end == unit.start
            and elements[unit.element].parent == elements[last.element].parent
        ):
            joined[-1] = last._replace(end=unit.end)
        else:
            joined.append(unit)
    return joined
