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
        beyond_ascii: a further expression, for what has a letter beyond ASCII: most texts have none.
        parts: parts, one of which is in all that `pattern` finds: to look for them takes a fraction of the
            time, and most texts have none.

    """

    def __init__(self, pattern: str, beyond_ascii: str | None = None, parts: Needles | None = None) -> None:
        self.pattern = f"{pattern}|{beyond_ascii}" if beyond_ascii else pattern
        self._parts = parts
        self._lazy = lazy(pattern)
        self._beyond_ascii = lazy(beyond_ascii) if beyond_ascii else None

    def search(self, text: str, start: int = 0) -> re.Match[str] | None:
        """Return the first match from a place on; places in it are those in the text."""
        may_find = self._parts is None or self._parts.are_in(text)
        found = self._lazy.search(_lowered(text), start) if may_find else None
        if self._beyond_ascii is None or text.isascii() or not _BEYOND_ASCII.search(text):
            return found
        other = self._beyond_ascii.search(_lowered(text), start)
        return other if found is None or (other and other.start() < found.start()) else found

    def match(self, text: str) -> re.Match[str] | None:
        """Return the match at the start of a text."""
        lowered = _lowered(text)
        found = self._lazy.match(lowered)
        if found or self._beyond_ascii is None or text.isascii():
            return found
        return self._beyond_ascii.match(lowered)


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
