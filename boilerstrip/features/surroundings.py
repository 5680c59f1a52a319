"""The Blocks before and after a Block, and the rhythm that their lengths and links form with it."""

from __future__ import annotations

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Columns, Context, Floats, log, shifted

_STEPS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (3, 10)

_AT = {
    "words": "log of its words, -1 beyond the page",
    "link_density": "share of its words inside links",
    "sentence": "whether it ends like a sentence",
    "heading": "whether it is a heading",
}
_IN = {
    "words": "log of words",
    "link_density": "share of words inside links",
    "solid": "share of Blocks that are prose",
    "linked": "share of Blocks that are short links",
    "cut": "share of Blocks cut off with an ellipsis",
    "headings": "share of Blocks that are headings",
}

COLUMNS = {
    **{
        f"near.{_name}{abs(step)}_{stat}": f"Block {abs(step)} {_word}: {meaning}"
        for step in _STEPS
        for _name, _word in [("before" if step < 0 else "after",) * 2]
        for stat, meaning in _AT.items()
    },
    **{
        f"near.window{size}_{stat}": f"{size} Blocks to either side: {what}"
        for size in _WINDOWS
        for stat, what in _IN.items()
    },
    **{
        f"near.ahead{size}_{stat}": f"{size} Blocks ahead: {what}"
        for size in _WINDOWS
        for stat, what in _IN.items()
    },
    "near.step2": "difference in log words to the Blocks two off: small in a rhythm of two",
    "near.step3": "difference in log words to the Blocks three off: small in a rhythm of three",
    "near.same_before": "whether the Block before stands in an element of the same tag",
    "near.same_after": "whether the Block after does",
    "near.depth_before": "how much deeper it stands than the Block before",
    "near.depth_after": "how much deeper it stands than the Block after",
    "near.same_parent_before": "whether it shares its parent with the Block before",
    "near.same_parent_after": "whether it shares its parent with the Block after",
    "near.lead": "whether it is unlinked and follows a short link or heading: a teaser's lead does",
    "near.headline": "whether it is a short link or heading before an unlinked Block",
}


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    if _kernels.around is not None:
        found = context.new_columns(len(COLUMNS))
        _kernels.around.surroundings(
            context.floats, context.marks, context.ints, context.tree,
            context.log_words, context.logs, _STEPS, _WINDOWS, found,
        )  # fmt: skip
        return [found]
    words = context.log_words
    figures = [words, context.link_density, context.ends_with_stop_or_quote, context.is_heading]
    return [
        _around(np.array(figures, np.float32)),
        _windows(context),
        _rhythm(words, 2),
        _rhythm(words, 3),
        *_compared_with_neighbours(context),
    ]


def _around(values: Floats) -> Floats:
    """The `_AT` figures, given as (figures, n), of the Blocks at `_STEPS`; shape (steps * figures, n)."""
    figures, n = values.shape
    widest = max(_STEPS)
    wide = np.zeros((figures, n + 2 * widest), np.float32)
    wide[:2] = -1
    wide[:, widest : widest + n] = values
    return np.concatenate([wide[:, widest + step : widest + step + n] for step in _STEPS])


def _windows(context: Context) -> Floats:
    """The `_IN` figures of the windows around each Block, then of those after it; shape (columns, n)."""
    n, i, sizes = context.n, np.arange(context.n), np.array(_WINDOWS)[:, None]
    ahead = np.broadcast_to(np.minimum(i + 1, n), (len(sizes), n))
    start = np.concatenate([np.maximum(i - sizes, 0), ahead])
    end = np.tile(np.minimum(i + sizes + 1, n), (2, 1))
    counted = (
        context.words, context.link_words,
        context.is_prose, context.is_linked_short, context.is_truncated, context.is_heading,
    )  # fmt: skip
    sums = np.zeros((len(counted), n + 1))
    np.cumsum(counted, axis=1, out=sums[:, 1:])
    words, links, *marks = sums[:, end] - sums[:, start]
    blocks = np.maximum(end - start, 1)
    found = np.empty((len(end), len(_IN), n), np.float32)
    found[:, 0] = log(words)
    found[:, 1] = links / np.maximum(words, 1)
    for row, mark in enumerate(marks, start=2):
        found[:, row] = mark / blocks
    return found.reshape(-1, n)


def _rhythm(words: Floats, step: int) -> Floats:
    """Mean difference in log words from the Blocks `step` before and after, shape (n,)."""
    before, after = shifted(words, -step, 0), shifted(words, step, 0)
    return np.asarray((np.abs(words - before) + np.abs(words - after)) / 2)


def _compared_with_neighbours(context: Context) -> list[Columns]:
    """How each Block's position in the tree compares with its neighbours'."""
    tag, depth, parent = (of[context.element] for of in (context.tag, context.depth, context.root))
    heads = context.is_linked_short | context.is_heading
    plain = ~heads & (context.link_density < 0.2) & (context.words > 4)
    return [
        shifted(tag, -1, -1) == tag,
        shifted(tag, 1, -1) == tag,
        depth - shifted(depth, -1, 0),
        depth - shifted(depth, 1, 0),
        shifted(parent, -1, -1) == parent,
        shifted(parent, 1, -1) == parent,
        plain * shifted(heads, -1, 0),
        heads * shifted(plain, 1, 0),
    ]
