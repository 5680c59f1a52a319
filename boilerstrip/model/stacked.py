"""A second look at each Block, by what was said of the others at first.

The first answer knows a Block and what stands around it, not what comes of the rest of the page: where
the body is, what it talks of, what the paragraphs on the other side of a box in its midst are held for.
Answers of a first model as features of a second are stacking, for things in a row stacked sequential
learning (Cohen and Carvalho 2005). What words say of one another is label propagation (Zhu and Ghahramani
2002), one step of it: a teaser has few words with the body in common and some with other teasers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.features.context import (
    ContentTerms,
    Context,
    Floats,
    Ints,
    best_segment,
    double_logs,
    log,
    log_table,
    prefix,
)

COLUMNS = {
    "odds": "log-odds of the first answer",
    "words": "log of its words",
    "content": "log of the words of the page that are content, as far as one can expect",
    "content_share": "their share of all words",
    "core_distance": "log of the Blocks from it to the core, the run of Blocks that is best kept whole",
    "core_words": "log of the words between it and the core",
    "core_side": "-1 before the core, 1 after it, 0 in it",
    "core_mean": "mean probability of the core's words",
    "core_share": "share of the content to expect that the core has",
    "before_4": "mean probability of the words of the four Blocks before",
    "after_4": "the same of the four Blocks after",
    "before_16": "the same of the sixteen Blocks before",
    "after_16": "the same of the sixteen Blocks after",
    "in_content": "share of its telling words that content elsewhere on the page has",
    "company": "mean log-odds of Blocks elsewhere that have these words, beside those of the page",
    "company_in_all": "the same as a sum, in which rare words count for more",
    "elsewhere": "share of its telling words that any other Block has",
    "unit_mean": "mean probability of the words of its unit, its own without one",
    "unit_before": "mean probability of the words of the three Blocks before its unit, or before itself",
    "unit_after": "the same of the three Blocks behind it",
    "parent_mean": "mean probability of other words whose element stands in the same one, -1 without any",
    "parent_share": "share of the content to expect that these have",
    "place_mean": "mean probability of other words in Blocks of the same place, -1 without any",
    "section_mean": "mean probability of other words between the same two headings, -1 without any",
    "heading": "probability of the heading that begins that section",
    "group_mean": "mean probability of other words in the nearest element with more Blocks, -1 without any",
    "box_mean": "the same of the next wider one",
    "trees": "log-odds by the trees alone",
    "network": "log-odds by the network alone",
}
_NEAR = (4, 16)
_BESIDE_UNIT = 3
# Below this probability a Block's words cost a run more than they bring.
_WORTH = 0.4
# First answers count as no surer than this, and words as no more telling.
_SUREST = 1e-4
_MOST_TELLING = 1e-3
_MOST_IN_ALL = 20.0


class Layout(NamedTuple):
    """Which Blocks of a page stand together; arrays of shape (n,).

    `parent`, `place` and `section` are numbers that Blocks share whose elements stand in one element, which
    stand in like places of like records, and which stand between the same two headings. The others are ranges
    of Blocks: each Block's unit (itself without one), the nearest element around it with more Blocks, and
    the next wider one.
    """

    parent: Ints
    place: Ints
    section: Ints
    unit_start: Ints
    unit_end: Ints
    group_start: Ints
    group_end: Ints
    box_start: Ints
    box_end: Ints


def layout(context: Context) -> Layout:
    """The layout of a page of at least one Block."""
    at = np.arange(context.n)
    start, end = at.copy(), at + 1
    for unit in context.page.units:
        start[unit.start : unit.end], end[unit.start : unit.end] = unit.start, unit.end
    return Layout(
        parent=context.root[context.element],
        place=context.repeat_group,
        section=np.cumsum(context.is_heading),
        unit_start=start,
        unit_end=end,
        group_start=context.start[context.group],
        group_end=context.end[context.group],
        box_start=context.start[context.box],
        box_end=context.end[context.box],
    )


def table(
    probabilities: Floats, apart: Sequence[Floats], words: Floats, terms: ContentTerms, layout: Layout
) -> NDArray[np.float32]:
    """The features of a second look, shape (columns, n).

    `probabilities` are the first answer, `apart` the log-odds that it was blended of, by the trees and by the
    network, `words` how many each Block has, each of shape (n,), n at least 1.
    """
    probabilities = probabilities.astype(np.float64)
    weights = np.maximum(words.astype(np.float64), 0.5)
    content = prefix(weights * probabilities)
    total = max(float(content[-1]), 1e-6)
    n = len(probabilities)
    if _kernels.second is not None:
        found = np.empty((len(COLUMNS), n), np.float32)
        found[0], found[1] = _odds(probabilities, _SUREST), log(weights)
        found[2], found[3] = np.log1p(total), total / weights.sum()
        _compiled(probabilities, weights, terms, layout, found[4:-2])
        found[-2:] = [np.round(odds, 3) for odds in apart]
        return found
    rows = [
        _odds(probabilities, _SUREST),
        log(weights),
        np.full(n, np.log1p(total)),
        np.full(n, total / weights.sum()),
        *_core(probabilities, weights, content),
        *_around(weights, content),
        *_term_cooccurrence(probabilities, terms),
        *_together(probabilities, weights, content, layout),
        # further digits differ from one processor to the next
        *(np.round(odds, 3) for odds in apart),
    ]
    return np.array(rows, np.float32)


def _compiled(
    probabilities: Floats, weights: Floats, terms: ContentTerms, layout: Layout, found: Floats
) -> None:
    """Fill the rows of `_core`, `_around`, `_term_cooccurrence` and `_together`."""
    assert _kernels.second is not None
    bits = (len(probabilities) + 1).bit_length()
    _kernels.second.core(probabilities, weights, _WORTH, log_table(bits), np.log1p, found[:9])
    usual = _usual(probabilities[terms.owner])
    usual_odds = float(_odds(np.array([usual]), _MOST_TELLING)[0])
    _kernels.second.company(
        probabilities, terms.owner, terms.word, terms.size, usual, usual_odds, _MOST_TELLING, _MOST_IN_ALL,
        double_logs(bits), np.log, found[9:13],
    )  # fmt: skip
    _kernels.second.together(probabilities, weights, *layout, _BESIDE_UNIT, found[13:])


def _usual(probabilities: Floats) -> float:
    """What is usual of the telling words whose Blocks have these probabilities."""
    return float(probabilities.mean()) if len(probabilities) else 0.5


def _odds(probabilities: Floats, least: float) -> Floats:
    inside = np.clip(probabilities, least, 1 - least)
    return np.asarray(np.log(inside / (1 - inside)))


def _core(probabilities: Floats, weights: Floats, content: Floats) -> list[Floats]:
    """The distance of each Block from the core, which is the best segment of all."""
    at = np.arange(len(probabilities))
    gain = prefix(weights * (probabilities - _WORTH))
    start, end = best_segment(gain)
    before, after = at < start, at >= end
    sums = prefix(weights)
    held = float(content[end] - content[start])
    return [
        np.log1p(np.where(before, start - at, np.where(after, at - end + 1, 0))),
        np.log1p(np.where(before, sums[start] - sums[at], np.where(after, sums[at] - sums[end], 0))),
        after * 1.0 - before,
        np.full(len(at), held / (sums[end] - sums[start])),
        np.full(len(at), held / max(float(content[-1]), 1e-6)),
    ]


def _around(weights: Floats, content: Floats) -> list[Floats]:
    """The mean probability of the words before and after each Block; 0 where there are none."""
    n = len(weights)
    sums, at = prefix(weights), np.arange(n)

    def mean(start: Ints, end: Ints) -> Floats:
        return np.asarray((content[end] - content[start]) / np.maximum(sums[end] - sums[start], 0.5))

    rows = []
    for near in _NEAR:
        rows += [mean(np.maximum(0, at - near), at), mean(at + 1, np.minimum(n, at + 1 + near))]
    return rows


def _together(probabilities: Floats, weights: Floats, content: Floats, layout: Layout) -> list[Floats]:
    """What the first answer makes of the Blocks that a Block stands together with."""
    n, own = len(probabilities), weights * probabilities
    sums = prefix(weights)

    def within(start: Ints, end: Ints) -> tuple[Floats, Floats]:
        return np.asarray(content[end] - content[start]), np.asarray(sums[end] - sums[start])

    def sharing(number: Ints) -> tuple[Floats, Floats]:
        right, all_words = (np.bincount(number, weights=values)[number] for values in (own, weights))
        return np.asarray(right), np.asarray(all_words)

    def mean_of_others(right: Floats, all_words: Floats) -> Floats:
        rest = all_words - weights
        # what is left of a difference of sums where there are no others
        return np.where(rest > 0.25, np.clip((right - own) / np.maximum(rest, 0.25), 0, 1), -1)

    def mean(start: Ints, end: Ints) -> Floats:
        right, all_words = within(start, end)
        return np.asarray(right / np.maximum(all_words, 0.5))

    unit_start, unit_end = layout.unit_start, layout.unit_end
    parent = sharing(layout.parent)
    first = np.flatnonzero(np.diff(layout.section, prepend=-1))
    return [
        mean(unit_start, unit_end),
        mean(np.maximum(unit_start - _BESIDE_UNIT, 0), unit_start),
        mean(unit_end, np.minimum(unit_end + _BESIDE_UNIT, n)),
        mean_of_others(*parent),
        parent[0] / max(float(content[-1]), 1e-6),
        mean_of_others(*sharing(layout.place)),
        mean_of_others(*sharing(layout.section)),
        probabilities[first[np.searchsorted(first, np.arange(n), side="right") - 1]],
        mean_of_others(*within(layout.group_start, layout.group_end)),
        mean_of_others(*within(layout.box_start, layout.box_end)),
    ]


def _term_cooccurrence(probabilities: Floats, terms: ContentTerms) -> list[Floats]:
    """What the first answer makes of the other Blocks that have the same words."""
    owner, word = terms.owner, terms.word
    n = len(probabilities)
    own = probabilities[owner]
    blocks = np.bincount(word, minlength=terms.size)[word]
    others = blocks - 1
    # never below 0, as what is left of a sum of floats may be
    in_content = np.maximum(np.bincount(word, weights=own, minlength=terms.size)[word] - own, 0)
    usual = _usual(own)
    # a word that no other Block has says what is usual, and one of few others not much else
    said = _odds((in_content + usual) / (others + 1), _MOST_TELLING) - float(
        _odds(np.array([usual]), _MOST_TELLING)[0]
    )

    def summed(values: Floats) -> Floats:
        return np.asarray(np.bincount(owner, weights=values, minlength=n), np.float64)

    met = summed((others > 0) * 1.0)
    distinct = np.maximum(np.bincount(owner, minlength=n), 1)
    return [
        summed(np.minimum(in_content, 1)) / distinct,
        summed(said) / np.maximum(met, 1),
        np.clip(summed(said / np.log1p(blocks + 1)), -_MOST_IN_ALL, _MOST_IN_ALL),
        met / distinct,
    ]
