"""Extractors in processes of their own, under a deadline that really ends a page.

A thread cannot be stopped, nor can a C extension that never returns; a process can. Each `Worker`
is one spawned process that loads one extractor and answers page by page over a pipe; past the
deadline, or over the memory allowed, it is killed and the next page gets a new one.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import sys
import time
import warnings
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from queue import SimpleQueue
from types import TracebackType
from typing import Self

from benchmarks.corpora import Sample
from benchmarks.extractors import find

LOADING_DEADLINE = 120.0  # seconds that importing an extractor may take
_POLL = 0.05  # seconds between looks at the memory of a busy process
_ENVIRONMENT = {
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "RAYON_NUM_THREADS": "1",
    "PYTHONHASHSEED": "0",
}


class AbsentError(Exception):
    """An extractor cannot be loaded here: not installed, or not supported by its version."""


@dataclass(frozen=True, slots=True)
class Output:
    """What became of one page: its text, or why there is none.

    `failure` is empty, ``timeout``, ``memory``, ``crash (...)`` or ``error: ...``; `seconds` is
    what the extraction took, measured next to it; `peak` is the resident memory in bytes at its
    highest during the page (0 where the system does not tell).
    """

    text: str
    seconds: float
    failure: str = ""
    peak: int = 0


class Worker:
    """One extractor in one process. Not for use by several threads at once.

    Args:
        name: as `extractors.find` takes it.
        deadline: seconds a page may take.
        memory: bytes of resident memory a page may take, or no limit.
        core: the core to stay on, or any.

    """

    def __init__(
        self, name: str, deadline: float, memory: int | None = None, core: int | None = None
    ) -> None:
        self.name = name
        self._deadline = deadline
        self._memory = memory
        self._core = core
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def start(self) -> int:
        """Load the extractor; its resident memory in bytes when idle.

        Raises:
            AbsentError: it cannot be loaded.

        """
        if self._process is not None:
            return 0
        os.environ.update(_ENVIRONMENT)
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self.name, self._core), daemon=True)
        self._process.start()
        theirs.close()
        try:
            problem, idle = self._pipe.recv() if self._pipe.poll(LOADING_DEADLINE) else ("hung", 0)
        except (EOFError, ConnectionError):
            problem, idle = "its process died while loading", 0
        if problem:
            self.close()
            raise AbsentError(problem)
        return int(idle)

    def extract(self, page: bytes, url: str | None = None) -> Output:
        """One page, by the deadline."""
        self.start()
        if self._pipe is None or self._process is None:
            raise RuntimeError("the process is gone")
        started = time.perf_counter()
        try:
            self._pipe.send((page, url))
            failure, peak = self._await(started)
            if not failure:
                output: Output = self._pipe.recv()
                return output
        except (EOFError, ConnectionError):
            self._process.join(5)
            failure, peak = f"crash (exit code {self._process.exitcode})", 0
        self.close()
        return Output("", time.perf_counter() - started, failure, peak)

    def close(self) -> None:
        """End the process at once."""
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None

    def _await(self, started: float) -> tuple[str, int]:
        """Wait for an answer: why there will be none, and the memory seen on the way."""
        assert self._pipe is not None
        assert self._process is not None
        peak = 0
        while True:
            left = started + self._deadline - time.perf_counter()
            if self._pipe.poll(max(0.0, min(left, _POLL))):
                return "", peak
            peak = max(peak, _resident(self._process.pid, "VmHWM"))
            if left <= 0:
                return "timeout", peak
            if self._memory and _resident(self._process.pid, "VmRSS") > self._memory:
                return "memory", peak


def run_pages(
    name: str, samples: Iterable[Sample], deadline: float, jobs: int
) -> Iterator[tuple[Sample, Output]]:
    """Extract every sample with `jobs` processes; results in the order they are ready.

    Raises:
        AbsentError: the extractor cannot be loaded.

    """
    samples = list(samples)
    # one even where there is nothing to do: it tells whether the extractor loads at all
    workers = [Worker(name, deadline) for _ in range(max(1, min(jobs, len(samples))))]
    idle: SimpleQueue[Worker] = SimpleQueue()
    for worker in workers:
        idle.put(worker)

    def extract(sample: Sample) -> tuple[Sample, Output]:
        worker = idle.get()
        try:
            return sample, worker.extract(sample.html, sample.url)
        finally:
            idle.put(worker)

    try:
        for worker in workers:
            worker.start()
        with ThreadPoolExecutor(jobs) as threads:
            yield from _windowed(threads, extract, samples, jobs * 2)
    finally:
        for worker in workers:
            worker.close()


def _windowed(
    threads: ThreadPoolExecutor,
    extract: Callable[[Sample], tuple[Sample, Output]],
    samples: Iterable[Sample],
    window: int,
) -> Iterator[tuple[Sample, Output]]:
    """Results as they come, with at most `window` samples under way."""
    waiting: set[Future[tuple[Sample, Output]]] = set()
    for sample in samples:
        waiting.add(threads.submit(extract, sample))
        if len(waiting) >= window:
            done, waiting = wait(waiting, return_when=FIRST_COMPLETED)
            yield from (future.result() for future in done)
    done, _ = wait(waiting)
    yield from (future.result() for future in done)


def _serve(pipe: Connection, name: str, core: int | None) -> None:
    """The life of a worker's process: load, say so, answer pages until the pipe closes."""
    _be_quiet()
    if core is not None and hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {core})
    try:
        extract = find(name).make()
    except BaseException as error:  # a broken install can raise anything, and all of it is absence
        pipe.send((f"{type(error).__name__}: {error}"[:300], 0))
        return
    pipe.send(("", _resident(os.getpid(), "VmRSS")))
    while True:
        try:
            page, url = pipe.recv()
        except (EOFError, ConnectionError, KeyboardInterrupt):
            return
        _forget_peak()
        text, failure = "", ""
        started = time.perf_counter()
        try:
            text = extract(page, url)
        except KeyboardInterrupt:
            return
        except BaseException as error:  # Rust panics derive from BaseException
            failure = f"error: {type(error).__name__}: {error}"[:300]
        seconds = time.perf_counter() - started
        # an output may hold surrogates that a pipe carries but no report or cache can
        text = text.encode("utf-8", "replace").decode("utf-8")
        pipe.send(Output(text, seconds, failure, _resident(os.getpid(), "VmHWM")))


def _be_quiet() -> None:
    """Keep what extractors print out of the report; C libraries write to the descriptors."""
    logging.disable(logging.CRITICAL)
    warnings.simplefilter("ignore")
    sys.stdout.flush()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    os.dup2(nowhere, 2)


def _forget_peak() -> None:
    """Start the process's memory peak anew (Linux)."""
    with contextlib.suppress(OSError):
        Path("/proc/self/clear_refs").write_text("5", encoding="ascii")


def _resident(pid: int | None, field: str) -> int:
    """A memory figure of a process in bytes: VmRSS is now, VmHWM its peak; 0 where unknown."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0
    for line in status.splitlines():
        if line.startswith(field + ":"):
            return int(line.split()[1]) * 1024
    return 0
