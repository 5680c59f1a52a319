"""Similar siblings: elements of one shape in a row are a list, a thread, a grid of teasers or a menu."""

from __future__ import annotations

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import (
    MIN_LINKED_SHARE,
    Bools,
    Columns,
    Context,
    Floats,
    Ints,
    jump,
    log,
    prefix,
)

# This many similar siblings are a series; two are a coincidence.
_MIN_SERIES = 3
_STATS = {
    "count": "log of its members",
    "words": "log of its words",
    "share": "its share of the page's words",
    "mean": "log of words a member",
    "spread": "how much members differ in words, as standard deviation over mean",
    "link_density": "share of its words inside links",
    "lead": "log of words outside links a member",
    "place": "the member's place in it, 0 first to 1 last",
    "like_mean": "the member's words over the mean",
}

COLUMNS = {
    **{
        f"series.{stat}": f"the tightest series around the Block: {meaning}"
        for stat, meaning in _STATS.items()
    },
    **{f"outer.{stat}": f"the widest series around the Block: {meaning}" for stat, meaning in _STATS.items()},
    "series.depth": "elements between the Block and its member of the tightest series, -1 without",
    "series.first_linked": "share of the tightest series' members that begin with a linked Block",
    "series.inside": "place of the Block in its member, 0 first to 1 last",
    "alike.count": "log of Blocks with the same tags and class words around them",
    "alike.words": "log of words in those Blocks",
    "alike.share": "their share of the page's words",
    "alike.mean": "log of words a Block among them",
    "alike.link_density": "share of their words inside links",
    "alike.place": "the Block's place among them, 0 first to 1 last",
    "alike.gap": "log of Blocks since the one before among them, -1 for the first",
    "alike.spread": "how far apart the first and the last stand, as a share of the page's Blocks",
    "repeat.count": "log of how often the Block's text occurs on the page",
    "repeat.first": "whether it is the first of them",
}


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    if _kernels.boxes is not None:
        found = context.new_columns(len(COLUMNS))
        _kernels.boxes.siblings(
            context.floats, context.tree, context.ints, context.page.sibling_group_ids,
            context.page.repeat_group_ids, context.texts, context.element_word_counts, context.logs,
            context.total_words, MIN_LINKED_SHARE, _MIN_SERIES, np.log1p, found,
        )  # fmt: skip
        return [found]
    series = _Series(context)
    nearest = context.nearest(series.in_series)
    tight, wide = nearest[context.element], _widest(context, nearest)[context.element]
    member = np.maximum(tight, 0)
    inside = (np.arange(context.n) - context.start[member]) / np.maximum(
        context.element_block_counts[member] - 1, 1
    )
    depth = np.where(tight >= 0, context.depth[context.element] - context.depth[member], -1)
    return [
        series.stats(tight),
        series.stats(wide),
        depth,
        np.where(tight >= 0, series.first_linked[member], -1),
        inside,
        *_alike(context),
        *_repeats(context),
    ]


class _Series:
    """Figures of the group of similar siblings that each element is in."""

    def __init__(self, context: Context) -> None:
        group = np.array(context.page.sibling_group_ids, np.int64)
        groups = int(group.max(initial=0)) + 1
        filled = (context.element_block_counts > 0) & (context.parent >= 0)
        words, links = context.element_word_counts
        count = _sums(group, filled, groups)
        total, linked = _sums(group, words, groups), _sums(group, links, groups)
        members = np.maximum(count, 1)
        mean = total / members
        variance = _sums(group, np.where(filled, (words - mean[group]) ** 2, 0), groups) / members
        begins_linked = (context.link_density >= MIN_LINKED_SHARE)[
            np.minimum(context.start, context.n - 1)
        ] & filled
        self.in_series = filled & (count >= _MIN_SERIES)[group]
        self.first_linked = (_sums(group, begins_linked, groups) / members)[group]
        of_group = np.array(
            [
                log(count),
                log(total),
                total / context.total_words,
                log(mean),
                np.sqrt(variance) / np.maximum(mean, 1),
                linked / np.maximum(total, 1),
                log((total - linked) / members),
            ],
            np.float32,
        )
        of_member = np.array(
            [_positions(group, filled) / np.maximum(count - 1, 1)[group], words / np.maximum(mean, 1)[group]],
            np.float32,
        )
        self.table = np.concatenate([of_group[:, group], of_member])

    def stats(self, member: Ints) -> Floats:
        """The `_STATS` for each Block's member, -1 where it has none; shape (stats, n)."""
        return np.where(member >= 0, self.table[:, np.maximum(member, 0)], np.float32(-1))


def _sums(group: Ints, values: Floats | Bools, groups: int) -> Floats:
    """Sum of the values in each group, shape (groups,)."""
    return np.asarray(np.bincount(group, weights=values, minlength=groups), np.float64)


def _positions(group: Ints, counted: Bools) -> Floats:
    """Number of counted elements of the same group before each element, shape (m,)."""
    order = np.argsort(group, kind="stable")
    before = prefix(counted[order])[:-1]
    in_order = group[order]
    begins = np.flatnonzero(np.concatenate([[True], in_order[1:] != in_order[:-1]]))
    lengths = np.diff(np.append(begins, len(group)))
    positions = np.empty(len(group))
    positions[order] = before - np.repeat(before[begins], lengths)
    return positions


def _widest(context: Context, nearest: Ints) -> Ints:
    """Index of the outermost member of a series around each element, given the nearest; -1 for none; (m,)."""
    # an element without a parent is never a member
    outer = nearest[context.root]
    outermost = jump(np.where(outer >= 0, outer, np.arange(context.m)), context.max_depth)
    return np.where(nearest >= 0, outermost[nearest], -1)


def _alike(context: Context) -> list[Columns]:
    """Figures of the Blocks in each Block's repeat group: those of the same tag path and class words."""
    n, kind = context.n, context.repeat_group
    count = np.bincount(kind)
    words, linked = _sums(kind, context.words, len(count)), _sums(kind, context.link_words, len(count))
    order = np.argsort(kind, kind="stable")
    # in this order the Blocks of a group are adjacent; each group ends here
    end = count.cumsum()
    begin = end - count
    place = np.empty(n, np.int64)
    place[order] = np.arange(n) - np.repeat(begin, count)
    gap = np.empty(n, np.float32)
    gap[order] = log(np.diff(order, prepend=0))
    return [
        log(count)[kind],
        log(words)[kind],
        (words / context.total_words)[kind],
        log(words / count)[kind],
        (linked / np.maximum(words, 1))[kind],
        place / np.maximum(count - 1, 1)[kind],
        np.where(place > 0, gap, -1),
        ((order[end - 1] - order[begin]) / n)[kind],
    ]


def _repeats(context: Context) -> list[Columns]:
    """How often each Block's text occurs on the page, and whether this is its first occurrence."""
    keys: dict[str, int] = {}
    text = np.array([keys.setdefault(block.text, len(keys)) for block in context.blocks], np.int64)
    count = np.bincount(text, minlength=len(keys))
    is_first = np.concatenate([[-1], np.maximum.accumulate(text)[:-1]]) < text
    return [log(count)[text], is_first]
