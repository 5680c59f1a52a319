"""Class names and IDs that say that an element tells a date."""

from __future__ import annotations

from functools import lru_cache

from boilerstrip.text.class_names import hyphened
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy

_DATE_CLASS = lazy(
    r"(?<![a-z])(?:(?:pub(?:lish(?:ed)?|lication)?|post(?:ed)?|entry|article|created?)-?(?:on|date|time|meta"
    r"|info|footer(?:-line)?)"
    r"|date(?:line|time|-?published|-?created)?|timestamp|pub-?(?:date|time)|(?:post-?)?meta-?(?:data)?|byline\w*|published"
    r"|submitted|(?:art|article|news|info|arti|release|publish|issue|news-?item)-?(?:date|time)|publish-?(?:day|on|at)"
    r"|datum|fecha|dato|tarih|parution|veroeffentlicht|entry-?utility|(?:single|blog)-?(?:meta|date|info)"
    r"|post-?head(?:er)?|item-?date|last-?mod(?:ified)?|(?:last-?)?updated)(?![a-z])"
)
# What the box of the day of the reader's visit is called.
_TODAY_CLASS = lazy(
    r"(?<![a-z])(?:to-?days?(?:-?date)?|current-?date|date-?(?:now|today)|clock|weather)(?![a-z])"
)
# Parts, one of which each of these names has.
_MAY_NAME_TODAY = Needles("today", "to-day", "current", "date", "clock", "weather")
_MAY_NAME_DATE = Needles(
    "date", "time", "pub", "post", "entry", "article", "creat", "meta", "byline", "submitted", "datum",
    "fecha", "dato", "tarih", "parution", "veroeffentlicht", "single", "blog", "last-mod", "lastmod",
    is_exact=True,
)  # fmt: skip


@lru_cache(maxsize=4096)
def names_date(class_names: str) -> bool:
    """Return whether class names say that an element tells a date, perhaps among other things."""
    names = hyphened(class_names)
    return _MAY_NAME_DATE.are_in(names) and _DATE_CLASS.search(names) is not None


@lru_cache(maxsize=4096)
def names_today(class_names: str) -> bool:
    """Return whether class names are those of the box of the day of the reader's visit."""
    names = hyphened(class_names)
    return _MAY_NAME_TODAY.are_in(names) and _TODAY_CLASS.search(names.lower()) is not None
