"""The elements around a Block, from the tightest to the widest: what they hold and how much of it."""

from __future__ import annotations

import numpy as np

from boilerstrip.features.context import Context, Floats, Ints, log

# The scopes looked at. The first four widen step by step, each holding more Blocks than the one
# before, so that wrappers around one Block do not count; the others have a meaning of their own.
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
# In an element as wide as half the page, these say nothing that the page's figures do not.
_SECTIONS = frozenset(
    "article section main aside nav header footer form ul ol dl table menu dialog details figure".split()
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


def compute(context: Context) -> list[Floats]:
    """Arrays of shape (n,) or (columns, n), which in this order are `COLUMNS`."""
    own = context.element
    group_of = context.wider
    group = group_of[own]
    box, region = group_of[group], group_of[group_of[group]]
    words = context.held(context.words)
    is_section = np.array([tag in _SECTIONS for tag in context.tags], np.bool_)
    section = context.nearest(is_section)[own]
    tenth = context.nearest(words >= 0.1 * context.total_words)[own]
    half = context.nearest(words >= 0.5 * context.total_words)[own]
    scopes = [own, group, box, region, *(np.where(at < 0, region, at) for at in (section, tenth, half))]
    held = _Held(context, words)
    scopes_of = np.array(scopes)
    images = np.zeros(context.n + 1)
    for image in context.page.images:
        images[min(image.before, context.n)] += 1
    image_sums = np.concatenate([[0.0], np.cumsum(images)])
    group_images = image_sums[context.end[group]] - image_sums[context.start[group]]
    box_images = image_sums[context.end[box]] - image_sums[context.start[box]]
    return [
        held.stats(context, scopes_of),
        words[group] / np.maximum(words[box], 1),
        words[box] / np.maximum(words[region], 1),
        (context.depth[own] - context.depth[group]).astype(np.float32),
        (context.depth[own] - context.depth[scopes[5]]).astype(np.float32),
        log(group_images),
        log(box_images),
        log(_elements_inside(context)[box]),
    ]


class _Held:
    """Sums over every element's Blocks, as shares where that is what a family asks for."""

    def __init__(self, context: Context, words: Floats) -> None:
        blocks = np.maximum(context.held_blocks, 1).astype(np.float32)
        some_words = np.maximum(words, 1)
        ends_as_sentence = np.array(
            [block.text[-1:] in ".!?\u2026\u3002\uff01\uff1f\u0964" for block in context.blocks], np.float32
        )
        self.words = words
        columns: list[Floats] = [
            log(words),
            words / np.float32(context.total_words),
            context.held(context.link_words) / some_words,
            log(blocks),
            log(words / blocks),
            context.held(np.where(context.is_solid, context.words, 0)) / some_words,
            context.held(context.is_heading.astype(np.float32)) / blocks,
            context.held(context.is_linked_short.astype(np.float32)) / blocks,
            context.held(ends_as_sentence) / blocks,
        ]
        self.table = np.array(columns, np.float32)

    def stats(self, context: Context, scopes: Ints) -> Floats:
        """The `_STATS` of the elements that `scopes`, of shape (scopes, n), names; scope by scope."""
        before = np.arange(context.n) - context.start[scopes]
        found = np.empty((len(scopes), len(_STATS), context.n), np.float32)
        found[:, :-2] = self.table[:, scopes].swapaxes(0, 1)
        found[:, -2] = before / np.maximum(context.held_blocks[scopes] - 1, 1)
        found[:, -1] = context.words / np.maximum(self.words[scopes], 1)
        return found.reshape(-1, context.n)


def _elements_inside(context: Context) -> Ints:
    """How many elements each element holds, itself included, at any depth."""
    counts = [1] * context.m
    for element in reversed(context.page.elements):
        if element.parent >= 0:
            counts[element.parent] += counts[element.index]
    return np.array(counts, np.int64)
