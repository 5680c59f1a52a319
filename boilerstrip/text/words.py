"""Words: the one definition that segmentation, alignment and scoring share."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from boilerstrip import _kernels
from boilerstrip.text.patterns import lazy

# Scripts written without spaces: each character is a word of its own, since counting a whole
# Chinese paragraph as one word would make every density meaningless. Kana, CJK ideographs,
# Thai, Lao, Burmese and Khmer; Hangul has spaces.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# `\w` does not match vowel signs and points, and would split Hindi, Arabic or Hebrew words: combining marks,
# Hebrew, Arabic, and the Indic scripts except for their full stops.
_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c2\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_WORD = lazy(rf"[{_UNSPACED}]|(?:[^\W{_UNSPACED}]|[{_MARKS}])+")
_HAS_UNSPACED = lazy(rf"[{_UNSPACED}]")
# For texts without any of these a simple pattern is enough, which takes half the time.
_SPECIAL = lazy(rf"[{_UNSPACED}{_MARKS}]")
_PLAIN_WORD = lazy(r"\w+")
# Punctuation in texts that are otherwise ASCII.
_SIGNS = "’‘“”–—…•"
# Splitting at spaces takes a third of the time of a regular expression.
_TO_SPACES = bytes(code if chr(code).isalnum() or chr(code) == "_" else 32 for code in range(128)).ljust(256)


def words(text: str) -> list[str]:
    """Return the words of `text` in order, in lower case.

    A word is a maximal run of letters, digits and underscores; in scripts written without spaces it is a
    single character.
    """
    if _kernels.text is not None:
        found: list[str] = _kernels.text.words(text)
        return found
    text = text.lower()
    if not text.isascii():
        for sign in _SIGNS:
            text = text.replace(sign, " ")
    if text.isascii():
        return text.encode().translate(_TO_SPACES).decode().split()
    return (_WORD if _SPECIAL.search(text) else _PLAIN_WORD).findall(text)


def count_words(text: str, tokens: Sequence[str] | None = None) -> int:
    """Return the number of words in `text`; in scripts written without spaces, two characters count as one.

    Two characters are the usual length of a Chinese or Japanese word, so the counts of all languages are
    comparable. `tokens` are the text's `words` if they are known already.
    """
    count = len(words(text) if tokens is None else tokens)
    if text.isascii():
        return count
    if _kernels.text is not None:
        unspaced: int = _kernels.text.count_unspaced(text)
        return count - unspaced // 2
    return count - len(_HAS_UNSPACED.findall(text)) // 2


def terms(text: str) -> set[str]:
    """The words of a text; in scripts without spaces, where a word is one character, each two in a row."""
    found = words(text)
    pairs = {first + second for first, second in pairwise(found) if len(first) == len(second) == 1}
    return pairs.union(word for word in found if len(word) > 1) if pairs else set(found)


def overlap_f1(first: Set[str], second: Set[str]) -> float:
    """Return the F1 of two sets of words; 0.0 where they share none."""
    shared = len(first & second)
    return 2 * shared / (len(first) + len(second)) if shared else 0.0
