"""What LangChain and LlamaIndex share: pages out of sources, and metadata as both keep it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from boilerstrip.batch.reader import Reader
from boilerstrip.batch.rows import FIELDS as ROW_FIELDS
from boilerstrip.errors import FetchError, OptionError
from boilerstrip.workers.jobs import Failure, PageSource

# The text, and what a document's metadata has where the page has it, which is all but other forms of the
# body; `url` is called `source` there.
FIELDS = tuple(name for name in ROW_FIELDS if name not in ("markdown", "html", "strategy"))
_NAMES = {"url": "source"}


def pages(sources: Iterable[str | Path]) -> Iterator[PageSource | Failure]:
    """The pages of files, folders, globs and addresses; what cannot be read is a Failure in its place.

    Raises:
        SourceError: a file does not exist, or no installed library can read it.

    """
    for source in sources:
        if str(source).startswith(("http://", "https://")):
            yield _fetched(str(source))
        else:
            yield from Reader([str(source)])


def checked_sources(sources: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """One source or many, as a list.

    Raises:
        OptionError: one is neither a name nor an address.

    """
    named = [sources] if isinstance(sources, (str, Path)) else list(sources)
    for source in named:
        if not isinstance(source, (str, Path)):
            raise OptionError(f"a source is a file, a folder, a glob or an address, not {source!r}")
    return named


def metadata(id: Any, row: dict[str, Any]) -> dict[str, Any]:
    """A row's metadata: what there is of it, as values that vector stores keep.

    `source` is the page's address, or else where it was read; notes are one string.
    """
    known = {"source": id} if isinstance(id, str) else {}
    for name, value in row.items():
        if name != "text" and value not in (None, "", []):
            known[_NAMES.get(name, name)] = "; ".join(value) if isinstance(value, list) else value
    return known


def _fetched(url: str) -> PageSource | Failure:
    from boilerstrip.input.fetch import fetch

    try:
        answer = fetch(url)
    except FetchError as error:
        return Failure(url, "source", str(error))
    return PageSource(url, answer.data, answer.url, answer.encoding)
