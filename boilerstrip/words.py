"""What a word is: the one definition that segmentation, alignment and scoring share."""

from __future__ import annotations

import re

# Scripts written without spaces: each character is a word of its own, since counting a whole
# Chinese paragraph as one word would make every density meaningless. Kana, CJK ideographs,
# Thai, Lao, Burmese and Khmer; Hangul has spaces.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
# `\w` leaves out vowel signs and points, and would cut Hindi, Arabic or Hebrew words in pieces:
# combining marks, Hebrew, Arabic, and the Indic scripts but for their full stops.
_MARKS = "\u0300-\u036f\u0591-\u05bd\u05bf-\u05c2\u064b-\u065f\u0670\u0900-\u0963\u0966-\u0dff"
_WORD = re.compile(rf"[{_UNSPACED}]|(?:[^\W{_UNSPACED}]|[{_MARKS}])+")
_HAS_UNSPACED = re.compile(rf"[{_UNSPACED}]")


def words(text: str) -> list[str]:
    """The words of `text`, lower-cased, in order.

    A word is a maximal run of letters, digits and underscores; in scripts written without
    spaces it is a single character.
    """
    return _WORD.findall(text.lower())


def count_words(text: str) -> int:
    """How many words `text` has; unspaced scripts count two characters as one word.

    Two characters is the usual length of a Chinese or Japanese word, so the count compares
    with that of a spaced language.
    """
    if text.isascii():
        return len(_WORD.findall(text))
    unspaced = len(_HAS_UNSPACED.findall(text))
    return len(_WORD.findall(text)) - unspaced // 2
