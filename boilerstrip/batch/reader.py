"""Read pages from files: single pages, folders, globs, JSONL, Parquet and WARC."""

from __future__ import annotations

import glob
import json
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from boilerstrip.batch.file_names import DROPPED, INDEX
from boilerstrip.batch.files import (
    MAX_RECORD_BYTES,
    content_ending,
    describe_error,
    kind_of,
    load_library,
    printable_id,
    size_of,
    uncompressed,
)
from boilerstrip.batch.warc import read_warc
from boilerstrip.errors import SourceError
from boilerstrip.workers.jobs import Failure, PageSource

# Files that are read in a folder; a file that is named itself is a page whatever its extension.
_PAGE_ENDINGS = frozenset(".html .htm .xhtml .xht .shtml .php".split())
# The fields that may have the page, its id and its address; the first one present is used.
PAGE_FIELDS = ("html", "page", "raw_html", "content", "body", "text")
_ID_FIELDS = ("id",)
URL_FIELDS = ("url", "uri")


class Fields(NamedTuple):
    """Names of the fields in JSONL and of the columns in Parquet; None stands for the usual ones."""

    page: str | None = None
    id: str | None = None
    url: str | None = None

    @property
    def pages(self) -> str:
        """The fields that may have the page, for messages."""
        return self.page or " or ".join(PAGE_FIELDS)

    def usable(self, names: Collection[str]) -> bool:
        """Return whether one of these fields may have the page."""
        return any(name in names for name in ([self.page] if self.page else PAGE_FIELDS))


