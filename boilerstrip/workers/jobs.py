"""What workers are handed and what comes back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

# What a worker does with what it is handed, for a pool the fields of a PageSource behind its id; whatever it
# returns is pickled.
Work = Callable[..., Any]


class _PageSource(NamedTuple):
    id: Any
    page: str | bytes
    url: str | None = None
    encoding: str | None = None
    is_plaintext: bool = False


class PageSource(_PageSource):
    """One page to extract.

    Attributes:
        id: what the result is known by: any value, which need not be unique.
        page: HTML, XML, JSON or plain text.
        url: the page's address, if known.
        encoding: the encoding of bytes, if known from outside.
        is_plaintext: the page is plain text, whatever looks like markup in it.

    """

    __slots__ = ()

    def __new__(
        cls,
        id: Any,
        page: str | bytes,
        url: str | None = None,
        encoding: str | None = None,
        is_plaintext: bool = False,
        *,
        flattened: bool = False,
    ) -> Self:
        """Make a source; `flattened` is the deprecated name of `is_plaintext`."""
        return super().__new__(cls, id, page, url, encoding, is_plaintext or flattened)

    @property
    def flattened(self) -> bool:
        """Deprecated: `is_plaintext`."""
        return self.is_plaintext


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that has no result.

    Attributes:
        id: the page's id, or its number in the input, from 0, where it has none.
        kind: "timeout" (past the deadline), "crash" (its worker died), "memory" (its worker ran out of
            memory), "input" (not a page), "source" (could not be read) or "error" (anything else).
        reason: one line for people.

    """

    id: Any
    kind: str
    reason: str


class Done(NamedTuple):
    """What the work made of a page."""

    id: Any
    value: Any
