"""What a first opinion on the Blocks around says about a Block.

The first stage judges each Block by its own features. The second sees, with the same features,
what the first thinks of its neighbours, of the elements around it, of its likes on the page and
of the words it shares with the probable body: whether a Block is content is mostly a question of
what it stands among.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerstrip.features.context import Context, Floats, Ints, last_seen, next_seen, prefix, shifted

_STEPS = (-3, -2, -1, 1, 2, 3)
_WINDOWS = (2, 5, 15)
_SCOPES = ("group", "box", "region", "section", "tenth")
_SECTIONS = frozenset("article section main aside nav header footer form ul ol dl table".split())
_LIKELY = 0.5

COLUMNS = {
    "opinion.own": "the first stage's probability",
    **{
        f"opinion.{'before' if step < 0 else 'after'}{abs(step)}": f"that of the Block {abs(step)} "
        f"{'before' if step < 0 else 'after'}, -1 beyond the page"
        for step in _STEPS
    },
    **{f"opinion.window{size}": f"mean by words over {size} Blocks to either side" for size in _WINDOWS},
    **{f"opinion.past{size}": f"mean by words over the {size} Blocks before" for size in _WINDOWS},
    **{f"opinion.ahead{size}": f"mean by words over the {size} Blocks after" for size in _WINDOWS},
    **{f"opinion.{scope}": f"mean by words over the Block's {scope}" for scope in _SCOPES},
    **{
        f"opinion.{scope}_others": "the same without the Block itself, -1 without others"
        for scope in _SCOPES[:2]
    },
    "opinion.alike": "mean by words over Blocks with the same tags and class words around them",
    "opinion.run": "mean by words over the run from one heading to the next",
    "opinion.next_run": "mean by words over the run that follows",
    "opinion.governing": "that of the heading that governs the Block, -1 without",
    "opinion.page": "share of the page's words expected to be content",
    "opinion.sure": "mean by words over the page of how far it is from undecided",
    "opinion.done": "share of the expected content that stands before the Block",
    "opinion.since": "log of Blocks since the last likely one",
    "opinion.until": "log of Blocks until the next likely one",
    "opinion.rank": "share of the page's words that are less likely",
    "opinion.words_in_body": "share of the Block's telling words by how much of the expected body has them",
    "opinion.expected_words": "log of the words the page is expected to have as content",
}


class Neighbourhood(NamedTuple):
    """What of a page the second stage's columns need besides the first stage's probabilities."""

    words: Floats
    scopes: tuple[tuple[Ints, Ints], ...]
    alike: Ints
    heading: NDArray[np.bool_]
    owner: Ints
    word: Ints
    times: Ints
    size: int

    @classmethod
    def of(cls, context: Context) -> Neighbourhood:
        """Take it from a page's context."""
        own = context.element
        group = context.wider[own]
        box = context.wider[group]
        region = context.wider[box]
        is_section = np.array([tag in _SECTIONS for tag in context.tags], np.bool_)
        section = context.nearest(is_section)[own]
        tenth = context.nearest(context.held(context.words) >= 0.1 * context.total_words)[own]
        scopes = (
            group,
            box,
            region,
            np.where(section < 0, region, section),
            np.where(tenth < 0, region, tenth),
        )
        telling = context.telling
        return cls(
            words=np.maximum(context.words, 0.5).astype(np.float32),
            scopes=tuple((context.start[scope], context.end[scope]) for scope in scopes),
            alike=context.alike,
            heading=context.is_heading,
            owner=telling.owner,
            word=telling.word,
            times=telling.times,
            size=telling.size,
        )

    def columns(self, p: Floats) -> list[Floats]:
        """One array of shape (n,) for each of `COLUMNS`, from probabilities of shape (n,)."""
        n, words = len(p), self.words
        at = np.arange(n)
        expected = p * words
        sums, word_sums = prefix(expected), prefix(words)

        def mean(start: Ints, end: Ints) -> Floats:
            held = word_sums[end] - word_sums[start]
            return ((sums[end] - sums[start]) / np.maximum(held, 0.5)).astype(np.float32)

        def others(start: Ints, end: Ints) -> Floats:
            held = word_sums[end] - word_sums[start] - words
            rest = sums[end] - sums[start] - expected
            return np.where(held > 0.4, rest / np.maximum(held, 0.5), -1).astype(np.float32)

        likely = p >= _LIKELY
        total, expected_total = float(word_sums[-1]), float(sums[-1])
        done = sums[:-1] / max(expected_total, 1e-6)
        return [
            p,
            *(shifted(p, step, -1) for step in _STEPS),
            *(mean(np.maximum(at - size, 0), np.minimum(at + size + 1, n)) for size in _WINDOWS),
            *(mean(np.maximum(at - size, 0), at) for size in _WINDOWS),
            *(mean(at + 1, np.minimum(at + size + 1, n)) for size in _WINDOWS),
            *(mean(start, end) for start, end in self.scopes),
            *(others(start, end) for start, end in self.scopes[:2]),
            _group_mean(self.alike, words, expected),
            *self._runs(words, expected),
            self._governing(p),
            np.full(n, expected_total / total, np.float32),
            np.full(n, float((np.abs(2 * p - 1) * words).sum()) / total, np.float32),
            done.astype(np.float32),
            np.log1p(at - last_seen(likely)).astype(np.float32),
            np.log1p(next_seen(likely) - at).astype(np.float32),
            _rank(p, words),
            self._in_body(p),
            np.full(n, np.log1p(expected_total), np.float32),
        ]

    def _runs(self, words: Floats, expected: Floats) -> tuple[Floats, Floats]:
        run = np.cumsum(self.heading) - int(self.heading[0])
        runs = int(run[-1]) + 1
        governed = ~self.heading
        held = np.bincount(run, weights=words * governed, minlength=runs)
        mean = np.bincount(run, weights=expected * governed, minlength=runs) / np.maximum(held, 0.5)
        mean[held == 0] = -1
        here = mean[run].astype(np.float32)
        return here, np.append(mean, -1)[run + 1].astype(np.float32)

    def _governing(self, p: Floats) -> Floats:
        last = last_seen(self.heading)
        return np.where(last >= 0, p[np.maximum(last, 0)], -1).astype(np.float32)

    def _in_body(self, p: Floats) -> Floats:
        """How much of the body a Block's telling words are in, where the body is likely others."""
        n = len(p)
        weight = p[self.owner] * self.times
        body = np.bincount(self.word, weights=weight, minlength=self.size)
        rest = body[self.word] - weight
        known = rest / (rest + 1)
        counts = np.maximum(np.bincount(self.owner, minlength=n), 1)
        return (np.bincount(self.owner, weights=known, minlength=n) / counts).astype(np.float32)


def _group_mean(group: Ints, words: Floats, expected: Floats) -> Floats:
    held = np.bincount(group, weights=words)
    return (np.bincount(group, weights=expected) / np.maximum(held, 0.5))[group].astype(np.float32)


def _rank(p: Floats, words: Floats) -> Floats:
    order = np.argsort(p, kind="stable")
    values = p[order]
    below = prefix(words[order])
    rank = np.empty(len(p), np.float32)
    rank[order] = below[np.searchsorted(values, values, side="left")] / below[-1]
    return rank
