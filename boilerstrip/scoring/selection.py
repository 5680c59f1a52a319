"""Selection: the expected F1 of a mask, and the mask whose expected F1 is highest."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Sequence
from itertools import accumulate

from boilerstrip import _kernels
from boilerstrip.page import Block

# Blocks from the first of these on are likely to be content, below the second one unlikely; 0.1 and 0.25 work
# equally well for that.
_LIKELY, _UNLIKELY = 0.5, 0.2
# The cases in which a mask is to do well: how many times those of the model the odds of all Blocks are, and
# how often that is. Of plain text the model knows less.
RIGHT = ((1.0, 1.0),)
RIGHT_OR_WRONG = ((1 / 4, 0.25), (1.0, 0.5), (4.0, 0.25))
RIGHT_OR_WRONG_OF_LINES = ((1 / 8, 0.25), (1.0, 0.5), (8.0, 0.25))

# Sure lines, in so many words, say where the text is: lines further away than this are no part of it if they
# are unlikely. In cross-validation this adds 0.0006 word F1 on news as plain text, 0.0002 on WCXB dev.
_SURE, _SURE_LINE_WORDS, _SURE_WORDS = 0.9, 8, 40
_FAR, _UNLIKELY_FAR = 20, 0.35


def bound_unlikely(weights: Sequence[int], probabilities: list[float]) -> None:
    """Scale down unlikely probabilities, so that all of them together count no more than the likely ones.

    A thousand links at 0.1 each do not contain a hundred links of content, since what makes one unlikely
    holds for all. In cross-validation this adds 0.0001 word F1 on WCXB dev (0.0016 on collections).
    """
    if _kernels.rules is not None:
        _kernels.rules.bound_unlikely(list(weights), probabilities, _LIKELY, _UNLIKELY)
        return
    expected = [weight * probability for weight, probability in zip(weights, probabilities, strict=True)]
    likely = sum(words for words, p in zip(expected, probabilities, strict=True) if p >= _LIKELY)
    unlikely = sum(words for words, p in zip(expected, probabilities, strict=True) if p < _UNLIKELY)
    if unlikely > likely > 0:
        for i, probability in enumerate(probabilities):
            if probability < _UNLIKELY:
                probabilities[i] = probability * likely / unlikely


def left_out(mask: Sequence[bool], probabilities: Sequence[float], least: float) -> list[int]:
    """Return the indexes of Blocks that the mask leaves out, of at least this probability."""
    if _kernels.rules is not None:
        found: list[int] = _kernels.rules.left_out(mask, probabilities, least)
        return found
    chances = enumerate(zip(mask, probabilities, strict=True))
    return [i for i, (keep, probability) in chances if probability >= least and not keep]


def are_likely(blocks: Sequence[Block], probabilities: Sequence[float], least: float) -> bool:
    """Return whether the mean probability of these Blocks, by words, is at least `least`."""
    likely_words = sum(block.words * probabilities[block.index] for block in blocks)
    return likely_words >= least * sum(block.words for block in blocks)


def expected_f1(weights: list[int], probabilities: list[float], mask: Sequence[bool]) -> float:
    """Return the expected F1 of a mask, given the words of each Block and its probability of being content.

    The ratio of expectations, 2 * hits / (kept + wanted), approximates the expectation of the ratio; for
    pages of more than a few Blocks the two hardly differ.
    """
    return expected_f1s(weights, probabilities, [mask])[0]


def expected_f1s(weights: list[int], probabilities: list[float], masks: list[Sequence[bool]]) -> list[float]:
    """Return `expected_f1` of each of these masks."""
    if _kernels.proposals is not None:
        found: list[float] = _kernels.proposals.expected_f1s(weights, probabilities, masks)
        return found
    return [_expected_f1(weights, probabilities, mask) for mask in masks]


def _expected_f1(weights: Sequence[int], probabilities: Sequence[float], mask: Sequence[bool]) -> float:
    hits = kept = wanted = 0.0
    for weight, probability, keep in zip(weights, probabilities, mask, strict=True):
        wanted += weight * probability
        if keep:
            kept += weight
            hits += weight * probability
    return 2 * hits / (kept + wanted) if kept and wanted else 0.0


def best_mask(
    weights: list[int],
    probabilities: list[float],
    beta: float = 1.0,
    cases: tuple[tuple[float, float], ...] = RIGHT_OR_WRONG,
) -> list[bool]:
    """Return the mask with the highest expected F-measure, a prefix of the Blocks sorted by probability.

    `beta` is how many times as much recall counts as precision. Lewis (1995) showed that such a prefix is
    the best of all masks where each Block is content whatever the others are, as if the model were
    `RIGHT`. But it is right or wrong about the Blocks of a page together, so the expectation is the mean
    of three cases: all Blocks are less likely than it says, as likely, or likelier. That keeps more of
    the pages about which it is unsure; benchmarks/results/README.md has what it brings and costs.
    """
    if _kernels.proposals is not None:
        found: list[bool] = _kernels.proposals.best_mask(weights, probabilities, beta, cases, _LIKELY)
        return found
    # the sort is stable: of equal probabilities, the first Block comes first
    order = sorted(range(len(weights)), key=probabilities.__getitem__, reverse=True)
    squared = beta * beta
    kept = list(accumulate(weights[block] for block in order))
    expected = [0.0] * len(order)
    for odds, share in cases:
        hits = list(accumulate(weights[block] * _with_odds(probabilities[block], odds) for block in order))
        for i, words in enumerate(kept):
            if words:
                expected[i] += share * (1 + squared) * hits[i] / (words + squared * hits[-1])
    best, length = 0.0, 0
    for i, value in enumerate(expected):
        if value > best:
            best, length = value, i + 1
    mask = [False] * len(weights)
    for block in order[:length]:
        # signs count for nothing in an expectation
        mask[block] = weights[block] > 0 or probabilities[block] >= _LIKELY
    return mask


def without_far_lines(
    mask: Sequence[bool], weights: Sequence[int], probabilities: Sequence[float]
) -> list[bool]:
    """Return the mask of a plain text without the unlikely lines that are far from all sure ones.

    Where the model is sure of some lines, it is not wrong about all of the page.
    """
    lines = zip(mask, weights, probabilities, strict=True)
    sure = [
        i for i, (keep, words, p) in enumerate(lines) if keep and p >= _SURE and words >= _SURE_LINE_WORDS
    ]
    if sum([weights[i] for i in sure]) < _SURE_WORDS:
        return list(mask)

    def is_far(line: int) -> bool:
        following = bisect(sure, line)
        return all(abs(i - line) > _FAR for i in sure[max(following - 1, 0) : following + 1])

    return [
        keep and (p >= _UNLIKELY_FAR or not is_far(i))
        for i, (keep, p) in enumerate(zip(mask, probabilities, strict=True))
    ]


def _with_odds(probability: float, odds: float) -> float:
    """Return the probability whose odds are so many times those of this one."""
    return probability * odds / (1 - probability + probability * odds)
