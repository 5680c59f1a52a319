"""A second look at each Block, by what was said of the others at first.

The first answer knows a Block and what stands around it, not what comes of the rest of the page: where
the body is, and what it talks of. Answers of a first model as features of a second are stacking, for
things in a row stacked sequential learning (Cohen and Carvalho 2005). What words say of one another is
label propagation (Zhu and Ghahramani 2002), one step of it: a teaser has few words with the body in common
and some with other teasers.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from boilerstrip.features.context import Floats, Ints, Telling, log, prefix

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
    "trees": "log-odds by the trees alone",
    "network": "log-odds by the network alone",
}
_NEAR = (4, 16)
# Below this probability a Block's words cost a run more than they bring.
_WORTH = 0.4
# First answers count as no surer than this, and words as no more telling.
_SUREST = 1e-4
_MOST_TELLING = 1e-3
_MOST_IN_ALL = 20.0


def table(
    probabilities: Floats, apart: Sequence[Floats], words: Floats, telling: Telling
) -> NDArray[np.float32]:
    """The features of a second look, shape (columns, n).

    `probabilities` are the first answer, `apart` the log-odds that it was blended of, by the trees and by the
    network, `words` how many each Block has, each of shape (n,), n at least 1.
    """
    chances = probabilities.astype(np.float64)
    weights = np.maximum(words.astype(np.float64), 0.5)
    content = prefix(weights * chances)
    total = max(float(content[-1]), 1e-6)
    n = len(chances)
    rows = [
        _odds(chances, _SUREST),
        log(weights),
        np.full(n, np.log1p(total)),
        np.full(n, total / weights.sum()),
        *_core(chances, weights, content),
        *_around(weights, content),
        *_company(chances, telling),
        # further digits differ from one processor to the next
        *(np.round(odds, 3) for odds in apart),
    ]
    return np.array(rows, np.float32)


def _odds(chances: Floats, least: float) -> Floats:
    inside = np.clip(chances, least, 1 - least)
    return np.asarray(np.log(inside / (1 - inside)))


def _core(chances: Floats, weights: Floats, content: Floats) -> list[Floats]:
    """Where each Block is from the core: the segment of the largest sum (Bentley 1984)."""
    at = np.arange(len(chances))
    gain = prefix(weights * (chances - _WORTH))
    last = int(np.argmax(gain[1:] - np.minimum.accumulate(gain)[:-1]))
    start, end = int(np.argmin(gain[: last + 1])), last + 1
    before, after = at < start, at >= end
    sums = prefix(weights)
    held = float(content[end] - content[start])
    return [
        np.log1p(np.where(before, start - at, np.where(after, at - last, 0))),
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


def _company(chances: Floats, telling: Telling) -> list[Floats]:
    """What the first answer makes of the other Blocks that have the same words."""
    owner, word = telling.owner, telling.word
    n = len(chances)
    own = chances[owner]
    blocks = np.bincount(word, minlength=telling.size)[word]
    others = blocks - 1
    # never below 0, as what is left of a sum of floats may be
    in_content = np.maximum(np.bincount(word, weights=own, minlength=telling.size)[word] - own, 0)
    usual = float(own.mean()) if len(own) else 0.5
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
