"""Whether a Block shares the vocabulary of the rest of the page: a teaser is about something else."""

from __future__ import annotations

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Bools, Columns, Context, Floats, Ints, double_logs, prefix
from boilerstrip.text.words import words as words_of

COLUMNS = {
    "vocabulary.in_prose": "share of its content terms that other prose of the page has",
    "vocabulary.in_prose_twice": "share that other prose has at least twice",
    "vocabulary.weight_in_prose": "log of how often other prose has its content terms, over that of the page",
    "vocabulary.near": "share of its content terms that the five Blocks to either side have",
    "vocabulary.elsewhere": "share of its content terms that any other Block has",
    "vocabulary.once": "share of its content terms that the page has just once",
    "vocabulary.in_description": "share of its content terms that the page's description has",
    "vocabulary.in_title": "share of its content terms that the page's title has",
    "vocabulary.content_terms": "share of its words that are content terms",
    "vocabulary.group_in_prose": "vocabulary.in_prose over the nearest element around it with more Blocks",
    "vocabulary.run_in_prose": "vocabulary.in_prose over it and its two neighbours",
}
_NEAR = 5


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    n = context.n
    owner, word, times, size, numbers = context.content_terms
    if len(word) == 0:
        return [np.zeros(n, np.float32) for _ in COLUMNS]
    head = context.page.head
    title = context.words_of(head.title) + context.words_of(head.meta("og:title"))
    description = words_of(head.meta("description", "og:description"))
    if _kernels.terms is not None:
        table = context.new_columns(len(COLUMNS))
        _kernels.terms.vocabulary(
            owner, word, times, context.marks, size, context.terms_in_prose,
            title, description, numbers, context.tree, context.ints, context.said.starts,
            double_logs(len(context.said.ids).bit_length()), _NEAR, table,
        )  # fmt: skip
        return [table]
    prose = context.is_prose[owner]
    in_prose = np.bincount(word, weights=times * prose, minlength=size)
    on_page = np.bincount(word, weights=times, minlength=size)
    others_prose = in_prose[word] - times * prose
    others = on_page[word] - times
    distinct = np.maximum(np.bincount(owner, minlength=n), 1)
    # high for terms whose other occurrences are all in prose
    odds = np.log1p(others_prose) - np.log1p(others) * 0.5

    def share(mark: Floats | Bools) -> Floats:
        return np.bincount(owner, weights=mark, minlength=n) / distinct

    found, asked = context.terms_in_prose
    found_sums, asked_sums = prefix(found), prefix(asked)
    group = context.group
    i = np.arange(n)
    start, end = np.maximum(i - 1, 0), np.minimum(i + 2, n)

    def over(begin: Ints, end: Ints) -> Floats:
        return (found_sums[end] - found_sums[begin]) / np.maximum(asked_sums[end] - asked_sums[begin], 1)

    all_words = np.maximum([len(tokens) for tokens in context.page.block_words], 1)
    return [
        found / distinct,
        share(others_prose > 1),
        share(odds),
        share(_near(owner, word)),
        share(others > 0),
        share(on_page[word] == 1),
        share(_known(description, numbers)[word]),
        share(_known(title, numbers)[word]),
        np.bincount(owner, weights=times, minlength=n) / all_words,
        over(context.start[group], context.end[group]),
        over(start, end),
    ]


def _known(words: list[str], numbers: dict[str, int]) -> Bools:
    """Mask of the content terms that are among these words, shape (terms,)."""
    found = np.zeros(len(numbers), np.bool_)
    found[[numbers[word] for word in words if word in numbers]] = True
    return found


def _near(owner: Ints, word: Ints) -> Bools:
    """Mask of (Block, term) pairs whose term is in another Block at most `_NEAR` away; sorted by Block."""
    order = np.argsort(word, kind="stable")
    by_word, blocks = word[order], owner[order]
    close = (by_word[1:] == by_word[:-1]) & (blocks[1:] - blocks[:-1] <= _NEAR)
    near = np.zeros(len(order), np.bool_)
    near[order[1:][close]] = True
    near[order[:-1][close]] = True
    return near
