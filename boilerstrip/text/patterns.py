"""Regular expressions that are compiled on first use, because few pages need all of them."""

from __future__ import annotations

import re
from typing import Any, cast

from boilerstrip.text.needles import Needles

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")
# A letter beyond ASCII, or a sign that expressions look for as they do for letters.
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f\W]|©")


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled on first use, and can be used like any other."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class LowerCase:
    """An expression in small letters, for texts in any: three times as fast as one that ignores case.

    Where a text has other places in small letters, only what is in small letters is found.

    Args:
        pattern: the expression.
        of_ascii: a shorter expression that finds the same in texts of ASCII.
        parts: parts, one of which is in all that it finds without a letter beyond ASCII: to look for them
            takes a fraction of the time, and most texts have none.

    """

    def __init__(self, pattern: str, of_ascii: str | None = None, parts: Needles | None = None) -> None:
        self.pattern = pattern
        self._parts = parts
        self._lazy = lazy(pattern)
        self._lazy_of_ascii = self._lazy if of_ascii is None else lazy(of_ascii)

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match from a place on; places in it are those in the text."""
        parts = self._parts
        may_find = parts is None or parts.are_in(text)
        if text.isascii():
            return self._lazy_of_ascii.search(text.lower(), start) if may_find else None
        if may_find or _BEYOND_ASCII.search(text):
            return self._lazy.search(_lowered(text), start)
        return None

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the start of a text."""
        if text.isascii():
            return self._lazy_of_ascii.match(text.lower())
        return self._lazy.match(_lowered(text))


def _lowered(text: str) -> str:
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else text


class _Lazy:
    """Stand-in for a compiled expression, which compiles it on first use."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(f"a lazy pattern has no {name!r}")
        compiled = re.compile(self.pattern, self._flags)
        # own attributes are as fast as those of the compiled expression; another thread may safely set the
        # same attributes at the same time
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
