"""Headings are kept with the text that they head."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import is_bold
from boilerstrip.page.boxes import MAX_TITLE_WORDS, box_kind, is_box_title
from boilerstrip.page.furniture import read_names
from boilerstrip.page.tags import HEADINGS
from boilerstrip.text.dates import names_day
from boilerstrip.text.patterns import lazy

# Between a heading and its text there may be a date or a label: Blocks of at most this many words, and the
# text begins at most this many Blocks later.
_MAX_BETWEEN = 5
MAX_GAP = 3
# Least probability of a heading, and of one such as "Contents" or "FAQ". On annotated pages 53 of 60 headings
# below the first are none of the text, and all 10 below the second.
_LEAST, _LEAST_LABEL = 0.04, 0.15
# Words of a line with an author and a day between them.
_MAX_DATELINE = 14
# The title of a box is at most this many elements deep inside it.
_MAX_AROUND = 5
# A bold line that begins one of these is its title.
_TITLED = frozenset({"div", "section", "aside", "td"})
# A heading in one of these, perhaps beside a date, heads what follows the box.
_HEADING_BOXES = ("header", "hgroup")
# Addresses of the first page of a site, to which its name leads.
_HOME = lazy(r"(?:https?:)?(?://[^/?#]+)?/?(?:index\.(?:html?|php))?", re.IGNORECASE)


def with_headings(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the headings of kept text.

    Unlikely ones are the page's title once more, the name of a site, or above what is not there: the list
    below "Contents" was left out.
    """
    whole = list(mask)
    # of the kept headings, read when first asked for
    makes: set[tuple[int, str]] | None = None
    for above in above_stretches(mask):
        below, dated = page.blocks[above + 1], False
        for i in range(above, -1, -1):
            if mask[i]:
                break
            block = page.blocks[i]
            if (
                probabilities[i] >= _least_of(page, block)
                and is_heading(page, block)
                and heads_section(page, block, below)
                and (not dated or (block.level, block.path) in (makes or ()))
            ):
                whole[i] = True
                below, dated = block, False
            elif below.index - i >= MAX_GAP or (block.words > _MAX_BETWEEN and not _is_dateline(block)):
                break
            elif block.words > _MAX_BETWEEN:
                # the long dateline of a record, like others of which the heading is kept
                dated = True
                makes = _makes_of_headings(page, mask) if makes is None else makes
    return whole


def _least_of(page: Page, block: Block) -> float:
    """Return the least probability of a heading; of other labels, such as "Name", rules tell later."""
    found = page.phrase_matches[block.index]
    if found is None or not found.whole:
        return _LEAST
    return _LEAST_LABEL if found.family == "navigation" else 0.0


def above_stretches(mask: Sequence[bool]) -> Iterator[int]:
    """Iterate over the Blocks left out right above kept ones, by index, the last first."""
    marks = bytes(mask)
    i = marks.rfind(b"\0\1")
    while i >= 0:
        yield i
        i = marks.rfind(b"\0\1", 0, i + 1)


def _makes_of_headings(page: Page, mask: Sequence[bool]) -> set[tuple[int, str]]:
    """Return the level and the place of each heading in a mask."""
    return {(block.level, block.path) for block in page.blocks if block.level and mask[block.index]}


def _is_dateline(block: Block) -> bool:
    """Return whether a Block is a short line with a day or a time, as stands between headline and text."""
    return block.words <= _MAX_DATELINE and not block.ends_sentence and names_day(block.text)


def is_heading(page: Page, block: Block) -> bool:
    """Return whether a Block is a heading or serves as one.

    Questions that open their answer, summaries of folded text and titles of boxes serve as headings.
    """
    if block.role is Role.CONTROL:
        return block.is_question or page.innermost(block.element, *HEADINGS, "dt") >= 0
    if block.level and block.element >= 0 and read_names(page.elements[block.element].class_id).hides:
        # for readers of the screen alone
        return False
    if block.level and block.link_words == block.words and _leads_home(block):
        return False
    return block.level > 0 or _is_title(page, block)


def _leads_home(heading: Block) -> bool:
    """Return whether a heading is a link to the first page of its site, and so the name of that."""
    # an anchor has no address
    addresses = {run.href for run in heading.runs if run.href and run.text.strip()}
    return len(addresses) == 1 and _HOME.fullmatch(addresses.pop().strip()) is not None


def _is_title(page: Page, block: Block) -> bool:
    """Return whether a Block is the title of the folded text or box that it begins."""
    if block.element < 0 or block.words > MAX_TITLE_WORDS:
        return False
    own = page.elements[block.element]
    if own.tag == "summary" or _is_bold_title(page, block):
        return True
    element = own
    for _ in range(_MAX_AROUND):
        if element.start != block.index:
            return False
        if element.end > block.index + 1 and box_kind(page, element) and is_box_title(page, block, element):
            return not read_names(own.class_id).hides
        if element.parent < 0:
            return False
        element = page.elements[element.parent]
    return False


def _is_bold_title(page: Page, block: Block) -> bool:
    """Return whether a bold line is a title: it begins the box around a list, or is right above its like.

    It is no sentence and has neither a link nor a phrase.
    """
    box = page.enclosing_container(block)
    if (
        box is None
        or block.index + 1 == len(page.blocks)
        or block.link_words
        or page.phrase_matches[block.index] is not None
        or not is_bold(block)
    ):
        return False
    below = page.blocks[block.index + 1]
    if below.role is Role.LIST_ITEM:
        return box.start == block.index and box.tag in _TITLED and not block.ends_sentence
    return _heads_paragraph(page, block, below)


def _heads_paragraph(page: Page, line: Block, below: Block) -> bool:
    """Return whether a line that is no sentence, or asks, stands above one in a paragraph of its own kind."""
    kinds = page.sibling_group_ids
    return (
        line.role is Role.PARAGRAPH
        and (line.is_question or not line.ends_sentence)
        and below.ends_sentence
        and below.element not in (-1, line.element)
        and kinds[below.element] == kinds[line.element]
    )


def heads_section(page: Page, heading: Block, below: Block) -> bool:
    """Return whether `below` closely follows a heading and is in its section."""
    if 0 < below.level <= heading.level or below.index - heading.index > MAX_GAP:
        return False
    containers = (
        e for e in page.ancestors(heading.element) if e.end - e.start > 1 and e.tag not in _HEADING_BOXES
    )
    container = next(containers, None)
    return container is not None and below.index < container.end
