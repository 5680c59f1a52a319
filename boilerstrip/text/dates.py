"""Dates and times in a text: in digits, and in words of the page's language."""

from __future__ import annotations

import contextlib
import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import cached_property, lru_cache
from time import time
from typing import NamedTuple

from boilerstrip import _kernels
from boilerstrip.text.dates_in_words import day_in_words
from boilerstrip.text.lunar import read_lunar
from boilerstrip.text.months import BUDDHIST_OFFSET, from_solar, read_named
from boilerstrip.text.patterns import lazy

_MAX_TEXT = 200  # characters
_FIRST_DAY = date(1970, 1, 1).toordinal()
_SECONDS_OF_DAY = 24 * 60 * 60
_DIGIT = lazy(r"\d")
_FOREIGN_DIGIT = lazy(r"(?![0-9])\d")
# Years of every calendar but those of eras have four digits, and a day has its own.
_YEAR_AND_DAY = lazy(r"\d{4}\D+\d|\d\D+\d{4}")
_YEAR = r"(?:19|20)\d\d"
_ISO = lazy(rf"(?<!\d)({_YEAR})-?(0[1-9]|1[0-2])-?(0[1-9]|[12]\d|3[01])(?!\d)")
_CJK = lazy(rf"({_YEAR})\s*[年년]\s*(\d{{1,2}})\s*[月월]\s*(\d{{1,2}})\s*[日일号號]")
_MONGOLIAN = lazy(rf"({_YEAR})\s+оны\s+(\d{{1,2}})\s?(?:-?р|дугаар|дүгээр)?\s+сарын?\s+(\d{{1,2}})(?!\d)")
# Months in Roman numbers: "8.IV.2024", "8 IV 2024", "2024. IV. 8."
_ROMAN_MONTH = "I{1,3}|I?[VX]|VI{1,3}|XI{1,2}"
_ROMAN = lazy(
    rf"(?<![\w.])(?:(?P<day>\d{{1,2}})[. ]\s?(?P<month>{_ROMAN_MONTH})[. ]\s?(?P<year>{_YEAR})"
    rf"|(?P<first_year>{_YEAR})\. (?P<next_month>{_ROMAN_MONTH})\. (?P<last_day>\d{{1,2}}))(?!\w)"
)
_ROMAN_MONTHS = dict(zip("I II III IV V VI VII VIII IX X XI XII".split(), range(1, 13), strict=True))
# Where the year comes first even if it has two digits.
_YEAR_FIRST_LANGUAGES = frozenset({"ko", "ja", "zh"})
_SHORT_YEAR_FIRST = lazy(r"(?<![\d./-])(\d\d)([./-])\s?(\d{1,2})\2\s?(\d{1,2})(?![\d/-]|\.\d)")
# The last two digits of a year behind an apostrophe: "Mar 12, '24".
_SHORT_YEAR = lazy(r"(?<=[^\W\d_][\s.,]|\d[\s.,]|[,.]\s)['’](\d\d)(?!\d|\w)")
# A year, two numbers that something separates, a year of an era, or the end of one behind an apostrophe or a
# word of Thai.
_MAY_HAVE_DATE = lazy(
    r"[\d年'’](?:(?<=年)|(?<=\d)\d{3}|(?<=\d)\s?[./|·-]\s?\d|(?<=['’])\d\d)|[\u0e01-\u0e4e]\.?\s?\d\d"
)
# A year makes it a date; a number alone makes it a count.
_HAS_YEAR = lazy(rf"(?<!\d){_YEAR}(?!\d)|\d[./]\d{{1,2}}[./]\d\d(?!\d)")
# A year, or a month and a day, of Chinese, Japanese and Korean, and a year of Thai after its month.
_UNSPACED_DAY = lazy(
    r"\d{4}\s?[\u5e74\ub144]|\d\s?[\u6708\uc6d4]\s?\d{1,2}\s?[\u65e5\uc77c]|[\u0e01-\u0e4e.]\s?25\d\d(?!\d)"
)
# A year that begins a day, right behind the name before it: "Kiss Balázs2024.03.12.".
_GLUED_DAY = lazy(rf"[^\W\d_]{_YEAR}(?:[./-]\s?\d|\.\s[^\W\d_])")
# A digit that begins a word comes first: to look for one takes a fraction of the time.
_TIME_OR_YEAR = lazy(r"\d(?<=\b\d)(?:\d?:\d\d\b|(?:(?<=1)9|(?<=2)0)\d\d\b)")
_WHOLE_YEAR = lazy(rf"(?<!\d){_YEAR}(?!\d)")
# "12. ledna 2025", "12 de enero de 2025", "12 tháng 1 năm 2025"; "2025. január 12."
_IN_WORDS = lazy(
    rf"(?<!\w)\d{{1,2}}(?:\W{{1,2}}\w{{1,15}}){{1,3}}\W{{1,2}}{_YEAR}(?!\d)"
    rf"|(?<!\d){_YEAR}\.\s+[^\W\d]{{3,15}}\s+\d{{1,2}}(?!\d)"
)
# The time of day behind an ISO date, with its offset.
_ISO_TIME = lazy(r"[T ]+(\d\d):(\d\d)(?::(\d\d))?(?:[.,]\d+)?\s*(Z|UTC|GMT|[+-]\d\d:?\d\d)?(?!\d)")
# Such a date alone, or with its time and offset.
_EXACT = lazy(r"(?:19|20)\d\d-\d\d-\d\d(?:T\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:?\d\d)?)?", re.ASCII)
_MAX_EXACT = len("2024-05-03T09:41:00.000000+02:00")
_CLOCK = lazy(r"(?<![\d:])(\d{1,2}):(\d\d)(?::\d\d)?(?:\s?([ap])\.?m\b)?", re.IGNORECASE)
_EPOCH = lazy(r"\d{10}(?:\d{3})?")
_EPOCH_LENGTHS = (10, 13)
_NUMERIC = lazy(
    rf"(?<![\d./-])(\d{{1,2}})(?:([./-])\s?(\d{{1,2}})\2\s?({_YEAR}|\d\d)|(\s[|/·-]\s)(\d{{1,2}})\5({_YEAR}))(?![\d/-]|\.\d)"
)
_YEAR_FIRST = lazy(rf"(?<![\d./-])({_YEAR})([./-])\s?(\d{{1,2}})\2\s?(\d{{1,2}})(?![\d/-])")
# What is in all of the former, and in all that begin with the year: to look for it takes a third of the time.
_SEPARATED = lazy(r"\d\s?[./|·-]\s?\d")
_MAY_BE_YEAR_FIRST = lazy(r"(?:19|20)\d\d(?:\d|[./-]\s?\d)")
# Japanese eras, by the year before their first.
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925}
_ERA = lazy(rf"({'|'.join(_ERAS)})\s*(\d{{1,2}}|元)\s*年\s*(\d{{1,2}})\s*月\s*(\d{{1,2}})\s*日")
# Years of the Buddhist era, which are written on Thai pages.
_BUDDHIST = lazy(r"(?<!\d)(2[45]\d\d)(?!\d)")
# Their last two digits behind a day and a month: "12 ม.ค. 67", "12/01/67".
_SHORT_BUDDHIST = lazy(
    r"(?<![\d./-])(\d{1,2}\s?[\u0e01-\u0e4e][\u0e01-\u0e4e.]{1,12}\s?|\d{1,2}(?P<sign>[/-])\d{1,2}(?P=sign))"
    r"(\d\d)(?![\d/-]|[.:]\d)"
)
# The year of the Buddhist era in which there was a web.
_FIRST_SHORT_BUDDHIST = 38
# Years of the Solar Hijri calendar, in digits: "1403/05/01".
_SOLAR = lazy(r"(?<![\d./-])(1[34]\d\d)[./-](\d{1,2})[./-](\d{1,2})(?![\d/-])")
_LUNAR_YEAR = lazy(r"(?<!\d)1[34]\d\d(?!\d)")
# Japanese eras by their letters, "R6.3.5", and the years of the Republic of China.
_ERA_LETTERS = {"R": 2018, "H": 1988, "S": 1925}
_ERA_IN_LETTERS = lazy(r"(?<![A-Za-z0-9])([RHS])(\d{1,2})[./](\d{1,2})[./](\d{1,2})(?!\d)")
_REPUBLIC = lazy(r"民[國国]\s*(\d{1,3})\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_REPUBLIC_OFFSET = 1911


_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_WEEKDAY = lazy(rf"\b({'|'.join(_WEEKDAYS)})(?:day|sday|nesday|rsday|urday)?\b", re.IGNORECASE)


class Moment(NamedTuple):
    """A day as YYYY-MM-DD, and the date and time in ISO 8601 if the time of day is given too."""

    day: str
    time: str | None = None


class DateReader:
    """Reads the dates of one page.

    Args:
        language: ISO 639-1 code of the language that the page names its months in; English, French,
            German and Italian are read without it.
        month_first: returns how 3/4/2025 is read: whether the month comes first, or None if that is unknown.

    """

    def __init__(
        self, language: str | None = None, month_first: Callable[[], bool | None] | None = None
    ) -> None:
        self._language = language
        #: returns whether the month comes first, None if that is unknown
        self.month_first = month_first
        #: the latest possible day of a date that can be read both ways, if known
        self.latest: str | None = None
        #: days known from elsewhere, which decide between two readings of a date
        self.known: frozenset[str] = frozenset()

    @cached_property
    def tomorrow(self) -> str:
        """The latest day that a page can have been published on: somewhere it has begun."""
        # to ask for the local day, or for more than the seconds, takes longer and is no better
        return date.fromordinal(_FIRST_DAY + int(time()) // _SECONDS_OF_DAY + 1).isoformat()

    def moment(self, text: str) -> Moment | None:
        """Return the day and time in `text`, None for none; epoch seconds and milliseconds are read too."""
        text = text.strip()
        # what data and meta tags state is a day, or a day and a time
        if exact := read_exact(text):
            return exact
        if len(text) in _EPOCH_LENGTHS and _EPOCH.fullmatch(text) and not text.startswith(("19", "20")):
            seconds = int(text[:10])
            found = datetime.fromtimestamp(seconds, UTC)
            return Moment(found.date().isoformat(), found.isoformat())
        day = self.read(text)
        return Moment(day, _time_of(text, day)) if day else None

    def read(self, text: str) -> str | None:
        """Return the first day in `text` as YYYY-MM-DD, None for none."""
        if len(text) > _MAX_TEXT or not has_digits(text):
            return None
        found = _find_day(text, self._language, self.tomorrow)
        if found is None or isinstance(found, str):
            return found
        if isinstance(found, _Numeric):
            return _read_numeric(found, self)
        return day_in_words(found.text, self._language) if self._language else None


class _Numeric(NamedTuple):
    """A date of two numbers, either of which may be the month, a year, and the weekday in the text."""

    first: str
    separator: str
    other: str
    year: str
    weekday: str | None


class _InWords(NamedTuple):
    """What may be a date in words."""

    text: str


# a page's dates are read for its roles, and again for its metadata
@lru_cache(maxsize=256)
def _find_day(text: str, language: str | None, tomorrow: str) -> str | _Numeric | _InWords | None:
    """Return the first day in a text, or what it takes a page's reader to tell, None for none."""
    text = _plain_digits(text)
    if "'" in text or "’" in text:
        text = _SHORT_YEAR.sub(lambda year: _full_year(year[1], tomorrow), text)
    if language == "th":
        text = _SHORT_BUDDHIST.sub(lambda date: f"{date[1]} {_thai_year(date[3], tomorrow)}", text)
        text = _BUDDHIST.sub(lambda year: str(int(year[1]) - BUDDHIST_OFFSET), text)
    if found := _in_digits(text) or _of_other_calendar(text, language):
        return found
    if language in _YEAR_FIRST_LANGUAGES and (match := _SHORT_YEAR_FIRST.search(text)):
        return _day(_full_year(match[1], tomorrow), match[3], match[4])
    if _SEPARATED.search(text) and (numeric := _NUMERIC.search(text)):
        first, separator, other, year = (numeric[i] or numeric[i + 3] for i in range(1, 5))
        weekday = _WEEKDAY.search(text)
        return _Numeric(first, separator, other, year, weekday[1] if weekday else None)
    if not _YEAR_AND_DAY.search(text):
        return None
    if named := read_named(text, language):
        return _day(*named)
    if roman := _ROMAN.search(text):
        year = roman["year"] or roman["first_year"]
        month = roman["month"] or roman["next_month"]
        return _day(year, _ROMAN_MONTHS[month], roman["day"] or roman["last_day"])
    if _LUNAR_YEAR.search(text) and not _WHOLE_YEAR.search(text) and (lunar := read_lunar(text)):
        return lunar.isoformat()
    if not _HAS_YEAR.search(text):
        return None
    in_words = _IN_WORDS.search(text)
    return _InWords(in_words[0]) if in_words else None


def read_exact(text: str) -> Moment | None:
    """Return the day and time of a text that is nothing but a date in ISO 8601, and perhaps a time."""
    return _read_exact(text) if text[4:5] == "-" and len(text) <= _MAX_EXACT else None


@lru_cache(maxsize=256)
def _read_exact(text: str) -> Moment | None:
    if not _EXACT.fullmatch(text):
        return None
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    day = text[: len("2024-05-03")]
    return Moment(day, found.isoformat(timespec="seconds") if len(text) > len(day) else None)


def has_digits(text: str) -> bool:
    """Return whether a text has digits of any script; no date is found without them."""
    return _DIGIT.search(text) is not None


def may_have_date(text: str) -> bool:
    """Return whether a text may contain a date with a year: a quick test that rules out most texts."""
    if _kernels.columns is not None:
        may_have: bool = _kernels.columns.may_have_date(text)
        return may_have
    return _MAY_HAVE_DATE.search(text) is not None


def has_time_or_year(text: str) -> bool:
    """Return whether a text contains a time such as 9:30, or a year."""
    if _kernels.columns is not None:
        has_one: bool = _kernels.columns.has_time_or_year(text)
        return has_one
    return _TIME_OR_YEAR.search(text) is not None


def first_year(text: str) -> str:
    """Return the first year in a text, "" for none."""
    match = _WHOLE_YEAR.search(text)
    return match[0] if match else ""


def names_day(text: str) -> bool:
    """Return whether a text contains a time or a year, or a day right behind a name or without spaces.

    Features look for the former alone, as the weights were trained on it.
    """
    return has_time_or_year(text) or names_day_glued(text)


def names_day_glued(text: str) -> bool:
    """Return whether a text contains a day right behind a name or without spaces."""
    # most texts have neither
    return (("19" in text or "20" in text) and _GLUED_DAY.search(text) is not None) or (
        not text.isascii() and _UNSPACED_DAY.search(text) is not None
    )


def _in_digits(text: str) -> str | None:
    may_be_year_first = _MAY_BE_YEAR_FIRST.search(text) is not None
    if may_be_year_first and (match := _ISO.search(text)) and (day := _day(*match.groups())):
        return day
    is_cjk = "年" in text or "년" in text
    for pattern in (_CJK,) if is_cjk else (_MONGOLIAN,) if "оны" in text else ():
        if (match := pattern.search(text)) and (day := _day(*match.groups())):
            return day
    if may_be_year_first and (match := _YEAR_FIRST.search(text)):
        return _day(match[1], match[3], match[4])
    if is_cjk and (match := _ERA.search(text)):
        year = 1 if match[2] == "元" else int(match[2])
        return _day(_ERAS[match[1]] + year, match[3], match[4])
    return None


def _full_year(last_digits: str, tomorrow: str) -> str:
    """Return the latest year that ends with two digits and is not yet to come."""
    year = tomorrow[:2] + last_digits
    return year if year <= tomorrow[:4] else f"{int(year) - 100}"


def _thai_year(last_digits: str, tomorrow: str) -> str:
    """Return the year of two digits in Thai: of the Buddhist era, if there was a web in it."""
    latest = int(tomorrow[:4]) + BUDDHIST_OFFSET
    is_buddhist = _FIRST_SHORT_BUDDHIST <= int(last_digits) <= latest % 100
    return f"25{last_digits}" if is_buddhist else _full_year(last_digits, tomorrow)


def _of_other_calendar(text: str, language: str | None) -> str | None:
    """Return the day of a date in digits in another calendar that is used with the page's language."""
    if language == "fa" and (match := _SOLAR.search(text)):
        found = from_solar(int(match[1]), int(match[2]), int(match[3]))
        return found.isoformat() if found else None
    if language == "ja" and (match := _ERA_IN_LETTERS.search(text)):
        return _day(_ERA_LETTERS[match[1]] + int(match[2]), match[3], match[4])
    if "民" in text and (match := _REPUBLIC.search(text)):
        return _day(_REPUBLIC_OFFSET + int(match[1]), match[2], match[3])
    return None


def _read_numeric(numeric: _Numeric, reader: DateReader) -> str | None:
    """Return the day of a date of two numbers and a year, None if either number may be the month."""
    first, separator, other, year, weekday = numeric
    if len(year) == 2:
        year = f"20{year}"
    readings = _day(year, first, other), _day(year, other, first)
    # with full stops, the day always comes before the month
    if separator == "." or int(first) > 12 or first == other:
        return readings[1]
    if int(other) > 12:
        return readings[0]
    possible = [day for day in readings if day]
    known = [day for day in possible if day in reader.known]
    if weekday and not known:
        known = [day for day in possible if _weekday(day) == weekday.lower()]
    if len(known) == 1:
        return known[0]
    month_first = reader.month_first() if reader.month_first else None
    if month_first is None:
        # one of them may be a day that is yet to come
        past = [day for day in possible if reader.latest and day <= reader.latest]
        return past[0] if len(past) == 1 else None
    return readings[0] if month_first else readings[1]


def _weekday(day: str) -> str:
    return _WEEKDAYS[date.fromisoformat(day).weekday()]


def _day(year: str | int, month: str | int, day: str | int) -> str | None:
    with contextlib.suppress(ValueError):
        return date(int(year), int(month), int(day)).isoformat()
    return None


def _time_of(text: str, day: str) -> str | None:
    """Return the date and time in ISO 8601 if the time of day follows the date, else None."""
    if ":" not in text:
        return None
    iso = _ISO.search(text)
    if iso and (found := _ISO_TIME.match(text, iso.end())):
        hour, minute, second, offset = found.groups()
        second = second or "00"
        if offset in ("Z", "UTC", "GMT"):
            offset = "+00:00"
        elif offset and ":" not in offset:
            offset = f"{offset[:3]}:{offset[3:]}"
    elif not iso and (found := _CLOCK.search(text)):
        hour, minute, half = found.groups()
        second, offset = "00", ""
        if half:
            hour = str(int(hour) % 12 + (12 if half.lower() == "p" else 0))
    else:
        return None
    with contextlib.suppress(ValueError):
        return datetime.fromisoformat(f"{day}T{int(hour):02}:{minute}:{second}{offset or ''}").isoformat()
    return None


def _plain_digits(text: str) -> str:
    """`text` with the digits of every script as 0 to 9."""
    if text.isascii() or not _FOREIGN_DIGIT.search(text):
        return text
    return "".join(str(unicodedata.digit(char)) if char.isdecimal() else char for char in text)
