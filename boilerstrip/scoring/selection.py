"""Selection: the F1 that a mask can expect, and the mask that can expect most."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip import _kernels

# Blocks below this are unlikely to be content, one by one; 0.1 and 0.25 are as good.
_UNLIKELY = 0.2


def bound_unlikely(weights: Sequence[int], probabilities: list[float]) -> None:
    """Let Blocks that are unlikely one by one count together for no more than the likely ones.

    A thousand links at 0.1 each are no hundred links of content: what is wrong about one is wrong about
    all. That is worth 0.0001 of word F1 on WCXB dev (0.0016 on collections), cross-validated.
    """
    likely = sum([w * p for w, p in zip(weights, probabilities, strict=True) if p >= 0.5])
    unlikely = sum([w * p for w, p in zip(weights, probabilities, strict=True) if p < _UNLIKELY])
    if unlikely > likely > 0:
        for at, probability in enumerate(probabilities):
            if probability < _UNLIKELY:
                probabilities[at] = probability * likely / unlikely


def expected_f1(weights: Sequence[int], probabilities: Sequence[float], mask: Sequence[bool]) -> float:
    """F1 that a mask can expect when Block i has `weights[i]` words, each content with `probabilities[i]`.

    The ratio of expectations, 2 * hits / (kept + wanted), stands for the expectation of the
    ratio; for pages of more than a few Blocks the two hardly differ.
    """
    if _kernels.proposals is not None:
        expected: float = _kernels.proposals.expected_f1(weights, probabilities, mask)
        return expected
    hits = kept = wanted = 0.0
    for weight, probability, keep in zip(weights, probabilities, mask, strict=True):
        wanted += weight * probability
        if keep:
            kept += weight
            hits += weight * probability
    return 2 * hits / (kept + wanted) if kept and wanted else 0.0


def best_mask(weights: Sequence[int], probabilities: Sequence[float], beta: float = 1.0) -> list[bool]:
    """The mask of highest expected F-measure: some prefix of the Blocks sorted by probability.

    `beta` is how many times as much recall counts as precision. That the optimum is such a prefix, and so
    found by one sort, is due to Lewis (1995).
    """
    # of equal ones the first comes first
    order = sorted(range(len(weights)), key=probabilities.__getitem__, reverse=True)
    mask = [False] * len(weights)
    for block in order[: _best_length(weights, probabilities, order, beta)]:
        mask[block] = True
    return mask


def _best_length(
    weights: Sequence[int], probabilities: Sequence[float], order: Sequence[int], beta: float
) -> int:
    """How many Blocks, in this order, make the prefix of highest expectation."""
    if _kernels.proposals is not None:
        best_length: int = _kernels.proposals.best_length(weights, probabilities, order, beta)
        return best_length
    best, length = 0.0, 0
    hits = kept = wanted = 0.0
    for weight, probability in zip(weights, probabilities, strict=True):
        wanted += weight * probability
    squared = beta * beta
    for at, block in enumerate(order):
        hits += weights[block] * probabilities[block]
        kept += weights[block]
        if kept and wanted and (1 + squared) * hits / (kept + squared * wanted) > best:
            best, length = (1 + squared) * hits / (kept + squared * wanted), at + 1
    return length
