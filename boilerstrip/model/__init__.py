"""The learned scorer: how likely each Block is content.

Two models answer first, and the mean of what they say is the first answer. Boosted trees judge each
Block by its features and by a linear model over the words of class names and labels; a network over the
Blocks in reading order judges by features, words and the Blocks around. They err in different places.
Further trees judge each Block again by the first answers of all of them (`boilerstrip.model.stacked`).
Plain text has weights of its own. Training is `benchmarks.training.train`; here is
inference, with numpy and what is compiled.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.features import FEATURE_NAMES, compute, hashed_tokens
from boilerstrip.features.context import Context, Floats, prefix
from boilerstrip.model import stacked
from boilerstrip.model.forest import Forest, is_plain
from boilerstrip.model.network import Network
from boilerstrip.page import Page
from boilerstrip.strategies import Candidate

# The weights for pages, and those for plain text.
WEIGHTS = "weights.npz"
PLAINTEXT_WEIGHTS = "plaintext.npz"
# The sum of a family's weights is cut off here: beyond it more words of one kind say nothing new.
_MAX_LOGIT = 8.0
# The network's part in the first answer, for pages and for plain text; the trees have the rest.
_NETWORK = 0.4
_PLAINTEXT_NETWORK = 0.2

Tokens = tuple[NDArray[np.int64], NDArray[np.int64]]


class Weights(NamedTuple):
    """All that was learned."""

    # the values that columns had in training, shape (columns, 1): beyond these they are cut off
    least: Floats
    most: Floats
    names: Floats
    kinds: Floats
    trees: Forest
    network: Network
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
    weights = load(page.is_plaintext)
    context = Context(page, candidates)
    tokens = hashed_tokens.tokens(page)
    # the rows of class names stand right behind the features
    seen = compute(context, len(hashed_tokens.COLUMNS))
    table = bounded(seen[: len(FEATURE_NAMES)], weights.least, weights.most)
    seen[len(FEATURE_NAMES) :] = name_rows(tokens, weights.names, weights.kinds)
    by_trees = weights.trees.logits(seen)
    by_network = weights.network.logits(table, tokens, context.words)
    first = blend(by_trees, by_network, page.is_plaintext)
    again = stacked.table(
        first, (by_trees, by_network), context.words, context.content_terms, stacked.layout(context)
    )
    return rounded(weights.second.logits(again))


def bounded(table: Floats, least: Floats, most: Floats) -> Floats:
    """A table of features, shape (columns, n), changed in place so that none is beyond what training saw.

    A page may be longer than any that there was; what is known of the longest is the best guess for it.
    """
    if _kernels.inference is not None and all(map(is_plain, (table, least, most))):
        _kernels.inference.bound(table, None, least, most, table)
        return table
    np.maximum(table, least, out=table)
    return np.minimum(table, most, out=table)


def blend(by_trees: Floats, by_network: Floats, is_plaintext: bool) -> Floats:
    """The probabilities that two log-odds make together, the first answer, shape (n,)."""
    share = _PLAINTEXT_NETWORK if is_plaintext else _NETWORK
    return rounded((1 - share) * by_trees + share * by_network)


def rounded(odds: Floats) -> Floats:
    """Log-odds as probabilities to four digits, same shape.

    Digits beyond the fourth differ from one processor, and one run of a matrix product, to the next.
    """
    return np.round(logistic(odds), 4)


def logistic(odds: Floats) -> Floats:
    """Log-odds as probabilities, same shape."""
    return np.asarray(1 / (1 + np.exp(-np.clip(odds, -30, 30))), np.float32)


def calibrated(expected: float, is_plaintext: bool = False) -> float:
    """The F1 that pages, or plain texts, really had, cross-validated, on which `expected` was expected."""
    weights = load(is_plaintext)
    return float(np.interp(expected, weights.expected, weights.real))


def name_rows(tokens: Tokens, weights: Floats, kinds: Floats) -> Floats:
    """The linear models' rows, one for each of `hashed_tokens.COLUMNS`, shape (columns, n).

    `weights` has shape (buckets,). `kinds` has shape (buckets + 1, kinds of page), the last row
    being what each kind starts from.
    """
    values, offsets = tokens
    families = len(hashed_tokens.FAMILIES)
    found = np.empty((len(hashed_tokens.COLUMNS), (len(offsets) - 1) // families), np.float32)
    if _kernels.inference is not None and is_plain(weights):
        _kernels.inference.name_sums(values, offsets, weights, _MAX_LOGIT, found[:families])
    else:
        sums = prefix(weights.take(values))
        rows = (sums[offsets[1:]] - sums[offsets[:-1]]).reshape(-1, families).T
        found[:families] = np.clip(rows, -_MAX_LOGIT, _MAX_LOGIT)
    found[families:] = kind_of_page(values, kinds)[:, None]
    return found


def kind_of_page(values: NDArray[np.int64], kinds: Floats) -> Floats:
    """The probability of each of `hashed_tokens.KINDS` for a page with these tokens, shape (kinds,)."""
    if _kernels.inference is not None and is_plain(kinds):
        sums = np.empty(kinds.shape[1], np.float32)
        count = _kernels.inference.kind_sums(values, kinds[:-1], sums)
    else:
        said = np.zeros(len(kinds) - 1, np.bool_)
        said[values] = True
        distinct = np.flatnonzero(said)
        sums, count = kinds.take(distinct, axis=0).sum(axis=0), len(distinct)
    sums = sums / np.sqrt(max(1, count)) + kinds[-1]
    exponentials = np.exp(sums - sums.max())
    return np.asarray(exponentials / exponentials.sum(), np.float32)


@cache
def load(is_plaintext: bool = False) -> Weights:
    """The weights that come with the package, for pages or for plain text, read on first use."""
    name = PLAINTEXT_WEIGHTS if is_plaintext else WEIGHTS
    with np.load(Path(__file__).with_name(name), allow_pickle=False) as arrays:
        if int(arrays["features"]) != len(FEATURE_NAMES):
            raise ValueError(f"weights for {int(arrays['features'])} features, not {len(FEATURE_NAMES)}")
        return Weights(
            least=arrays["bounds"][0][:, None],
            most=arrays["bounds"][1][:, None],
            names=arrays["names"].astype(np.float32),
            kinds=arrays["kinds"] * arrays["kinds.step"],
            trees=Forest.read(arrays, "trees"),
            network=Network.read(arrays),
            second=Forest.read(arrays, "second"),
            expected=arrays["confidence.expected"].astype(np.float32),
            real=arrays["confidence.real"].astype(np.float32),
        )
