"""What must hold for any input at all: the check that the fuzzer makes, and that its found cases must pass.

An input is two bytes that say how the rest is handed in (see `WAYS`), and the page.
"""

from __future__ import annotations

import json
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from html.parser import HTMLParser
from typing import Any

import turbohtml

import boilerstrip
from boilerstrip.input.decode import decode
from boilerstrip.render.html import _ATTRIBUTES, _TAGS

_BRIEF = boilerstrip.Limits(
    characters=2_000, nodes=60, elements=15, blocks=12, text=300, depth=6, embedded=500, objects=9,
    bounded=200,
)  # fmt: skip
_KEPT = {"include_title": True, "include_byline": True, "include_comments": True}
ENCODINGS = (
    "utf-8", "utf-16", "utf-16-be", "utf-32", "utf-7", "windows-1252", "iso-8859-8-i", "shift_jis", "euc-jp",
    "iso-2022-jp", "gb18030", "big5", "euc-kr", "koi8-u", "macintosh", "x-user-defined", "replacement", "hz",
    "idna", "punycode", "unicode_escape", "raw_unicode_escape", "rot13", "hex", "undefined", "mbcs", "",
    "x" * 300,
)  # fmt: skip
LONGEST = 30_000  # bytes of a page that is one piece over and over
_ADDRESSES = ("http:", "https:", "mailto:")
# What a browser takes for the scheme of an address.
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:")


class Finding(Exception):  # noqa: N818 - what is found is not always an error of the program
    """Something that must hold does not."""


def check(data: bytes, seconds: float | None = None) -> None:
    """Extract what an input holds and look at all that comes out.

    Args:
        data: the input.
        seconds: of processor time, what the extraction may take; any time where it is None.

    Raises:
        Finding: what must hold does not.
        Exception: what the extraction raised though it must not.

    """
    if len(data) < 2:
        data = data.ljust(2, b"\0")
    way = WAYS[data[0] % len(WAYS)]
    started = time.process_time()
    try:
        extraction = way(data[1], data[2:])
    except boilerstrip.OptionError:
        if way is not _encoded:
            raise
        return
    _look(extraction)
    taken = time.process_time() - started
    if seconds is not None and taken > seconds:
        raise Finding(f"slow: {taken:.1f} s for {len(data)} bytes")
    if way in (_bytes, _str, _address):
        _compare(extraction, data[2:], way)


@dataclass(frozen=True)
class _Generous:
    """Takes most of any page for its body, so that what is made of bodies has something to do.

    Of eight Blocks in a row those are left out whose bit is set.
    """

    left_out: int

    def probabilities(
        self, page: boilerstrip.Page, candidates: Sequence[boilerstrip.Candidate]
    ) -> list[float]:
        """The same in any eight Blocks."""
        return [0.1 if self.left_out >> block.index % 8 & 1 else 0.9 for block in page.blocks]

    def confidence(self, page: boilerstrip.Page, expected: float) -> float:
        """What is expected, as it is."""
        return expected


@cache
def _extractor(detail: int | None, **options: Any) -> boilerstrip.Extractor:
    """An extractor with the trained model, or with a generous judge in its place."""
    scorer = None if detail is None else _Generous(detail)
    chosen: dict[str, Any] = {"effort": "fast", "concurrent": False, "scorer": scorer}
    return boilerstrip.Extractor(**chosen | options)


def _bytes(detail: int, page: bytes) -> boilerstrip.Extraction:
    return _extractor(detail).extract(page)


def _str(detail: int, page: bytes) -> boilerstrip.Extraction:
    return _extractor(detail).extract(page.decode("utf-8", "surrogateescape"))


def _address(detail: int, page: bytes) -> boilerstrip.Extraction:
    """The first line is the page's address."""
    address, _, rest = page.partition(b"\n")
    return _extractor(detail).extract(rest, url=address.decode("utf-8", "surrogateescape"))


def _learned(_: int, page: bytes) -> boilerstrip.Extraction:
    return _extractor(None).extract(page)


def _flattened(_: int, page: bytes) -> boilerstrip.Extraction:
    return _extractor(None, **_KEPT).extract_plaintext(page)


