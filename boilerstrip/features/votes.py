"""The strategies' votes: 1 for, -1 against, 0 if a strategy was not asked or made no proposal."""

from __future__ import annotations

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Columns, Context, Floats, Ints, prefix, shifted
from boilerstrip.strategies import OWN

# The strategies that the model is trained with; votes of other strategies are ignored.
VOTERS = ("trafilatura", "readability", "justext", "structured", "semantic", "density", "records")

_IS_OTHER = tuple(voter not in OWN for voter in VOTERS)

COLUMNS = {
    **{f"vote.{voter}": f"the vote of {voter}" for voter in VOTERS},
    **{
        f"vote.{voter}_share": f"share of the page's words that {voter} votes for, -1 without a vote"
        for voter in VOTERS
    },
    "vote.mean": "mean of all votes",
    "vote.mean_before": "mean of all votes on the Block before",
    "vote.mean_after": "mean of all votes on the Block after",
    "vote.window": "mean of all votes on the three Blocks to either side",
    "vote.group": "mean of all votes by words over the nearest element around it with more Blocks",
    "vote.box": "mean of all votes by words over the next wider one",
    "vote.others": "mean of the votes of strategies that parse for themselves, 0 without any",
    "vote.voters": "how many strategies voted",
    "vote.agreement": "mean over the page's words of how far the mean vote is from undecided",
    "vote.rank": "share of the page's words that have a lower mean vote",
}


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    n = context.n
    voting = {c.name: tuple(c.mask) for c in context.candidates if c.error is None and True in c.mask}
    masks = [voting.get(voter) for voter in VOTERS]
    if _kernels.places is not None:
        found = context.new_columns(len(COLUMNS))
        _kernels.places.votes(
            context.floats, context.tree, context.ints, masks, _IS_OTHER,
            context.total_words, np.add.reduce, found,
        )  # fmt: skip
        return [found]
    votes = np.zeros((len(VOTERS), n), np.float32)
    for row, mask in zip(votes, masks, strict=True):
        if mask is not None:
            row[:] = np.where(mask, 1, -1)
    voted = np.count_nonzero(votes, axis=1) > 0
    shares = ((votes > 0) * context.words).sum(axis=1) / context.total_words
    mean = votes.sum(axis=0) / max(1, int(voted.sum()))
    by_words, words = prefix(mean * context.words), prefix(context.words)
    sums = prefix(mean)
    i = np.arange(n)
    start, end = np.maximum(i - 3, 0), np.minimum(i + 4, n)
    others = np.flatnonzero(_IS_OTHER)

    def over(elements: Ints) -> Floats:
        first, last = context.start[elements], context.end[elements]
        total = by_words[last] - by_words[first]
        return np.asarray(total / np.maximum(words[last] - words[first], 1))

    return [
        *votes,
        *(np.full(n, share if has else -1, np.float32) for share, has in zip(shares, voted, strict=True)),
        mean,
        shifted(mean, -1, -1),
        shifted(mean, 1, -1),
        (sums[end] - sums[start]) / (end - start),
        over(context.group),
        over(context.box),
        votes[others].sum(axis=0) / max(1, int(voted[others].sum())),
        np.full(n, voted.sum(), np.float32),
        np.full(n, _agreement(mean, context), np.float32),
        _rank(mean, context),
    ]


def _agreement(mean: Floats, context: Context) -> float:
    """Mean distance of the mean vote from undecided, by words, 0 to 1."""
    return float((np.abs(mean) * context.words).sum() / context.total_words)


def _rank(mean: Floats, context: Context) -> Floats:
    """Share of the page's words that have a lower mean vote than each Block, shape (n,)."""
    order = np.argsort(mean, kind="stable")
    values = mean[order]
    below = prefix(context.words[order])[np.searchsorted(values, values, side="left")]
    rank = np.empty(context.n)
    rank[order] = below / context.total_words
    return rank