class Reader:
    """Iterates over the pages of sources, always in the same order; what cannot be read gives a Failure.

    Args:
        sources: files, folders and globs.
        fields: the fields of pages in JSONL and Parquet.
        excluded: files and folders that are skipped in folders and globs.

    Raises:
        SourceError: a source does not exist, has no pages, or is one of `excluded`.

    """

    def __init__(
        self, sources: Sequence[str], fields: Fields | None = None, excluded: Collection[Path] = ()
    ) -> None:
        self._sources = sources
        self._fields = fields or Fields()
        self._excluded = {path.resolve() for path in excluded}
        self._before = 0
        self._position: Callable[[], int] = int
        #: WARC records that are not pages: requests, images, redirects
        self.skipped = 0
        #: folders below the sources that are not read, since an earlier run wrote them
        self.outputs: set[Path] = set()
        for source in sources:
            if not Path(source).is_dir() and self._is_excluded(Path(source)):
                raise SourceError(f"{source}: is both a source and the output")
            if next(self._files(source), None) is None:
                raise SourceError(
                    f"{source}: {'no pages in it' if Path(source).exists() else 'no such file'}"
                )

    @property
    def consumed(self) -> int:
        """Number of bytes of the sources read so far."""
        return self._before + self._position()

    def size(self) -> int:
        """Return the number of bytes of all sources; this looks at every file."""
        return sum(size_of(path) for source in self._sources for path in self._files(source))

    def __iter__(self) -> Iterator[PageSource | Failure]:
        for source in self._sources:
            for path in self._files(source):
                yield from self._read(path)
                self._before += size_of(path)

    def _files(self, source: str) -> Iterator[Path]:
        path = Path(source)
        if path.is_dir():
            yield from self._below(path)
        elif path.exists():
            yield path
        elif glob.has_magic(source):
            for match in sorted(glob.iglob(source, recursive=True)):
                found = Path(match)
                if found.is_file() and not self._is_excluded(found):
                    yield found

    def _is_excluded(self, path: Path) -> bool:
        resolved = path.resolve()
        return not self._excluded.isdisjoint((resolved, *resolved.parents))

    def _below(self, folder: Path) -> Iterator[Path]:
        unreadable: list[Path] = []
        for parent, folders, names in os.walk(folder, onerror=lambda error: _note(unreadable, error)):
            files = names
            if _is_output(names):
                if Path(parent) != folder:
                    self.outputs.add(Path(parent))
                    folders[:] = []
                    continue
                # named outright it is read, and its index is no page
                files = [name for name in names if not name.startswith(INDEX)]
            folders[:] = sorted(
                name
                for name in folders
                if not name.startswith(".") and Path(parent, name).resolve() not in self._excluded
            )
            for name in sorted(files):
                path = Path(parent, name)
                known = kind_of(path) != "page" or content_ending(path) in _PAGE_ENDINGS
                # reading a pipe could block forever
                known = known and (path.is_file() or not path.exists())
                if known and not name.startswith(".") and path.resolve() not in self._excluded:
                    yield path
        # reported as unreadable later, like any file
        yield from unreadable

    def _read(self, path: Path) -> Iterator[PageSource | Failure]:
        read = {"page": self._page, "jsonl": self._jsonl, "parquet": self._parquet, "warc": self._warc}
        try:
            with path.open("rb") as file:
                self._position = file.tell
                try:
                    yield from read[kind_of(path)](path, file)
                finally:
                    self._position = int
        except SourceError:
            raise
        except Exception as error:  # each library raises its own exceptions
            yield Failure(_name(path), "source", describe_error(error))

    def _page(self, path: Path, file: BinaryIO) -> Iterator[PageSource]:
        yield PageSource(_name(path), uncompressed(path, file).read(MAX_RECORD_BYTES))

    def _jsonl(self, path: Path, file: BinaryIO) -> Iterator[PageSource | Failure]:
        lines = uncompressed(path, file)
        number = 0
        try:
            while line := lines.readline(MAX_RECORD_BYTES):
                number += 1
                name = f"{_name(path)}:{number}"
                if len(line) >= MAX_RECORD_BYTES and not line.endswith(b"\n"):
                    while line and not line.endswith(b"\n"):
                        line = lines.readline(MAX_RECORD_BYTES)
                    yield Failure(name, "source", f"the line has more than {MAX_RECORD_BYTES} bytes")
                elif line.strip():
                    yield self._row(name, _object(line))
        except Exception as error:  # gzip, zlib and zstd raise different ones
            yield Failure(f"{_name(path)}:{number + 1}", "source", describe_error(error))

    def _parquet(self, path: Path, file: BinaryIO) -> Iterator[PageSource | Failure]:
        table = load_library("pyarrow.parquet", path).ParquetFile(file)
        names = table.schema_arrow.names
        wanted = {*PAGE_FIELDS, *_ID_FIELDS, *URL_FIELDS} | {name for name in self._fields if name}
        rows, number, size = table.metadata.num_rows, 0, size_of(path)
        self._position = lambda: size * number // max(rows, 1)
        if not self._fields.usable(names):
            yield Failure(
                _name(path), "source", f"no column {self._fields.pages}; there are: {', '.join(names)}"[:300]
            )
            return
        columns = [name for name in names if name in wanted]
        # a row at a time: what is stored once may stand in every row, and be large
        for row in table.iter_batches(batch_size=1, columns=columns):
            number += 1
            name = f"{_name(path)}:{number}"
            values = [
                column.dictionary_decode() if hasattr(column, "dictionary_decode") else column
                for column in row.columns
            ]
            if sum(value.nbytes for value in values) > MAX_RECORD_BYTES:
                yield Failure(name, "source", f"the row has more than {MAX_RECORD_BYTES} bytes")
            else:
                yield self._row(
                    name, dict(zip(row.schema.names, (value[0].as_py() for value in values), strict=True))
                )

    def _row(self, name: str, row: Any) -> PageSource | Failure:
        """Return the page in a line or row; `name` is its id if it has none."""
        if isinstance(row, str):
            return Failure(name, "source", row)
        own = _field(row, self._fields.id, _ID_FIELDS)
        if own is not None:
            name = own.decode("utf-8", "replace") if isinstance(own, bytes) else printable_id(str(own))
        page = _field(row, self._fields.page, PAGE_FIELDS)
        if not isinstance(page, (str, bytes)):
            return Failure(name, "source", f"no page in {self._fields.pages}")
        url = _field(row, self._fields.url, URL_FIELDS)
        return PageSource(name, page, url if isinstance(url, str) else None)

    def _warc(self, path: Path, file: BinaryIO) -> Iterator[PageSource | Failure]:
        for page in read_warc(_name(path), file):
            if page is None:
                self.skipped += 1
            else:
                yield page


def _is_output(names: Collection[str]) -> bool:
    """Return whether a folder with these files was written by `boilerstrip batch --out-dir`."""
    return (INDEX in names and DROPPED in names) or f"{INDEX}.run.json" in names


def _note(unreadable: list[Path], error: OSError) -> None:
    unreadable.append(Path(error.filename))


def _object(line: bytes) -> dict[str, Any] | str:
    """Return the JSON object on a line, or a message that says why there is none."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not JSON: {describe_error(error)}"
    return value if isinstance(value, dict) else f"not a JSON object but a {type(value).__name__}"


def _field(row: dict[str, Any], name: str | None, usual: Sequence[str]) -> Any:
    names = [name] if name is not None else usual
    return next((row[known] for known in names if row.get(known) is not None), None)


def _name(path: Path) -> str:
    return printable_id(str(path))
