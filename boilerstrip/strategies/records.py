"""Records: siblings of one shape are a thread, a list of results, a grid (after MDR, Liu et al. 2003)."""

from __future__ import annotations

from collections import defaultdict

from boilerstrip import _kernels
from boilerstrip.page import Page
from boilerstrip.strategies.semantic import plain_word_sums

_MIN_RECORDS = 3
# Mean number of unlinked words in a record: posts and descriptions have more, menu items fewer.
_MIN_WORDS = 6
# Paragraphs and cells are not records.
_SKIPPED = frozenset({"p", "td", "th"})


def propose(page: Page) -> list[bool]:
    """Return a mask of the group of similar siblings with the most unlinked words."""
    mask = [False] * len(page.blocks)
    for member in _best_records(page):
        element = page.elements[member]
        mask[element.start : element.end] = [True] * (element.end - element.start)
    return mask


def _best_records(page: Page) -> list[int]:
    """Return the indexes of the group's elements."""
    if _kernels.proposals is not None:
        members: list[int] = _kernels.proposals.best_records(
            page.blocks, page.elements, page.sibling_group_ids, _SKIPPED, _MIN_RECORDS, _MIN_WORDS
        )
        return members
    plain = plain_word_sums(page)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for element, group in zip(page.elements, page.sibling_group_ids, strict=True):
        if element.end > element.start and not element.hidden and element.tag not in _SKIPPED:
            groups[group].append(element.index)
    best: list[int] = []
    max_words = 0
    for siblings in groups.values():
        if len(siblings) < _MIN_RECORDS:
            continue
        total = sum(plain[page.elements[m].end] - plain[page.elements[m].start] for m in siblings)
        if total > max_words and total >= _MIN_WORDS * len(siblings):
            best, max_words = siblings, total
    return best
