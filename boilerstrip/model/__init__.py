"""The learned scorer: how likely each Block is content, what to keep, and how good that will be.

Two stages of boosted trees. The first judges each Block by its features and by a linear model over
the words of class names and labels; the second judges again, knowing what the first thinks of the
Blocks around. Training is `benchmarks.train`; here is inference, with numpy alone.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from boilerstrip.features import FEATURE_NAMES, compute, names
from boilerstrip.features.context import Context, Floats, prefix
from boilerstrip.model.forest import Forest
from boilerstrip.model.neighbourhood import Neighbourhood
from boilerstrip.page import Page
from boilerstrip.strategies import Candidate

WEIGHTS = "weights.npz"
# The sum of a family's weights is cut off here: beyond it more words of one kind say nothing new.
_MOST = 8.0


class Weights(NamedTuple):
    """All that was learned."""

    names: Floats
    kinds: Floats
    first: Forest
    second: Forest
    # expected F1 (ascending) and the F1 that pages with it really had, to interpolate between
    expected: Floats
    real: Floats


def probabilities(page: Page, candidates: Sequence[Candidate]) -> Floats:
    """The probability that each Block of `page` is content, shape (number of Blocks,).

    `candidates` may be those of any strategies, or none: votes that are missing are unknown.
    """
    if not page.blocks:
        return np.zeros(0, np.float32)
    weights = load()
    context = Context(page, candidates)
    table = np.concatenate([compute(context), name_rows(names.tokens(page), weights.names, weights.kinds)])
    first = weights.first.probabilities(table)
    around = np.array(Neighbourhood.of(context).columns(first), np.float32)
    return weights.second.probabilities(np.concatenate([table, around]))


def select(words: ArrayLike, p: ArrayLike) -> NDArray[np.bool_]:
    """The mask of highest expected F1 over Blocks of so many `words` and probabilities `p`.

    The optimum is a prefix of the Blocks sorted by probability (Lewis 1995). Headings are Blocks
    like all others here: that one goes with what it governs is for the pipeline to see to.
    """
    weight = np.asarray(words, np.float64)
    chance = np.asarray(p, np.float64)
    mask = np.zeros(len(weight), np.bool_)
    wanted = float(weight @ chance)
    if wanted <= 0:
        return mask
    order = np.argsort(-chance, kind="stable")
    hits, kept = np.cumsum((weight * chance)[order]), np.cumsum(weight[order])
    mask[order[: int(np.argmax(hits / (kept + wanted))) + 1]] = True
    return mask


def expected_f1(words: ArrayLike, p: ArrayLike, kept: ArrayLike) -> float:
    """The word F1 that keeping `kept` can expect: 2 * hits / (words kept + words wanted)."""
    weight = np.asarray(words, np.float64)
    chance = np.asarray(p, np.float64)
    mask = np.asarray(kept, np.bool_)
    bottom = float(weight[mask].sum() + weight @ chance)
    return 2 * float((weight * chance)[mask].sum()) / bottom if bottom > 0 else 0.0


def confidence(words: ArrayLike, p: ArrayLike, kept: ArrayLike) -> float:
    """The expected F1 of what was kept, corrected by how right such expectations were, 0 to 1."""
    return calibrated(expected_f1(words, p, kept))


def calibrated(expected: float) -> float:
    """The F1 that pages really had, cross-validated, on which `expected` was expected."""
    weights = load()
    return float(np.interp(expected, weights.expected, weights.real))


def name_rows(tokens: tuple[NDArray[np.int64], NDArray[np.int64]], weights: Floats, kinds: Floats) -> Floats:
    """The linear models' rows, one for each of `names.COLUMNS`, shape (columns, n).

    `weights` has shape (buckets,). `kinds` has shape (buckets + 1, kinds of page), the last row
    being what each kind starts from.
    """
    values, offsets = tokens
    sums = prefix(weights[values])
    rows = (sums[offsets[1:]] - sums[offsets[:-1]]).reshape(-1, len(names.FAMILIES)).T
    page = np.repeat(kind_of_page(values, kinds)[:, None], rows.shape[1], axis=1)
    return np.concatenate([np.clip(rows, -_MOST, _MOST), page]).astype(np.float32)


def kind_of_page(values: NDArray[np.int64], kinds: Floats) -> Floats:
    """The probability of each of `names.KINDS` for a page with these tokens, shape (kinds,)."""
    distinct = np.flatnonzero(np.bincount(values, minlength=1))
    sums = kinds[distinct].sum(axis=0) / np.sqrt(max(1, len(distinct))) + kinds[-1]
    chances = np.exp(sums - sums.max())
    return np.asarray(chances / chances.sum(), np.float32)


@cache
def load() -> Weights:
    """The weights that come with the package, read on first use."""
    with (files(__name__) / WEIGHTS).open("rb") as stream, np.load(stream, allow_pickle=False) as arrays:
        if int(arrays["features"]) != len(FEATURE_NAMES):
            raise ValueError(f"weights for {int(arrays['features'])} features, not {len(FEATURE_NAMES)}")
        return Weights(
            names=arrays["names"].astype(np.float32),
            kinds=arrays["kinds"].astype(np.float32),
            first=Forest.read(arrays, "first"),
            second=Forest.read(arrays, "second"),
            expected=arrays["confidence.expected"].astype(np.float32),
            real=arrays["confidence.real"].astype(np.float32),
        )
