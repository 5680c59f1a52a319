"""Lists and tables that the text announces, or that stand in the middle of it."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Page
from boilerstrip.page.units import is_amid_text
from boilerstrip.scoring.selection import are_likely

# Least mean probability of a list's words.
_MIN_MEAN = 0.15
_ANNOUNCES = (":", "\uff1a")
# The same of a list between two kept Blocks.
_MIN_MEAN_AMID = 0.25
# The same for a list of links, which may be of further stories.
_MIN_MEAN_LINKED = 0.35
# The same for a table or a list of terms.
_MIN_MEAN_TABLE = 0.25
_TABLE_KINDS = frozenset({"definitions", "table"})


def with_announced_lists(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with lists that directly follow a kept line ending in a colon, in the same element.

    This makes lists whole but gains no words: in cross-validation six pages of WCXB dev change, for 0.00006
    less word F1, and no page of the other corpora.
    """
    whole = list(mask)
    for unit in page.units:
        above = page.blocks[unit.start - 1] if unit.start else None
        if unit.kind not in ("list", "definitions") or above is None or not whole[above.index]:
            continue
        blocks = page.blocks[unit.start : unit.end]
        words = sum(block.words for block in blocks)
        if (
            above.text.rstrip().endswith(_ANNOUNCES)
            and above.element >= 0
            and page.elements[above.element].parent == page.elements[unit.element].parent
            and 2 * sum(block.link_words for block in blocks) < words
            and are_likely(blocks, probabilities, _MIN_MEAN)
            and all(page.phrase_matches[block.index] is None for block in blocks)
        ):
            whole[unit.start : unit.end] = [True] * len(blocks)
    return whole


def with_lists_amid(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the lists between two kept Blocks that are likely enough, under headings or not.

    In cross-validation three in four of the lists added on WCXB dev are content. Lists of links have to be
    likelier than others: they may be further stories or a table of contents.
    """
    whole = list(mask)
    for unit in page.units:
        above = unit.start - 1
        if above > 0 and page.blocks[above].level and not whole[above]:
            above -= 1
        if (
            unit.kind == "list"
            and above >= 0
            and unit.end < len(whole)
            and whole[above]
            and whole[unit.end]
            and not whole[unit.start]
        ):
            blocks = page.blocks[unit.start : unit.end]
            is_linked = 2 * sum(block.link_words for block in blocks) >= sum(block.words for block in blocks)
            min_mean = _MIN_MEAN_LINKED if is_linked else _MIN_MEAN_AMID
            if are_likely(blocks, probabilities, min_mean) and all(
                page.phrase_matches[block.index] is None for block in blocks
            ):
                whole[unit.start : unit.end] = [True] * len(blocks)
    return whole


def with_tables_amid(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the tables and lists of terms right between two kept texts of the same box."""
    whole = list(mask)
    for unit in page.units:
        if unit.kind not in _TABLE_KINDS or all(whole[unit.start : unit.end]):
            continue
        blocks = page.blocks[unit.start : unit.end]
        words = sum(block.words for block in blocks)
        if (
            3 * sum(block.link_words for block in blocks) < words
            and are_likely(blocks, probabilities, _MIN_MEAN_TABLE)
            and is_amid_text(page.blocks, page.elements, unit, whole)
        ):
            whole[unit.start : unit.end] = [True] * len(blocks)
    return whole
