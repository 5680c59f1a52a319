"""Stretches of similar lines, and parts from one heading to the next: whether they share the page's topic.

Teasers without a link or a label look like the article's own short lines and small sections. A single line
has too few words to decide, but a stretch of lines, or a heading with its section, either shares words with
the rest of the article or does not.
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
# How many parts to either side a part is compared with.
_NEAR = 2

COLUMNS = {
    **{
        f"stretch.{stat}": f"like Blocks in a row, none of them prose: {meaning}; -1 without"
        for stat, meaning in _OF_STRETCH.items()
    },
    **{f"part.{stat}": f"from heading or label to the next: {what}" for stat, what in _OF_PART.items()},
}


class _Shares(NamedTuple):
    """For ranges of Blocks, the number of distinct terms, `asked`, and of those in prose outside, `found`."""

    found: Floats
    asked: Floats

    def of(self) -> Floats:
        """Share of terms found."""
        return np.asarray(self.found / np.maximum(self.asked, 1))


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    if _kernels.terms is not None:
        return [_compiled(context)]
    return [_stretches(context), _parts(context, context.heading_or_label)]


def _compiled(context: Context) -> Floats:
    """All columns, shape (columns, n)."""
    assert _kernels.terms is not None
    found = context.new_columns(len(COLUMNS))
    owner, word, times, size, _ = context.content_terms
    flags = context.marks
    _kernels.terms.stretches(
        context.floats, flags, context.page.repeat_group_ids, context.texts, context.terms_in_prose,
        context.logs, np.log1p, found[: len(_OF_STRETCH)],
    )  # fmt: skip
    _kernels.terms.parts(
        context.floats, flags, context.heading_or_label.view(np.uint8), owner, word, times, size, _NEAR,
        context.logs, np.log1p, found[len(_OF_STRETCH) :],
    )  # fmt: skip
    return found


def _stretches(context: Context) -> Floats:
    """The `_OF_STRETCH` figures of the stretch that each Block is in, shape (figures, n)."""
    n, alike = context.n, context.repeat_group
    short = ~context.is_prose
    joined = np.zeros(n, np.bool_)
    joined[1:] = (alike[1:] == alike[:-1]) & short[1:] & short[:-1]
    stretch = np.cumsum(~joined) - 1
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
    return table[:, stretch]


def _parts(context: Context, heading: Bools) -> Floats:
    """The `_OF_PART` figures of the part that each Block is in, shape (figures, n)."""
    part: Ints = np.cumsum(heading, dtype=np.int64)  # 0 before the first heading
    count = int(part[-1]) + 1
    blocks = np.bincount(part, minlength=count)
    words = np.bincount(part, weights=context.words, minlength=count)
    whole = _known_outside(context, part, count)
    opened = _known_outside(context, np.where(heading, part, -1), count, part)
    i = np.arange(count)
    start, end = np.maximum(i - _NEAR, 0), np.minimum(i + _NEAR + 1, count)
    found, asked, total = prefix(whole.found), prefix(whole.asked), prefix(np.asarray(words, np.float64))
    near_asked = asked[end] - asked[start]
    table = np.array(
        [
            log(blocks),
            log(words),
            whole.of(),
            (found[end] - found[start]) / np.maximum(near_asked, 1),
            opened.of(),
            log((total[end] - total[start]) / (end - start)),
        ],
        np.float32,
    )
    return table[:, part]


def _known_outside(
    context: Context, range_of: Ints, count: int, excluded_range: Ints | None = None
) -> _Shares:
    """Count the content terms of each range of Blocks, and those that occur in prose outside of it.

    `range_of` has the index of the range that each Block is in, -1 for none, and `count` is the number of
    ranges. `excluded_range` has the index of the range in whose terms a Block's prose does not count; by
    default it is the same.
    """
    owner, word, times, size, _ = context.content_terms
    inside = range_of if excluded_range is None else excluded_range
    in_prose = times * context.is_prose[owner]
    everywhere = np.bincount(word, weights=in_prose, minlength=size)
    pairs, number = np.unique(inside[owner] * size + word, return_inverse=True)
    within = np.bincount(number, weights=in_prose, minlength=len(pairs))
    outside = (everywhere[word] - within[number]) > 0 if len(pairs) else np.zeros(0, np.bool_)
    is_asked = range_of[owner] >= 0
    terms, first = np.unique(range_of[owner][is_asked] * size + word[is_asked], return_index=True)
    part = terms // size
    asked = np.bincount(part, minlength=count)
    found = np.bincount(part, weights=outside[is_asked][first], minlength=count)
    return _Shares(np.asarray(found, np.float64), asked.astype(np.float64))
