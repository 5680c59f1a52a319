"""Ray Data: WARC files as a Dataset of pages, and a callable for `map_batches` that makes rows of them.

>>> from boilerstrip.integrations.ray import Extract, read_warc
>>> pages = read_warc("s3://crawl/segment/")  # doctest: +SKIP
>>> pages.map_batches(Extract, batch_format="pyarrow", batch_size=64)  # doctest: +SKIP
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import Any, Unpack

import pyarrow as pa
from ray.data import Dataset, read_datasource
from ray.data.datasource import FileBasedDatasource

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.batch.rows import DEFAULT_FIELDS, FAILURE_FIELDS, RowWorker, arrow_schema, columns
from boilerstrip.batch.warc import read_warc as read_records
from boilerstrip.errors import OptionError
from boilerstrip.options import SharedOptions, takes_options
from boilerstrip.workers.jobs import Failure, PageSource

_PAGES = pa.schema(
    {
        "id": pa.string(),
        "page": pa.binary(),
        "url": pa.string(),
        "encoding": pa.string(),
        "is_plaintext": pa.bool_(),
        "kind": pa.string(),
        "reason": pa.string(),
    }
)
# Limits on one table, in pages and in bytes.
_MAX_ROWS = 256
_MAX_BYTES = 16_000_000


def read_warc(paths: str | list[str], *, filesystem: Any = None, **options: Any) -> Dataset:
    """The pages of WARC and WET files, compressed or not, as a Dataset that is read as it is needed.

    Args:
        paths: files and folders, local or with the scheme of any file system that pyarrow knows.
        filesystem: a pyarrow file system, where the paths do not tell which.
        options: as of `ray.data.read_datasource`: `concurrency`, `override_num_blocks`, …

    Returns:
        A Dataset with the columns `id` (the record's), `page` (bytes), `url`, `encoding` and
        `is_plaintext`; where a record cannot be read, `page` is null and `kind` and `reason` say why.
        Requests, images and redirects are left out.

    """
    return read_datasource(WarcDatasource(paths, filesystem=filesystem), **options)


class WarcDatasource(FileBasedDatasource):
    """Reads WARC files for Ray."""

    def _open_input_source(self, filesystem: Any, path: str, **open_args: Any) -> Any:
        # not decompressed, because damaged parts are skipped by seeking
        return filesystem.open_input_file(path)

    def _read_stream(self, f: Any, path: str) -> Iterator[pa.Table]:
        rows: list[dict[str, Any]] = []
        size = 0
        for record in read_records(path, f):
            if record is None:
                continue
            rows.append(record._asdict() if isinstance(record, PageSource) else _failure(record))
            size += len(rows[-1].get("page", b""))
            if len(rows) >= _MAX_ROWS or size >= _MAX_BYTES:
                yield pa.Table.from_pylist(rows, schema=_PAGES)
                rows, size = [], 0
        if rows:
            yield pa.Table.from_pylist(rows, schema=_PAGES)


@takes_options()
class Extract:
    """Turns batches of pages into batches of rows, for `Dataset.map_batches`, with one worker process.

    What a row says takes the place of the columns `page`, `encoding` and `is_plaintext`; all other columns
    stay, `url` too where it is known. A page that was not read stays the failure it was.

    Args:
        page_column: where the page stands, as string or binary.
        fields: the fields that a row has; of `boilerstrip.batch.rows.FIELDS`.
        timeout: seconds that a page may take.
        {options}

    Raises:
        OptionError: an option is invalid.

    """

    def __init__(
        self,
        *,
        page_column: str = "page",
        fields: Iterable[str] = DEFAULT_FIELDS,
        timeout: float = TIMEOUT_PER_PAGE,
        **options: Unpack[SharedOptions],
    ) -> None:
        self._page_column = page_column
        self._columns = columns(fields)
        names = [name for name in self._columns if name not in FAILURE_FIELDS]
        self._worker = RowWorker(fields=names, timeout=timeout, **options)

    def __call__(self, batch: Any) -> pa.Table:
        """Return the rows of a batch, in the same order.

        Args:
            batch: a `pyarrow.Table`, or NumPy arrays by the names of columns.

        Raises:
            OptionError: the batch has no column for pages.
            BoilerstripError: no worker process can be started.

        """
        table = batch if isinstance(batch, pa.Table) else pa.table(batch)
        if self._page_column not in table.column_names:
            raise OptionError(f"no column {self._page_column!r}; there are: {', '.join(table.column_names)}")
        given = [{name: _known(value) for name, value in row.items()} for row in table.to_pylist()]
        rows = self._worker.rows(self._source(row) for row in given)
        for row, before in zip(rows, given, strict=True):
            if "url" in row and row["url"] is None:
                row["url"] = before.get("url")
        made = pa.Table.from_pylist(rows, schema=arrow_schema(self._columns))
        consumed = {self._page_column, "encoding", "is_plaintext", "flattened", *self._columns}
        result = table.select([name for name in table.column_names if name not in consumed])
        for name in made.column_names:
            result = result.append_column(name, made[name])
        return result

    def close(self) -> None:
        """End the worker process; it ends with its owner's process, too."""
        self._worker.close()

    def _source(self, row: dict[str, Any]) -> PageSource | Failure:
        if row.get("reason") is not None:
            return Failure(None, row.get("kind") or "source", row["reason"])
        url, encoding = row.get("url"), row.get("encoding")
        # `flattened` is the deprecated name
        is_plaintext = bool(row.get("is_plaintext") or row.get("flattened"))
        return PageSource(None, row[self._page_column], url, encoding, is_plaintext)


def _known(value: Any) -> Any:
    """Return a value, None if it is missing: an array of only nulls arrives as NaN."""
    return None if isinstance(value, float) and math.isnan(value) else value


def _failure(failure: Failure) -> dict[str, Any]:
    return {"id": failure.id, "kind": failure.kind, "reason": failure.reason}
