"""Process pages in a pool or in this process, with one result for each page."""

from __future__ import annotations

import math
import os
from collections.abc import Callable, Generator, Iterable
from typing import Any

from boilerstrip.workers.child import outcome_of
from boilerstrip.workers.jobs import Done, Failure, PageSource, Work
from boilerstrip.workers.pool import Pool

# Limits on pages that were read but not yet returned, in number and in bytes or characters: in an ordered
# run, others may get ahead of a slow page this far.
_WINDOW = 1024
_WINDOW_SIZE = 64_000_000


def run(
    pages: Iterable[Any], prepare: Callable[[], Work], *, workers: int, timeout: float, ordered: bool
) -> Generator[Done | Failure, None, None]:
    """Process pages in worker processes and yield one result for each page.

    Args:
        pages: PageSources, tuples of their first fields, plain pages, or Failures, which are passed through.
            They are read when results are requested, in the caller's thread.
        prepare: returns the work; pickled, and called once in each worker.
        workers: the number of processes.
        timeout: seconds that a page may take; then its worker is killed.
        ordered: yield results in the order of the pages, or else as they become ready.

    Raises:
        BoilerstripError: no worker process can be started.
        Exception: what reading `pages` raised, after the results of the pages before it.

    """
    items = (as_source(number, item) for number, item in enumerate(pages))
    window = _Window(ordered)
    ended: Exception | None = None
    with Pool(prepare, workers, timeout) as pool:
        while True:
            window.ready.update(pool.answers())
            if window.has_next:
                yield window.give()
            if ended is None and pool.has_capacity and window.has_room:
                try:
                    item = next(items)
                except Exception as error:  # the caller's own, raised after earlier results
                    ended = error
                    continue
                number = window.take(item)
                if not isinstance(item, Failure):
                    pool.submit(number, item)
            elif pool.busy and not window.has_next:
                window.ready.update(pool.answers(wait=True))
            elif not window.sizes:
                break
    if ended is not None and not isinstance(ended, StopIteration):
        raise ended


class _Window:
    """The pages that were read and whose results were not yet returned, by number."""

    def __init__(self, ordered: bool) -> None:
        self.ordered = ordered
        self.sizes: dict[int, int] = {}
        self.ready: dict[int, Done | Failure] = {}
        self.taken = self.given = self.held = 0

    @property
    def has_room(self) -> bool:
        """Whether one more page may be read."""
        return len(self.sizes) < _WINDOW and self.held < _WINDOW_SIZE

    @property
    def has_next(self) -> bool:
        """Whether a result can be returned now."""
        return self._turn in self.ready

    @property
    def _turn(self) -> int:
        return self.given if self.ordered else next(iter(self.ready), -1)

    def take(self, item: PageSource | Failure) -> int:
        """Add a page, or a result that is already known, and return its number."""
        number = self.taken
        self.sizes[number] = 0 if isinstance(item, Failure) else len(item.page)
        if isinstance(item, Failure):
            self.ready[number] = item
        self.held += self.sizes[number]
        self.taken += 1
        return number

    def give(self) -> Done | Failure:
        """Return the next result and remove it."""
        turn = self._turn
        self.held -= self.sizes.pop(turn)
        self.given += 1
        return self.ready.pop(turn)


def run_inline(pages: Iterable[Any], prepare: Callable[[], Work]) -> Generator[Done | Failure, None, None]:
    """Like `run`, but in this process; exceptions from reading `pages` are raised at once."""
    work = prepare()
    for number, item in enumerate(pages):
        page = as_source(number, item)
        if isinstance(page, Failure):
            yield page
        else:
            kind, value = outcome_of(work, page[1:])
            yield Failure(page.id, kind, value) if kind else Done(page.id, value)


def as_source(number: int, item: Any) -> PageSource | Failure:
    """Return an item of the caller's as a PageSource, or a Failure if it is not a page."""
    if isinstance(item, Failure):
        return item
    if not isinstance(item, tuple):
        item = (number, item)
    if not 2 <= len(item) <= len(PageSource._fields):
        return Failure(number, "input", f"a page must be (id, page, url), not a tuple of {len(item)}")
    page = PageSource(*item)
    if isinstance(page.page, (bytearray, memoryview)):
        return page._replace(page=bytes(page.page))
    if not isinstance(page.page, (str, bytes)):
        return Failure(page.id, "input", f"a page must be str or bytes, not {type(page.page).__name__}")
    return page


def check_workers(workers: int | None, timeout: float) -> tuple[int, float]:
    """Return the number of workers, by default one for each core, and the timeout.

    Raises:
        ValueError: one of them is out of range.

    """
    if workers is None:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers must be at least 1, not {workers!r}")
    if not isinstance(timeout, (int, float)) or math.isnan(timeout) or timeout <= 0:
        raise ValueError(f"timeout must be a positive number of seconds, not {timeout!r}")
    return workers, float(timeout)
