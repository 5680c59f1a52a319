"""Speed and memory on one core, fairly: extractors take turns page by page.

Every extractor has a process of its own on the same core; for each page they are called one
after another in an order drawn anew, so that a noisy machine hits all alike. The bare parse
(`parse`) is the floor. Times are taken inside the process and hold the extraction alone.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from benchmarks.corpora import Sample
from benchmarks.generated import page_of_size
from benchmarks.progress import Advance, Progress
from benchmarks.worker import AbsentError, Output, Worker, run_pages

FLOOR = "parse"
SIZES = (1_000, 10_000, 100_000, 1_000_000, 10_000_000)  # bytes
_WARM_UP = 3  # pages that are not measured
_REPEATS = 3  # of a page of each size; the fastest counts


def measure(
    names: Sequence[str], samples: Sequence[Sample], deadline: float, seed: int, progress: Progress
) -> tuple[dict[str, Any], dict[str, str]]:
    """Times over real pages, by extractor, and the absent ones.

    Each has ``ms`` ({median, p95, p99}), ``pages_per_second``, ``megabytes_per_second``,
    ``peak_mb`` (resident memory, highest), ``idle_mb`` (loaded, before the first page),
    ``failed`` (pages).
    """
    core = max(_cores())
    workers: dict[str, Worker] = {}
    idle: dict[str, int] = {}
    absent: dict[str, str] = {}
    for name in dict.fromkeys([FLOOR, *names]):
        worker = Worker(name, deadline, core=core)
        try:
            idle[name] = worker.start()
            workers[name] = worker
        except AbsentError as error:
            absent[name] = str(error)
    outputs: dict[str, list[Output]] = {name: [] for name in workers}
    rng = random.Random(seed)
    order = list(workers)
    with progress.task("timing", len(samples) * len(workers)) as advance:
        for place, sample in enumerate([*samples[:_WARM_UP], *samples]):
            rng.shuffle(order)
            for name in order:
                output = workers[name].extract(sample.html, sample.url)
                if place >= _WARM_UP:
                    outputs[name].append(output)
                    advance(1, name)
    for worker in workers.values():
        worker.close()
    size = sum(len(sample.html) for sample in samples)
    return {name: _summary(outputs[name], size, idle[name]) for name in workers}, absent


def growth_by_size(
    names: Sequence[str], deadline: float, progress: Progress, sizes: Sequence[int] = SIZES
) -> dict[str, dict[str, float]]:
    """Milliseconds by page size in bytes; sizes past one that failed are left out."""
    core = max(_cores())
    curves: dict[str, dict[str, float]] = {}
    pages = {size: page_of_size(size) for size in sizes}
    with progress.task("growth over page size", len(names) * len(sizes)) as advance:
        for name in names:
            curves[name] = {}
            with Worker(name, deadline, core=core) as worker:
                for size in sizes:
                    milliseconds = _fastest(worker, pages[size])
                    if milliseconds is None:
                        break
                    curves[name][str(size)] = milliseconds
            advance(len(sizes), name)
    return curves


def growth_by_workers(
    names: Sequence[str], samples: Sequence[Sample], deadline: float, progress: Progress
) -> dict[str, dict[str, float]]:
    """Pages a second by the number of processes, from one to a core each, doubling."""
    counts = [1]
    while counts[-1] * 2 <= len(_cores()):
        counts.append(counts[-1] * 2)
    curves: dict[str, dict[str, float]] = {name: {} for name in names}
    with progress.task("growth over workers", len(names) * len(counts) * len(samples)) as advance:
        for name in names:
            for count in counts:
                curves[name][str(count)] = _rate(name, samples, deadline, count, advance)
    return curves


def _rate(name: str, samples: Sequence[Sample], deadline: float, count: int, advance: Advance) -> float:
    """Pages a second with `count` processes, loading left out."""
    warm_up = list(samples[:1]) * count * 2
    started, done = 0.0, 0
    for place, _ in enumerate(run_pages(name, [*warm_up, *samples], deadline, count)):
        if place + 1 == len(warm_up):
            started = time.perf_counter()
        elif place >= len(warm_up):
            done += 1
            advance(1, name)
    return done / (time.perf_counter() - started)


def _fastest(worker: Worker, page: bytes) -> float | None:
    """The fastest of some runs over a page in milliseconds, or nothing if one failed."""
    worker.extract(page[:1000])
    times = []
    for _ in range(_REPEATS):
        output = worker.extract(page)
        if output.failure:
            return None
        times.append(output.seconds * 1000)
        if output.seconds > 1:
            break
    return min(times)


def _summary(outputs: Sequence[Output], size: int, idle: int) -> dict[str, Any]:
    seconds = np.array([output.seconds for output in outputs])
    median, p95, p99 = (float(value) for value in np.percentile(seconds * 1000, [50, 95, 99]))
    return {
        "ms": {"median": median, "p95": p95, "p99": p99},
        "pages_per_second": len(outputs) / float(seconds.sum()),
        "megabytes_per_second": size / 1e6 / float(seconds.sum()),
        "idle_mb": idle / 1e6,
        "peak_mb": max(output.peak for output in outputs) / 1e6,
        "failed": sum(bool(output.failure) for output in outputs),
    }


def _cores() -> set[int]:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return set(os.sched_getaffinity(0))
    return set(range(os.cpu_count() or 1))
