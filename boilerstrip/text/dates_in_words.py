"""Dates in words of further languages, read with dateparser's data alone: to start it takes a second."""

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
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
# Language codes that pages use, and those of dateparser.
_SAME_LANGUAGE = {"no": "nb", "iw": "he", "in": "id"}
# Arabic and Persian texts are often typed with the letters of the other language.
_SAME_LETTERS = str.maketrans("یک", "يك")


class _Names(NamedTuple):
    """The words of a language that occur in dates, in the form that `_plain` returns.

    `months` maps names of months, of one word or more, to numbers; `fillers` are words without a meaning,
    such as "de" in "12 de enero de 2025", and weekdays.
    """

    months: dict[tuple[str, ...], int]
    fillers: frozenset[str]


@lru_cache(maxsize=1024)
def day_in_words(text: str, language: str) -> str | None:
    """Return the day of a text with a day, a month's name and a year, as YYYY-MM-DD; None for no date.

    `text` begins with the day and ends with the year, or the other way round, and its digits are 0 to 9;
    `language` is an ISO 639-1 code.
    """
    words = _WORD.findall(_plain(text))
    if len(words) < 3:
        return None
    names = _names(_SAME_LANGUAGE.get(language, language))
    first, *between, last = words
    month, others = _split(names, between)
    # 0 for a name that means several
    if not month or not names.fillers.issuperset(others):
        return None
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
def _names(language: str) -> _Names:
    """Return a language's words, none for a language that the data do not have."""
    info = _data(language)
    # if two months have the same name the later one counts, and an exact name takes precedence over one that
    # differs in accents
    as_written = {
        name.lower(): number for number, month in enumerate(_MONTHS, 1) for name in info.get(month, ())
    }
    months: dict[tuple[str, ...], int] = {}
    for name, number in as_written.items():
        words = tuple(_WORD.findall(_plain(name)))
        if words and (_plain(name) == name or _plain(name) not in as_written):
            # 0, no month, for names that differ in one character only
            months[words] = number if months.get(words, number) == number else 0
    fillers = [info.get(key, ()) for key in ("skip", "pertain", "year", *_WEEKDAYS)]
    return _Names(months, frozenset(word for texts in fillers for text in texts for word in _words_of(text)))


def _words_of(text: str) -> list[str]:
    return _WORD.findall(_plain(text))


def _data(language: str) -> dict[str, Any]:
    """Return a language's data, read without importing dateparser, which takes a tenth of a second."""
    package = find_spec("dateparser")
    folders = package.submodule_search_locations if package else None
    folders_of_data = [str(Path(folder, "data", "date_translation_data")) for folder in folders or ()]
    spec = PathFinder.find_spec(language, folders_of_data) if language.isalpha() else None
    if spec is None or spec.loader is None:
        return {}
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    info = getattr(module, "info", None)
    return info if isinstance(info, dict) else {}
