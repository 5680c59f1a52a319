"""The page's own record in the data that it embeds for its scripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import islice
from typing import Any

from boilerstrip.page import Page
from boilerstrip.page.embedded_json import objects, parse_json, read_json
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import words

# Reading megabytes of state costs more than all the rest.
_MAX_SOURCE = 400_000  # characters
_MAX_OBJECTS = 20_000
_MAX_VALUES = 20
_MAX_TITLE = 500  # characters
_MIN_TITLE_WORDS = 2
# Of the title's words that are looked for first: signs of each, and how many.
_MIN_SIGNS = 4
_MAX_PLAIN_WORDS = 64
_TITLES = ("title", "headline", "name")
# Where a value begins in a script: it is assigned, handed to a function, or the text of a JSON string.
_VALUE = lazy(r"(?:[=(,:]|JSON\.parse\()\s*(?=[{\[\"'])")
# What serialisers of scripts write for a value that is absent, which is no JSON.
_UNDEFINED = lazy(r"undefined(?<=[:,\[\s]undefined)(?=\s*[,}\]])")
# The stream of server components: chunks of text that break off anywhere, each line a number and a value.
_STREAM = Needles("__next_f", is_exact=True)
_STREAM_CHUNK = lazy(r"__next_f\.push\(\s*(?=\[)")
_STREAM_ROW = lazy(r"[0-9a-f]{1,6}:[A-Z]{0,2}(?=[\[{])")
# What stands behind a key whose value is a text in a script, quoted in any way, escaped or not.
_PROPERTY_TEXT = lazy(r"""\\{0,3}["']?\s*[:=]\s*\\{0,3}["']([^"'\\<>{}]{6,40})\\{0,3}["']""")


def keys_of(names: Iterable[str]) -> Needles:
    """Return these keys as data have them: in JSON, or in the text of a string."""
    return Needles(*(f'"{name}{quote}' for name in names for quote in ('"', "\\")), is_exact=True)


