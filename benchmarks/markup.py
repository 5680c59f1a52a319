"""What several benchmarks need of a page: its encoding, its language, HTML turned into text."""

from __future__ import annotations

import codecs
import importlib
import re
from collections.abc import Iterator
from typing import Any

# In gold HTML an element with this attribute may come out or not, with all that it holds: neither is a fault.
# The attribute may name the columns of `benchmarks.fidelity` that this is true of.
OPTIONAL = "data-optional"

_DECLARED_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]+)", re.I)
_DECLARED_LANGUAGE = re.compile(rb"<html\b[^>]*?\blang\s*=\s*[\"']?\s*([A-Za-z]{2,3})\b", re.I)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SILENT = {"script", "style", "noscript", "template", "head", "svg", "iframe", "object", "select"}
_INLINE_TAGS = (
    "a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd label mark q ruby s "
    "samp small span strike strong sub sup time tt u var wbr img input button"
)
INLINE = frozenset(_INLINE_TAGS.split())


def decode(page: bytes) -> str:
    """The page as text, with U+FFFD for every byte that its encoding has no meaning for."""
    return _SURROGATE.sub("\ufffd", decode_exactly(page)[0])


def decode_exactly(page: bytes) -> tuple[str, str]:
    """The page as text, with the name of its encoding.

    A byte-order mark decides, else the bytes where they are valid UTF-8, else the declared
    charset, else Windows-1252. Bytes the encoding has no meaning for become surrogates, so that
    encoding the text again with ``surrogateescape`` restores the page byte for byte.
    """
    for mark, encoding in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")):
        if page.startswith(mark):
            return page.decode(encoding, "surrogateescape"), encoding
    try:
        return page.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _DECLARED_CHARSET.search(page[:4096])
    for encoding in (declared[1].decode("ascii") if declared else "", "windows-1252", "latin-1"):
        try:
            return page.decode(encoding, "surrogateescape"), encoding
        except (LookupError, UnicodeDecodeError):
            continue
    return page.decode("latin-1"), "latin-1"


def declared_language(page: bytes) -> str:
    """The two- or three-letter code of ``<html lang>``, or nothing."""
    found = _DECLARED_LANGUAGE.search(page[:20_000])
    return found[1].decode("ascii").lower() if found else ""


def text_of(html: str) -> str:
    """The visible text of an HTML page or fragment, one line a block."""
    lxml_html: Any = importlib.import_module("lxml.html")  # only some benchmarks need it

    if not html.strip():
        return ""
    # lxml takes no encoding declaration in text that is decoded already, nor surrogates
    html = _SURROGATE.sub("\ufffd", re.sub(r"^\s*<\?xml[^>]*\?>", "", html))
    root = lxml_html.document_fromstring(html, parser=lxml_html.HTMLParser(huge_tree=True))
    lines = "".join(_pieces(root)).split("\n")
    return "\n".join(line for raw in lines if (line := " ".join(raw.split())))


def _pieces(root: Any) -> Iterator[str]:
    """Text in document order, with a line break at both ends of every block."""
    stack: list[tuple[Any, bool]] = [(root, False)]
    while stack:
        node, closing = stack.pop()
        block = isinstance(node.tag, str) and node.tag not in INLINE
        if closing:
            yield ("\n" if block else "") + (node.tail or "").replace("\n", " ")
            continue
        stack.append((node, True))
        if isinstance(node.tag, str) and node.tag not in _SILENT:
            yield ("\n" if block else "") + (node.text or "").replace("\n", " ")
            stack.extend((child, False) for child in reversed(node))
