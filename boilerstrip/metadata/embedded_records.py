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
_TITLES = ("title", "headline", "name")
# Where a value begins in a script: it is assigned, handed to a function, or the text of a JSON string.
_VALUE = lazy(r"(?:[=(,:]|JSON\.parse\()\s*(?=[{\[\"'])")
# What serialisers of scripts write for a value that is absent, which is no JSON.
_UNDEFINED = lazy(r"undefined(?<=[:,\[\s]undefined)(?=\s*[,}\]])")
# The stream of server components: chunks of text that break off anywhere, each line a number and a value.
_STREAM = "__next_f"
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
        # of each script by its number, read once for all keys: the objects in it, and its chunks of a stream
        self._found: dict[int, tuple[list[dict[str, Any]], list[str]]] = {}

    def found_with(self, keys: Needles) -> list[dict[str, Any]]:
        """Return the objects in scripts, or in rows of a stream, that have any of these keys."""
        if len(self._title_words) < _MIN_TITLE_WORDS:
            return []
        found: list[dict[str, Any]] = []
        stream: list[str] = []
        for number, source in enumerate(self._scripts):
            # to see that a script has no key takes a fraction of the time to read it
            if number in self._streams or keys.are_in(source):
                objects_in_script, chunks = self._read(number)
                found += objects_in_script
                stream += chunks
        if stream:
            found += self._find(islice(self._streamed_values("".join(stream), keys), _MAX_OBJECTS))
        return found

    def _read(self, number: int) -> tuple[list[dict[str, Any]], list[str]]:
        """Return the objects in a script with the page's title, and its chunks of a stream."""
        if (read := self._found.get(number)) is None:
            source, chunks = self._scripts[number], list[str]()
            # to see that it has not the title takes a fraction of the time to parse it
            may_have = number in self._streams or self._may_be_in(source)
            read = self._found[number] = (self._find(_values(source, chunks)) if may_have else []), chunks
        return read

    @cached_property
    def _title_words(self) -> list[str]:
        return words(self._title or "")

    @cached_property
    def _plain_words(self) -> frozenset[str]:
        return frozenset(filter(str.isascii, self._title_words))

    def _may_be_in(self, source: str) -> bool:
        """Return whether a text has the title's words; letters beyond ASCII may be escaped."""
        lowered = source.lower()
        return all(word in lowered for word in self._plain_words)

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
        head = self._page.head
        scripts = (*head.state, *head.scripts, *head.dated_scripts)
        return [source for source in scripts if len(source) <= _MAX_SOURCE]

    @cached_property
    def _streams(self) -> frozenset[int]:
        """The numbers of the scripts that may be part of a stream, whose chunks break off anywhere."""
        return frozenset(number for number, source in enumerate(self._scripts) if _STREAM in source)


def _texts_of(source: str, key: str) -> Iterator[str]:
    """Yield the texts that a script has for a key; looking for the key alone is faster."""
    start = source.find(key)
    while start >= 0:
        end = start + len(key)
        before = source[start - 1 : start]
        if not (before.isalnum() or before in ("_", "-")) and (text := _PROPERTY_TEXT.match(source, end)):
            yield text[1]
        start = source.find(key, end)


def _values(source: str, chunks: list[str]) -> Iterator[Any]:
    """Yield the values of JSON that a script holds, and append the chunks of a stream."""
    if source.lstrip().startswith(("{", "[")):
        yield parse_json(source)
    elif streamed := [read_json(source, chunk.end())[0] for chunk in _STREAM_CHUNK.finditer(source)]:
        chunks += [value[1] for value in streamed if _is_stream_chunk(value)]
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
