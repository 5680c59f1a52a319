"""The second stage of the model: it judges each Block again, given the first answers for all others.

The first stage knows a Block and its surroundings, but not what the rest of the page turns out to be: where
the body is, what it is about, and how the paragraphs on the other side of a box are judged. Using the answers
of one model as features of the next is stacking; for sequences it is stacked sequential learning (Cohen and
Carvalho 2005). What Blocks with the same words say about each other is one step of label propagation (Zhu and
Ghahramani 2002): a teaser shares few words with the body, and some with other teasers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.features.context import (
    MIN_LOGS,
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
    "in_content": "share of its content terms that content elsewhere on the page has",
    "company": "mean log-odds of Blocks elsewhere that have these words, beside those of the page",
    "company_in_all": "the same as a sum, in which rare words count for more",
    "elsewhere": "share of its content terms that any other Block has",
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
_WINDOWS = (4, 16)
_BESIDE_UNIT = 3
# In the search for the core, Blocks below this probability count against a run.
_MIN_WORTH = 0.4
# First answers are clipped to this distance from 0 and 1, probabilities of terms to the second one.
_MIN_PROBABILITY = 1e-4
_MIN_TERM_PROBABILITY = 1e-3
_MAX_SUM = 20.0


class Layout(NamedTuple):
    """Which Blocks of a page belong together; arrays of shape (n,).

    Blocks share a number in `parent` if their elements have the same parent, in `place` if they are in the
    same repeat group, and in `section` if they are between the same two headings. The others are ranges of
    Blocks: each Block's unit (itself without one), the nearest element around it with more Blocks, and the
    next wider one.
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


