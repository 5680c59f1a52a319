"""Regular expressions that are compiled when they are first used, as not every page needs all of them."""

from __future__ import annotations

import re
from typing import Any, cast

_METHODS = ("search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split")


def lazy(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a regular expression that is used as any other, and compiled when it first is."""
    return cast("re.Pattern[str]", _Lazy(pattern, flags))


class _Lazy:
    """Stands for a compiled expression, and asks `re` for it on first use."""

    def __init__(self, pattern: str, flags: int) -> None:
        self.pattern = pattern
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name not in _METHODS:
            raise AttributeError(f"a lazy pattern has no {name!r}")
        compiled = re.compile(self.pattern, self._flags)
        # as attributes of its own they are found as fast as those of the expression; that another thread does
        # the same at the same time does no harm
        for method in _METHODS:
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
