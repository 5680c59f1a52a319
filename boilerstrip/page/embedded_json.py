"""JSON that pages embed, read as far as it can be."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

from boilerstrip import _kernels
from boilerstrip.text.patterns import lazy

# What is no JSON, beside strings, which it may stand in: comments, a comma behind the last value.
_SLIPS = lazy(
    r'("(?:[^"\\]++|\\.)*+(?:"|\Z))|//[^\n]*+|/\*.*?(?:\*/|\Z)|,(?=(?:\s|/\*(?:[^*]|\*(?!/)){0,200}\*/|//[^\n]*\n){0,9}[}\]])',
    re.DOTALL,
)
# What stands where such a text stops being JSON: a comment, a comma, or what closes behind it.
_AT_SLIPS = frozenset("/,}]")
_JSON_START = lazy(r"[\[{]")
_MAX_MENDED = 1_000_000  # characters
_MAX_QUOTES = 40
_MAX_QUOTED = 100_000  # characters
# strict=False: raw line breaks inside strings are the commonest mistake in real JSON-LD
_DECODER = json.JSONDecoder(strict=False)


def parse_json(source: str) -> Any:
    """The value of a JSON text, or None; the usual mistakes in it are mended.

    These are comments around and within it, commas behind the last value, entities for quotation marks.
    """
    source = source.strip().removeprefix("<!--").removeprefix("//<![CDATA[").strip()
    value = read_json(source, 0)[0]
    if value is None and len(source) <= _MAX_MENDED:
        if '"' not in source:
            source = html.unescape(source)
        start = _JSON_START.search(source)
        if start is None:
            return None
        source = _with_escaped_quotes(source[start.start() :])
        value, end = read_json(source, 0)
        # up to where it was read it is right, and what stands there tells whether it can be mended
        if value is None and not _AT_SLIPS.isdisjoint(source[max(0, end - 1) : end + 2]):
            mended_source = _SLIPS.sub(lambda found: found[1] or "", source)
            value = read_json(mended_source, 0)[0]
    return value


def _with_escaped_quotes(source: str) -> str:
    """Return a text with the quotation marks escaped that are within its strings, where they end none.

    What is read then ends behind one of them: "The ferry "Holm" sails" is read up to Holm.
    """
    for _ in range(_MAX_QUOTES):
        value, end = read_json(source, 0)
        quote = source.rfind('"', 0, end)
        if (
            value is not None
            or quote < 1
            or len(source) > _MAX_QUOTED
            or source[end : end + 1] in _AT_SLIPS
            or source[quote + 1 : end].strip()
        ):
            break
        source = f"{source[:quote]}\\{source[quote:]}"
    return source


def read_json(source: str, offset: int) -> tuple[Any, int]:
    """The JSON value that begins at a place, or None, and the place up to which it was read."""
    try:
        return _DECODER.raw_decode(source, offset)
    except json.JSONDecodeError as error:
        return None, error.pos
    except (ValueError, RecursionError):
        return None, len(source)


def objects(value: Any) -> Iterable[dict[str, Any]]:
    """Every JSON object inside `value`, parents first, in document order."""
    if _kernels.markup is not None:
        found: list[dict[str, Any]] = _kernels.markup.objects(value)
        return found
    return _objects(value)


def _objects(value: Any) -> Iterator[dict[str, Any]]:
    pending = [value]
    while pending:
        item = pending.pop()
        if isinstance(item, dict):
            yield item
            inside: Iterable[Any] = item.values()
        elif isinstance(item, list):
            inside = item
        else:
            continue
        # most of what applications embed is texts and numbers
        pending += [value for value in inside if isinstance(value, (dict, list))][::-1]


def may_hold_text(source: str, least: int, least_words: int, is_wanted: Callable[[str], bool]) -> bool:
    """Return whether `longest_text` may find one of so many words in JSON; without a kernel it may always.

    To look through the text takes a tenth of the time that it takes to read it, and most hold none.
    """
    if _kernels.markup is None or '"' not in source:
        return True
    may_hold: bool = _kernels.markup.may_hold_text(source, least, least_words, is_wanted)
    return may_hold


def longest_text(
    value: Any, max_objects: int, min_length: int, max_length: int, is_wanted: Callable[[str], bool]
) -> str:
    """The first of the longest texts in a value, of those under a wanted key of one of its first objects.

    It has more than `min_length` and up to `max_length` characters; "" where there is none.
    """
    if _kernels.markup is not None:
        text: str = _kernels.markup.longest_text(value, max_objects, min_length, max_length, is_wanted)
        return text
    found = ""
    for item in islice(objects(value), max_objects):
        for key, text in item.items():
            if isinstance(text, str) and min_length < len(text) <= max_length and is_wanted(key):
                found, min_length = text, len(text)
    return found
