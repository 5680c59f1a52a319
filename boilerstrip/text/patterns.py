"""Regular expressions that are compiled on first use, because few pages need all of them."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is compiled on first use, and can be used like any other."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


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
