"""Decode bytes to text without losing any: by byte-order mark, declaration or detection."""

from __future__ import annotations

import codecs
import contextlib
import re
from importlib import import_module

from boilerstrip import _kernels
from boilerstrip.errors import OptionError
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import strip_lone_surrogates

_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# The HTML standard wants the declaration in the first 1024 bytes; on real pages it may come later.
_DECLARATION_WINDOW = 8192
_DETECTION_WINDOW = 1 << 20
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9._:-]+)""", re.IGNORECASE)
_ASCII = bytes(range(128))
_REPLACEMENT = "\ufffd"
# Share of invalid bytes up to which a page is damaged UTF-8 rather than another encoding.
_UTF8_DAMAGE = 0.1
# UTF-8 that was read as Latin-1 and encoded again: runs of its bytes as characters, of which those from
# U+0080 to U+009F are control characters that no page means. A stray one of these is in no run.
_CONTROL_IN_RUN = re.compile(rb"(?:\xc3[\x82-\xb4]|\xc2[\x80-\xbf])\xc2[\x80-\x9f]")
_CONTROL = lazy("[\x80-\x9f]")
_TWICE_ENCODED = lazy("(?:[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})+")
# What such runs are in: to look for this first takes a tenth of the time.
_AROUND_TWICE_ENCODED = lazy("[\xc2-\xf4][\x80-\xf4]+")
# Letters and signs of Latin-1, which have no control characters in them.
_TWICE_ENCODED_LATIN = lazy("(?:\xc3[\xa1-\xbf]|\xc2[\xa0-\xbf])+")


def decode(data: bytes, encoding: str | None = None) -> str:
    """Decode a page's bytes to text.

    In order: a byte-order mark; `encoding`, where the caller knows it; UTF-8, where the bytes
    are valid as such (whatever the page declares: multi-byte UTF-8 is not valid by chance);
    the declared charset, unless bytes would be lost by it; detection.

    Raises:
        OptionError: `encoding` is not the name of any encoding.

    """
    for mark, name in _BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(name, "replace")
    if encoding is not None:
        return _decode_as(data, _known(encoding))
    # ISO-2022-JP hides Japanese in escape sequences that are valid ASCII.
    escaped = b"\x1b" in data and (b"\x1b$" in data or b"\x1b(" in data)
    if escaped:
        # whatever the page declares: other encodings do not contain such sequences by chance
        with contextlib.suppress(UnicodeDecodeError):
            return data.decode("iso2022_jp_ext")
    elif wide := _unmarked_utf16(data):
        return data.decode(wide, "replace")
    else:
        try:
            text = data.decode("utf-8")
            is_doubtful = not text.isascii() and _may_be_twice_encoded(data)
            return _mend_twice_encoded(text) if is_doubtful else text
        except UnicodeDecodeError as error:
            start = max(0, error.start - _DETECTION_WINDOW // 2)
            around = data[start : start + _DETECTION_WINDOW]
            as_utf8 = around.decode("utf-8", "replace")
            lost = as_utf8.count(_REPLACEMENT)
            good = len(as_utf8) - (len(around) - len(around.translate(None, _ASCII))) - lost
            if lost <= _UTF8_DAMAGE * good:
                return data.decode("utf-8", "replace")
    return _least_damaged(data)


def _may_be_twice_encoded(data: bytes) -> bool:
    """Return whether bytes of UTF-8 may have characters that were encoded twice, some surely."""
    if _kernels.markup is not None:
        found: bool = _kernels.markup.may_be_twice_encoded(data)
        return found
    return _CONTROL_IN_RUN.search(data) is not None


def _mend_twice_encoded(text: str) -> str:
    """Return a text with the parts decoded once more that were UTF-8 read as Latin-1 and encoded again.

    Only runs with control characters are surely no text, and in texts with such runs the accented letters.
    """
    count = 0

    def mended(run: re.Match[str]) -> str:
        nonlocal count
        is_sure = _CONTROL.search(run[0]) is not None
        if not (is_sure or _TWICE_ENCODED_LATIN.fullmatch(run[0])):
            return run[0]
        try:
            found = run[0].encode("latin-1").decode()
        except UnicodeDecodeError:
            return run[0]
        if _CONTROL.search(found):
            return run[0]
        count += is_sure
        return found

    changed = _AROUND_TWICE_ENCODED.sub(lambda around: _TWICE_ENCODED.sub(mended, around[0]), text)
    return changed if count else text


def needed_charset(data: bytes, charset: str | None) -> str | None:
    """Return a server's charset if the page itself does not tell its encoding, else None.

    Servers are wrong more often than pages.
    """
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        try:
            name = codecs.lookup(charset).name if charset else None
        except (LookupError, ValueError):
            return None
        return None if name in _NO_CHARSETS else name
    return None


def _least_damaged(data: bytes) -> str:
    """Decode `data` with the fewest lost characters; of equally good encodings the declared one is used.

    The first megabyte decides.
    """
    from turbohtml import detect

    names = []
    if declared := _DECLARED.search(data[:_DECLARATION_WINDOW]):
        names.append(declared[1].decode("ascii"))
    # the declaration has been tried already, and the detector must not be misled by it
    window = data[:_DETECTION_WINDOW]
    names.append(detect.detect(_DECLARED.sub(b"", window)).encoding or "windows-1252")
    lost: dict[str, int] = {}
    for name in (*names, "windows-1252"):
        try:
            codec = _known(name)
            lost.setdefault(codec, _decode_as(window, codec).count(_REPLACEMENT))
        except OptionError:
            continue
    return _decode_as(data, min(lost, key=lost.__getitem__))


# Codecs of Python that no page is written in; the time of "punycode" grows with the square of the page.
_NO_CHARSETS = frozenset(("idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape"))


def _known(name: str) -> str:
    """Return the codec for the name of an encoding as the web uses it, or else as Python does."""
    import_module("turbohtml.detect")  # registers the codecs named "whatwg-…"

    for codec in (f"whatwg-{name}", name):
        try:
            found = codecs.lookup(codec).name
        except (LookupError, ValueError):
            continue
        if found not in _NO_CHARSETS:
            return found
    raise OptionError(f"unknown encoding: {name!r}")


def _decode_as(data: bytes, codec: str) -> str:
    try:
        # a few of Python's codecs, such as "utf-7", return lone surrogates
        return strip_lone_surrogates(data.decode(codec, "replace"))
    except (LookupError, ValueError) as error:
        # Python has codecs such as "hex" and "rot13" that do not return text
        raise OptionError(f"not a text encoding: {codec!r}") from error


def _unmarked_utf16(data: bytes) -> str | None:
    """Return the codec of UTF-16 without a byte-order mark, None for anything else.

    Every other byte of its ASCII markup is NUL.
    """
    head = data[:512]
    if len(head) < 16 or head.count(0) < len(head) // 3:
        return None
    return "utf-16-le" if head[1::2].count(0) > head[::2].count(0) else "utf-16-be"
