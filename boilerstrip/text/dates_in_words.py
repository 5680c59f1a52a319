"""Dates in words of further languages, read with the data of dateparser."""

from __future__ import annotations

import contextlib
import unicodedata
from datetime import date
from functools import cache, lru_cache
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from pathlib import Path
from typing import Any, NamedTuple

from boilerstrip.text.patterns import lazy

_MONTHS = (
    "january", "february", "march", "april", "may", "june",
    "july", "august", "september", "october", "november", "december",
)  # fmt: skip
_WORD = lazy(r"\w+")
# The longest name of a month, "tháng mười một", has this many words.
_MAX_WORDS = 3
_FIRST_YEAR = "1900"
# Language codes that pages use, and those of dateparser.
_SAME_LANGUAGE = {"no": "nb", "iw": "he", "in": "id"}
# Arabic and Persian texts are often typed with the letters of the other language.
_SAME_LETTERS = str.maketrans("یک", "يك")


class _Names(NamedTuple):
    """The words of a language that occur in dates, in the form that `_plain` returns.

    `months` maps names of months, of one word or more, to numbers; `fillers` are words without a meaning,
    such as "de" in "12 de enero de 2025"; `known` are all words that may be in a date. For languages without
    spaces only `signs` is set, the characters of all names of months.
    """

    months: dict[tuple[str, ...], int]
    fillers: frozenset[str]
    known: frozenset[str]
    signs: frozenset[str] = frozenset()


@lru_cache(maxsize=1024)
def day_in_words(text: str, language: str) -> str | None:
    """Return the day of a text with a day, a month's name and a year, as YYYY-MM-DD; None for no date.

    `text` begins with the day and ends with the year, or the other way round, and its digits are 0 to 9;
    `language` is an ISO 639-1 code.
    """
    language = _SAME_LANGUAGE.get(language, language)
    names = _names(language)
    if names is None:
        return _by_dateparser(text, language)
    words = _WORD.findall(_plain(text))
    if len(words) < 3:
        return None
    first, *between, last = words
    words_between = [word for word in between if not word.isdecimal()]
    if not words_between:
        # of numbers alone, such as "12-14, 2026", either may be the month
        return None
    if names.signs:
        # words cannot be separated here, but one must have a character of a month's name
        return None if names.signs.isdisjoint("".join(words_between)) else _by_dateparser(text, language)
    if not names.known.issuperset(words_between):
        return None
    month, others = _split(names, between)
    if month is None or not names.fillers.issuperset(others):
        return _by_dateparser(text, language)
    year, day = (first, last) if len(first) == 4 else (last, first)
    with contextlib.suppress(ValueError):
        return date(int(year), month, int(day)).isoformat()
    return None


def _split(names: _Names, words: list[str]) -> tuple[int | None, list[str]]:
    """Return the number of the first month, by its longest name, None for none, and all other words."""
    for length in range(min(_MAX_WORDS, len(words)), 0, -1):
        for i in range(len(words) - length + 1):
            if month := names.months.get(tuple(words[i : i + length])):
                return month, words[:i] + words[i + length :]
    return None, words


def _plain(text: str) -> str:
    """`text` in lower case, without accents and vowel signs."""
    text = unicodedata.normalize("NFKD", text.lower().translate(_SAME_LETTERS))
    return "".join(char for char in text if unicodedata.category(char) != "Mn")


@cache
def _names(language: str) -> _Names | None:
    """Return a language's words, none for a language that dateparser does not know; None without its data."""
    info = _data(language)
    if info is None:
        return None if _data("en") is None else _Names({}, frozenset(), frozenset())
    # as in dateparser, if two months have the same name the later one counts, and an exact name takes
    # precedence over one that differs in accents
    as_written = {
        name.lower(): number for number, month in enumerate(_MONTHS, 1) for name in info.get(month, ())
    }
    if info.get("no_word_spacing"):
        signs = frozenset(sign for name in as_written for sign in _plain(name) if not sign.isdecimal())
        return _Names({}, frozenset(), frozenset(), signs)
    months: dict[tuple[str, ...], int] = {}
    for name, number in as_written.items():
        words = tuple(_WORD.findall(_plain(name)))
        if words and (_plain(name) == name or _plain(name) not in as_written):
            # 0, no month, for names that differ in one character only
            months[words] = number if months.get(words, number) == number else 0
    fillers = [*info.get("skip", ()), *info.get("pertain", ()), *info.get("year", ())]
    return _Names(months, frozenset(_words_in(fillers)), frozenset(_words_in(info)))


def _words_in(value: Any) -> list[str]:
    """Return all words in nested lists and dicts of texts."""
    if isinstance(value, str):
        return _WORD.findall(_plain(value))
    if isinstance(value, dict):
        return [word for pair in value.items() for part in pair for word in _words_in(part)]
    return [word for part in value for word in _words_in(part)] if isinstance(value, list) else []


def _data(language: str) -> dict[str, Any] | None:
    """Return a language's data, read without importing dateparser, which takes a tenth of a second."""
    package = find_spec("dateparser")
    folders = package.submodule_search_locations if package else None
    folders_of_data = [str(Path(folder, "data", "date_translation_data")) for folder in folders or ()]
    spec = PathFinder.find_spec(language, folders_of_data) if language.isalpha() else None
    if spec is None or spec.loader is None:
        return None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    info = getattr(module, "info", None)
    return info if isinstance(info, dict) else None


def _by_dateparser(text: str, language: str) -> str | None:
    """Return the day that dateparser reads, None for none; the first call takes up to a second."""
    import dateparser

    try:
        found = dateparser.parse(
            text, languages=[language], settings={"REQUIRE_PARTS": ["day", "month", "year"]}
        )
    except ValueError:
        # dateparser does not know the language
        return None
    # dateparser may take part of the text for a time of day, and then assume this year
    year = f"{found.year:04}" if found else ""
    return found.date().isoformat() if found and year >= _FIRST_YEAR and year in text else None
