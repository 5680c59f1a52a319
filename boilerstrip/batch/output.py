"""The output of a batch: grows by whole lines, survives a kill at any instant, appears when complete.

Beside OUT, while it is being made:

- ``OUT.part``: the records so far as JSONL, which becomes OUT, or is turned into it
- ``OUT.run.json``: which run they belong to, so that no other goes on with them
- ``OUT.failures.jsonl``: the failures so far; stays, where there are any

A run that goes on reads its sources from the beginning and compares ids: pages that stand next in the
records or among the failures are done. What is left over, such as half a line, is cut off and made
again. So nothing depends on when a kill came, or on which of the files reached the disk first.
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
    """The output of one run, to be used in this order: `begin`, `write` for each result, `finish`.

    Args:
        path: OUT.
        run: what the run is made of, as JSON values; only a run made of the same goes on.
        columns: the names of the fields beside id and their Parquet types, for Parquet; else None.
        restart: throw away what an interrupted run left.

    Attributes:
        records: how many pages have a record, those of an interrupted run included.
        failures: how many have none.

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
        """Every file that a run writes."""
        return self.path, self.part, self.log, self._run_path, self._parquet

    @property
    def done(self) -> int:
        """How many pages are done."""
        return self.records + self.failures

    def was_begun(self) -> bool:
        """Return whether a run of the same sources and options was begun here, and is to be gone on with."""
        return not self._restart and self._recorded_run() == self._run

    def begin(self, pages: Iterable[PageSource | Failure]) -> Iterator[PageSource | Failure]:
        """Open the files, and pass over the pages that an interrupted run has done; those left to do.

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
        """Append a record, or a failure to its log. A Done's value is a JSON object as bytes, without id."""
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
        """Put OUT in its place, whole, and tidy up."""
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
        """Close the files; what is in them can be gone on with."""
        for file in self._files:
            with contextlib.suppress(OSError):
                file.close()
        self._files = []

    def _open(self, path: Path) -> BinaryIO:
        # not "a": where lines are appended must follow what is cut off
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o666), "r+b")
        self._files.append(file)
        return file

    def _was_replaced(self) -> bool:
        """Return whether a run came as far as putting OUT in its place, and no further."""
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
        records.cut()
        failures.cut()
        return chain(left, pages)


class _Lines:
    """The lines of a file one after the other: the id on the next one, None behind the last whole one."""

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

    def cut(self) -> None:
        """Drop what has not been passed, and go on writing there."""
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
    """Write a line and hand it to the system: from then on a kill does not lose it."""
    file.write(line)
    file.flush()


def _json(text: str) -> bytes:
    return json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")


def _size(file: BinaryIO) -> int:
    return file.seek(0, os.SEEK_END)


def _replace(path: Path, data: bytes) -> None:
    """Write a small file so that it is there whole or not at all."""
    draft = path.with_name(path.name + ".new")
    with draft.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.replace(draft, path)


def _sync_folder(path: Path) -> None:
    """Have the system remember a file's new name through a power cut, where it can be told to."""
    with contextlib.suppress(OSError):
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


def _lock(file: BinaryIO, out: Path) -> None:
    """Keep other runs off OUT until the file is closed, where the system has such locks."""
    try:
        import fcntl
    except ImportError:
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        raise OutputError(f"{out}: another run is writing it") from None
    except OSError:
        # a file system without locks
        return


def _count(path: Path) -> int:
    with path.open("rb") as file:
        return sum(1 for _ in file)


def _rows(path: Path) -> int:
    return int(_pyarrow("pyarrow.parquet").read_metadata(path).num_rows)


def _to_parquet(lines: Path, path: Path, columns: Mapping[str, str]) -> None:
    """Turn JSONL into a Parquet file, some rows at a time."""
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