class EmbeddedRecords:
    """The objects in embedded data that have the page's title for theirs, looked for when asked for."""

    def __init__(self, page: Page, title: str | None) -> None:
        self._page = page
        self._title = title
        # the objects with the title in each script by its number, read once for all keys
        self._found: dict[int, list[dict[str, Any]]] = {}

    def found_with(self, keys: Needles) -> list[dict[str, Any]]:
        """Return the objects in scripts, or in rows of a stream, that have any of these keys."""
        if len(self._title_words) < _MIN_TITLE_WORDS:
            return []
        # to see that a script has no key takes a fraction of the time to read it
        found = [
            item
            for number, source in enumerate(self._scripts)
            if number not in self._chunks and keys.are_in(source)
            for item in self._read(number)
        ]
        if self._chunks and keys.are_in(self._raw_stream):
            found += self._find(islice(self._streamed_values(self._stream, keys), _MAX_OBJECTS))
        return found

    def _read(self, number: int) -> list[dict[str, Any]]:
        """Return the objects in a script that have the page's title for theirs."""
        if (found := self._found.get(number)) is None:
            source = self._scripts[number]
            # to see that it has not the title takes a fraction of the time, too
            found = self._found[number] = self._find(_values(source)) if self._may_be_in(source) else []
        return found

    @cached_property
    def _title_words(self) -> list[str]:
        return words(self._title or "")

    @cached_property
    def _plain_words(self) -> Needles:
        """The longer words of ASCII in the title."""
        plain = (word for word in self._title_words if word.isascii() and len(word) >= _MIN_SIGNS)
        return Needles(*islice(dict.fromkeys(plain), _MAX_PLAIN_WORDS))

    def _may_be_in(self, source: str) -> bool:
        """Return whether a text has the title's words; letters beyond ASCII may be escaped."""
        # to lower-case the text takes longer than to parse it
        sought = self._plain_words.words
        return not sought or len(self._plain_words.found_in([source])) == len(sought)

    def _find(self, values: Iterable[Any]) -> list[dict[str, Any]]:
        """Return the objects in these values that have the page's title for theirs."""
        wanted = self._title_words
        # in lower case, some signs are longer
        shortest = sum(map(len, wanted)) // 2
        found = []
        for value in values:
            for item in islice(objects(value), _MAX_OBJECTS):
                for key in _TITLES:
                    text = item.get(key)
                    # most texts are too short
                    if text.__class__ is str and len(text) >= shortest and words(text[:_MAX_TITLE]) == wanted:
                        found.append(item)
                        break
        return found

    def _streamed_values(self, text: str, keys: Needles) -> Iterator[Any]:
        """Yield the values in the rows of a stream that have the title and any of these keys."""
        start = 0
        for line in text.split("\n") if keys.are_in(text) else ():
            if (row := _STREAM_ROW.match(line)) and keys.are_in(line) and self._may_be_in(line):
                yield read_json(text, start + row.end())[0]
            start += len(line) + 1

    def stated_once(self, keys: Iterable[str]) -> str | None:
        """Return the text of the first property of these names that has one and the same text everywhere.

        Of several texts nothing tells which is that of the page.
        """
        for key in keys:
            found = {text for source in self._scripts for text in _texts_of(source, key)}
            if len(found) == 1:
                return found.pop()
        return None

    @cached_property
    def _scripts(self) -> list[str]:
        return [source for source in self._page.head.data if len(source) <= _MAX_SOURCE]

    @cached_property
    def _chunks(self) -> dict[int, list[int]]:
        """Where the chunks of a stream begin in the scripts that have any, by the number of the script."""
        found = {
            number: [chunk.end() for chunk in _STREAM_CHUNK.finditer(source)]
            for number, source in enumerate(self._scripts)
            if _STREAM.are_in(source)
        }
        return {number: starts for number, starts in found.items() if starts}

    @cached_property
    def _raw_stream(self) -> str:
        """The text of the stream as it is written, which has all of its keys: a chunk may end within one."""
        chunks: list[str] = []
        for number, starts in self._chunks.items():
            source = self._scripts[number]
            for start, end in zip(starts, (*starts[1:], len(source)), strict=True):
                chunks.append(source[source.find('"', start) + 1 : source.rfind('"', start, end)])
        return "".join(chunks)

    @cached_property
    def _stream(self) -> str:
        """The text of the stream."""
        values = (
            read_json(self._scripts[number], start)[0]
            for number, starts in self._chunks.items()
            for start in starts
        )
        return "".join(value[1] for value in values if _is_stream_chunk(value))


def _texts_of(source: str, key: str) -> Iterator[str]:
    """Yield the texts that a script has for a key; looking for the key alone is faster."""
    start = source.find(key)
    while start >= 0:
        end = start + len(key)
        before = source[start - 1 : start]
        if not (before.isalnum() or before in ("_", "-")) and (text := _PROPERTY_TEXT.match(source, end)):
            yield text[1]
        start = source.find(key, end)


def _values(source: str) -> Iterator[Any]:
    """Yield the values of JSON that a script holds."""
    if source.lstrip().startswith(("{", "[")):
        yield parse_json(source)
    else:
        yield from _assigned_values(source)


def _is_stream_chunk(value: Any) -> bool:
    return isinstance(value, list) and len(value) > 1 and isinstance(value[1], str)


def _assigned_values(source: str) -> Iterator[Any]:
    """Yield the values of JSON that a script assigns or hands on, as objects or as the text of them."""
    source = _UNDEFINED.sub("null", source)
    end = 0
    for match in islice(_VALUE.finditer(source), _MAX_VALUES):
        if match.end() < end:
            continue
        value, end = read_json(source, match.end())
        if isinstance(value, str) and value.lstrip().startswith(("{", "[")):
            value = _decoded(value)
        if isinstance(value, (dict, list)):
            yield value


def _decoded(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
