"""The position of a Block on the page: relative to its ends, its prose and its title line."""

from __future__ import annotations

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import (
    Columns,
    Context,
    Floats,
    Ints,
    best_segment,
    last_seen,
    log,
    next_seen,
    prefix,
)
from boilerstrip.strategies.density import LINK_PENALTY, MAX_WORTH, PRICE

# A Block states the title if it has this share of its words in common with the title, and half this share of
# the title's words.
_TITLE_OVERLAP = 0.6

COLUMNS = {
    "place.blocks": "share of the page's Blocks before it",
    "place.words": "share of the page's words before it",
    "place.index": "log of Blocks before it",
    "place.rest": "log of Blocks after it",
    "place.since_prose": "log of Blocks since the last prose, itself included",
    "place.until_prose": "log of Blocks until the next prose, itself included",
    "place.prose_before": "share of the page's prose before it",
    "place.prose_after": "share of the page's prose after it",
    "place.in_core": "whether it stands in the densest stretch",
    "place.from_core": "signed log of Blocks before (-) or after (+) the densest stretch",
    "place.core_share": "share of the page's words in the densest stretch",
    "place.in_core_box": "whether the element that holds most of that stretch holds it too",
    "place.core_apart": "elements from the Block up to one that holds the middle of that stretch",
    "place.in_title": "whether it says the page's title",
    "place.title_words": "share of its words that are in the page's title",
    "place.of_title": "share of the title's words that it has",
    "place.from_title": "signed log of Blocks since the title line; 0 without one",
    "place.has_title": "whether any Block says the page's title",
    "place.from_top_heading": "signed log of Blocks since the first h1; 0 without one",
}


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    if _kernels.places is not None:
        return [_compiled(context)]
    n = context.n
    i = np.arange(n)
    words_before = prefix(context.words)[:-1]
    prose = np.where(context.is_prose, context.plain_words, 0)
    prose_sums = prefix(prose)
    all_prose = max(1.0, float(prose_sums[-1]))
    since, until = i - last_seen(context.is_prose), next_seen(context.is_prose) - i
    return [
        i / n,
        words_before / context.total_words,
        log(i),
        log(n - 1 - i),
        log(since),
        log(until),
        prose_sums[:-1] / all_prose,
        (prose_sums[-1] - prose_sums[1:]) / all_prose,
        *_core(context),
        *_title(context),
        _signed_distance(i, int(next(iter(np.flatnonzero(context.level == 1)), -1))),
    ]


def _compiled(context: Context) -> Floats:
    """All columns, shape (columns, n)."""
    assert _kernels.places is not None
    found = context.new_columns(len(COLUMNS))
    _kernels.places.position(
        context.floats, context.marks, context.ints, context.tree,
        *context.said[:2], context.content_terms.numbers, _title_words(context),
        context.total_words, context.logs, MAX_WORTH, PRICE, LINK_PENALTY, _TITLE_OVERLAP,
        _TITLE_OVERLAP / 2, found,
    )  # fmt: skip
    return found


def _core(context: Context) -> list[Columns]:
    """Position of each Block relative to the core, the range of Blocks with the highest worth.

    Worth is computed as in the density strategy, except that short Blocks of any role cost the same.
    """
    i = np.arange(context.n)
    worth = np.minimum(context.plain_words, MAX_WORTH) - PRICE - LINK_PENALTY * context.link_words
    sums = prefix(worth.astype(np.float32))
    start, end = best_segment(sums)
    inside = (i >= start) & (i < end)
    away = np.where(i < start, i - start, np.where(i >= end, i - end + 1, 0))
    gains = prefix(np.maximum(worth, 0).astype(np.float32))
    element_gains = gains[np.clip(context.end, start, end)] - gains[np.clip(context.start, start, end)]
    is_most = element_gains >= 0.8 * (gains[end] - gains[start])
    # elements are in document order, so the last one that qualifies is the innermost
    box = int(np.flatnonzero(is_most)[-1]) if is_most.any() else 0
    in_box = (i >= context.start[box]) & (i < context.end[box])
    # the middle of the core's words, not of its Blocks
    middle = int(np.searchsorted(gains, (gains[start] + gains[end]) / 2))
    around = (context.start <= middle) & (context.end > middle)
    common = context.nearest(around)[context.element]
    apart = np.where(common >= 0, context.depth[context.element] - context.depth[common], 20)
    share = context.words[start:end].sum() / context.total_words
    return [
        inside,
        np.sign(away) * np.log1p(np.abs(away)),
        np.full(context.n, share),
        in_box,
        apart,
    ]


def _title(context: Context) -> list[Columns]:
    """Overlap of each Block with the page's title, and its distance from the Block that states the title."""
    title = _title_words(context)
    share_of_block, share_of_title = np.zeros(context.n, np.float32), np.zeros(context.n, np.float32)
    states_title = np.zeros(context.n, np.bool_)
    longest = 2 * len(title) + 5
    for i, tokens in enumerate(context.page.block_words):
        if len(tokens) <= longest and not title.isdisjoint(tokens):
            shared = len(title.intersection(tokens))
            share_of_block[i], share_of_title[i] = shared / len(tokens), shared / len(title)
            # page titles often include the site's name, which a headline does not repeat
            states_title[i] = (
                share_of_block[i] >= _TITLE_OVERLAP
                and share_of_title[i] >= _TITLE_OVERLAP / 2
                and len(tokens) > 1
            )
    headlines = np.flatnonzero(states_title & context.is_heading)
    anywhere = np.flatnonzero(states_title)
    where = int(headlines[0]) if len(headlines) else int(anywhere[0]) if len(anywhere) else -1
    return [
        states_title,
        share_of_block,
        share_of_title,
        _signed_distance(np.arange(context.n), where),
        np.full(context.n, where >= 0),
    ]


def _title_words(context: Context) -> set[str]:
    head = context.page.head
    return {*context.words_of(head.title), *context.words_of(head.meta("og:title", "twitter:title"))}


def _signed_distance(i: Ints, block: int) -> Floats:
    """Signed log distance of Blocks `i` from `block`, shape (n,); 0 if `block` is -1."""
    away = i - block if block >= 0 else np.zeros(len(i))
    return np.asarray(np.sign(away) * np.log1p(np.abs(away)))
