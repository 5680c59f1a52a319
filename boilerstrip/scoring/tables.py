"""Tables and lists of terms between paragraphs that are kept."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Page
from boilerstrip.page.units import is_amid_text
from boilerstrip.scoring.selection import are_likely

# The least mean probability of one, by words.
_MIN_PROBABILITY = 0.25
_KINDS = frozenset({"definitions", "table"})


def with_tables_amid(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the tables and lists of terms right between two kept texts of the same box."""
    whole = list(mask)
    for unit in page.units:
        if unit.kind not in _KINDS or all(whole[unit.start : unit.end]):
            continue
        blocks = page.blocks[unit.start : unit.end]
        words = sum(block.words for block in blocks)
        if (
            3 * sum(block.link_words for block in blocks) < words
            and are_likely(blocks, probabilities, _MIN_PROBABILITY)
            and is_amid_text(page.blocks, page.elements, unit, whole)
        ):
            whole[unit.start : unit.end] = [True] * len(blocks)
    return whole
