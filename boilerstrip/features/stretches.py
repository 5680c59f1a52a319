"""Stretches of like lines, and parts from one heading to the next: whether they talk of the page's matter.

Teasers without a link or a label read like the article's own short lines and its own small sections. One line
says too little to tell; a stretch of them, or a heading with what it opens, shares words with the rest of the
article or does not.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Bools, Columns, Context, Floats, Ints, log, prefix

_OF_STRETCH = {
    "blocks": "log of its Blocks",
    "mean": "log of words a Block",
    "link_density": "share of its words inside links",
    "stops": "share of its Blocks that end like a sentence",
    "in_prose": "share of its content terms that prose of the page has",
    "amid_prose": "whether prose stands right before and right behind it",
    "after_colon": "whether the Block before it ends with a colon",
}
_OF_PART = {
    "blocks": "log of its Blocks",
    "words": "log of its words",
    "in_prose": "share of its content terms that prose outside of it has",
    "near_in_prose": "the same over it and two parts to either side",
    "heading_in_prose": "share of its heading's content terms that prose outside of it has",
    "near_words": "log of words a part, over it and two parts to either side",
}
# How many parts to either side say what a part is like.
_NEAR = 2

COLUMNS = {
    **{
        f"stretch.{stat}": f"like Blocks in a row, none of them prose: {meaning}; -1 without"
        for stat, meaning in _OF_STRETCH.items()
    },
    **{f"part.{stat}": f"from heading or label to the next: {what}" for stat, what in _OF_PART.items()},
}


class _Shares(NamedTuple):
    """How many distinct content terms each of some ranges of Blocks has, and how many of them prose has."""

    found: Floats
    asked: Floats

    def of(self) -> Floats:
        """The share of those found."""
        return np.asarray(self.found / np.maximum(self.asked, 1))


def compute(context: Context) -> list[Columns]:
    """Arrays of shape (n,) or (columns, n), which in this order are `COLUMNS`."""
    if _kernels.terms is not None:
        return [_compiled(context)]
    return [_stretches(context), _parts(context, context.heading_or_label)]


def _compiled(context: Context) -> Floats:
    """All columns."""
    assert _kernels.terms is not None
    found = np.empty((len(COLUMNS), context.n), np.float32)
    owner, word, times, size, _ = context.content_terms
    flags = context.flags.view(np.uint8)
    _kernels.terms.stretches(
        context.floats, flags, context.page.repeat_group_ids, context.texts, *context.terms_in_prose,
        context.logs, np.log1p, found[: len(_OF_STRETCH)],
    )  # fmt: skip
    _kernels.terms.parts(
        context.floats, flags, context.heading_or_label.view(np.uint8), owner, word, times, size, _NEAR,
        context.logs, np.log1p, found[len(_OF_STRETCH) :],
    )  # fmt: skip
    return found


def _stretches(context: Context) -> Floats:
    n, alike = context.n, context.alike
    short = ~context.is_prose
    joined = np.zeros(n, np.bool_)
    joined[1:] = (alike[1:] == alike[:-1]) & short[1:] & short[:-1]
    of = np.cumsum(~joined) - 1
    start = np.flatnonzero(~joined)
    end = np.append(start[1:], n)
    known, terms = context.terms_in_prose
    blocks = end - start
    counted: tuple[Floats | Bools, ...] = (
        context.words, context.link_words, context.ends_sentence, known, terms,
    )  # fmt: skip
    words, links, stopped, found, asked = (
        np.asarray(sums[end] - sums[start]) for sums in map(prefix, counted)
    )
    before, after = np.maximum(start - 1, 0), np.minimum(end, n - 1)
    prose = context.is_prose
    table = np.array(
        [
            log(blocks),
            log(words / blocks),
            links / np.maximum(words, 1),
            stopped / blocks,
            found / np.maximum(asked, 1),
            prose[before] & (start > 0) & prose[after] & (end < n),
            context.ends_with_colon(before) & (start > 0),
        ],
        np.float32,
    )
    table[:, blocks < 2] = -1
    return table[:, of]


def _parts(context: Context, heading: Bools) -> Floats:
    of: Ints = np.cumsum(heading, dtype=np.int64)  # 0 before the first heading
    count = int(of[-1]) + 1
    blocks = np.bincount(of, minlength=count)
    words = np.bincount(of, weights=context.words, minlength=count)
    whole = _known_outside(context, of, count)
    said = _known_outside(context, np.where(heading, of, -1), count, of)
    at = np.arange(count)
    start, end = np.maximum(at - _NEAR, 0), np.minimum(at + _NEAR + 1, count)
    found, asked, total = prefix(whole.found), prefix(whole.asked), prefix(np.asarray(words, np.float64))
    near_asked = asked[end] - asked[start]
    table = np.array(
        [
            log(blocks),
            log(words),
            whole.of(),
            (found[end] - found[start]) / np.maximum(near_asked, 1),
            said.of(),
            log((total[end] - total[start]) / (end - start)),
        ],
        np.float32,
    )
    return table[:, of]


def _known_outside(context: Context, of: Ints, count: int, without: Ints | None = None) -> _Shares:
    """Of the content terms of each range, how many prose outside of it has.

    `of` numbers the range that each Block is in, -1 for none; a Block's words count as outside of the range
    that `without` numbers, which is the same one if that is not given.
    """
    owner, word, times, size, _ = context.content_terms
    inside = of if without is None else without
    in_prose = times * context.is_prose[owner]
    everywhere = np.bincount(word, weights=in_prose, minlength=size)
    pairs, number = np.unique(inside[owner] * size + word, return_inverse=True)
    within = np.bincount(number, weights=in_prose, minlength=len(pairs))
    outside = (everywhere[word] - within[number]) > 0 if len(pairs) else np.zeros(0, np.bool_)
    met = of[owner] >= 0
    terms, first = np.unique(of[owner][met] * size + word[met], return_index=True)
    part = terms // size
    asked = np.bincount(part, minlength=count)
    found = np.bincount(part, weights=outside[met][first], minlength=count)
    return _Shares(np.asarray(found, np.float64), asked.astype(np.float64))
