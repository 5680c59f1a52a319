"""Texts as a page meant them: entities and UTF-8 that were encoded twice are mended."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable
from functools import lru_cache

from boilerstrip.page.head import MAX_STATED
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import collapse

_ENTITY = lazy(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[a-zA-Z]{2,10});")
_TAG = lazy(
    r"</?(?:p|br|b|i|em|strong|span|a|div|u|h[1-6]|sup|sub|q|cite|img|ul|li)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
# How UTF-8 looks that was read as Windows-1252: a lead byte, then bytes from 0x80 to 0xBF.
_MOJIBAKE = lazy(
    "[\u00c2-\u00f4][\u0080-\u00bf\u20ac\u201a\u0192\u201e\u2026\u2020\u2021\u02c6\u2030\u0160\u2039\u0152\u017d"
    "\u2018\u2019\u201c\u201d\u2022\u2013\u2014\u02dc\u2122\u0161\u203a\u0153\u017e\u0178]"
)


def clean(text: str) -> str:
    """Return a stated text on one line, decoded once more where it was encoded twice."""
    text = text[:MAX_STATED]
    if "&" in text and _ENTITY.search(text):
        text = html.unescape(text)
    if not text.isascii() and _MOJIBAKE.search(text):
        text = _decode_again(text)
    return collapse(text)


def clean_text(text: str) -> str:
    """Return a stated text that is no markup: editors write "<b>" into fields that show it as it stands."""
    text = clean(text)
    return collapse(_TAG.sub("", text)) if "<" in text else text


@lru_cache(maxsize=256)
def folded(name: str) -> str:
    """Return the letters and digits of a name in lower case."""
    return "".join(filter(str.isalnum, name.casefold()))


def first(values: Iterable[str | None]) -> str | None:
    """Return the first value that says anything."""
    return next((value for value in values if value), None)


def _decode_again(text: str) -> str:
    try:
        # bytes that Windows-1252 has no sign for came through as control characters
        data = b"".join(char.encode("latin-1" if "\x80" <= char <= "\x9f" else "cp1252") for char in text)
        return data.decode()
    except UnicodeError:
        return text
