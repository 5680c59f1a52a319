"""Files of a batch: what they are by their endings, how they are opened, and what is wrong with them."""

from __future__ import annotations

import gzip
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, BinaryIO

from boilerstrip.errors import SourceError

_KINDS = {
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".warc": "warc",
    ".wet": "warc",
}
_COMPRESSED = frozenset({".gz", ".zst"})
# Bytes of one page, or of one line of JSONL: four for each character that is read of a page.
MAX_RECORD_BYTES = 80_000_000
_ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"


def kind_of(path: Path) -> str:
    """Return what a file holds: "page", "jsonl", "parquet" or "warc"."""
    return _KINDS.get(content_ending(path), "page")


def content_ending(path: Path) -> str:
    """A file's ending, the one of its content where it is compressed: ".html" of "a.html.gz"."""
    endings = [ending.lower() for ending in path.suffixes]
    while endings and endings[-1] in _COMPRESSED:
        endings.pop()
    return endings[-1] if endings else ""


def uncompressed(path: Path, file: BinaryIO) -> BinaryIO:
    """A file with its compression undone, if it has any.

    Raises:
        SourceError: no library for it is installed.

    """
    match path.suffix.lower():
        case ".gz":
            return gzip.GzipFile(fileobj=file)  # type: ignore[return-value]
        case ".zst":
            return load_library(_ZSTD, path).ZstdFile(file)  # type: ignore[no-any-return]
        case _:
            return file


def load_library(name: str, path: Path | str) -> Any:
    """A module of an optional package, which reading `path` needs.

    Raises:
        SourceError: it is not installed.

    """
    try:
        return import_module(name)
    except ImportError as error:
        raise SourceError(f"{path}: reading this needs {name}: pip install 'boilerstrip[batch]'") from error


def printable_id(text: str) -> str:
    """Text that can be written as UTF-8: names of files and JSON may hold half characters."""
    return text.encode("utf-8", "replace").decode("utf-8")


def size_of(path: Path) -> int:
    """The size of a file in bytes, 0 where there is none to be told."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def describe_error(error: BaseException) -> str:
    """An exception as one line, without the file's name, which is in the id."""
    message = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(f"{message or type(error).__name__}".split())[:300]
