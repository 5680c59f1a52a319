"""Paragraphs that stand among like paragraphs of a text, and so belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip import _kernels
from boilerstrip.page import Block, Page, Role
from boilerstrip.scoring.selection import left_out

# Like paragraphs are a text if so many of them are kept, with this share of their words and this mean
# probability.
_MIN_KEPT, _KEPT, _MIN_MEAN = 2, 0.7, 0.85
# Least probability of a paragraph between two of them, and of the last few; words of these few together.
_LEAST, _LEAST_LAST, _MAX_LAST_WORDS = 0.15, 0.3, 60
_PARAGRAPHS = frozenset({Role.PARAGRAPH, Role.QUOTE})
_ANNOUNCES = (":", "\uff1a")


def with_like_paragraphs(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the sentences between kept paragraphs of the same element, tag and class.

    The last few sentences are added as well, whatever stands before them, so that a box within an article
    or near its end costs no sentence. Text with a link or a colon at its end is not added.
    """
    whole = list(mask)
    may_come = map(page.blocks.__getitem__, left_out(mask, probabilities, _LEAST))
    if page.is_plaintext or not any(
        block.role in _PARAGRAPHS and _is_plain_sentence(page, block) for block in may_come
    ):
        return whole
    for paragraphs in _alike(page):
        kept = [i for i in paragraphs if mask[i]]
        if _MIN_KEPT <= len(kept) < len(paragraphs) and _is_text(page, paragraphs, kept, probabilities):
            amid = [i for i in paragraphs if kept[0] < i < kept[-1] and not mask[i]]
            last = [i for i in paragraphs if i > kept[-1]]
            for i in amid:
                whole[i] = probabilities[i] >= _LEAST and _is_plain_sentence(page, page.blocks[i])
            if sum(page.blocks[i].words for i in last) <= _MAX_LAST_WORDS and all(
                probabilities[i] >= _LEAST_LAST and _may_end(page, page.blocks[i]) for i in last
            ):
                for i in last:
                    whole[i] = True
    return whole


def _alike(page: Page) -> list[list[int]]:
    """Return the indexes of paragraphs, those of the same element, tag and class in one list."""
    kinds = page.sibling_group_ids
    if _kernels.rules is not None:
        found: list[list[int]] = _kernels.rules.alike(page.blocks, kinds, _PARAGRAPHS)
        return found
    alike: dict[int, list[int]] = {}
    for block in page.blocks:
        if block.element >= 0 and block.words and block.role in _PARAGRAPHS:
            alike.setdefault(kinds[block.element], []).append(block.index)
    return list(alike.values())


def _is_text(
    page: Page, paragraphs: Sequence[int], kept: Sequence[int], probabilities: Sequence[float]
) -> bool:
    """Return whether nearly all of these paragraphs are kept, and surely."""
    words = sum(page.blocks[i].words for i in kept)
    return (
        words >= _KEPT * sum(page.blocks[i].words for i in paragraphs)
        and sum(page.blocks[i].words * probabilities[i] for i in kept) >= _MIN_MEAN * words
    )


def _is_plain_sentence(page: Page, block: Block) -> bool:
    return (
        block.ends_sentence
        and not block.text.rstrip().endswith(_ANNOUNCES)
        and not block.link_words
        and page.phrase_matches[block.index] is None
    )


def _may_end(page: Page, block: Block) -> bool:
    """Return whether a Block can be the last sentence of a text; authors and disclaimers are in italics."""
    return _is_plain_sentence(page, block) and not any(
        {"em", "strong"}.intersection(run.marks) for run in block.runs
    )
