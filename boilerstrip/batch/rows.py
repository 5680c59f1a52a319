"""Rows: the form of results in files, data frames and frameworks, with one row for each page.

A row has the requested fields of a page's Extraction, and `kind` and `reason`, which only the
row of a Failure has; its other fields are None. So a row has either `text` or `reason`.
"""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from functools import partial
from importlib import import_module
from typing import Any, Unpack

from boilerstrip.batch.many import work_inline, work_on_many
from boilerstrip.batch.persistent import PersistentWorker
from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.errors import OptionError, did_you_mean
from boilerstrip.extraction import Extraction
from boilerstrip.metadata.body import BodyImage
from boilerstrip.options import SharedOptions, takes_options
from boilerstrip.workers.jobs import Done, Failure

# The possible fields of a row and their types.
FIELDS = {
    "url": "str",
    "title": "str",
    "author": "str",
    "date": "str",
    "language": "str",
    "site_name": "str",
    "description": "str",
    "image": "str",
    "text": "str",
    "markdown": "str",
    "html": "str",
    "strategy": "str",
    "confidence": "float",
    "notes": "list",
    "headline": "str",
    "authors": "list",
    "published_at": "str",
    "modified": "str",
    "canonical_url": "str",
    "publisher": "str",
    "hostname": "str",
    "favicon": "str",
    "tags": "list",
    "categories": "list",
    "license": "str",
    "direction": "str",
    "page_type": "str",
    "page_type_probability": "float",
    # their addresses
    "images": "list",
    "comments": "str",
    "reading_time": "int",
    "word_count": "int",
    "fingerprint": "str",
}
DEFAULT_FIELDS = ("url", "title", "author", "date", "language", "site_name", "text", "confidence", "notes")
FAILURE_FIELDS = {"kind": "str", "reason": "str"}


def columns(fields: Iterable[str] = DEFAULT_FIELDS) -> dict[str, str]:
    """Return the columns of rows with these fields and their types: "str", "int", "float" or "list" (of str).

    Raises:
        OptionError: there is no such field.

    """
    if isinstance(fields, str):
        raise OptionError("fields must be a collection of names, not one string")
    names = tuple(dict.fromkeys(fields))
    if unknown := [name for name in names if name not in FIELDS]:
        raise OptionError(no_field(unknown[0]))
    return {name: FIELDS[name] for name in names} | FAILURE_FIELDS


def no_field(name: object) -> str:
    """Return the message that there is no field with this name, with similar or all names."""
    return f"no field {name!r}" + (did_you_mean(name, FIELDS) or f"; there are: {', '.join(FIELDS)}")


def values(fields: Sequence[str], extraction: Extraction) -> dict[str, Any]:
    """Return fields of an Extraction as values that can be written as UTF-8, JSON and Parquet.

    Images are given by their addresses.
    """
    found = {name: _written(getattr(extraction, name)) for name in fields}
    if "confidence" in found:
        found["confidence"] = round(found["confidence"], 4)
    return found


@takes_options()
def rows(
    pages: Iterable[Any],
    *,
    fields: Iterable[str] = DEFAULT_FIELDS,
    workers: int | None = None,
    timeout: float = TIMEOUT_PER_PAGE,
    **options: Unpack[SharedOptions],
) -> Iterator[tuple[Any, dict[str, Any]]]:
    """Iterate over the id and row of each page, in the order of the pages.

    Args:
        pages: as of `boilerstrip.extract_many`.
        fields: the names of the fields that a row has.
        workers: the number of processes; None is one for each core, 0 processes pages in this process,
            where a page that hangs cannot be stopped.
        timeout: seconds of wall time that a page may take.
        {options}

    Raises:
        OptionError: an option is invalid; before the first page is read.
        BoilerstripError: no worker process can be started; while iterating.

    """
    names = tuple(columns(fields))[: -len(FAILURE_FIELDS)]
    finish = partial(values, names)
    results = (
        work_inline(pages, finish=finish, timeout=timeout, **options)
        if workers == 0 and not isinstance(workers, bool)
        else work_on_many(pages, finish=finish, workers=workers, timeout=timeout, **options)
    )
    return _rows(results, names)


def _rows(
    results: Generator[Done | Failure, None, None], names: Sequence[str]
) -> Iterator[tuple[Any, dict[str, Any]]]:
    with closing(results):
        for result in results:
            yield result.id, _row(names, result)


@takes_options()
class RowWorker:
    """A worker process that is kept between calls, for pages that come a few at a time.

    Args:
        fields: the names of the fields that a row has.
        timeout: seconds of wall time that a page may take.
        {options}

    Raises:
        OptionError: an option is invalid.

    """

    def __init__(
        self,
        *,
        fields: Iterable[str] = DEFAULT_FIELDS,
        timeout: float = TIMEOUT_PER_PAGE,
        **options: Unpack[SharedOptions],
    ) -> None:
        self._names = tuple(columns(fields))[: -len(FAILURE_FIELDS)]
        self._worker = PersistentWorker(finish=partial(values, self._names), timeout=timeout, **options)

    def rows(self, pages: Iterable[Any]) -> list[dict[str, Any]]:
        """Return the row of each page, in order. Only one thread may call this at a time.

        Raises:
            BoilerstripError: no worker process can be started.

        """
        return [_row(self._names, result) for result in self._worker.work(pages)]

    def close(self) -> None:
        """End the process."""
        self._worker.close()


def _row(names: Sequence[str], result: Done | Failure) -> dict[str, Any]:
    if isinstance(result, Failure):
        return dict.fromkeys(names) | {"kind": result.kind, "reason": result.reason}
    row: dict[str, Any] = result.value
    return row | dict.fromkeys(FAILURE_FIELDS)


def arrow_schema(types: Mapping[str, str]) -> Any:
    """Return the pyarrow Schema of columns with these types; this needs pyarrow."""
    arrow = import_module("pyarrow")
    known = {
        "str": arrow.string(),
        "int": arrow.int64(),
        "float": arrow.float64(),
        "list": arrow.list_(arrow.string()),
    }
    return arrow.schema([(name, known[kind]) for name, kind in types.items()])


def _written(value: Any) -> Any:
    """Return a value without lone surrogates, which pages and addresses may contain and no file can."""
    if isinstance(value, BodyImage):
        value = value.src
    if isinstance(value, tuple):
        return [_written(part) for part in value]
    return value.encode("utf-8", "replace").decode("utf-8") if isinstance(value, str) else value
