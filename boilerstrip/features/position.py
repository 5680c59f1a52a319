"""Where on the page a Block stands: from its ends, from its prose, from its title line."""

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
from boilerstrip.text.words import words as words_of

# A short Block says the title when it shares this much of all words of both.
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
    """Arrays of shape (n,) or (columns, n), which in this order are `COLUMNS`."""
    if _kernels.places is not None:
        return [_compiled(context)]
    n = context.n
    at = np.arange(n)
    words_before = prefix(context.words)[:-1]
    prose = np.where(context.is_prose, context.plain_words, 0)
    prose_sums = prefix(prose)
    all_prose = max(1.0, float(prose_sums[-1]))
    since, until = at - last_seen(context.is_prose), next_seen(context.is_prose) - at
    return [
        at / n,
        words_before / context.total_words,
        log(at),
        log(n - 1 - at),
        log(since),
        log(until),
        prose_sums[:-1] / all_prose,
        (prose_sums[-1] - prose_sums[1:]) / all_prose,
        *_core(context),
        *_title(context),
        _from(at, int(next(iter(np.flatnonzero(context.level == 1)), -1))),
    ]


def _compiled(context: Context) -> Floats:
    """All columns."""
    found = np.empty((len(COLUMNS), context.n), np.float32)
    _kernels.places.position(
        context.floats, context.flags.view(np.uint8), context.places, context.tree,
        context.page.block_words, _title_words(context), context.total_words, context.logs,
        MAX_WORTH, PRICE, LINK_PENALTY, _TITLE_OVERLAP, _TITLE_OVERLAP / 2, found,
    )  # fmt: skip
    return found


def _core(context: Context) -> list[Columns]:
    """Where the Block stands to the stretch of Blocks that is worth most in unlinked words.

    Unlike in the density strategy, whose prices these are, short Blocks of any role cost the same.
    """
    at = np.arange(context.n)
    worth = np.minimum(context.plain_words, MAX_WORTH) - PRICE - LINK_PENALTY * context.link_words
    sums = prefix(worth.astype(np.float32))
    start, end = best_segment(sums)
    inside = (at >= start) & (at < end)
    away = np.where(at < start, at - start, np.where(at >= end, at - end + 1, 0))
    gains = prefix(np.maximum(worth, 0).astype(np.float32))
    held = gains[np.clip(context.end, start, end)] - gains[np.clip(context.start, start, end)]
    most = held >= 0.8 * (gains[end] - gains[start])
    # elements come in document order, so the last that qualifies is the innermost
    box = int(np.flatnonzero(most)[-1]) if most.any() else 0
    in_box = (at >= context.start[box]) & (at < context.end[box])
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
    """How much of the page's title a Block has, and where the Block that says it stands."""
    title = _title_words(context)
    own, of = np.zeros(context.n, np.float32), np.zeros(context.n, np.float32)
    says = np.zeros(context.n, np.bool_)
    longest = 2 * len(title) + 5
    for at, said in enumerate(context.page.block_words):
        if len(said) <= longest and not title.isdisjoint(said):
            shared = len(title.intersection(said))
            own[at], of[at] = shared / len(said), shared / len(title)
            # page titles carry the site's name too: a headline need not be all of them
            says[at] = own[at] >= _TITLE_OVERLAP and of[at] >= _TITLE_OVERLAP / 2 and len(said) > 1
    headlines = np.flatnonzero(says & context.is_heading)
    anywhere = np.flatnonzero(says)
    where = int(headlines[0]) if len(headlines) else int(anywhere[0]) if len(anywhere) else -1
    return [
        says,
        own,
        of,
        _from(np.arange(context.n), where),
        np.full(context.n, where >= 0),
    ]


def _title_words(context: Context) -> set[str]:
    head = context.page.head
    return set(words_of(head.title)) | set(words_of(head.meta("og:title", "twitter:title")))


def _from(at: Ints, where: int) -> Floats:
    """Signed log distance of every Block from Block `where`; 0 where that is none."""
    away = at - where if where >= 0 else np.zeros(len(at))
    return np.asarray(np.sign(away) * np.log1p(np.abs(away)))
