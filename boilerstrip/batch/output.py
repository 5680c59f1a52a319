"""The output of a batch: it grows by whole lines, survives a kill at any time, and appears when complete.

Files beside OUT while it is written:

- ``OUT.part``: the records so far as JSONL, which becomes OUT or is converted to it
- ``OUT.run.json``: the run that they belong to, so that no other run continues them
- ``OUT.failures.jsonl``: the failures so far; it remains if there are any

A resumed run reads its sources from the beginning and compares ids: pages that come next in the
records or failures are done. What remains, such as an incomplete line, is removed and made
again. So it does not matter when the run was killed, or which file reached the disk first.
"""

from __future__ import annotations

import contextlib
import json
import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO

from boilerstrip.batch.rows import arrow_schema
from boilerstrip.errors import OutputError
from boilerstrip.workers.jobs import Done, Failure, PageSource

_ID = b'{"id": '
_BATCH_ROWS = 1000
_BATCH_BYTES = 64_000_000


class Output:
    """The output of one run. Call `begin`, then `write` for each result, then `finish`.

    Args:
        path: OUT.
        run: what determines the records, as JSON values; a run is resumed only if these are equal.
        columns: for Parquet, the fields besides id and their types; else None.
        restart: discard what an interrupted run left.

    Attributes:
        records: the number of pages with a record, including those of an interrupted run.
        failures: the number of pages without one.

    """

    def __init__(
        self, path: Path, run: Mapping[str, Any], *, columns: Mapping[str, str] | None, restart: bool = False
    ) -> None:
        self.path = path
        self.part = path.with_name(path.name + ".part")
        self.log = path.with_name(path.name + ".failures.jsonl")
        self._run_path = path.with_name(path.name + ".run.json")
        self._parquet = path.with_name(path.name + ".part.parquet")
        self._run = json.dumps(run, sort_keys=True)
        self._columns = columns
        self._restart = restart
        self._files: list[BinaryIO] = []
        self.records = self.failures = 0

    @property
    def paths(self) -> tuple[Path, ...]:
        """All files that a run writes."""
        return self.path, self.part, self.log, self._run_path, self._parquet

    @property
    def done(self) -> int:
        """The number of pages that are done."""
        return self.records + self.failures

    def was_begun(self) -> bool:
        """Whether an interrupted run with the same sources and options can be resumed here."""
        return not self._restart and self._recorded_run() == self._run

    def begin(self, pages: Iterable[PageSource | Failure]) -> Iterator[PageSource | Failure]:
        """Open the files and return the pages that an interrupted run has not done yet.

        Raises:
            OutputError: another run is writing OUT, or left it unfinished, or OUT is a folder or device.
            OSError: a file cannot be written.

        """
        if self._columns is not None:
            _pyarrow("pyarrow.parquet")
        if self.path.exists() and not self.path.is_file():
            raise OutputError(f"{self.path}: exists and is not a regular file")
        if not self._restart and self._was_replaced():
            self.records = _count(self.path) if self._columns is None else _rows(self.path)
            self.failures = _count(self.log) if self.log.exists() else 0
            return iter(())
        part, log = self._open(self.part), self._open(self.log)
        _lock(part, self.path)
        if self._restart or not _size(part):
            # OUT.part stands empty before OUT.run.json says whose it is, and is gone after OUT is there
            part.truncate(0)
            log.truncate(0)
            _replace(self._run_path, self._run.encode())
            return iter(pages)
        self._check_run()
        return self._pass_over(iter(pages), part, log)

    def write(self, result: Done | Failure) -> None:
        """Append a record, or a failure to the log; a Done's value is a JSON object without id, as bytes."""
        part, log = self._files
        if isinstance(result, Done):
            rest: bytes = result.value[1:]
            _append(part, _ID + _json(result.id) + (b"" if rest == b"}" else b", ") + rest + b"\n")
            self.records += 1
        else:
            reason = b', "kind": ' + _json(result.kind) + b', "reason": ' + _json(result.reason)
            _append(log, _ID + _json(result.id) + reason + b"}\n")
            self.failures += 1

    def finish(self) -> None:
        """Move OUT into place and remove the other files."""
        for file in self._files:
            os.fsync(file.fileno())
        self.close()
        if self.part.exists():
            if self._columns is None:
                os.replace(self.part, self.path)
            else:
                _to_parquet(self.part, self._parquet, self._columns)
                os.replace(self._parquet, self.path)
                self.part.unlink()
            _sync_folder(self.path)
        self._run_path.unlink(missing_ok=True)
        if self.log.exists() and not self.log.stat().st_size:
            self.log.unlink()

    def close(self) -> None:
        """Close the files; the run can be resumed."""
        for file in self._files:
            with contextlib.suppress(OSError):
                file.close()
        self._files = []

    def _open(self, path: Path) -> BinaryIO:
        # not "a", because the file is truncated first
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b")
        self._files.append(file)
        return file

    def _was_replaced(self) -> bool:
        """Return whether a run was killed right after it had moved OUT into place."""
        return not self.part.exists() and self.path.exists() and self._recorded_run() == self._run

    def _check_run(self) -> None:
        if self._recorded_run() != self._run:
            raise OutputError(
                f"{self.part}: left by a run with other sources or options; use --restart to discard it"
            )

    def _recorded_run(self) -> str | None:
        try:
            return self._run_path.read_text(encoding="utf-8")
        except (OSError, ValueError):
            return None

    def _pass_over(
        self, pages: Iterator[PageSource | Failure], part: BinaryIO, log: BinaryIO
    ) -> Iterator[PageSource | Failure]:
        records, failures = _Lines(part), _Lines(log)
        left: list[PageSource | Failure] = []
        while (records.id is not None or failures.id is not None) and not left:
            try:
                page = next(pages)
            except StopIteration:
                break
            if page.id == records.id:
                records.advance()
            elif page.id == failures.id:
                failures.advance()
            else:
                left.append(page)
        self.records, self.failures = records.count, failures.count
        records.truncate()
        failures.truncate()
        return chain(left, pages)


