"""Sections that a table of contents on the page lists, as manuals and lists of questions of one page have."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.contents import first_address, link_targets
from boilerstrip.page.units import Unit
from boilerstrip.scoring.selection import are_likely

# So many sections are listed at least, and so many Blocks a section has at most.
_MIN_SECTIONS, _MAX_BLOCKS = 2, 30
# Addresses of the top of a page.
_TOP = frozenset({"#", "#top", "#_top"})
# Least mean probability of a section.
_LEAST = 0.1
# Links to other chapters, and mean words of their names; headlines have more.
_MAX_TOPICS, _MAX_TOPIC_WORDS = 6, 5


def with_listed_sections(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the sections between and below kept ones that a list of links to them has.

    Each leads to a heading, and these have one level. What has a phrase, or is mostly links, is no such
    section.
    """
    whole = list(mask)
    if page.is_plaintext or not page.anchors or not any(mask):
        return whole
    for unit in page.units:
        if unit.kind != "list" or unit.end - unit.start < _MIN_SECTIONS:
            continue
        headings = _targets(page, unit)
        if len(headings) < _MIN_SECTIONS or not any(whole[headings[0].index : headings[-1].index]):
            continue
        for start, end in _sections(page, headings, probabilities):
            blocks = page.blocks[start:end]
            if (
                not any(whole[start + 1 : end])
                and 1 < len(blocks) <= _MAX_BLOCKS
                and not any(page.phrase_matches[start:end])
                and (_are_items(blocks[1:]) or _is_text(blocks, probabilities))
            ):
                whole[start:end] = [True] * len(blocks)
    return whole


def _is_text(blocks: Sequence[Block], probabilities: Sequence[float]) -> bool:
    """Return whether a heading and what is below it are likely, hardly linked, and say something."""
    links, words = sum(block.link_words for block in blocks), sum(block.words for block in blocks)
    says = any(block.ends_sentence for block in blocks[1:])
    return says and 2 * links < words and are_likely(blocks[1:], probabilities, _LEAST)


def are_topics(blocks: Sequence[Block]) -> bool:
    """Return whether Blocks are a short list of links in a few words each, as below "See also"."""
    return (
        len(blocks) <= _MAX_TOPICS
        and all(block.link_words for block in blocks)
        and sum(block.words for block in blocks) <= _MAX_TOPIC_WORDS * len(blocks)
    )


def _are_items(blocks: Sequence[Block]) -> bool:
    return are_topics(blocks) and all(block.role is Role.LIST_ITEM for block in blocks)


def _targets(page: Page, unit: Unit) -> list[Block]:
    """Return the headings that all items of a list lead to, in order; none if any leads elsewhere.

    The first item may lead to the top of the page. Beside the text, the list may stand below it.
    """
    # most lists show with their first item that they are none
    address = first_address(page.blocks[unit.start])
    if "#" not in address:
        return []
    items = page.blocks[unit.start + (address in _TOP) : unit.end]
    indexes = link_targets(page, items) or []
    found = [page.blocks[i] for i in indexes]
    is_apart = not any(unit.start <= i < unit.end for i in indexes)
    in_order = all(one < other for one, other in pairwise(indexes))
    levels = {block.level for block in found}
    return found if is_apart and in_order and len(levels) == 1 and 0 not in levels else []


def _sections(
    page: Page, headings: Sequence[Block], probabilities: Sequence[float]
) -> Iterator[tuple[int, int]]:
    """Iterate over where the sections of headings begin and end, the last before what may be a foot."""
    for heading, below in pairwise(headings):
        yield heading.index, below.index
    last = headings[-1]
    end = page.elements[page.elements[last.element].parent].end
    after = range(last.index + 1, end)
    end = next((i for i in after if 0 < page.blocks[i].level <= last.level or page.phrase_matches[i]), end)
    if not _are_items(page.blocks[last.index + 1 : end]):
        while end > last.index + 1 and probabilities[end - 1] < _LEAST:
            end -= 1
    yield last.index, end
