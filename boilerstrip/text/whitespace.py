"""White space, and characters that nobody sees."""

from __future__ import annotations

import re

from boilerstrip import _kernels

_SPACES = re.compile(r"[ \t\n\f\r\x0b\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+")
# Zero-width characters and controls say nothing to a reader, and overrides of direction make him read what
# is not there; the other bidirectional marks stay.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\u00ad\u200b\u202d\u202e\u2060\ufeff\ud800-\udfff]"
)
_LONE_SURROGATES = re.compile("[\ud800-\udfff]+")
# Joiners and marks of direction show nothing by themselves; site builders have them for blank lines.
_JOINERS = "\u200c\u200d\u200e\u200f\u061c "


def squeeze(text: str) -> str:
    """`text` with white space runs as one space and invisible characters gone."""
    if not text.isascii() or not text.isprintable():
        text = _INVISIBLE.sub("", text)
    return _SPACES.sub(" ", text)


def collapse(text: str) -> str:
    """`text` as a browser shows it: squeezed, without white space at its ends."""
    if _kernels.text is not None:
        collapsed: str | None = _kernels.text.collapse(text)
        # None where something invisible is to be taken out
        if collapsed is not None:
            return collapsed
    text = " ".join(text.split())
    # what is invisible is not printable either
    if text.isprintable():
        return text
    text = " ".join(_INVISIBLE.sub("", text).split())
    return text if text.strip(_JOINERS) else ""


def strip_invisible(text: str) -> str:
    """`text` without zero-width characters and controls, its white space as it is."""
    return _INVISIBLE.sub("", text)


def strip_lone_surrogates(text: str) -> str:
    """`text` without halves of surrogate pairs, which no encoding of the web has and no reader sees."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATES.sub("", text)
    return text