class _Lines:
    """Reads a file line by line: `id` is that of the next line, None after the last complete one."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._start = self._end = file.seek(0)
        self.count = -1
        self.id: str | None = None
        self.advance()

    def advance(self) -> None:
        self._start = self._end
        self.count += 1
        line = self._file.readline()
        self._end += len(line)
        self.id = _id(line) if line.endswith(b"\n") else None

    def truncate(self) -> None:
        """Truncate the file at the current position, and continue writing there."""
        self._file.seek(self._start)
        self._file.truncate()


def _id(line: bytes) -> str | None:
    if not line.startswith(_ID):
        return None
    try:
        value, _ = json.JSONDecoder().raw_decode(line.decode("utf-8"), len(_ID))
    except ValueError:
        return None
    return value if isinstance(value, str) else None


def _append(file: BinaryIO, line: bytes) -> None:
    """Write a line and flush it to the system, so that a kill cannot lose it."""
    file.write(line)
    file.flush()


def _json(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")


def _size(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)


def _replace(path: Path, data: bytes) -> None:
    """Write a small file atomically."""
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def _sync_folder(path: Path) -> None:
    """Sync a folder, so that a file's new name survives a power failure, if the system supports that."""
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _lock(file: BinaryIO, out: Path) -> None:
    """Lock OUT against other runs until the file is closed, if the system has such locks."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OutputError(f"{out}: another run is writing it") from None
    except OSError:
        # this file system has no locks
        return


def _count(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _rows(path: Path) -> int:
    return int(_pyarrow("pyarrow.parquet").read_metadata(path).num_rows)


def _to_parquet(lines: Path, path: Path, columns: Mapping[str, str]) -> None:
    """Convert JSONL to a Parquet file, some rows at a time."""
    arrow, parquet = _pyarrow("pyarrow"), _pyarrow("pyarrow.parquet")
    schema = arrow_schema({"id": "str", **columns})
    with path.open("wb") as file:
        with lines.open("rb") as source, parquet.ParquetWriter(file, schema, compression="zstd") as writer:
            for rows in _batches(source):
                writer.write_batch(arrow.RecordBatch.from_pylist(rows, schema=schema))
        file.flush()
        os.fsync(file.fileno())


def _batches(lines: BinaryIO) -> Iterator[Sequence[Any]]:
    rows: list[Any] = []
    size = 0
    for line in lines:
        rows.append(json.loads(line))
        size += len(line)
        if len(rows) >= _BATCH_ROWS or size >= _BATCH_BYTES:
            yield rows
            rows, size = [], 0
    if rows:
        yield rows


def _pyarrow(name: str) -> Any:
    try:
        return import_module(name)
    except ImportError as error:
        raise OutputError("writing Parquet needs pyarrow: pip install 'boilerstrip[batch]'") from error
