"""Grids of linked names and what they are, as summaries of packages and modules have without a table."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.scoring.selection import are_likely
from boilerstrip.scoring.tails import stretch_ends

# So many names are a grid, with so many words in the mean; headlines have more.
_MIN_NAMES, _MAX_NAME_WORDS = 3, 2
# Cells of its header at most, and words of a cell.
_MAX_HEADER, _MAX_CELL_WORDS = 3, 40
# The least mean probability, and one word in so many is kept …
_LEAST, _ONE_IN = 0.15, 4
# … unless a header names so many columns: a menu has none.
_COLUMNS = 2


def with_grids(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with all of the grids of which a part is kept, or that have a header.

    Between the text and a grid may stand the tabs by which its rows are chosen.
    """
    whole = list(mask)
    if page.is_plaintext:
        return whole
    seen = set[int]()
    for end in stretch_ends(list(mask)):
        start = end
        while start + 1 < len(mask) and page.blocks[start].role is Role.CONTROL:
            start += 1
        element = page.blocks[start].element
        around = page.elements[element].parent if element >= 0 else -1
        if around < 0 or around in seen:
            continue
        seen.add(around)
        grid = page.elements[around]
        blocks = page.blocks[grid.start : grid.end]
        header = _header(blocks)
        if (
            _are_names_and_texts(blocks[header:])
            and not any(page.phrase_matches[grid.start : grid.end])
            and are_likely(blocks, probabilities, _LEAST)
            and (header == _COLUMNS or _is_kept_in_part(blocks, mask))
        ):
            whole[grid.start : grid.end] = [True] * len(blocks)
    return whole


def _header(blocks: Sequence[Block]) -> int:
    """Return how many cells stand above the first link, all of the Blocks for too many."""
    first = next((i for i, block in enumerate(blocks[: _MAX_HEADER + 1]) if block.link_words), None)
    return len(blocks) if first is None else first


def _is_kept_in_part(blocks: Sequence[Block], mask: Sequence[bool]) -> bool:
    return _ONE_IN * sum(b.words for b in blocks if mask[b.index]) >= sum(b.words for b in blocks)


def _are_names_and_texts(blocks: Sequence[Block]) -> bool:
    """Return whether Blocks are linked names and texts by turns."""
    names, texts = blocks[::2], blocks[1::2]
    return (
        len(names) == len(texts) >= _MIN_NAMES
        and all(name.link_words == name.words for name in names)
        and not any(text.link_words or text.words > _MAX_CELL_WORDS for text in texts)
        and sum(name.words for name in names) <= _MAX_NAME_WORDS * len(names)
    )
