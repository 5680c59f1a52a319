"""Series of like records amid a text, and bare lines of one element: parts that come together.

Records are the steps of a recipe, the entries of a timeline, folded answers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from operator import mul

from boilerstrip.page import Element, Page
from boilerstrip.page.tags import HEADINGS

# Two may be an accident; what holds more Blocks than this is a section.
_MIN_RECORDS, _MAX_BLOCKS = 3, 8
# How sure the model is of what else is kept, by the word.
_SURE = 0.95
# The least of a series that is kept for the rest to come as well.
_KEPT = 0.25
# The same for the lines of one element.
_KEPT_LINES = 0.5
# These are paragraphs and parts of tables, not records.
_SKIPPED = frozenset({"p", "br", "pre", "blockquote", "table", "tbody", "tr", "td", "th", *HEADINGS})


def with_records(
    page: Page, mask: Sequence[bool], weights: Sequence[int], probabilities: Sequence[float]
) -> list[bool]:
    """A mask with the whole of each series of like records that it has a part of, in a sure text.

    Links and phrases of boilerplate make a series one of teasers. On WCXB dev that is worth 0.00003 of word
    F1, since few pages have such a series; of structures planted as content it saves 1 % of the words,
    cross-validated.
    """
    whole = list(mask)
    kept = [weight if keep else 0 for weight, keep in zip(weights, mask, strict=True)]
    sums = [0, *accumulate(weights)]
    kept_sums = [0, *accumulate(kept)]
    right_sums = [0, *accumulate(map(mul, kept, probabilities))]
    for start, end in _series(page, sums, kept_sums):
        words, has = sums[end] - sums[start], kept_sums[end] - kept_sums[start]
        rest = kept_sums[-1] - has
        right = right_sums[-1] - (right_sums[end] - right_sums[start])
        if (
            _KEPT * words <= has < words <= rest
            and right >= _SURE * rest
            and not any(block.link_words for block in page.blocks[start:end])
            and all(found is None for found in page.phrase_matches[start:end])
        ):
            whole[start:end] = [True] * (end - start)
    return whole


def _series(page: Page, sums: Sequence[int], kept_sums: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The ranges of like siblings in a row in elements that are kept in part."""
    torn = [0 < kept_sums[e.end] - kept_sums[e.start] < sums[e.end] - sums[e.start] for e in page.elements]
    series: dict[tuple[int, int], list[Element]] = {}
    for element, kind in zip(page.elements, page.sibling_group_ids, strict=True):
        held = element.end - element.start
        if held and element.parent >= 0 and torn[element.parent] and element.tag not in _SKIPPED:
            series.setdefault((element.parent, kind), []).append(element)
    for alike in series.values():
        if (
            len(alike) >= _MIN_RECORDS
            and all(e.end - e.start <= _MAX_BLOCKS for e in alike)
            and all(one.end == other.start for one, other in pairwise(alike))
        ):
            yield alike[0].start, alike[-1].end


def with_lines(page: Page, mask: Sequence[bool], weights: Sequence[int]) -> list[bool]:
    """A mask with all lines of an element that has text of its own, where most of it is kept and none linked.

    So a text that is broken by `br` alone is not torn. That is worth 0.0001 of word F1 on WCXB dev (0.002 on
    forums), cross-validated.
    """
    whole = list(mask)
    # of few elements a part is kept and a part is not
    kept_in = {block.element for block, keep in zip(page.blocks, mask, strict=True) if keep and block.words}
    torn = {
        block.element
        for block, keep in zip(page.blocks, mask, strict=True)
        if not keep and block.element in kept_in and block.words and block.element >= 0
    }
    lines: dict[int, list[int]] = {}
    for block in page.blocks if torn else ():
        if block.element in torn and block.words:
            lines.setdefault(block.element, []).append(block.index)
    for blocks in lines.values():
        words, kept = sum(weights[i] for i in blocks), sum(weights[i] for i in blocks if mask[i])
        if _KEPT_LINES * words <= kept < words and not any(
            page.blocks[i].link_words or page.phrase_matches[i] is not None for i in blocks
        ):
            for i in blocks:
                whole[i] = True
    return whole
