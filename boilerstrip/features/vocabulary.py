"""Return whether a Block's words belong to the rest of the page: a teaser talks of something else."""

from __future__ import annotations

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Bools, Columns, Context, Floats, Ints, double_logs, prefix
from boilerstrip.text.words import words as words_of

COLUMNS = {
    "vocabulary.in_prose": "share of its telling words that other prose of the page has",
    "vocabulary.in_prose_twice": "share that other prose has at least twice",
    "vocabulary.weight_in_prose": "log of how often other prose has its telling words, over that of the page",
    "vocabulary.near": "share of its telling words that the five Blocks to either side have",
    "vocabulary.elsewhere": "share of its telling words that any other Block has",
    "vocabulary.once": "share of its telling words that the page has just once",
    "vocabulary.in_description": "share of its telling words that the page's description has",
    "vocabulary.in_title": "share of its telling words that the page's title has",
    "vocabulary.telling": "share of its words that are telling",
    "vocabulary.group_in_prose": "vocabulary.in_prose over the nearest element around it with more Blocks",
    "vocabulary.run_in_prose": "vocabulary.in_prose over it and its two neighbours",
}
_NEAR = 5


def compute(context: Context) -> list[Columns]:
    """Arrays of shape (n,) or (columns, n), which in this order are `COLUMNS`."""
    n = context.n
    owner, word, times, size, numbers = context.content_terms
    if len(word) == 0:
        return [np.zeros(n, np.float32) for _ in COLUMNS]
    title, description = _head(context, numbers)
    if _kernels.terms is not None:
        table = np.empty((len(COLUMNS), n), np.float32)
        _kernels.terms.vocabulary(
            owner, word, times, context.is_prose.view(np.uint8), size, *context.terms_in_prose,
            description.view(np.uint8), title.view(np.uint8), context.tree, context.group,
            context.page.block_words, double_logs(int(times.sum()).bit_length()), _NEAR, table,
        )  # fmt: skip
        return [table]
    prose = context.is_prose[owner]
    in_prose = np.bincount(word, weights=times * prose, minlength=size)
    on_page = np.bincount(word, weights=times, minlength=size)
    others_prose = in_prose[word] - times * prose
    others = on_page[word] - times
    distinct = np.maximum(np.bincount(owner, minlength=n), 1)
    # the most that a word could have over the page's rate is all of it in prose
    odds = np.log1p(others_prose) - np.log1p(others) * 0.5

    def share(mark: Floats | Bools) -> Floats:
        return np.bincount(owner, weights=mark, minlength=n) / distinct

    found, asked = context.terms_in_prose
    found_sums, asked_sums = prefix(found), prefix(asked)
    group = context.group
    at = np.arange(n)
    start, end = np.maximum(at - 1, 0), np.minimum(at + 2, n)

    def over(first: Ints, beyond: Ints) -> Floats:
        return (found_sums[beyond] - found_sums[first]) / np.maximum(
            asked_sums[beyond] - asked_sums[first], 1
        )

    all_words = np.maximum([len(said) for said in context.page.block_words], 1)
    return [
        found / distinct,
        share(others_prose > 1),
        share(odds),
        share(_near(owner, word)),
        share(others > 0),
        share(on_page[word] == 1),
        share(description[word]),
        share(title[word]),
        np.bincount(owner, weights=times, minlength=n) / all_words,
        over(context.start[group], context.end[group]),
        over(start, end),
    ]


def _head(context: Context, numbers: dict[str, int]) -> tuple[Bools, Bools]:
    """Which words of the page its title has, and which its description has."""
    head = context.page.head
    title, description = np.zeros(len(numbers), np.bool_), np.zeros(len(numbers), np.bool_)
    for mark, text in (
        (title, f"{head.title} {head.meta('og:title')}"),
        (description, head.meta("description", "og:description")),
    ):
        mark[[numbers[said] for said in words_of(text) if said in numbers]] = True
    return title, description


def _near(owner: Ints, word: Ints) -> Bools:
    """Return whether the same word is in another Block at most `_NEAR` away; pairs come sorted by Block."""
    order = np.argsort(word, kind="stable")
    by_word, at = word[order], owner[order]
    close = (by_word[1:] == by_word[:-1]) & (at[1:] - at[:-1] <= _NEAR)
    near = np.zeros(len(order), np.bool_)
    near[order[1:][close]] = True
    near[order[:-1][close]] = True
    return near