def layout(context: Context) -> Ints:
    """Return the fields of the Layout of a page, which must have at least one Block, a row for each."""
    if _kernels.stacked is not None:
        rows = np.empty((len(Layout._fields), context.n), np.int64)
        _kernels.stacked.layout(
            context.tree, context.ints, context.repeat_group, context.marks, context.page.units, rows,
        )  # fmt: skip
        return rows
    i = np.arange(context.n)
    start, end = i.copy(), i + 1
    for unit in context.page.units:
        start[unit.start : unit.end], end[unit.start : unit.end] = unit.start, unit.end
    found = Layout(
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
    return np.array(found)


def table(
    probabilities: Floats, log_odds: Sequence[Floats], words: Floats, terms: ContentTerms, layout: Ints
) -> NDArray[np.float32]:
    """The features of the second stage, shape (columns, n).

    Args:
        probabilities: the first answer, shape (n,), n at least 1.
        log_odds: what it was blended from: log-odds by the trees and by the network, shape (n,) each.
        words: number of words of each Block, shape (n,).
        terms: the content terms of all Blocks.
        layout: which Blocks belong together, the fields of a Layout.

    """
    if _kernels.stacked is not None:
        return _compiled(probabilities, log_odds, words, terms, layout)
    probabilities = probabilities.astype(np.float64)
    weights = np.maximum(words.astype(np.float64), 0.5)
    content = prefix(weights * probabilities)
    total = max(float(content[-1]), 1e-6)
    n = len(probabilities)
    rows = [
        _odds(probabilities, _MIN_PROBABILITY),
        log(weights),
        np.full(n, np.log1p(total)),
        np.full(n, total / weights.sum()),
        *_core(probabilities, weights, content),
        *_around(weights, content),
        *_term_cooccurrence(probabilities, terms),
        *_together(probabilities, weights, content, Layout(*layout)),
        # further digits differ between processors
        *(odds.round(3) for odds in log_odds),
    ]
    return np.array(rows, np.float32)


def _compiled(
    probabilities: Floats, log_odds: Sequence[Floats], words: Floats, terms: ContentTerms, layout: Ints
) -> NDArray[np.float32]:
    """Return what `table` returns."""
    assert _kernels.stacked is not None
    found = np.empty((len(COLUMNS), len(probabilities)), np.float32)
    _kernels.stacked.table(
        probabilities, *log_odds, words, terms.owner, terms.word, terms.size, layout, _MIN_WORTH,
        _BESIDE_UNIT, _MIN_PROBABILITY, _MIN_TERM_PROBABILITY, _MAX_SUM, MIN_LOGS, log_table, double_logs,
        np.add.reduce, np.log, np.log1p, found,
    )  # fmt: skip
    return found


def _mean_or_half(probabilities: Floats) -> float:
    """Mean of the probabilities, 0.5 if there are none."""
    return float(np.add.reduce(probabilities)) / len(probabilities) if len(probabilities) else 0.5


def _odds(probabilities: Floats, limit: float) -> Floats:
    """Log-odds of probabilities that are clipped to `limit` from 0 and 1; same shape."""
    # `clip` takes several times as long
    clipped = np.minimum(np.maximum(probabilities, limit), 1 - limit)
    return np.asarray(np.log(clipped / (1 - clipped)))


def _core(probabilities: Floats, weights: Floats, content: Floats) -> list[Floats]:
    """Distance of each Block from the core, the range with the highest gain, and the core's figures."""
    i = np.arange(len(probabilities))
    gain = prefix(weights * (probabilities - _MIN_WORTH))
    start, end = best_segment(gain)
    before, after = i < start, i >= end
    sums = prefix(weights)
    core_content = float(content[end] - content[start])
    return [
        np.log1p(np.where(before, start - i, np.where(after, i - end + 1, 0))),
        np.log1p(np.where(before, sums[start] - sums[i], np.where(after, sums[i] - sums[end], 0))),
        after * 1.0 - before,
        np.full(len(i), core_content / (sums[end] - sums[start])),
        np.full(len(i), core_content / max(float(content[-1]), 1e-6)),
    ]


def _around(weights: Floats, content: Floats) -> list[Floats]:
    """Mean probability of the words before and after each Block in each window, 0 without any; (n,) each."""
    n = len(weights)
    sums, i = prefix(weights), np.arange(n)

    def mean(start: Ints, end: Ints) -> Floats:
        return np.asarray((content[end] - content[start]) / np.maximum(sums[end] - sums[start], 0.5))

    rows = []
    for near in _WINDOWS:
        rows += [mean(np.maximum(0, i - near), i), mean(i + 1, np.minimum(n, i + 1 + near))]
    return rows


def _together(probabilities: Floats, weights: Floats, content: Floats, layout: Layout) -> list[Floats]:
    """Mean first answers for the Blocks that each Block belongs together with; shape (n,) each."""
    n, own = len(probabilities), weights * probabilities
    sums = prefix(weights)

    def within(start: Ints, end: Ints) -> tuple[Floats, Floats]:
        return np.asarray(content[end] - content[start]), np.asarray(sums[end] - sums[start])

    def sharing(number: Ints) -> tuple[Floats, Floats]:
        right, all_words = (np.bincount(number, weights=values)[number] for values in (own, weights))
        return np.asarray(right), np.asarray(all_words)

    def mean_of_others(right: Floats, all_words: Floats) -> Floats:
        rest = all_words - weights
        # a difference of sums is not exactly 0 when there are no others
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
    """First answers for the other Blocks that have the same content terms; shape (n,) each."""
    owner, word = terms.owner, terms.word
    n = len(probabilities)
    own = probabilities[owner]
    blocks = np.bincount(word, minlength=terms.size)[word]
    others = blocks - 1
    # a difference of sums may come out slightly below 0
    in_content = np.maximum(np.bincount(word, weights=own, minlength=terms.size)[word] - own, 0)
    usual = _mean_or_half(own)
    # smoothed: a term in no other Block gets the usual probability, one in few others stays close to it
    term_odds = _odds((in_content + usual) / (others + 1), _MIN_TERM_PROBABILITY) - float(
        _odds(np.array([usual]), _MIN_TERM_PROBABILITY)[0]
    )

    def summed(values: Floats) -> Floats:
        return np.asarray(np.bincount(owner, weights=values, minlength=n), np.float64)

    n_shared = summed((others > 0) * 1.0)
    distinct = np.maximum(np.bincount(owner, minlength=n), 1)
    return [
        summed(np.minimum(in_content, 1)) / distinct,
        summed(term_odds) / np.maximum(n_shared, 1),
        np.clip(summed(term_odds / np.log1p(blocks + 1)), -_MAX_SUM, _MAX_SUM),
        n_shared / distinct,
    ]
