"""Days that a text names: in digits, and in words of the page's language."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from datetime import date
from functools import lru_cache

_MAX_TEXT = 200  # characters
# Dates in words of one page: each takes up to ten milliseconds, and a page has a handful where they tell.
_MAX_IN_WORDS = 50
_DIGIT = re.compile(r"\d")
_YEAR = r"(?:19|20)\d\d"
_ISO = re.compile(rf"(?<!\d)({_YEAR})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_CJK = re.compile(rf"({_YEAR})\s*[年년]\s*(\d{{1,2}})\s*[月월]\s*(\d{{1,2}})\s*[日일]")
# A year makes it a date; a number alone makes it a count.
_HAS_YEAR = re.compile(rf"(?<!\d){_YEAR}(?!\d)|\d[./]\d{{1,2}}[./]\d\d(?!\d)")
_TIME_OR_YEAR = re.compile(rf"\b\d{{1,2}}:\d\d\b|\b{_YEAR}\b")
# "12. ledna 2025", "12 de enero de 2025", "12 tháng 1 năm 2025"; "2025. január 12."
_IN_WORDS = re.compile(
    rf"(?<!\w)\d{{1,2}}(?:\W{{1,2}}\w{{1,15}}){{1,3}}\W{{1,2}}{_YEAR}(?!\d)"
    rf"|(?<!\d){_YEAR}\.\s+[^\W\d]{{3,15}}\s+\d{{1,2}}(?!\d)"
)


class DateReader:
    """Reads the dates of one page.

    Args:
        language: ISO 639-1 code of the language that the page names its months in; English, French,
            German and Italian are read without it.

    """

    def __init__(self, language: str | None = None) -> None:
        self._language = language
        self._left = _MAX_IN_WORDS

    def read(self, text: str) -> str | None:
        """The first day that `text` names, as YYYY-MM-DD, or None."""
        if len(text) > _MAX_TEXT or not has_digits(text):
            return None
        text = _plain_digits(text)
        if found := _in_digits(text):
            return found
        if not _HAS_YEAR.search(text):
            return None
        from turbohtml.extract import DateExtraction, dates

        escaped = text.replace("&", "&amp;").replace("<", "&lt;")
        if named := dates(f"<html><body><p>{escaped}</p></body></html>", DateExtraction(original=True)):
            return named.date
        in_words = _IN_WORDS.search(text)
        if not in_words or not self._language or not self._left:
            return None
        self._left -= 1
        return _in_language(in_words[0], self._language)


def has_digits(text: str) -> bool:
    """Whether there are digits in a text, of any script: no day is told without."""
    return _DIGIT.search(text) is not None


def has_time_or_year(text: str) -> bool:
    """Whether a time such as 9:30 or a year is named in a text."""
    return _TIME_OR_YEAR.search(text) is not None


def _in_digits(text: str) -> str | None:
    for pattern in (_ISO, _CJK):
        if match := pattern.search(text):
            with contextlib.suppress(ValueError):
                return date(*(int(part) for part in match.groups())).isoformat()
    return None


def _plain_digits(text: str) -> str:
    """`text` with the digits of every script as 0 to 9."""
    if text.isascii():
        return text
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)


@lru_cache(maxsize=1024)
def _in_language(text: str, language: str) -> str | None:
    """The day that months named in this language tell."""
    # takes a quarter of a second to import, which most pages never need
    import dateparser

    try:
        found = dateparser.parse(
            text, languages=[language], settings={"REQUIRE_PARTS": ["day", "month", "year"]}
        )
    except ValueError:
        # a language that it does not know
        return None
    return found.date().isoformat() if found else None
