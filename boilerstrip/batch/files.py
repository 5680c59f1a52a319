"""Files of a batch: their kinds by file name, how they are opened, and messages for errors."""

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
    """Return a file's extension, or that of its content if it is compressed: ".html" of "a.html.gz"."""
    endings = [ending.lower() for ending in path.suffixes]
    while endings and endings[-1] in _COMPRESSED:
        endings.pop()
    return endings[-1] if endings else ""


def uncompressed(path: Path, file: BinaryIO) -> BinaryIO:
    """Open a file for reading, decompressed if necessary.

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
    """Import a module of an optional package that is needed to read `path`.

    Raises:
        SourceError: it is not installed.

    """
    try:
        return import_module(name)
    except ImportError as error:
        raise SourceError(f"{path}: reading this needs {name}: pip install 'boilerstrip[batch]'") from error


def printable_id(text: str) -> str:
    """Return text that can be written as UTF-8: file names and JSON may contain lone surrogates."""
    return text.encode("utf-8", "replace").decode("utf-8")


def size_of(path: Path) -> int:
    """Return the size of a file in bytes, 0 if it is unknown."""
    try:
        return path.stat().st_size
    except OSError:
        return 0


def describe_error(error: BaseException) -> str:
    """Return an exception as one line, without the file name, which is in the id."""
    message = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
    return " ".join(message.split())[:300] or type(error).__name__
