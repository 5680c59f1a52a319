"""The data that workers receive and return."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, NamedTuple, Self

# The function that a worker calls; in a pool, with the fields of a PageSource except its id. What it returns
# is pickled.
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
        id: identifies the result: any value, which need not be unique.
        page: HTML, XML, JSON or plain text.
        url: the page's address, if known.
        encoding: the encoding of bytes, if known.
        is_plaintext: whether the page is plain text, in which tags have no meaning.

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
    """A page without a result.

    Attributes:
        id: the page's id, or its number in the input, from 0, if it has none.
        kind: "timeout" (past the deadline), "crash" (its worker died), "memory" (its worker ran out of
            memory), "input" (not a page), "source" (could not be read) or "error" (anything else).
        reason: one line that explains the failure.

    """

    id: Any
    kind: str
    reason: str


class Done(NamedTuple):
    """The result of a page."""

    id: Any
    value: Any
