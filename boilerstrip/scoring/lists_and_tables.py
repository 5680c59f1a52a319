"""Lists and tables that the text announces, or that stand in the middle of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import of_roles
from boilerstrip.page.tags import WHOLE_PAGE
from boilerstrip.page.units import LISTS_AND_TABLES, Unit, is_amid_text
from boilerstrip.scoring.selection import are_likely
from boilerstrip.text.patterns import lazy

# Least mean probability of a list's words.
_MIN_MEAN = 0.15
_ANNOUNCES = (":", "\uff1a")
# A line of so many words announces even a list of links; a shorter one is a label.
_MIN_ANNOUNCEMENT = 5
_LEAST_ANNOUNCEMENT = 0.1
# A list of the text that its sentence announces has at most so many items, whatever the model expects.
_MAX_BARE = 10
# The site that an address leads to.
_SITE = lazy(r"(?:https?:)?//([^/?#]+)", re.IGNORECASE)
# The same of a list between two kept Blocks.
_MIN_MEAN_AMID = 0.25
# The same for a list of links, which may be of further stories.
_MIN_MEAN_LINKED = 0.35
# The same for a table or a list of terms, and for one with many links.
_MIN_MEAN_TABLE, _MIN_MEAN_LINKED_TABLE = 0.25, 0.4
_TABLE_KINDS = frozenset({"definitions", "table"})
# The same of what ends a text, and the least probability of the sentence above it.
_MIN_MEAN_LAST, _SURE = 0.25, 0.9
# The same of what begins one, and mean words of the items of a list there.
_MIN_MEAN_FIRST, _MIN_ITEM_WORDS = 0.15, 3
# The same of what a heading above it heads.
_MIN_MEAN_HEADED = 0.1
# The same of what stands below a heading as other parts of the text do.
_MIN_MEAN_LIKE = 0.15
_CAPTIONS = frozenset({Role.CAPTION})
_LIST_KINDS = frozenset({"list", "definitions"})
_FIRST_KINDS = frozenset({"list", "definitions", "table", "details"})
_LAST_KINDS = frozenset({"list", "definitions", "table", "quote", "details"})


def with_announced_lists(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with lists that directly follow a kept line ending in a colon, in the same element.

    Lists of links are added where a sentence announces them, not a label of further stories.
    """
    whole = list(mask)
    for unit in page.units:
        if not unit.start or not whole[unit.start - 1] or unit.kind not in _LIST_KINDS:
            continue
        above = page.blocks[unit.start - 1]
        blocks = page.blocks[unit.start : unit.end]
        if (
            not above.text.rstrip().endswith(_ANNOUNCES)
            or not _are_siblings(page, above, unit)
            or _has_phrase(page, unit)
        ):
            continue
        by_sentence = above.words >= _MIN_ANNOUNCEMENT and page.phrase_matches[above.index] is None
        is_amid = unit.end < len(whole) and whole[unit.end]
        if (by_sentence and _is_bare_list(page, unit, whole)) or (
            are_likely(blocks, probabilities, _MIN_MEAN)
            and (not lists_stories(blocks) or (by_sentence and is_amid))
        ):
            whole[unit.start : unit.end] = [True] * len(blocks)
    return whole


