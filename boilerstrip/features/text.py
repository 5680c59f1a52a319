"""What a Block's own text looks like: figures of its characters that need no word list of any language."""

from __future__ import annotations

import unicodedata
from functools import cache

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.features.context import TAILS, Columns, Context, Floats, Ints, log

LOWER, UPPER, DIGIT, SPACE, STOP, COMMA, QUOTE, BAR, DOTS, MONEY, BRACKET, OTHER, BREAK = range(13)
_CLASSES = 13
# Of the characters from here on (ideographs, emoji, …) only those listed below have a class of their own.
_TABLE = 0x3000
_LISTED = {
    SPACE: " \t\u3000",
    STOP: ".!?\u3002\uff01\uff1f\u061f\u0964\u2047\u2049",
    COMMA: ",;:\u3001\uff0c\uff1b\uff1a\u060c\u061b",
    QUOTE: "\"'\u2018\u2019\u201c\u201d\u201e\u00ab\u00bb\u300c\u300d",
    BAR: "|/\u00b7\u2022\u203a\u2013\u2014-\u2192\u25b8\u25ba",
    DOTS: "\u2026",
    MONEY: "$\u20ac\u00a3\u00a5%\u20b9\u20bd",
    BRACKET: "()[]{}\uff08\uff09\u3010\u3011",
    BREAK: "\n",
}
# The class of characters that are not listed, by Unicode's category or its first letter.
_BY_CATEGORY = {"Lu": UPPER, "Lt": UPPER, "L": LOWER, "M": LOWER, "N": DIGIT, "Z": SPACE}

COLUMNS = {
    "text.words": "log of words",
    "text.plain_words": "log of words outside links",
    "text.chars": "log of characters",
    "text.link_density": "share of words inside links",
    "text.word_length": "letters and digits a word",
    "text.upper_share": "share of capitals among letters",
    "text.digit_share": "share of digits among characters",
    "text.stops": "full stops, question and exclamation marks a word",
    "text.commas": "commas, colons, semicolons a word",
    "text.quotes": "quotation marks a word",
    "text.bars": "bars, slashes, dashes, bullets a word",
    "text.money": "currency and percent signs, log of count",
    "text.brackets": "brackets a word",
    "text.others": "other signs a character",
    "text.lines": "log of lines",
    "text.words_a_line": "words a line",
    "text.words_a_sentence": "words a sentence",
    "text.short_words": "share of words of up to three letters: articles, prepositions and such",
    "text.long_words": "share of words of ten letters or more",
    "text.first_upper": "whether the first character is a capital",
    "text.first_lower": "whether the first character is a small letter",
    "text.first_digit": "whether the first character is a digit",
    "text.first_sign": "whether the first character is a sign",
    "text.last_stop": "whether it ends like a sentence",
    "text.last_colon": "whether it ends with a comma, colon or semicolon",
    "text.last_dots": "whether it is cut off with an ellipsis",
    "text.last_word": "whether it ends with a letter or digit",
    "text.runs": "log of stretches of formatting",
    "text.links": "log of links",
    "text.marked": "share of characters under bold, italic and such",
    "text.code": "share of characters under code marks",
    "text.breaks": "line breaks a word",
    "text.title_case": "capitals a word",
}


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    if _kernels.columns is not None and _kernels.tokens is not None:
        return [_compiled(context)]
    words = np.maximum(context.words, 1)
    found, lengths, first, last, short, long = _figures(context.texts)
    count = found.astype(np.float32)
    letters = count[LOWER] + count[UPPER]
    chars = np.maximum(lengths, 1).astype(np.float32)
    # as in `text.sentences.is_truncated`, except for white space at the end
    is_truncated = (last == DOTS) | context.is_truncated | context.tails[TAILS.index("bracketed")]
    lines = count[BREAK] + 1
    links, runs, marked, code = context.runs
    return [
        log(context.words),
        log(context.plain_words),
        log(lengths),
        context.link_density,
        (letters + count[DIGIT]) / words,
        count[UPPER] / np.maximum(letters, 1),
        count[DIGIT] / chars,
        count[STOP] / words,
        count[COMMA] / words,
        count[QUOTE] / words,
        count[BAR] / words,
        log(count[MONEY]),
        count[BRACKET] / words,
        count[OTHER] / chars,
        log(lines),
        context.words / lines,
        context.words / (count[STOP] + 1),
        short / words,
        long / words,
        first == UPPER,
        first == LOWER,
        first == DIGIT,
        first > DIGIT,
        (last == STOP) & ~is_truncated,
        last == COMMA,
        is_truncated,
        last <= DIGIT,
        log(runs),
        log(links),
        marked / chars,
        code / chars,
        count[BREAK] / words,
        count[UPPER] / words,
    ]


