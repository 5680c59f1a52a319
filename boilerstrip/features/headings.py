"""The heading or label above a Block, and the run of Blocks that it opens.

A box of related pages is a label followed by teasers; a section of the article is a heading followed by
prose. Labels are recognised by the phrase tables.
"""

from __future__ import annotations

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import (
    SHORT_WORDS,
    Bools,
    Columns,
    Context,
    Floats,
    Ints,
    last_seen,
    log,
    next_seen,
    prefix,
)
from boilerstrip.text import phrases

# The phrase families.
_FAMILIES = (
    "advert", "also_read", "author", "breadcrumb", "comments", "cookie", "legal", "navigation", "newsletter",
    "notice", "pager", "paywall", "reading_time", "related", "share", "tags", "top",
)  # fmt: skip
_FAMILY_NUMBER = {family: number for number, family in enumerate(_FAMILIES)}
_RUN = {
    "blocks": "log of its Blocks",
    "words": "log of its words",
    "mean": "log of words a Block",
    "link_density": "share of its words inside links",
    "linked": "share of its Blocks that are short links",
    "solid": "share of its words in prose",
    "cut": "share of its Blocks cut off with an ellipsis",
    "spread": "how much its Blocks differ in words, as standard deviation over mean",
}

COLUMNS = {
    **{f"phrase.{family}": f"whether a phrase of {family!r} gives the Block away" for family in _FAMILIES},
    "phrase.whole": "whether a phrase is all the Block says",
    "phrase.any_before": "share of the three Blocks before with a phrase",
    "phrase.any_after": "share of the three Blocks after with a phrase",
    "phrase.rate": "share of the ten Blocks to either side with a phrase",
    "phrase.group_rate": "share of Blocks with a phrase in the nearest element around it with more Blocks",
    "phrase.box_rate": "share of Blocks with a phrase in the next wider one",
    "label.since": "log of Blocks since a label of boilerplate (related, newsletter, ...), -1 without",
    "label.since_related": "log of Blocks since a label of related pages, -1 without",
    "label.same_box": "whether that label stands in the Block's group or the next wider element",
    "label.prose_since": "log of words of prose since that label",
    "label.governs": "whether the heading that governs the Block is such a label",
    "label.words": "log of words of the heading that governs it, -1 without",
    "heading.since": "log of Blocks since the last heading, -1 without",
    "heading.until": "log of Blocks until the next heading",
    "heading.level": "level of the heading that governs it, 0 without",
    "heading.deeper": "how much deeper the Block stands than that heading",
    "heading.linked": "share of words inside links of the heading that governs it",
    "heading.question": "whether that heading ends with a question mark",
    **{f"run.{stat}": f"the run from one heading to the next: {what}" for stat, what in _RUN.items()},
    **{f"next_run.{stat}": f"the run that follows this one: {what}" for stat, what in _RUN.items()},
}


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    heading = context.heading_or_label
    if _kernels.around is not None:
        found = context.new_columns(len(COLUMNS))
        _kernels.around.headings(
            context.floats, context.marks, context.ints, context.tree,
            context.log_words, context.logs, context.page.phrase_matches, _FAMILY_NUMBER,
            phrases.MAX_START_WORDS, heading.view(np.uint8), _IS_LABEL.view(np.uint8),
            _IS_RELATED.view(np.uint8), SHORT_WORDS, np.log1p, found,
        )  # fmt: skip
        return [found]
    family, whole = _phrases(context)
    hit = family >= 0
    return [
        family == np.arange(len(_FAMILIES))[:, None],
        whole,
        _rates(context, hit),
        *_labels(context, family, whole, heading),
        *_governing(context, heading),
        *_runs(context, heading),
    ]


def _phrases(context: Context) -> tuple[Ints, Bools]:
    """Family of each Block's phrase, -1 for none, and whether the phrase is the whole Block; (n,) each."""
    family, whole = np.full(context.n, -1, np.int64), np.zeros(context.n, np.bool_)
    for block, found in zip(context.blocks, context.page.phrase_matches, strict=True):
        if found is not None and block.words <= phrases.MAX_START_WORDS:
            family[block.index] = _FAMILY_NUMBER[found.family]
            whole[block.index] = found.whole
    return family, whole


