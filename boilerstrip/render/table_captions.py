"""Captions of tables and listings that no element of HTML tells, but their name, label or box."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.tags import CELLS
from boilerstrip.render.image_selection import MAX_CAPTION_WORDS, is_named_caption
from boilerstrip.text.patterns import lazy

# What begins the caption of a table or listing.
_LABEL = lazy(
    r"(?:table|tab\.|tabelle|tableau|tabla|tabela|tabella|tabel|таблица|listing|表|표)\s*[\dIVX]+(?:[.-]\d+)*\s*[.:：–—]",
    re.IGNORECASE,
)
# The title in a box of a table or listing, and what such boxes are called.
_TITLE = lazy(r"(?<![a-z])(?:captions?|title|legend)(?![a-z])")
_BOX = lazy(r"(?<![a-z])(?:tables?|tbl|tw|examples?|informalexample|listings?|code|literal)(?![a-z])")
# Elements between a table and the one that it has in common with its caption.
_MAX_LEVELS = 3


def captions_of_tables(page: Page, blocks: Sequence[Block]) -> dict[int, int]:
    """Return the captions of kept tables and listings by index, each with the element that is the figure.

    That is their common box, or the table itself where there is none.
    """
    captions: dict[int, int] = {}
    captioned: set[int] = set()
    holders = list(_tables_and_listings(page, blocks))
    for above in (True, False):
        for holder in holders:
            index = holder.start - 1 if above else holder.end
            if holder.index in captioned or not 0 <= index < len(page.blocks) or index in captions:
                continue
            if _is_caption(page, page.blocks[index], holder):
                captions[index] = holder.index
                captioned.add(holder.index)
    return captions


def _tables_and_listings(page: Page, blocks: Sequence[Block]) -> Iterator[Element]:
    """The tables and listings of these Blocks that no caption stands in or beside, in their order."""
    seen: set[int] = set()
    for block in blocks:
        tag = "table" if block.role is Role.TABLE else "pre" if block.role is Role.CODE else ""
        index = page.innermost(block.element, tag) if tag else -1
        if index < 0 or index in seen:
            continue
        seen.add(index)
        element = page.elements[index]
        around = page.blocks[max(0, element.start - 1) : element.end + 1]
        if page.innermost(element.parent, *CELLS) < 0 and not any(b.role is Role.CAPTION for b in around):
            yield element


def _is_caption(page: Page, block: Block, holder: Element) -> bool:
    """Return whether a Block beside a table or listing is its caption."""
    if block.role is not Role.PARAGRAPH or block.element < 0 or block.words > MAX_CAPTION_WORDS:
        return False
    element = page.elements[block.element]
    box = _common_box(page, element, holder)
    if box is None:
        return False
    if is_named_caption(page, block) or (holder.tag == "table" and _LABEL.match(block.text) is not None):
        return True
    is_whole = box.end - box.start == holder.end - holder.start + 1
    # the name of a file is a label
    is_title = _TITLE.search(element.class_id) is not None and " " in block.text
    return is_whole and is_title and _BOX.search(box.class_id) is not None


def _common_box(page: Page, element: Element, holder: Element) -> Element | None:
    """The element around both, if it is near and what is on the way to it holds nothing else; else None."""
    around = holder
    for _ in range(_MAX_LEVELS):
        if around.parent < 0:
            return None
        parent = page.elements[around.parent]
        at = element
        for _ in range(_MAX_LEVELS):
            if at.end - at.start != 1:
                break
            if at.parent == parent.index:
                return parent
            if at.parent < 0:
                break
            at = page.elements[at.parent]
        around = parent
        if (around.start, around.end) != (holder.start, holder.end):
            return None
    return None