def with_announcements(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with sentences of a reference that end in a colon right above a kept list or table.

    They are in the same element, and have neither a phrase nor mostly links. Elsewhere such a sentence may be
    part of an offer.
    """
    whole = list(mask)
    if not page.is_reference(mask):
        return whole
    for unit in page.units:
        if unit.kind not in LISTS_AND_TABLES or not unit.start or whole[unit.start - 1]:
            continue
        above = page.blocks[unit.start - 1]
        if (
            above.words >= _MIN_ANNOUNCEMENT
            and above.text.rstrip().endswith(_ANNOUNCES)
            and above.role is Role.PARAGRAPH
            and 2 * above.link_words < above.words
            and probabilities[above.index] >= _LEAST_ANNOUNCEMENT
            and all(whole[unit.start : unit.end])
            and page.phrase_matches[above.index] is None
            and page.elements[unit.element].parent in (above.element, page.elements[above.element].parent)
        ):
            whole[above.index] = True
    return whole


def _are_siblings(page: Page, above: Block, unit: Unit) -> bool:
    """Return whether a Block and a unit stand in the same element, each in one of its own."""
    parent = page.elements[unit.element].parent
    return above.element >= 0 and parent >= 0 and page.elements[above.element].parent == parent


def _has_phrase(page: Page, unit: Unit) -> bool:
    """Return whether a Block of a unit has a phrase of boilerplate."""
    return any(found is not None for found in page.phrase_matches[unit.start : unit.end])


def _is_mostly_phrases(page: Page, unit: Unit) -> bool:
    """Return whether over a third of the cells have phrases of boilerplate; "Language" may name a value."""
    found = page.phrase_matches[unit.start : unit.end]
    return 3 * sum(match is not None for match in found) > len(found)


def _is_bare_list(page: Page, unit: Unit, mask: Sequence[bool]) -> bool:
    """Return whether a short list without class names, as texts have, stands below two kept lines."""
    element = page.elements[unit.element]
    around = page.elements[element.parent]
    return (
        unit.kind == "list"
        and unit.end - unit.start <= _MAX_BARE
        and around.tag not in WHOLE_PAGE
        and around.start < unit.start - 1
        and mask[unit.start - 2]
        and not element.class_id
        and not any(page.elements[block.element].class_id for block in page.blocks[unit.start : unit.end])
    )


def lists_stories(blocks: Sequence[Block]) -> bool:
    """Return whether at least half of the words are links, and these do not lead to several other sites."""
    if 2 * sum(block.link_words for block in blocks) < sum(block.words for block in blocks):
        return False
    links = {run.href for block in blocks for run in block.runs if run.href is not None}
    sites = {match[1] if (match := _SITE.match(link)) else "" for link in links}
    return "" in sites or 2 * len(sites) <= len(links) or len(sites) == 1


def with_lists_amid(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the lists between two kept Blocks that are likely enough, under headings or not.

    In cross-validation three in four of the lists added on WCXB dev are content. Lists of links have to be
    likelier than others: they may be further stories or a table of contents.
    """
    whole = list(mask)
    for unit in page.units:
        if unit.kind != "list" or unit.end == len(whole) or not whole[unit.end] or whole[unit.start]:
            continue
        above = unit.start - 1
        if above > 0 and page.blocks[above].level and not whole[above]:
            above -= 1
        if above >= 0 and whole[above]:
            blocks = page.blocks[unit.start : unit.end]
            min_mean = _MIN_MEAN_LINKED if lists_stories(blocks) else _MIN_MEAN_AMID
            if are_likely(blocks, probabilities, min_mean) and not _has_phrase(page, unit):
                whole[unit.start : unit.end] = [True] * len(blocks)
    return whole


def with_tables_amid(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the tables and lists of terms right between two kept texts of the same box."""
    whole = list(mask)
    for unit in page.units:
        if (
            unit.kind not in _TABLE_KINDS
            or all(whole[unit.start : unit.end])
            or not is_amid_text(page.blocks, page.elements, unit, whole)
        ):
            continue
        blocks = page.blocks[unit.start : unit.end]
        is_linked = 3 * sum(block.link_words for block in blocks) >= sum(block.words for block in blocks)
        least = _MIN_MEAN_LINKED_TABLE if is_linked else _MIN_MEAN_TABLE
        if are_likely(blocks, probabilities, least):
            whole[unit.start : unit.end] = [True] * len(blocks)
    return whole


def with_header_rows(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with the first row of each table whose next row begins with something kept.

    "Pros" and "Cons" stand so above two lists. A row of one cell may be the title of a layout.
    """
    whole = list(mask)
    for start in [i for i in range(1, len(whole)) if whole[i] and not whole[i - 1]]:
        header = page.blocks[start - 1]
        row = page.innermost(header.element, "tr") if header.role is Role.TABLE else -1
        if row < 0:
            continue
        cells = page.blocks[page.elements[row].start : page.elements[row].end]
        table = page.elements[page.innermost(row, "table")]
        if (
            len(cells) > 1
            and cells[-1] is header
            and table.start == cells[0].index
            and start < table.end
            and all(cell.role is Role.TABLE and not cell.link_words for cell in cells)
            and not any(page.phrase_matches[cell.index] for cell in cells)
        ):
            whole[cells[0].index : start] = [True] * len(cells)
    return whole


def with_captions(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with the captions of figures that hold a kept table and no other text."""
    whole = list(mask)
    for caption in of_roles(page.blocks, _CAPTIONS):
        if whole[caption.index] or (figure := page.innermost(caption.element, "figure")) < 0:
            continue
        inside = page.blocks[page.elements[figure].start : page.elements[figure].end]
        others = [block for block in inside if block is not caption]
        whole[caption.index] = others != [] and all(
            block.role is Role.TABLE and whole[block.index] for block in others
        )
    return whole


def with_like_units(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with tables and lists right below a kept heading, if one below a like heading is kept.

    A list with links is not added.
    """
    whole = list(mask)
    headed = [
        (unit, (page.blocks[unit.start - 1].level, page.blocks[unit.start].path))
        for unit in page.units
        if unit.kind in LISTS_AND_TABLES
        and unit.start
        and mask[unit.start - 1]
        and page.blocks[unit.start - 1].level
    ]
    kept = {make for unit, make in headed if mask[unit.start]}
    for unit, make in headed:
        blocks = page.blocks[unit.start : unit.end]
        if (
            make in kept
            and not mask[unit.start]
            and are_likely(blocks, probabilities, _MIN_MEAN_LIKE)
            and (unit.kind == "table" or not (any(b.link_words for b in blocks) or _has_phrase(page, unit)))
        ):
            whole[unit.start : unit.end] = [True] * len(blocks)
    return whole


def with_last_units(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the list, table or quotation that ends a text, right below a sure sentence of it.

    The sentence stands in the same element; between the two there may be a heading. What has links, phrases
    or nothing but digits is not added.
    """
    whole = list(mask)
    for unit in page.units:
        start = unit.start
        if start > 1 and page.blocks[start - 1].level and unit.kind in LISTS_AND_TABLES:
            start -= 1
        if not start or not mask[start - 1] or unit.kind not in _LAST_KINDS:
            continue
        above = page.blocks[start - 1]
        if (
            any(mask[unit.start : unit.end])
            or probabilities[above.index] < _SURE
            or not above.ends_sentence
            or not _are_siblings(page, above, unit)
            or not (start == unit.start or _is_heading_of(page, page.blocks[start], unit))
        ):
            continue
        around = page.elements[page.elements[unit.element].parent]
        blocks = page.blocks[start : unit.end]
        least = _MIN_MEAN_LAST if start == unit.start else _MIN_MEAN_HEADED
        if (
            not any(mask[unit.end : around.end])
            and are_likely(blocks, probabilities, least)
            and _says_something(page, unit)
            and not page.blocks[start].link_words
        ):
            whole[start : unit.end] = [True] * len(blocks)
    return whole


def with_first_units(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the list or table that begins a text, right above a sure sentence of it.

    The sentence stands in the same element. What has links, phrases or nothing but digits is not added, nor
    is a list of names, as of topics.
    """
    whole = list(mask)
    for unit in page.units:
        if unit.kind not in _FIRST_KINDS or unit.end == len(mask) or not mask[unit.end]:
            continue
        below = page.blocks[unit.end]
        if (
            not any(mask[unit.start : unit.end])
            and probabilities[below.index] >= _SURE
            and below.ends_sentence
            and _are_siblings(page, below, unit)
            and are_likely(page.blocks[unit.start : unit.end], probabilities, _MIN_MEAN_FIRST)
            and _says_something(page, unit)
            and not (unit.kind == "list" and _lists_names(page, unit))
        ):
            whole[unit.start : unit.end] = [True] * (unit.end - unit.start)
    return whole


def _lists_names(page: Page, unit: Unit) -> bool:
    """Return whether the items of a list have hardly more than a word or two each."""
    items = page.blocks[unit.start : unit.end]
    return sum(block.words for block in items) < _MIN_ITEM_WORDS * len(items)


def _says_something(page: Page, unit: Unit) -> bool:
    """Return whether a unit has letters, and neither links nor phrases of boilerplate."""
    blocks = page.blocks[unit.start : unit.end]
    return (
        not any(block.link_words for block in blocks)
        and any(char.isalpha() for block in blocks for char in block.text)
        and not (_is_mostly_phrases(page, unit) if unit.kind == "table" else _has_phrase(page, unit))
    )


def _is_heading_of(page: Page, heading: Block, unit: Unit) -> bool:
    """Return whether a heading without a phrase of boilerplate stands beside a unit."""
    return page.phrase_matches[heading.index] is None and _are_siblings(page, heading, unit)
