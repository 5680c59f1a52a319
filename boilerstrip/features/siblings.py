"""Like siblings: elements of one shape in a row are a list, a thread, a grid of teasers or a menu."""

from __future__ import annotations

import numpy as np

from boilerstrip.features.context import LINKED, Bools, Context, Floats, Ints, log, prefix

# A set of so many like siblings is a series; two are a coincidence.
_SERIES = 3
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


def compute(context: Context) -> list[Floats]:
    """Arrays of shape (n,) or (columns, n), which in this order are `COLUMNS`."""
    series = _Series(context)
    tight = context.nearest(series.in_series)[context.element]
    wide = _widest(context, series.in_series)[context.element]
    member = np.maximum(tight, 0)
    inside = (np.arange(context.n) - context.start[member]) / np.maximum(context.held_blocks[member] - 1, 1)
    depth = np.where(tight >= 0, context.depth[context.element] - context.depth[member], -1)
    return [
        series.stats(tight),
        series.stats(wide),
        depth.astype(np.float32),
        np.where(tight >= 0, series.first_linked[member], -1).astype(np.float32),
        inside.astype(np.float32),
        *_alike(context),
        *_repeats(context),
    ]


class _Series:
    """Figures of the group of like siblings that each element is in."""

    def __init__(self, context: Context) -> None:
        group = np.array(context.page.kinds, np.int64)
        groups = int(group.max(initial=0)) + 1
        filled = (context.held_blocks > 0) & (context.parent >= 0)
        words, links = context.held(context.words), context.held(context.link_words)
        count = _sums(group, filled.astype(np.float32), groups)
        total = _sums(group, words, groups)
        mean = total / np.maximum(count, 1)
        variance = _sums(group, np.where(filled, (words - mean[group]) ** 2, 0), groups) / np.maximum(
            count, 1
        )
        linked = _sums(group, links, groups)
        begins_linked = (context.link_density >= LINKED)[np.minimum(context.start, context.n - 1)] & filled
        self.in_series = filled & (count[group] >= _SERIES)
        self.first_linked = (_sums(group, begins_linked.astype(np.float32), groups) / np.maximum(count, 1))[
            group
        ]
        place = _places(group, filled)
        columns = [
            log(count[group]),
            log(total[group]),
            total[group] / context.total_words,
            log(mean[group]),
            (np.sqrt(variance) / np.maximum(mean, 1))[group],
            (linked / np.maximum(total, 1))[group],
            log(((total - linked) / np.maximum(count, 1))[group]),
            place / np.maximum(count[group] - 1, 1),
            words / np.maximum(mean[group], 1),
        ]
        self.table = np.array(columns, np.float32)

    def stats(self, member: Ints) -> Floats:
        """The `_STATS` for each Block's member, -1 where it has none; shape (stats, n)."""
        return np.where(member >= 0, self.table[:, np.maximum(member, 0)], np.float32(-1))


def _sums(group: Ints, values: Floats, groups: int) -> Floats:
    return np.asarray(np.bincount(group, weights=values, minlength=groups), np.float64)


def _places(group: Ints, counted: Bools) -> Floats:
    """How many counted members of its own group come before each element."""
    order = np.argsort(group, kind="stable")
    before = prefix(counted[order])[:-1]
    in_order = group[order]
    begins = np.flatnonzero(np.concatenate([[True], in_order[1:] != in_order[:-1]]))
    lengths = np.diff(np.append(begins, len(group)))
    places = np.empty(len(group))
    places[order] = before - np.repeat(before[begins], lengths)
    return places


def _widest(context: Context, in_series: Bools) -> Ints:
    """For each element the outermost member of a series around it, -1 without."""
    widest = np.full(context.m, -1, np.int64)
    marks, found = in_series.tolist(), widest.tolist()
    for element in context.page.elements:
        above = found[element.parent] if element.parent >= 0 else -1
        found[element.index] = above if above >= 0 else (element.index if marks[element.index] else -1)
    return np.array(found, np.int64)


def _alike(context: Context) -> list[Floats]:
    """Figures of the Blocks that share a Block's tag path and its nearest class words."""
    n, kind = context.n, context.alike
    groups = int(kind.max()) + 1
    count = np.bincount(kind, minlength=groups)
    words = _sums(kind, context.words, groups)
    linked = _sums(kind, context.link_words, groups)
    place = _places(kind, np.ones(n, np.bool_))
    order = np.argsort(kind, kind="stable")
    gap = np.full(n, -1.0)
    same = kind[order][1:] == kind[order][:-1]
    gap[order[1:][same]] = np.log1p(np.diff(order)[same])
    first = np.full(groups, n)
    np.minimum.at(first, kind, np.arange(n))
    last = np.zeros(groups, np.int64)
    np.maximum.at(last, kind, np.arange(n))
    columns = [
        log(count[kind]),
        log(words[kind]),
        words[kind] / context.total_words,
        log((words / np.maximum(count, 1))[kind]),
        (linked / np.maximum(words, 1))[kind],
        place / np.maximum(count[kind] - 1, 1),
        gap,
        ((last - first) / n)[kind],
    ]
    return [column.astype(np.float32) for column in columns]


def _repeats(context: Context) -> list[Floats]:
    """How often a Block's text is on the page, and whether this is the first time."""
    keys: dict[str, int] = {}
    text = np.array([keys.setdefault(block.text, len(keys)) for block in context.blocks], np.int64)
    count = np.bincount(text, minlength=len(keys))
    fresh = np.concatenate([[-1], np.maximum.accumulate(text)[:-1]]) < text
    return [log(count[text]), fresh.astype(np.float32)]
