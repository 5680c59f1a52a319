"""What worker processes and threads buy: pages a second, and the processor time that they cost.

    python -m benchmarks workers FOLDER… [--pages N] [--rounds N] [--efforts fast,auto]

The same pages go through one worker process, several, one thread, several, and one thread that asks the
strategies in turn rather than at the same time; the arrangements take turns, round after round. Loading is
left out. Rates tell something on a quiet machine only. Processor time hardly depends on what else runs: if
several workers spend no more of it on a page than one does, and the parent little, there is nothing between
them and a core each; "possible" is the gain that follows from it.

On a Python without the global lock, threads are compared to processes without further ado.
"""

from __future__ import annotations

import argparse
import multiprocessing
import os
import platform
import statistics
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import boilerstrip
from boilerstrip.batch.reader import Reader
from boilerstrip.options import Effort
from boilerstrip.workers.jobs import PageSource

_WARM_UP = 20  # pages that are not measured


@dataclass(frozen=True, slots=True)
class Cost:
    """What an arrangement took for a page: seconds of wall time, and of processor time here and there."""

    wall: float
    here: float
    workers: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure and print; 2 where there are too few pages."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks workers", description=__doc__.split("\n", 1)[0]
    )
    parser.add_argument("folders", nargs="+", metavar="FOLDER")
    parser.add_argument("--pages", type=int, default=200, help="pages to measure, evenly drawn (200)")
    parser.add_argument("--rounds", type=int, default=3, help="times that all of it is measured (3)")
    parser.add_argument("--efforts", default="fast,auto", help="of the extractor (fast,auto)")
    parser.add_argument("--workers", type=int, default=2, help="how many are several (2)")
    options = parser.parse_args(arguments)
    pages = _pages(options.folders, options.pages + _WARM_UP)
    if len(pages) <= _WARM_UP:
        print(f"benchmarks: more than {_WARM_UP} pages are needed", file=sys.stderr)
        return 2
    locked = getattr(sys, "_is_gil_enabled", lambda: True)()
    print(
        f"Python {platform.python_version()}{'' if locked else ' without the global lock'},"
        f" {len(pages) - _WARM_UP} pages, {options.rounds} rounds, {os.cpu_count()} cores"
    )
    efforts: list[Effort] = options.efforts.split(",")
    for effort in efforts:
        _report(effort, _measure(pages, effort, options.workers, options.rounds), options.workers)
    return 0


def _pages(folders: Sequence[str], count: int) -> list[PageSource]:
    pages = [page for page in Reader(folders) if isinstance(page, PageSource)]
    step = max(1, len(pages) // count)
    return pages[::step][:count]


def _measure(pages: Sequence[PageSource], effort: Effort, several: int, rounds: int) -> dict[str, list[Cost]]:
    arrangements: dict[str, Callable[[], Iterable[Any]]] = {
        "1 worker": lambda: boilerstrip.extract_many(pages, workers=1, effort=effort),
        f"{several} workers": lambda: boilerstrip.extract_many(pages, workers=several, effort=effort),
        "1 thread": lambda: _threads(pages, 1, effort=effort),
        f"{several} threads": lambda: _threads(pages, several, effort=effort),
        "1 thread, strategies in turn": lambda: _threads(pages, 1, effort=effort, concurrent=False),
    }
    costs: dict[str, list[Cost]] = {name: [] for name in arrangements}
    for number in range(rounds):
        for name in arrangements if number % 2 == 0 else reversed(arrangements):
            costs[name].append(_cost(arrangements[name]()))
    return costs


def _threads(pages: Sequence[PageSource], count: int, **options: Any) -> Iterator[Any]:
    extractor = boilerstrip.Extractor(**options)

    def text(page: PageSource) -> str:
        return extractor.extract(page.page, url=page.url).text

    with ThreadPoolExecutor(count) as threads:
        # a few at a time, so that the warm-up is over before the rest is begun
        for start in (0, _WARM_UP):
            end = _WARM_UP if start == 0 else len(pages)
            yield from threads.map(text, pages[start:end])


def _cost(results: Iterable[Any]) -> Cost:
    """What the results behind the warm-up took, each."""
    count, before = 0, (0.0, 0.0, 0.0)
    after = before
    for place, _ in enumerate(results, 1):
        if place == _WARM_UP:
            before = _clocks()
        count, after = place, _clocks() if place >= _WARM_UP else before
    return Cost(*((late - early) / (count - _WARM_UP) for early, late in zip(before, after, strict=True)))


def _clocks() -> tuple[float, float, float]:
    workers = sum(_processor_seconds(child.pid) for child in multiprocessing.active_children())
    return time.perf_counter(), time.process_time(), workers


def _processor_seconds(pid: int | None) -> float:
    """Of a process (Linux); 0 where unknown."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _report(effort: str, costs: dict[str, list[Cost]], several: int) -> None:
    print(f'\neffort="{effort}"{"":17} pages/s  ms of processor a page: workers, here   times as fast')
    alone = {name: costs[name] for name in ("1 worker", "1 thread")}
    for name, found in costs.items():
        base = alone["1 worker" if "worker" in name else "1 thread"]
        gain = statistics.median(first.wall / second.wall for first, second in zip(base, found, strict=True))
        wall, here, workers = (
            statistics.median(getattr(c, part) for c in found) for part in ("wall", "here", "workers")
        )
        print(f"{name:30} {1 / wall:8.1f} {workers * 1000:31.1f} {here * 1000:6.1f} {gain:15.2f}")
    first, many = (
        statistics.median(cost.workers for cost in costs[name]) for name in ("1 worker", f"{several} workers")
    )
    here = statistics.median(cost.here for cost in costs[f"{several} workers"])
    if first:
        print(f"possible with {several} workers on {several} cores: {several * first / (many + here):.2f}")
