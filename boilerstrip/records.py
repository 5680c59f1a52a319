"""Pages out of files: single pages, folders and globs of them, JSONL, Parquet and WARC."""

from __future__ import annotations

import glob
import gzip
import json
import os
import sys
from collections.abc import Callable, Collection, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from boilerstrip.errors import SourceError
from boilerstrip.input.decode import needed_charset
from boilerstrip.pool import Failure, PageSource

# What a folder is searched for; a file named outright is a page whatever its ending.
_PAGE_ENDINGS = frozenset(".html .htm .xhtml .xht .shtml .php".split())
_KINDS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}
_COMPRESSED = frozenset({".gz", ".zst"})
# The fields looked for where none is named, the first that is there.
_PAGE_FIELDS = ("html", "page", "raw_html", "content", "body", "text")
_ID_FIELDS = ("id",)
_URL_FIELDS = ("url", "uri")
# Bytes of one page, or of one line of JSONL: four for each character that is read of a page.
_LONGEST = 80_000_000
_PARQUET_ROWS = 64
# How compressed WARC members and plain records begin, to go on behind a damaged one.
_MAGICS = (b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd", b"WARC/1.")
_SCANNED = 1 << 20
_ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
_TEXTUAL = ("text/", "application/xhtml", "application/xml")


class Fields(NamedTuple):
    """The names of fields in JSONL and columns in Parquet; None looks for the usual ones."""

    page: str | None = None
    id: str | None = None
    url: str | None = None

    @property
    def pages(self) -> str:
        """Where pages are looked for, in words."""
        return self.page or " or ".join(_PAGE_FIELDS)

    def usable(self, names: Collection[str]) -> bool:
        """Whether there can be pages in fields of these names."""
        return any(name in names for name in ([self.page] if self.page else _PAGE_FIELDS))


class Reader:
    """The pages of sources, always in the same order; what cannot be read is a Failure in its place.

    Args:
        sources: files, folders and globs.
        fields: where pages stand in JSONL and Parquet.
        excluded: files that are not read, though a folder or glob has them.

    Raises:
        SourceError: a source does not exist, has no pages in it, or is one of `excluded`.

    """

    def __init__(
        self, sources: Sequence[str], fields: Fields | None = None, excluded: Collection[Path] = ()
    ) -> None:
        self._sources = sources
        self._fields = fields or Fields()
        self._excluded = {path.resolve() for path in excluded}
        self._before = 0
        self._position: Callable[[], int] = int
        #: records of WARC files that are no pages: requests, images, redirects
        self.skipped = 0
        for source in sources:
            if not Path(source).is_dir() and Path(source).resolve() in self._excluded:
                raise SourceError(f"{source}: would be read and written at once")
            if next(self._files(source), None) is None:
                raise SourceError(
                    f"{source}: {'no pages in it' if Path(source).exists() else 'no such file'}"
                )

    @property
    def consumed(self) -> int:
        """Bytes of the sources read so far."""
        return self._before + self._position()

    def size(self) -> int:
        """Bytes of all sources; looks at every file."""
        return sum(_size(path) for source in self._sources for path in self._files(source))

    def __iter__(self) -> Iterator[PageSource | Failure]:
        for source in self._sources:
            for path in self._files(source):
                yield from self._read(path)
                self._before += _size(path)

    def _files(self, source: str) -> Iterator[Path]:
        path = Path(source)
        if path.is_dir():
            yield from self._below(path)
        elif path.exists():
            yield path
        elif glob.has_magic(source):
            for match in sorted(glob.iglob(source, recursive=True)):
                found = Path(match)
                if found.is_file() and found.resolve() not in self._excluded:
                    yield found

    def _below(self, folder: Path) -> Iterator[Path]:
        unreadable: list[Path] = []
        for parent, folders, names in os.walk(folder, onerror=lambda error: _note(unreadable, error)):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(parent, name)
                known = _kind(path) != "page" or _ending(path) in _PAGE_ENDINGS
                # a pipe would be waited for without end
                known = known and (path.is_file() or not path.exists())
                if known and not name.startswith(".") and path.resolve() not in self._excluded:
                    yield path
        # to be found unreadable, and reported, like any file
        yield from unreadable

    def _read(self, path: Path) -> Iterator[PageSource | Failure]:
        read = {"page": self._page, "jsonl": self._jsonl, "parquet": self._parquet, "warc": self._warc}
        try:
            with path.open("rb") as file:
                self._position = file.tell
                try:
                    yield from read[_kind(path)](path, file)
                finally:
                    self._position = int
        except SourceError:
            raise
        except Exception as error:  # each library breaks off with exceptions of its own
            yield Failure(_name(path), "source", _reason(error))

    def _page(self, path: Path, file: BinaryIO) -> Iterator[PageSource]:
        yield PageSource(_name(path), _uncompressed(path, file).read(_LONGEST))

    def _jsonl(self, path: Path, file: BinaryIO) -> Iterator[PageSource | Failure]:
        lines = _uncompressed(path, file)
        number = 0
        try:
            while line := lines.readline(_LONGEST):
                number += 1
                name = f"{_name(path)}:{number}"
                if len(line) >= _LONGEST and not line.endswith(b"\n"):
                    while line and not line.endswith(b"\n"):
                        line = lines.readline(_LONGEST)
                    yield Failure(name, "source", f"a line of more than {_LONGEST} bytes")
                elif line.strip():
                    yield self._row(name, _object(line))
        except Exception as error:  # as gzip, zlib and zstd have it
            yield Failure(f"{_name(path)}:{number + 1}", "source", _reason(error))

    def _parquet(self, path: Path, file: BinaryIO) -> Iterator[PageSource | Failure]:
        table = _library("pyarrow.parquet", path).ParquetFile(file)
        names = table.schema_arrow.names
        wanted = {*_PAGE_FIELDS, *_ID_FIELDS, *_URL_FIELDS} | {name for name in self._fields if name}
        rows, number, size = table.metadata.num_rows, 0, _size(path)
        self._position = lambda: size * number // max(rows, 1)
        if not self._fields.usable(names):
            yield Failure(
                _name(path), "source", f"no column {self._fields.pages}, but {', '.join(names)}"[:300]
            )
            return
        columns = [name for name in names if name in wanted]
        for batch in table.iter_batches(batch_size=_PARQUET_ROWS, columns=columns):
            for row in batch.to_pylist():
                number += 1
                yield self._row(f"{_name(path)}:{number}", row)

    def _row(self, name: str, row: Any) -> PageSource | Failure:
        """The page in a line or row; `name` is its id where it has none of its own."""
        if isinstance(row, str):
            return Failure(name, "source", row)
        own = _field(row, self._fields.id, _ID_FIELDS)
        if own is not None:
            name = own.decode("utf-8", "replace") if isinstance(own, bytes) else _clean(str(own))
        page = _field(row, self._fields.page, _PAGE_FIELDS)
        if not isinstance(page, (str, bytes)):
            return Failure(name, "source", f"no page in {self._fields.pages}")
        url = _field(row, self._fields.url, _URL_FIELDS)
        return PageSource(name, page, url if isinstance(url, str) else None)

    def _warc(self, path: Path, file: BinaryIO) -> Iterator[PageSource | Failure]:
        for page in read_warc(_name(path), file):
            if page is None:
                self.skipped += 1
            else:
                yield page


def read_warc(name: str, file: BinaryIO) -> Iterator[PageSource | Failure | None]:
    """Every record of a WARC file: its page, None where it holds none, a Failure where it is broken.

    A damaged stretch is one Failure, and costs no record behind it.

    Args:
        name: what ids of Failures begin with.
        file: the file, compressed or not, at any position; one that can be sought in.

    Raises:
        SourceError: fastwarc is not installed.

    """
    library = _library("fastwarc.warc", name)
    magic = next((known for known in _MAGICS if _begins(file, known)), _MAGICS[0])
    start: int | None = 0
    damaged = False
    while start is not None:
        file.seek(start)
        try:
            for record in library.ArchiveIterator(file, parse_http=False):
                start, damaged = record.stream_pos, False
                yield _record(library, name, record)
            return
        except Exception as error:
            if not damaged:
                yield Failure(f"{name}:{start}", "source", f"damaged behind here: {_reason(error)}")
            damaged = True
            start = _find(file, magic, start + 1)


def _record(library: Any, name: str, record: Any) -> PageSource | Failure | None:
    """The page in a WARC record, None where it holds none."""
    kinds = library.WarcRecordType
    if record.record_type not in (kinds.response, kinds.resource, kinds.conversion):
        return None
    url = record.headers.get("WARC-Target-URI")
    name = _clean(record.record_id or f"{url or name}:{record.stream_pos}")
    length = record.content_length
    if length > _LONGEST:
        return Failure(name, "source", f"a record of {length} bytes")
    # all of it is read here: what breaks later is this record alone, and not the file
    record.freeze()
    if record.content_length < length:
        return Failure(name, "source", f"cut off after {record.content_length} of {length} bytes")
    kind, charset = record.headers.get("Content-Type") or "", None
    try:
        if record.is_http:
            record.parse_http(auto_decode="all")
            if not 200 <= (record.http_headers.status_code or 0) < 300:
                return None
            kind, charset = record.http_content_type or "text/html", record.http_charset
        if not kind.lower().startswith(_TEXTUAL):
            return None
        page = record.reader.read(_LONGEST)
    except (OSError, ValueError) as error:
        return Failure(name, "source", _reason(error))
    flattened = record.record_type == kinds.conversion
    return PageSource(name, page, url, needed_charset(page, charset), flattened)


def _begins(file: BinaryIO, magic: bytes) -> bool:
    file.seek(0)
    return file.read(len(magic)) == magic


def _find(file: BinaryIO, magic: bytes, start: int) -> int | None:
    """Where `magic` next stands in a file at or behind `start`, or None."""
    file.seek(start)
    tail = b""
    while piece := file.read(_SCANNED):
        if (at := (tail + piece).find(magic)) >= 0:
            return start - len(tail) + at
        start += len(piece)
        tail = (tail + piece)[1 - len(magic) :]
    return None


def _note(unreadable: list[Path], error: OSError) -> None:
    unreadable.append(Path(error.filename))


def _kind(path: Path) -> str:
    return _KINDS.get(_ending(path), "page")


def _ending(path: Path) -> str:
    """A file's ending, the one of its content where it is compressed: ".html" of "a.html.gz"."""
    endings = [ending.lower() for ending in path.suffixes]
    while endings and endings[-1] in _COMPRESSED:
        endings.pop()
    return endings[-1] if endings else ""


def _uncompressed(path: Path, file: BinaryIO) -> BinaryIO:
    match path.suffix.lower():
        case ".gz":
            return gzip.GzipFile(fileobj=file)  # type: ignore[return-value]
        case ".zst":
            return _library(_ZSTD, path).ZstdFile(file)  # type: ignore[no-any-return]
        case _:
            return file


def _library(name: str, path: Path | str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise SourceError(f"{path}: reading it needs {name}: pip install 'boilerstrip[batch]'") from error


def _object(line: bytes) -> dict[str, Any] | str:
    """The JSON object on a line, or what is wrong with it."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        return f"not JSON: {_reason(error)}"
    return value if isinstance(value, dict) else f"not a JSON object but a {type(value).__name__}"


def _field(row: dict[str, Any], name: str | None, usual: Sequence[str]) -> Any:
    names = [name] if name is not None else usual
    return next((row[known] for known in names if row.get(known) is not None), None)


def _name(path: Path) -> str:
    return _clean(str(path))


def _clean(text: str) -> str:
    """Text that can be written as UTF-8: names of files and JSON may hold half characters."""
    return text.encode("utf-8", "replace").decode("utf-8")


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0


def _reason(error: BaseException) -> str:
    """An exception as one line, without the file's name, which is in the id."""
    said = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(f"{said or type(error).__name__}".split())[:300]