# The columns that are logarithms of float32 values.
_LOGS, _LENGTH = np.array([0, 1, 11, 14, 27, 28]), 2


def _compiled(context: Context) -> Floats:
    """All columns, shape (columns, n)."""
    assert _kernels.columns is not None
    table = context.new_columns(len(COLUMNS))
    counts, lengths, ends, words = _counted(context.texts)
    are_known = _kernels.columns.text_columns(
        context.floats, context.marks, counts, lengths, ends, words, context.runs,
        context.float_logs, context.logs, table,
    )  # fmt: skip
    if not are_known:
        table[_LOGS], table[_LENGTH] = log(table[_LOGS]), log(lengths)
    return table


def _counted(texts: list[str]) -> tuple[Ints, Ints, NDArray[np.uint8], Ints]:
    """The results of `_figures`, with the last four as two arrays of shape (2, n)."""
    assert _kernels.tokens is not None
    n = len(texts)
    counts, lengths = np.zeros((_CLASSES, n), np.int64), np.zeros(n, np.int64)
    ends, words = np.zeros((2, n), np.uint8), np.zeros((2, n), np.int64)
    _kernels.tokens.character_figures(texts, _table(), *_far(), OTHER, counts, lengths, ends, words)
    return counts, lengths, ends, words


def _figures(
    texts: list[str],
) -> tuple[Floats | Ints, Ints, NDArray[np.uint8], NDArray[np.uint8], Floats | Ints, Floats | Ints]:
    """Number of characters of each class in each text, shape (classes, n), and five figures of shape (n,).

    These are each text's length, the classes of its first and last character, and the numbers of its short
    and its long words.
    """
    n = len(texts)
    if _kernels.tokens is not None:
        counts, lengths, edges, words = _counted(texts)
        return counts, lengths, edges[0], edges[1], words[0], words[1]
    kinds, owner, lengths = characters(texts)
    counts = np.bincount(owner * _CLASSES + kinds, minlength=n * _CLASSES).reshape(n, _CLASSES).T
    ends = np.cumsum(lengths)
    return counts, lengths, kinds[ends - lengths], kinds[ends - 1], *_word_lengths(kinds, owner, n)


@cache
def _far() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """The listed characters from `_TABLE` on, sorted, and the class of each."""
    far = [(ord(char), kind) for kind, listed in _LISTED.items() for char in listed if ord(char) >= _TABLE]
    codes, kinds = zip(*far, strict=True)
    return np.array(codes, np.uint32), np.array(kinds, np.uint8)


def characters(texts: list[str]) -> tuple[NDArray[np.uint8], NDArray[np.int64], NDArray[np.int64]]:
    """Each character's class and Block, and each Block's length; an empty Block counts as one space."""
    texts = [text or " " for text in texts]
    lengths = np.array([len(text) for text in texts], np.int64)
    codes = np.frombuffer("".join(texts).encode("utf-32-le", "replace"), np.uint32)
    kinds = _table().take(codes, mode="clip")
    if len(codes) and codes.max() >= _TABLE:
        high = codes >= _TABLE
        for kind, listed in _LISTED.items():
            if far := [ord(char) for char in listed if ord(char) >= _TABLE]:
                kinds[high & np.isin(codes, far)] = kind
        kinds[(codes >= 0x1F000) & (codes < 0x20000)] = OTHER
    return kinds, np.repeat(np.arange(len(texts)), lengths), lengths


@cache
def _table() -> NDArray[np.uint8]:
    """Class of every character below `_TABLE`, by its Unicode category, and last the class of all others."""
    categories = list(map(unicodedata.category, map(chr, range(_TABLE))))
    kinds = {one: _BY_CATEGORY.get(one, _BY_CATEGORY.get(one[0], OTHER)) for one in set(categories)}
    table = np.array([*map(kinds.__getitem__, categories), LOWER], np.uint8)
    for kind, listed in _LISTED.items():
        for char in listed:
            if ord(char) < _TABLE:
                table[ord(char)] = kind
    return table


def _word_lengths(kinds: NDArray[np.uint8], owner: NDArray[np.int64], n: int) -> tuple[Floats, Floats]:
    """Number of words of up to three, and of ten or more characters in each Block; shape (n,) each."""
    inside = np.zeros(len(kinds) + 2, np.bool_)
    inside[1:-1] = kinds <= DIGIT
    changes = np.flatnonzero(inside[1:] != inside[:-1])
    begins, ends = changes[::2], changes[1::2]
    length = ends - begins
    short = np.bincount(owner[begins[length <= 3]], minlength=n)
    long = np.bincount(owner[begins[length >= 10]], minlength=n)
    return short.astype(np.float32), long.astype(np.float32)
