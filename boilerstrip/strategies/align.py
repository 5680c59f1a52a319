"""Align a strategy's text with the page, to find the Blocks that it contains.

Other extractors return text, not positions. Their text has the page's words in the same order, with stretches
left out, so patience alignment fits: word 4-grams that occur once in each text are anchors, the longest
increasing chain of anchors is trusted, and the words between two anchors are matched in order.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from boilerstrip import _kernels
from boilerstrip.text.words import words

_ANCHOR = 4
# A Block belongs to the text if at least this share of its words was found there.
_SHARE = 0.5
# Total number of characters searched between anchors; beyond it, short repeated Blocks stay unmatched.
_SEARCH_BUDGET = 20_000_000


def align(block_words: Sequence[Sequence[str]], text: str) -> list[bool]:
    """Return a mask of the Blocks, given as their words, that `text` contains.

    The time is linear in the words of both, except for repetitive texts. Blocks without words are False.
    """
    wanted = words(text)
    page = list(chain.from_iterable(block_words))
    matched = bytearray(len(page))
    spans = _anchored(page, wanted, matched)
    _fill_gaps(block_words, wanted, spans, matched)
    return _matched_blocks(block_words, matched)


def _matched_blocks(block_words: Sequence[Sequence[str]], matched: bytearray) -> list[bool]:
    """Return of which Blocks enough words are marked in `matched`."""
    if _kernels.proposals is not None:
        found: list[bool] = _kernels.proposals.matched_blocks(block_words, matched, _SHARE)
        return found
    mask, position = [], 0
    for block in block_words:
        n_found = matched.count(1, position, position + len(block))
        mask.append(bool(block) and n_found >= _SHARE * len(block))
        position += len(block)
    return mask


def _anchored(page: list[str], wanted: list[str], matched: bytearray) -> list[tuple[int, int, int]]:
    """Mark the words around anchors in `matched`; return the common runs (page start, text start, length)."""
    if _kernels.proposals is not None:
        runs: list[tuple[int, int, int]] = _kernels.proposals.anchored(page, wanted, matched)
        return runs
    in_text = _unique(wanted)
    # position on the page by position in the text, -1 for 4-grams that the page has more than once
    found: dict[int, int] = {}
    for i, gram in enumerate(_grams(page)):
        text_at = in_text.get(gram)
        if text_at is not None:
            found[text_at] = -1 if text_at in found else i
    pairs = sorted(pair for pair in found.items() if pair[1] >= 0)
    spans: list[tuple[int, int, int]] = []
    page_end = text_end = 0
    for text_at, page_at in _increasing(pairs):
        if page_at < page_end or text_at < text_end:
            continue
        back = _count_common(
            range(page_at - 1, page_end - 1, -1), range(text_at - 1, text_end - 1, -1), page, wanted
        )
        page_rest, text_rest = range(page_at + _ANCHOR, len(page)), range(text_at + _ANCHOR, len(wanted))
        length = _ANCHOR + _count_common(page_rest, text_rest, page, wanted)
        spans.append((page_at - back, text_at - back, length + back))
        page_end, text_end = page_at + length, text_at + length
        matched[page_at - back : page_end] = b"\x01" * (length + back)
    return spans


def _count_common(page_positions: range, text_positions: range, page: list[str], wanted: list[str]) -> int:
    """Return how many pairs of words are equal before the first pair that differs."""
    count = 0
    for page_at, text_at in zip(page_positions, text_positions, strict=False):
        if page[page_at] != wanted[text_at]:
            break
        count += 1
    return count


def _grams(tokens: list[str]) -> Iterator[tuple[str, ...]]:
    """Iterate over the word 4-grams."""
    return zip(*(tokens[i:] for i in range(_ANCHOR)), strict=False)


def _unique(tokens: list[str]) -> dict[tuple[str, ...], int]:
    """Return the 4-grams that occur once, with their positions."""
    positions: dict[tuple[str, ...], int] = {}
    for i, gram in enumerate(_grams(tokens)):
        positions[gram] = -1 if gram in positions else i
    return {gram: i for gram, i in positions.items() if i >= 0}


def _increasing(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest chain of pairs in which both positions increase (patience sorting)."""
    tops: list[int] = []
    top_pairs: list[int] = []
    before: list[int] = []
    for i, (_, page_at) in enumerate(pairs):
        pile = bisect_left(tops, page_at)
        before.append(top_pairs[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(page_at)
            top_pairs.append(i)
        else:
            tops[pile] = page_at
            top_pairs[pile] = i
    chain = []
    i = top_pairs[-1] if top_pairs else -1
    while i >= 0:
        chain.append(pairs[i])
        i = before[i]
    return chain[::-1]


def _fill_gaps(
    block_words: Sequence[Sequence[str]],
    wanted: list[str],
    spans: list[tuple[int, int, int]],
    matched: bytearray,
) -> None:
    """Match whole Blocks between anchors, in order: headings, list items, repeated lines."""
    budget = _SEARCH_BUDGET
    ends = [(page_at + length, text_at + length) for page_at, text_at, length in spans]
    starts = [(page_at, text_at) for page_at, text_at, _ in spans]
    total = sum(len(block) for block in block_words)
    gaps = zip([(0, 0), *ends], [*starts, (total, len(wanted))], strict=True)
    page_from, text_from, page_to, text_to = 0, 0, -1, 0
    gap_text, cursor, known = "", 0, frozenset[str]()
    position = 0
    for block in block_words:
        while position >= page_to and page_to < total:
            (page_from, text_from), (page_to, text_to) = next(gaps)
            gap = wanted[text_from:text_to]
            gap_text, cursor, known = " " + " ".join(gap) + " ", 0, frozenset(gap)
        end = position + len(block)
        if block and page_from <= position and end <= page_to and block[0] in known and budget > 0:
            found = gap_text.find(f" {' '.join(block)} ", cursor)
            budget -= (len(gap_text) if found < 0 else found) - cursor + 64
            if found >= 0:
                cursor = found + sum(map(len, block)) + len(block)
                matched[position:end] = b"\x01" * len(block)
        position = end
