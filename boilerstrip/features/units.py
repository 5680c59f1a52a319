"""The unit that a Block is part of, such as a list or table, and the Blocks right before and after it.

Describing all items of a list together, and the text around the list, lets the model keep or drop them
together; see `boilerstrip.page.units`.
"""

from __future__ import annotations

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Columns, Context, Floats, Ints, log, prefix
from boilerstrip.page.units import KINDS

_OF_UNIT = {
    "blocks": "log of its Blocks",
    "words": "log of its words",
    "mean": "log of words a Block",
    "link_density": "share of its words inside links",
    "linked": "share of its Blocks that are short links",
    "prose": "share of its words in prose",
    "stops": "share of its Blocks that end like a sentence",
    "phrases": "share of its Blocks with a phrase of boilerplate",
    "in_prose": "share of its content terms that prose of the page has",
}
_BESIDE = {
    "words": "log of its words, -1 beyond the page",
    "link_density": "share of its words inside links",
    "prose": "whether it is prose",
    "sibling": "whether it stands in the element that the unit stands in, or in a child of that",
    "colon": "whether it ends with a colon",
    "heading": "whether it is a heading",
}

COLUMNS = {
    **{f"unit.{kind}": f"whether the Block is part of a unit of kind {kind!r}" for kind in KINDS},
    **{f"unit.{stat}": f"the unit: {meaning}; -1 without one" for stat, meaning in _OF_UNIT.items()},
    "unit.place": "the Block's place in its unit, 0 first to 1 last, -1 without one",
    **{f"unit.before_{stat}": f"the Block before the unit: {what}" for stat, what in _BESIDE.items()},
    **{f"unit.after_{stat}": f"the Block behind the unit: {what}" for stat, what in _BESIDE.items()},
    "unit.amid_prose": "whether the unit interrupts prose of the element that it stands in",
    "unit.around": "share in prose of the words of the element that the unit stands in, but for the unit's",
}


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    n, units = context.n, context.page.units
    found = context.new_columns(len(COLUMNS))
    if not units:
        found[: len(KINDS)], found[len(KINDS) :] = 0, -1
        return [found]
    if _kernels.terms is not None:
        _kernels.terms.units(
            context.floats, context.marks, context.ints, context.tree, context.texts, units,
            list(KINDS), context.page.phrase_matches, context.terms_in_prose,
            context.log_words, context.logs, np.log1p, found,
        )  # fmt: skip
        return [found]
    start, end = (np.array([unit[field] for unit in units], np.int64) for field in (2, 3))
    element = np.array([unit.element for unit in units], np.int64)
    kind = np.array([KINDS.index(unit.kind) for unit in units], np.int64)
    whole = _figures(context, start, end)
    around = context.root[element]
    before, after = _beside(context, start - 1, around), _beside(context, end, around)
    prose = prefix(np.where(context.is_prose, context.words, 0))
    words = prefix(context.words)
    rest = np.maximum(
        _between(words, context.start[around], context.end[around]) - _between(words, start, end), 0
    )
    rest_prose = _between(prose, context.start[around], context.end[around]) - _between(prose, start, end)
    table = np.concatenate(
        [
            kind == np.arange(len(KINDS))[:, None],
            whole,
            np.zeros((1, len(units))),
            before,
            after,
            [before[2] * before[3] * after[2] * after[3], rest_prose / np.maximum(rest, 1)],
        ]
    ).astype(np.float32)
    unit = context.unit_of
    inside = unit >= 0
    found[:] = 0
    found[:, inside] = table[:, unit[inside]]
    place = (np.arange(n) - start[unit]) / np.maximum(end[unit] - start[unit] - 1, 1)
    found[len(KINDS) + len(_OF_UNIT)] = place
    found[len(KINDS) :, ~inside] = -1
    return [found]


def _between(sums: Floats, start: Ints, end: Ints) -> Floats:
    """Sums over ranges, given prefix sums."""
    return np.asarray(sums[end] - sums[start])


def _figures(context: Context, start: Ints, end: Ints) -> Floats:
    """The `_OF_UNIT` figures of each unit, shape (figures, units)."""
    blocks = end - start
    labelled = np.array([label is not None for label in context.page.phrase_matches], np.float32)
    known, terms = context.terms_in_prose
    counted = (
        context.words, context.link_words, np.where(context.is_prose, context.words, 0),
        context.is_linked_short, context.ends_sentence, labelled, known, terms,
    )  # fmt: skip
    words, links, prose, linked, stopped, phrases, found, asked = (
        _between(prefix(values), start, end) for values in counted
    )
    some = np.maximum(words, 1)
    return np.array(
        [
            log(blocks),
            log(words),
            log(words / blocks),
            links / some,
            linked / blocks,
            prose / some,
            stopped / blocks,
            phrases / blocks,
            found / np.maximum(asked, 1),
        ]
    )


def _beside(context: Context, indexes: Ints, elements: Ints) -> Floats:
    """The `_BESIDE` figures of one Block for each unit, shape (figures, units).

    `indexes` has the Block for each unit, perhaps beyond the page, and `elements` the element of the unit.
    """
    exists = (indexes >= 0) & (indexes < context.n)
    block = np.clip(indexes, 0, context.n - 1)
    parent = context.element[block]
    sibling = (parent == elements) | (context.root[parent] == elements)
    return np.array(
        [
            np.where(exists, log(context.words[block]), -1),
            exists * context.link_density[block],
            exists & context.is_prose[block],
            exists & sibling,
            exists & context.ends_with_colon(block),
            exists & context.is_heading[block],
        ]
    )
