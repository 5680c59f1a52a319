"""Outputs kept between runs, by extractor (with all its versions) and page."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
import zlib
from pathlib import Path

from benchmarks.corpora import Sample
from benchmarks.worker import Output

_TABLE = """
    CREATE TABLE IF NOT EXISTS outputs (
        extractor TEXT, page BLOB, text BLOB, seconds REAL, failure TEXT, peak INTEGER,
        PRIMARY KEY (extractor, page)
    ) WITHOUT ROWID
"""


def default_folder() -> Path:
    """The user's own cache folder for this tool."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA", Path.home()))
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = Path(os.environ.get("XDG_CACHE_HOME", Path.home() / ".cache"))
    return base / "boilerstrip-benchmarks"


class Cache:
    """Outputs in one SQLite file. With `fresh`, what it holds is not read, only replaced."""

    def __init__(self, folder: Path, fresh: bool = False) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._fresh = fresh
        self._database = sqlite3.connect(folder / "outputs.sqlite", timeout=60)
        self._database.execute("PRAGMA journal_mode = WAL")
        self._database.execute("PRAGMA synchronous = NORMAL")
        self._database.execute(_TABLE)

    def get(self, extractor: str, sample: Sample, deadline: float) -> Output | None:
        """The output kept for a page, unless it is a timeout at a shorter deadline than now."""
        if self._fresh:
            return None
        row = self._database.execute(
            "SELECT text, seconds, failure, peak FROM outputs WHERE extractor = ? AND page = ?",
            (extractor, _page_key(sample)),
        ).fetchone()
        if row is None:
            return None
        output = Output(zlib.decompress(row[0]).decode("utf-8"), row[1], row[2], row[3])
        too_short = output.failure == "timeout" and output.seconds < deadline
        return None if too_short or output.seconds > deadline * 1.5 else output

    def put(self, extractor: str, sample: Sample, output: Output) -> None:
        """Keep an output, in the place of an earlier one."""
        text = zlib.compress(output.text.encode("utf-8"), 3)
        with self._database:
            self._database.execute(
                "INSERT OR REPLACE INTO outputs VALUES (?, ?, ?, ?, ?, ?)",
                (
                    extractor,
                    _page_key(sample),
                    text,
                    output.seconds,
                    output.failure,
                    output.peak,
                ),
            )

    def close(self) -> None:
        """Close the file; the cache is of no use afterwards."""
        self._database.close()


def _page_key(sample: Sample) -> bytes:
    """A hash of all that an extractor is given of a page."""
    digest = hashlib.blake2b(sample.html, digest_size=16)
    digest.update(b"\0" + (sample.url or "").encode("utf-8", "replace"))
    return digest.digest()
