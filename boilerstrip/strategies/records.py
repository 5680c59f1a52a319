"""Records: siblings of one shape are a thread, a list of results, a grid (after MDR, Liu et al. 2003)."""

from __future__ import annotations

from collections import defaultdict

from boilerstrip.page import Page
from boilerstrip.strategies.semantic import plain_word_sums

_MIN_RECORDS = 3
# Words outside links that a record has on average: posts and descriptions have them, menu items do not.
_MIN_WORDS = 6


def propose(page: Page) -> list[bool]:
    """The Blocks of the group of like siblings that holds most unlinked words."""
    plain = plain_word_sums(page)
    groups: defaultdict[int, list[int]] = defaultdict(list)
    for element, kind in zip(page.elements, page.sibling_group_ids, strict=True):
        if element.end > element.start and not element.hidden and element.tag not in ("p", "td", "th"):
            groups[kind].append(element.index)
    best: list[int] = []
    most = 0
    for members in groups.values():
        if len(members) < _MIN_RECORDS:
            continue
        held = [plain[page.elements[m].end] - plain[page.elements[m].start] for m in members]
        total = sum(held)
        if total > most and total >= _MIN_WORDS * len(members):
            best, most = members, total
    mask = [False] * len(page.blocks)
    for member in best:
        element = page.elements[member]
        mask[element.start : element.end] = [True] * (element.end - element.start)
    return mask