def _rates(context: Context, hit: Bools) -> Floats:
    """Share of Blocks with a phrase in five ranges around each Block, shape (ranges, n)."""
    n, i, sums = context.n, np.arange(context.n), prefix(hit)
    group, box = context.group, context.box
    starts = np.stack([i - 3, i + 1, i - 10, context.start[group], context.start[box]])
    ends = np.stack([i, i + 4, i + 11, context.end[group], context.end[box]])
    start, end = np.minimum(np.maximum(starts, 0), n), np.minimum(ends, n)
    return np.asarray((sums[end] - sums[start]) / np.maximum(end - start, 1), np.float32)


_LABELS = ("related", "also_read", "newsletter", "share", "comments", "advert", "pager", "author")
# indexed by family; the last entry is for Blocks without a phrase, whose family is -1
_IS_LABEL = np.array([*(family in _LABELS for family in _FAMILIES), False])
_IS_RELATED = np.array([*(family in ("related", "also_read") for family in _FAMILIES), False])


def _labels(context: Context, family: Ints, whole: Bools, heading: Bools) -> list[Columns]:
    """Figures of the last label of boilerplate before each Block, and of what lies between."""
    i = np.arange(context.n)
    short = context.words <= SHORT_WORDS
    is_label_line = short & (whole | heading)
    is_label, related = _IS_LABEL[family] & is_label_line, _IS_RELATED[family] & is_label_line
    since, since_related = last_seen(is_label), last_seen(related)
    label = np.maximum(since, 0)
    box = context.box
    same = (since >= 0) & (label >= context.start[box]) & (label < context.end[box])
    prose = prefix(np.where(context.is_prose, context.words, 0))
    governing = last_seen(heading | is_label)
    governs = (governing >= 0) & is_label[np.maximum(governing, 0)]
    return [
        _since(i, since),
        _since(i, since_related),
        same,
        np.where(since >= 0, log(prose[:-1] - prose[label]), -1),
        governs,
        np.where(governing >= 0, context.log_words[np.maximum(governing, 0)], -1),
    ]


def _governing(context: Context, heading: Bools) -> list[Columns]:
    """Figures of the last heading before each Block."""
    i = np.arange(context.n)
    last = last_seen(heading)
    by = np.maximum(last, 0)
    depth = context.depth[context.element]
    return [
        _since(i, last),
        log(next_seen(heading) - i),
        np.where(last >= 0, context.level[by], 0),
        np.where(last >= 0, depth - depth[by], 0),
        np.where(last >= 0, context.link_density[by], -1),
        (last >= 0) & context.is_question[by],
    ]


def _runs(context: Context, heading: Bools) -> list[Floats]:
    """The `_RUN` figures of the run that each Block is in, and those of the next run; (figures, n) each."""
    run = np.cumsum(heading) - int(heading[0])
    runs = int(run[-1]) + 1

    def total(values: Floats | Bools) -> Floats:
        return np.asarray(np.bincount(run, weights=values, minlength=runs), np.float64)

    # the heading itself is not part of its run
    governed = ~heading
    governed_blocks = total(governed)
    blocks = np.maximum(governed_blocks, 1)
    words, links = total(context.words * governed), total(context.link_words * governed)
    squares = total(context.words**2 * governed)
    mean = words / blocks
    columns = np.array(
        [
            np.log1p(governed_blocks),
            np.log1p(words),
            np.log1p(mean),
            links / np.maximum(words, 1),
            total(context.is_linked_short & governed) / blocks,
            total(np.where(context.is_prose & governed, context.words, 0)) / np.maximum(words, 1),
            total(context.is_truncated & governed) / blocks,
            np.sqrt(np.maximum(squares / blocks - mean**2, 0)) / np.maximum(mean, 1),
        ],
        np.float32,
    )
    # the last run is followed by none
    columns = np.column_stack([columns, np.full(len(columns), -1, np.float32)])
    return [columns[:, run], columns[:, run + 1]]


def _since(i: Ints, last: Ints) -> Floats:
    """`log` of the distance from Blocks `last` to Blocks `i`, -1 where `last` is -1; shape (n,)."""
    return np.where(last >= 0, log(i - last), np.float32(-1))
