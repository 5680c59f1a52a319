"""Series of similar records within a text, and bare lines of one element: these are kept whole.

Records are, for example, the steps of a recipe, the entries of a timeline, or folded answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, compress, pairwise
from operator import mul, not_

from boilerstrip import _kernels
from boilerstrip.page import Element, Page, Role
from boilerstrip.page.tags import HEADINGS
from boilerstrip.scoring.selection import are_likely

# Two may be an accident; an element with more Blocks than this is a section.
_MIN_RECORDS, _MAX_BLOCKS = 3, 8
# Least mean probability of the other kept words.
_MIN_MEAN = 0.9
# Least share of a series' words that must be kept already, and of the words in the lines of one element.
_MIN_KEPT = 0.25
# Least mean probability of a series of which less is kept, between two kept Blocks.
_MIN_MEAN_AMID = 0.25
_MIN_KEPT_LINES = 0.5
# Least probability of text that stands bare in an element, and least share kept of the element's other words.
_MIN_BARE, _MIN_KEPT_BESIDE = 0.35, 0.8
# Paragraphs and parts of tables are not records.
_SKIPPED = frozenset({"p", "br", "pre", "blockquote", "table", "tbody", "tr", "td", "th", *HEADINGS})


def with_records(
    page: Page, mask: Sequence[bool], weights: Sequence[int], probabilities: Sequence[float]
) -> list[bool]:
    """Return the mask with each series of records whole that is kept in part, if the other text is certain.

    Series with links or phrases of boilerplate are teasers and stay as they are. In cross-validation this
    adds 0.00003 word F1 on WCXB dev, where few pages have such a series, and saves 1 % of the words of
    structures planted as content.
    """
    whole = list(mask)
    series = list(_series(page, weights, mask))
    if not series:
        return whole
    kept = [weight if keep else 0 for weight, keep in zip(weights, mask, strict=True)]
    sums = [0, *accumulate(weights)]
    kept_sums = [0, *accumulate(kept)]
    right_sums = [0, *accumulate(map(mul, kept, probabilities))]
    for start, end in series:
        words, n_kept = sums[end] - sums[start], kept_sums[end] - kept_sums[start]
        rest = kept_sums[-1] - n_kept
        right_words = right_sums[-1] - (right_sums[end] - right_sums[start])
        if (
            n_kept < words <= rest
            and right_words >= _MIN_MEAN * rest
            and (n_kept >= _MIN_KEPT * words or _is_amid(page, mask, probabilities, start, end))
            and not any(block.link_words for block in page.blocks[start:end])
            and all(found is None for found in page.phrase_matches[start:end])
        ):
            whole[start:end] = [True] * (end - start)
    return whole


def _is_amid(page: Page, mask: Sequence[bool], probabilities: Sequence[float], start: int, end: int) -> bool:
    """Return whether Blocks are likely enough to be kept with those right before and after them."""
    is_between = start > 0 and end < len(mask) and mask[start - 1] and mask[end]
    return is_between and are_likely(page.blocks[start:end], probabilities, _MIN_MEAN_AMID)


def _series(page: Page, weights: Sequence[int], mask: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """Iterate over the ranges of adjacent similar siblings in elements that are kept in part."""
    for siblings in _torn_siblings(page, weights, mask):
        if all(e.end - e.start <= _MAX_BLOCKS for e in siblings) and all(
            first.end == second.start for first, second in pairwise(siblings)
        ):
            yield siblings[0].start, siblings[-1].end


def _torn_siblings(page: Page, weights: Sequence[int], mask: Sequence[bool]) -> list[list[Element]]:
    """Return the groups of similar siblings with Blocks, as many as records, in elements kept in part."""
    if _kernels.rules is not None:
        groups: list[list[Element]] = _kernels.rules.torn_siblings(
            page.elements, page.sibling_group_ids, weights, mask, _SKIPPED, _MIN_RECORDS
        )
        return groups
    sums = [0, *accumulate(weights)]
    kept_sums = [0, *accumulate(map(mul, weights, mask))]
    is_torn = [0 < kept_sums[e.end] - kept_sums[e.start] < sums[e.end] - sums[e.start] for e in page.elements]
    series: dict[tuple[int, int], list[Element]] = {}
    for element, group in zip(page.elements, page.sibling_group_ids, strict=True):
        n_blocks = element.end - element.start
        if n_blocks and element.parent >= 0 and is_torn[element.parent] and element.tag not in _SKIPPED:
            series.setdefault((element.parent, group), []).append(element)
    return [siblings for siblings in series.values() if len(siblings) >= _MIN_RECORDS]


def with_lines(page: Page, mask: Sequence[bool], weights: Sequence[int]) -> list[bool]:
    """Return the mask with all lines of each element that are mostly kept and have no links.

    So a text whose lines are separated by `br` only is kept whole. In cross-validation this adds 0.0001 word
    F1 on WCXB dev (0.002 on forums).
    """
    whole = list(mask)
    # of few elements a part is kept and a part is not
    holders = [block.element if block.words else -1 for block in page.blocks]
    torn = set(compress(holders, mask)).intersection(compress(holders, map(not_, mask))) - {-1}
    lines: dict[int, list[int]] = {}
    for block in page.blocks if torn else ():
        if block.element in torn and block.words:
            lines.setdefault(block.element, []).append(block.index)
    for blocks in lines.values():
        words, kept = sum(weights[i] for i in blocks), sum(weights[i] for i in blocks if mask[i])
        if _MIN_KEPT_LINES * words <= kept < words and not any(
            page.blocks[i].link_words or page.phrase_matches[i] is not None for i in blocks
        ):
            for i in blocks:
                whole[i] = True
    return whole


def with_bare_text(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with text that stands bare in an element, between its children, if these are kept."""
    whole = list(mask)
    bare = [
        block
        for block, keep, probability in zip(page.blocks, mask, probabilities, strict=True)
        if not keep
        and probability >= _MIN_BARE
        and block.element >= 0
        and block.role is Role.PARAGRAPH
        and not block.link_words
        and page.phrase_matches[block.index] is None
    ]
    if not bare:
        return whole
    sums = [0, *accumulate(block.words for block in page.blocks)]
    kept_sums = [0, *accumulate(block.words * keep for block, keep in zip(page.blocks, mask, strict=True))]
    for block in bare:
        element = page.elements[block.element]
        beside = sums[element.end] - sums[element.start] - block.words
        kept = kept_sums[element.end] - kept_sums[element.start]
        whole[block.index] = beside > 0 and kept >= _MIN_KEPT_BESIDE * beside
    return whole
