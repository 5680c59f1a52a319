"""Headings: they go with the text that they head."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.furniture import read_names
from boilerstrip.page.tags import HEADINGS
from boilerstrip.render.boxes import MAX_TITLE_WORDS, box_kind, is_box_title

# Between a heading and the text it governs may stand a date or a label, but not much more.
_MAX_BETWEEN = 5
MAX_GAP = 3
# A title of a note stands so far inside of it, at most.
_MAX_AROUND = 5
# A heading that stands in one of these, perhaps beside a time, governs what follows the box.
_HEADING_BOXES = ("header", "hgroup")


def with_headings(page: Page, mask: Sequence[bool]) -> list[bool]:
    """A mask with the headings of what it keeps: a heading goes with what it governs."""
    whole = list(mask)
    below: Block | None = None
    for block in reversed(page.blocks):
        if whole[block.index]:
            below = block
        elif below is None:
            continue
        elif is_heading(page, block) and heads_section(page, block, below):
            whole[block.index] = True
            below = block
        elif block.words > _MAX_BETWEEN or below.index - block.index >= MAX_GAP:
            below = None
    return whole


def is_heading(page: Page, block: Block) -> bool:
    """Return whether a Block is a heading, or serves as one.

    A question that opens its answer does, the summary of what is folded, and the title of a note.
    """
    if block.role is Role.CONTROL:
        return block.is_question or page.innermost(block.element, *HEADINGS, "dt") >= 0
    return block.level > 0 or _is_title(page, block)


def _is_title(page: Page, block: Block) -> bool:
    """Return whether a Block is the first in a folded text or in a note, and titles it."""
    if block.element < 0 or block.words > MAX_TITLE_WORDS:
        return False
    own = page.elements[block.element]
    if own.tag == "summary":
        return True
    if read_names(own.class_id).hides:
        return False
    around = (e for e in islice(page.ancestors(block.element), _MAX_AROUND) if e.start == block.index)
    return any(box_kind(page, e) and e.end > block.index + 1 and is_box_title(page, block, e) for e in around)


def heads_section(page: Page, heading: Block, below: Block) -> bool:
    """Return whether `below` follows a heading closely and stands in its section."""
    if 0 < below.level <= heading.level or below.index - heading.index > MAX_GAP:
        return False
    holders = (
        e for e in page.ancestors(heading.element) if e.end - e.start > 1 and e.tag not in _HEADING_BOXES
    )
    container = next(holders, None)
    return container is not None and below.index < container.end
