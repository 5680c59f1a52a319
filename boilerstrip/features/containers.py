"""The elements around a Block, from the narrowest to the widest, and what they contain."""

from __future__ import annotations

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Columns, Context, Floats, Ints, log

# The scopes described. The first four widen step by step, each with more Blocks than the one before, so that
# wrappers around a single Block are skipped; the others are defined by tag or by share of the page.
_SCOPES = {
    "own": "the element itself",
    "group": "the nearest element around it with more Blocks",
    "box": "the next wider one",
    "region": "the next wider one after that",
    "section": "the nearest article, section, main, aside, nav, header, footer, form, list or table",
    "tenth": "the nearest element with a tenth of the page's words",
    "half": "the nearest element with half of the page's words",
}
_STATS = {
    "words": "log of its words",
    "share": "its share of the page's words",
    "link_density": "share of its words inside links",
    "blocks": "log of its Blocks",
    "mean": "log of its words a Block",
    "solid": "share of its words in prose",
    "headings": "share of its Blocks that are headings",
    "linked": "share of its Blocks that are short links",
    "stops": "share of its Blocks that end like a sentence",
    "place": "the Block's place among its Blocks, 0 first to 1 last",
    "part": "the Block's share of its words",
}
_SECTIONS = dict.fromkeys(
    "article section main aside nav header footer form ul ol dl table menu dialog details figure".split(), 1
)

COLUMNS = {
    **{
        f"container.{scope}_{stat}": f"{scope} ({what}): {meaning}"
        for scope, what in _SCOPES.items()
        for stat, meaning in _STATS.items()
    },
    "container.box_to_group": "share of the box's words that the group holds",
    "container.region_to_box": "share of the region's words that the box holds",
    "container.group_depth": "elements between the Block and its group",
    "container.tenth_depth": "elements between the Block and its tenth",
    "container.group_images": "log of images in the group",
    "container.box_images": "log of images in the box",
    "container.sections_inside": "log of elements in the box",
}


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    if _kernels.boxes is not None:
        found = context.new_columns(len(COLUMNS))
        total = context.total_words
        _kernels.boxes.containers(
            context.floats, context.marks, context.tree, context.ints,
            context.element_word_counts, context.float_logs, context.logs, context.tags, _SECTIONS,
            0.1 * total, 0.5 * total, total, context.page.images, np.log1p, found,
        )  # fmt: skip
        return [found]
    before = np.array([image.before for image in context.page.images], np.int64)
    image_sums = np.bincount(np.minimum(before, context.n) + 1, minlength=context.n + 2).cumsum()
    own, group, box = context.element, context.group, context.box
    region = context.wider[box]
    words = context.element_word_counts[0]
    section = context.nearest(context.by_tag(_SECTIONS, 0) > 0)[own]
    tenth = context.nearest(words >= 0.1 * context.total_words)[own]
    half = context.nearest(words >= 0.5 * context.total_words)[own]
    scopes = [
        own,
        group,
        box,
        region,
        *(np.where(elements < 0, region, elements) for elements in (section, tenth, half)),
    ]
    scopes_of = np.array(scopes)
    group_images = image_sums[context.end[group]] - image_sums[context.start[group]]
    box_images = image_sums[context.end[box]] - image_sums[context.start[box]]
    return [
        _stats(context, scopes_of),
        words[group] / np.maximum(words[box], 1),
        words[box] / np.maximum(words[region], 1),
        context.depth[own] - context.depth[group],
        context.depth[own] - context.depth[scopes[5]],
        log(group_images),
        log(box_images),
        log(_elements_inside(context)[box]),
    ]


def _stats(context: Context, scopes: Ints) -> Floats:
    """The `_STATS` of the elements in `scopes`, (scopes, n), scope by scope; shape (scopes * stats, n)."""
    prose_words = np.where(context.is_prose, context.words, 0)
    words, links = context.element_word_counts
    prose_words_held, *marks = context.element_sums(
        prose_words, context.is_heading, context.is_linked_short, context.ends_with_stop
    )
    blocks = np.maximum(context.element_block_counts, 1).astype(np.float32)
    word_counts = np.maximum(words, 1)
    table = np.array(
        [
            log(words),
            words / np.float32(context.total_words),
            links / word_counts,
            log(blocks),
            log(words / blocks),
            prose_words_held / word_counts,
            *(mark / blocks for mark in marks),
        ],
        np.float32,
    )
    before = np.arange(context.n) - context.start[scopes]
    found = np.empty((len(scopes), len(_STATS), context.n), np.float32)
    found[:, :-2] = table[:, scopes].swapaxes(0, 1)
    found[:, -2] = before / np.maximum(context.element_block_counts[scopes] - 1, 1)
    found[:, -1] = context.words / word_counts[scopes]
    return found.reshape(-1, context.n)


def _elements_inside(context: Context) -> Ints:
    """Number of elements inside each element at any depth, itself included; shape (m,)."""
    counts = [1] * context.m
    parents = context.parent.tolist()
    for i in range(context.m - 1, 0, -1):
        if parents[i] >= 0:
            counts[parents[i]] += counts[i]
    return np.array(counts, np.int64)
