"""The trained model: how likely each Block is content.

In the first stage two models judge each Block, and a weighted mean of their log-odds is the first answer:
boosted trees, by its features and by a linear model over the words of class names and labels; and a network
over the Blocks in reading order, by features, words and the Blocks around. They make different mistakes. In
the second stage, further trees judge each Block by the first answers for all Blocks
(`boilerstrip.model.stacked`). Plain text has weights of its own. This package does inference only, with numpy
and compiled kernels; training is in `benchmarks.training.train`.
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
from boilerstrip.model.forest import Forest, is_kernel_array
from boilerstrip.model.network import Network
from boilerstrip.model.weights_file import read_arrays
from boilerstrip.page import Page
from boilerstrip.strategies import Candidate

# The files of weights for pages and for plain text.
WEIGHTS = "weights.safetensors"
PLAINTEXT_WEIGHTS = "plaintext.safetensors"
# The sum of a family's weights is clipped here: more words of one kind add no evidence beyond it.
_MAX_LOGIT = 8.0
# The network's weight in the first answer, for pages and for plain text; the trees have the rest.
_NETWORK_SHARE = 0.4
_PLAINTEXT_NETWORK_SHARE = 0.3


class Weights(NamedTuple):
    """Everything that was learned."""

    # the range of each column in training, shape (columns, 1): values are clipped to it, see `bounded`
    lower: Floats
    upper: Floats
    names: Floats
    # in whole steps
    kinds: NDArray[np.int8]
    kind_step: Floats
    trees: Forest
    network: Network
    stacked: Forest
    # points to interpolate between: expected F1, ascending, and the F1 that such pages really had
    expected: Floats
    real: Floats


def probabilities(page: Page, candidates: Sequence[Candidate]) -> Floats:
    """The probability that each Block of `page` is content, shape (number of Blocks,).

    `candidates` may come from any strategies, or be empty: missing votes count as unknown.
    """
    if not page.blocks:
        return np.zeros(0, np.float32)
    weights = load(page.is_plaintext)
    context = Context(page, candidates)
    tokens = hashed_tokens.tokens(page, context.said)
    # the rows of the linear models follow the features
    features = compute(context, len(hashed_tokens.COLUMNS))
    features[len(FEATURE_NAMES) :] = name_rows(tokens, weights.names, weights.kinds, weights.kind_step)
    by_trees = weights.trees.logits(features)
    said = hashed_tokens.word_tokens(context.said) if weights.network.reads_words else None
    by_network = weights.network.logits(features[: len(FEATURE_NAMES)], tokens, context.words, said)
    first = blend(by_trees, by_network, page.is_plaintext)
    stacked_table = stacked.table(
        first, (by_trees, by_network), context.words, context.content_terms, stacked.layout(context)
    )
    return rounded(weights.stacked.logits(stacked_table))


def bounded(table: Floats, lower: Floats, upper: Floats) -> Floats:
    """Clip a table of features, shape (columns, n), to the range that training saw; changed in place.

    A page may be longer than any in training; what holds for the longest of those is the best guess for it.
    """
    np.maximum(table, lower, out=table)
    return np.minimum(table, upper, out=table)


def blend(by_trees: Floats, by_network: Floats, is_plaintext: bool) -> Floats:
    """The first answer: probabilities from the log-odds of the trees and of the network; shape (n,)."""
    share = _PLAINTEXT_NETWORK_SHARE if is_plaintext else _NETWORK_SHARE
    return rounded((1 - share) * by_trees + share * by_network)


def rounded(odds: Floats) -> Floats:
    """Log-odds as probabilities rounded to four digits; same shape.

    Further digits differ between processors, and between runs of a matrix product.
    """
    if _kernels.inference is not None and is_kernel_array(odds):
        found = np.empty(len(odds), np.float32)
        _kernels.inference.rounded(odds, np.exp, found)
        return found
    return logistic(odds).round(4)


def logistic(odds: Floats) -> Floats:
    """Log-odds as probabilities; same shape."""
    # in place and without `clip`, which takes longer than all the rest
    found: Floats = np.negative(np.minimum(np.maximum(odds, -30), 30))
    np.exp(found, out=found)
    found += 1
    return np.asarray(np.divide(1, found, out=found), np.float32)


def calibrated(expected: float, is_plaintext: bool = False) -> float:
    """The F1 that pages, or plain texts, with this expected F1 really had in cross-validation."""
    weights = load(is_plaintext)
    return float(np.interp(expected, weights.expected, weights.real))


def name_rows(
    tokens: hashed_tokens.Tokens, weights: Floats, kinds: Floats | NDArray[np.int8], kind_step: Floats
) -> Floats:
    """The rows of the linear models, one for each of `hashed_tokens.COLUMNS`; shape (columns, n).

    `weights` has the shape (buckets,), `kinds`, in steps of `kind_step`, the shape
    (buckets + 1, kinds of page); its last row is the bias of each kind.
    """
    values, starts, lists = tokens
    families = len(hashed_tokens.FAMILIES)
    found = np.empty((len(hashed_tokens.COLUMNS), len(lists)), np.float32)
    if _kernels.inference is not None and is_kernel_array(weights):
        _kernels.inference.name_sums(values, starts, lists, weights, _MAX_LOGIT, found[:families])
    else:
        sums = prefix(weights.take(values))
        found[:families] = np.clip(sums[starts[1:]] - sums[starts[:-1]], -_MAX_LOGIT, _MAX_LOGIT)[lists.T]
    found[families:] = kind_of_page(values, kinds, kind_step)[:, None]
    return found


def kind_of_page(values: NDArray[np.int64], kinds: Floats | NDArray[np.int8], step: Floats) -> Floats:
    """Probability of each of `hashed_tokens.KINDS` for a page with these tokens; shape (kinds,)."""
    if _kernels.inference is not None and kinds.dtype == np.int8:
        found = np.empty(kinds.shape[1], np.float32)
        _kernels.inference.kind_of_page(values, kinds, step, np.exp, found)
        return found
    is_present = np.zeros(len(kinds) - 1, np.bool_)
    is_present[values] = True
    distinct = np.flatnonzero(is_present)
    sums = (kinds.take(distinct, axis=0) * step).sum(axis=0)
    odds = sums / np.sqrt(max(1, len(distinct))) + kinds[-1] * step
    exponentials = np.exp(odds - odds.max())
    return np.asarray(exponentials / exponentials.sum(), np.float32)


@cache
def load(is_plaintext: bool = False) -> Weights:
    """Return the weights that come with the package, for pages or for plain text; read once.

    Raises:
        ValueError: the weights were trained with another number of features.

    """
    name = PLAINTEXT_WEIGHTS if is_plaintext else WEIGHTS
    arrays = read_arrays(Path(__file__).with_name(name))
    if int(arrays["features"]) != len(FEATURE_NAMES):
        raise ValueError(f"weights for {int(arrays['features'])} features, not {len(FEATURE_NAMES)}")
    lower, upper = arrays["bounds"][:, :, None]
    return Weights(
        lower=lower,
        upper=upper,
        names=arrays["names"].astype(np.float32),
        kinds=arrays["kinds"],
        kind_step=arrays["kinds.step"],
        trees=Forest.read(arrays, "trees"),
        # trees compare values with borders in that range alone: clipping changes none of their answers
        network=Network.read(arrays).bounded(lower, upper),
        stacked=Forest.read(arrays, "second"),
        # as `np.interp` takes them
        expected=arrays["confidence.expected"].astype(np.float32).astype(np.float64),
        real=arrays["confidence.real"].astype(np.float32).astype(np.float64),
    )
