"""Records: siblings of one shape are a thread, a list of results, a grid (after MDR, Liu et al. 2003)."""

from __future__ import annotations

from collections import Counter, defaultdict

from boilerstrip.block import Element
from boilerstrip.page import Page
from boilerstrip.strategies.semantic import _plain_words

_MIN_RECORDS = 3
# Words outside links that a record has on average: posts and descriptions have them, menu items do not.
_MIN_WORDS = 6


def propose(page: Page) -> list[bool]:
    """The Blocks of the group of like siblings that holds most unlinked words."""
    plain = _plain_words(page)
    siblings: defaultdict[tuple[int, str], list[Element]] = defaultdict(list)
    for element in page.elements:
        if element.end > element.start and not element.hidden and element.tag not in ("p", "td", "th"):
            siblings[element.parent, element.tag].append(element)
    groups = [group for alike in siblings.values() for group in _of_one_kind(alike)]
    best: list[int] = []
    most = 0
    for members in groups:
        held = [plain[page.elements[m].end] - plain[page.elements[m].start] for m in members]
        total = sum(held)
        if total > most and total >= _MIN_WORDS * len(members):
            best, most = members, total
    mask = [False] * len(page.blocks)
    for member in best:
        element = page.elements[member]
        mask[element.start : element.end] = [True] * (element.end - element.start)
    return mask


def _of_one_kind(siblings: list[Element]) -> list[list[int]]:
    """The groups of siblings, large enough, that share the class word which most of them have."""
    if len(siblings) < _MIN_RECORDS:
        return []
    words = [element.names.split() for element in siblings]
    common = Counter(word for said in words for word in set(said))
    kinds: defaultdict[str, list[int]] = defaultdict(list)
    for element, said in zip(siblings, words, strict=True):
        kinds[max(said, key=lambda word: (common[word], word), default="")].append(element.index)
    return [members for members in kinds.values() if len(members) >= _MIN_RECORDS]
