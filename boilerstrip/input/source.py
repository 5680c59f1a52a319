"""Load any input as a Page: HTML, XML, JSON or plain text; an empty Page if it is not text."""

from __future__ import annotations

import re
from itertools import islice
from typing import Any

from boilerstrip.errors import InputError
from boilerstrip.input.decode import decode
from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.limits import Limits
from boilerstrip.page import Page
from boilerstrip.page.embedded_body import embed
from boilerstrip.page.embedded_json import objects, read_json
from boilerstrip.page.selected import Selector
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import strip_lone_surrogates

# First bytes of binary files. Everything else is read as text.
_BINARY = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or office document"),
    (b"\x1f\x8b", "gzip data"),
    (b"\x89PNG\r\n\x1a\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"RIFF", "RIFF media"),
    (b"\x00\x00\x00\x18ftyp", "an MP4 video"),
    (b"\x7fELF", "an ELF binary"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a legacy office document"),
    (b"\x28\xb5\x2f\xfd", "zstd data"),
    (b"wOF", "a font"),
)
_MAGIC = tuple(magic for magic, _ in _BINARY)
# A tag, or its beginning up to an attribute, whose value may have any length and contain what looks like a
# tag.
_TAG = lazy(
    r"<(?:!doctype|!--|\?xml|/?[a-z][a-z0-9:-]*+(?:\s[^<>]*+|/)?>|[a-z][a-z0-9:-]*+\s++[a-z][\w:.-]*+=[\"'])",
    re.IGNORECASE,
)
# The first tag must begin before this position.
_SNIFFED = 1_200_000
_BRACKET = lazy("[<>]")
_NON_BLANK = lazy(r"[^\0 \t\r\n\f\v]")
_JSON = lazy(r"\s*[{\[]")
# Keys of the body in the JSON of content APIs.
_BODY_KEYS = ("articleBody", "body", "content", "text", "html", "rendered", "description")
# Keys of its paragraphs, or of their text.
_PARAGRAPH_KEYS = ("blocks", "paragraphs", "children", "data")
_MAX_NESTED = 8
_TITLED = frozenset({"title", "headline"})


# The beginning of an address, and the end of a file name, that was passed instead of a page.
_SCHEMES = ("http://", "https://", "file://", "ftp://")
_ENDINGS = tuple(".html .htm .xhtml .mhtml .xml .json .jsonl .txt .md .pdf .warc .gz .zst .parquet".split())
_MAX_NAME = 2_000


def refuse_names(page: object) -> None:
    """Raise InputError if `page` is an address or the name of a file; the message says how to read that."""
    if not isinstance(page, (str, bytes)):
        content = getattr(page, "content", None)
        if hasattr(page, "__fspath__"):
            raise InputError(
                "a page must be str or bytes, not a path; pass what the file contains: read_bytes()"
            )
        if isinstance(content, (str, bytes)):
            raise InputError(f"a page must be str or bytes, not {type(page).__name__}; pass its .content")
        return
    if len(page) > _MAX_NAME:
        return
    name = (page if isinstance(page, str) else page.decode("utf-8", "replace")).strip()
    if "<" in name or len(name.split()) != 1:
        return
    if name.lower().startswith(_SCHEMES):
        raise InputError(f"this is an address, not a page: {name}; use boilerstrip.extract_url to fetch it")
    if name.lower().endswith(_ENDINGS):
        raise InputError(f"this is a file name, not a page: {name}; pass the contents of the file")


def load(
    page: str | bytes,
    url: str | None,
    encoding: str | None,
    limits: Limits,
    *,
    is_plaintext: bool = False,
    selectors: tuple[Selector, ...] = (),
) -> Page:
    """Return any input as a Page; what cannot be read as text gives an empty Page with a note.

    Args:
        page: a page, as text or bytes.
        url: its address, if known.
        encoding: the encoding of bytes, if known.
        limits: what a page may cost.
        is_plaintext: whether `page` is plain text, in which tags have no meaning.
        selectors: the Page records which elements they select.

    Raises:
        InputError: `page` is neither `str` nor bytes-like.
        OptionError: `encoding` is not known.

    """
    if isinstance(page, (bytearray, memoryview)):
        page = bytes(page)
    if reason := _why_not_text(page):
        return _empty(reason, url, limits)
    text = _as_text(page, encoding, limits)
    if not _NON_BLANK.search(text):
        return _empty("the page is empty", url, limits)
    if is_plaintext:
        return plaintext_page(text, url, limits)
    if _JSON.match(text) and len(text) <= limits.embedded and (found := _json_text(text, limits)) is not None:
        if not found:
            return _empty("JSON without a body", url, limits)
        return load(found, url, None, limits, selectors=selectors)
    if not _has_tags(text):
        return plaintext_page(text, url, limits)
    return _markup_page(text, url, limits, selectors)


def _why_not_text(page: object) -> str | None:
    """Return the reason why this cannot be read as text, None if it can."""
    if isinstance(page, bytes):
        kind = binary_kind(page)
    else:
        kind = "a PDF" if isinstance(page, str) and page.removeprefix("\ufeff").startswith("%PDF-") else None
    return f"{kind}, not text" if kind else None


def _as_text(page: object, encoding: str | None, limits: Limits) -> str:
    """Decode bytes, up to the limit, or remove what cannot be encoded from a `str`."""
    if isinstance(page, bytes):
        return decode(page[: limits.characters + 1], encoding)
    if isinstance(page, str):
        return strip_lone_surrogates(page.removeprefix("\ufeff"))
    raise InputError(f"a page must be str or bytes, not {type(page).__name__}")


def _has_tags(text: str) -> bool:
    """Return whether a tag begins near the beginning of a text; it may end anywhere."""
    if _TAG.search(text, 0, _SNIFFED):
        return True
    end = _BRACKET.search(text, _SNIFFED)
    return _TAG.search(text, 0, end.end() if end else len(text)) is not None


def _markup_page(text: str, url: str | None, limits: Limits, selectors: tuple[Selector, ...]) -> Page:
    """Return a Page of markup, including a body that it embeds as data."""
    page = Page(text, url, limits, selectors)
    embed(page)
    if not page.blocks:
        page.notes.append("the page has no text")
    return page


def binary_kind(data: bytes) -> str | None:
    """Return what kind of binary file these bytes are, None if they may be text."""
    if not data.startswith(_MAGIC):
        return None
    return next(kind for magic, kind in _BINARY if data.startswith(magic))


def _empty(reason: str, url: str | None, limits: Limits) -> Page:
    page = Page("", url, limits)
    page.notes.append(reason)
    return page


def _json_text(text: str, limits: Limits) -> str | None:
    """Return the longest body in a JSON document, "" for none, None if `text` is not JSON."""
    text = text.strip()
    value, end = read_json(text, 0)
    if end < len(text) or not isinstance(value, (dict, list)):
        return None
    found = islice(objects(value), limits.objects)
    bodies = (
        _body_text(item[key]) for item in found for key in (*_BODY_KEYS, *_PARAGRAPH_KEYS) if key in item
    )
    return max(bodies, key=len, default="")


def _body_text(value: Any, nested: int = 0) -> str:
    """Return the text of a body, which may be a list of paragraphs, as block editors store it."""
    if isinstance(value, str):
        return value
    if nested < _MAX_NESTED and isinstance(value, dict):
        texts = (
            _body_text(value[key], nested + 1) for key in (*_BODY_KEYS, *_PARAGRAPH_KEYS) if key in value
        )
        return next(filter(None, texts), "")
    if nested < _MAX_NESTED and isinstance(value, list):
        if all(isinstance(part, dict) and not _TITLED.isdisjoint(part) for part in value):
            # a list of pages
            return ""
        runs = all(isinstance(part, dict) and part.get("type") == "text" for part in value)
        return ("" if runs else "\n\n").join(filter(None, (_body_text(part, nested + 1) for part in value)))
    return ""