def _encoded(detail: int, page: bytes) -> boilerstrip.Extraction:
    return _extractor(0, **_KEPT).extract(page, encoding=ENCODINGS[detail % len(ENCODINGS)])


def _brief(detail: int, page: bytes) -> boilerstrip.Extraction:
    return _extractor(detail, limits=_BRIEF).extract(page)


def _repeated(detail: int, page: bytes) -> boilerstrip.Extraction:
    """One piece over and over, to find what takes longer than in proportion."""
    begin, piece = page[: len(page) // 4], page[len(page) // 4 :]
    return _extractor(None).extract(begin + piece * min(2 ** (detail % 17), LONGEST // max(1, len(piece))))


def _auto(_: int, page: bytes) -> boilerstrip.Extraction:
    return _extractor(None, effort="auto").extract(page)


def _full(detail: int, page: bytes) -> boilerstrip.Extraction:
    return _extractor(detail, effort="full").extract(page)


WAYS: tuple[Callable[[int, bytes], boilerstrip.Extraction], ...] = (
    _bytes, _bytes, _bytes, _bytes, _bytes, _bytes, _bytes, _bytes, _str, _str, _str, _str,
    _address, _address, _learned, _learned, _learned, _learned, _flattened, _flattened,
    _encoded, _encoded, _encoded, _encoded, _brief, _brief, _brief, _brief, _auto, _full, _full, _repeated,
)  # fmt: skip


def _look(extraction: boilerstrip.Extraction) -> None:
    """Whether every form of an extraction is whole, sanitised and writable."""
    record = json.loads(extraction.to_json().encode())
    if not (extraction.text or extraction.notes):
        raise Finding("nothing, and no note that says why")
    for form in ("text", "markdown", "html"):
        if bool(record[form]) != bool(extraction.kept):
            raise Finding(f"{form}: empty where the others are not")
    for candidate in extraction.candidates:
        if candidate.error and candidate.name in boilerstrip.strategies.OWN:
            raise Finding(f"{candidate.name}: {candidate.error}")
    if not 0 <= extraction.confidence <= 1:
        raise Finding(f"confidence: {extraction.confidence}")
    if not all(0 <= block.probability <= 1 for block in extraction.blocks):
        raise Finding("probability: not one")
    wall = _Wall()
    wall.feed(extraction.html)
    wall.close()


class _Wall(HTMLParser):
    """Reads clean HTML with another parser than the one that cleaned it."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Refuse what a clean body does not have."""
        if tag not in _TAGS:
            raise Finding(f"html: a {tag} element")
        for name, value in attrs:
            address = "".join(char for char in value or "" if char > " ").lower()
            scheme = _SCHEME.match(address)
            if name not in _ATTRIBUTES.get(tag, ()):
                raise Finding(f"html: an attribute {name}")
            if name in ("href", "src") and scheme and scheme[0] not in _ADDRESSES:
                raise Finding(f"html: an address with {scheme[0]}")

    def handle_comment(self, data: str) -> None:
        """Refuse comments."""
        raise Finding("html: a comment")

    def handle_decl(self, decl: str) -> None:
        """Refuse declarations."""
        raise Finding("html: a declaration")


def _compare(extraction: boilerstrip.Extraction, page: bytes, way: object) -> None:
    """Whether the body says what the page says, and stays what it is when cleaned again."""
    if way is _address:
        page = page.partition(b"\n")[2]
    text = page.decode("utf-8", "surrogateescape") if way is _str else decode(page)
    if extraction._page.embedded is None and text.lstrip()[:1] not in ("{", "["):
        letters = _letters(extraction.text)
        if not (_within(letters, _letters(text)) or _within(letters, _letters(turbohtml.parse(text).text))):
            raise Finding("text: not the page's")
    if extraction.html and way is not _address:
        again = _extractor(None).extract(extraction.html)
        for form in ("text", "html", "markdown"):
            if getattr(again, form) != getattr(extraction, form):
                raise Finding(f"{form}: another when cleaned again")


def _letters(text: str) -> str:
    return "".join(char for char in text if char.isalnum())


def _within(part: str, whole: str) -> bool:
    rest = iter(whole)
    return all(char in rest for char in part)
