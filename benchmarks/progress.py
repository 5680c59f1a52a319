"""Progress with the time left, on a terminal; a line now and then where there is none."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
from rich.progress import Progress as Bars

_SECONDS_BETWEEN_LINES = 30.0

Advance = Callable[[int, str], None]


class Progress:
    """Hands out tasks to advance. Everything goes to standard error: output is the report's."""

    def __init__(self, quiet: bool = False) -> None:
        self.console = Console(stderr=True, quiet=quiet)

    @contextmanager
    def task(self, what: str, total: int) -> Iterator[Advance]:
        """A function to call with the steps done and what they were done on."""
        if not self.console.is_terminal:
            yield self._lines(what, total)
            return
        columns = (
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            TextColumn("{task.fields[on]}"),
        )
        with Bars(*columns, console=self.console, transient=True) as bars:
            task = bars.add_task(what, total=total, on="")
            yield lambda steps, on: bars.update(task, advance=steps, on=on)

    def _lines(self, what: str, total: int) -> Advance:
        started = reported = time.monotonic()
        done = 0

        def advance(steps: int, on: str) -> None:
            nonlocal done, reported
            done += steps
            now = time.monotonic()
            if now - reported >= _SECONDS_BETWEEN_LINES and done:
                reported = now
                left = (now - started) / done * (total - done)
                self.console.print(f"{what}: {done}/{total}, about {left:.0f} s left ({on})")

        return advance
