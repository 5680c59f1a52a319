"""What a word is: the one definition that segmentation, alignment and scoring share."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Scripts written without spaces: each character is a word of its own, since counting a whole
# Chinese paragraph as one word would make every density meaningless. Kana, CJK ideographs,
# Thai, Lao, Burmese and Khmer; Hangul has spaces.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# `\w` leaves out vowel signs and points, and would cut Hindi, Arabic or Hebrew words in pieces:
# combining marks, Hebrew, Arabic, and the Indic scripts but for their full stops.
_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c2\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W{_UNSPACED}]|[{_MARKS}])+")
_HAS_UNSPACED = re.compile(rf"[{_UNSPACED}]")
# Texts without any of these need no alternatives, which cost as much again.
_SPECIAL = re.compile(rf"[{_UNSPACED}{_MARKS}]")
_PLAIN_WORD = re.compile(r"\w+")
_ASCII_WORD = re.compile(r"[a-z0-9_]+")


def words(text: str) -> list[str]:
    """The words of `text`, lower-cased, in order.

    A word is a maximal run of letters, digits and underscores; in scripts written without
    spaces it is a single character.
    """
    text = text.lower()
    if text.isascii():
        return _ASCII_WORD.findall(text)
    return (_WORD if _SPECIAL.search(text) else _PLAIN_WORD).findall(text)


def count_words(text: str, said: Sequence[str] | None = None) -> int:
    """How many words `text` has; unspaced scripts count two characters as one word.

    Two characters is the usual length of a Chinese or Japanese word, so the count compares
    with that of a spaced language. `said` are the text's `words`, where they are known already.
    """
    count = len(words(text) if said is None else said)
    if text.isascii() or not _HAS_UNSPACED.search(text):
        return count
    return count - len(_HAS_UNSPACED.findall(text)) // 2
