"""White space and invisible characters."""

from __future__ import annotations

from boilerstrip import _kernels
from boilerstrip.text.patterns import lazy

_SPACES = lazy(r"[ \t\n\f\r\x0b\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# Zero-width characters and controls have no meaning for a reader, and overrides of the direction make a text
# look like another one; other bidirectional marks stay.
_INVISIBLE = lazy("[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u202d\u202e\u2060\ufeff\ud800-\udfff]")
_LONE_SURROGATES = lazy("[\ud800-\udfff]+")
# Joiners and marks of direction, of which site builders make blank lines.
_JOINERS = "\u200c\u200d\u200e\u200f\u061c "


def squeeze(text: str) -> str:
    """Return `text` with runs of white space as one space and without invisible characters."""
    if not text.isascii() or not text.isprintable():
        text = _INVISIBLE.sub("", text)
    elif "  " not in text:
        return text
    return _SPACES.sub(" ", text)


def collapse(text: str) -> str:
    """Return `text` as a browser shows it: squeezed, and without white space at its ends."""
    if _kernels.text is not None:
        collapsed: str = _kernels.text.collapse(text)
        return collapsed
    text = " ".join(text.split())
    # invisible characters are not printable
    if text.isprintable():
        return text
    text = " ".join(_INVISIBLE.sub("", text).split())
    return text if text.strip(_JOINERS) else ""


def strip_invisible(text: str) -> str:
    """Return `text` without zero-width characters and controls; its white space stays as it is."""
    return _INVISIBLE.sub("", text)


def strip_lone_surrogates(text: str) -> str:
    """Return `text` without lone surrogates, which cannot be encoded."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATES.sub("", text)
    return text
