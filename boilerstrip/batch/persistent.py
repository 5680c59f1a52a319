"""A worker process that is kept between calls."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from contextlib import ExitStack
from functools import partial
from typing import Any, Unpack

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE, checked_job
from boilerstrip.extraction import Extraction
from boilerstrip.options import SharedOptions
from boilerstrip.workers.jobs import Done, Failure
from boilerstrip.workers.pool import Pool
from boilerstrip.workers.runner import as_source


class PersistentWorker:
    """One worker process that is kept between calls, for pages that come a few at a time.

    Args:
        finish: called on each Extraction in the worker; as of `work_on_many`.
        timeout: seconds that a page may take.
        options: as of `extract_many`.

    Raises:
        OptionError: an option is invalid.

    """

    def __init__(
        self,
        *,
        finish: Callable[[Extraction], Any],
        timeout: float = TIMEOUT_PER_PAGE,
        **options: Unpack[SharedOptions],
    ) -> None:
        self._pool = partial(Pool, *checked_job(finish, 1, timeout, options))
        self._opened: Pool | None = None
        self._exits = ExitStack()

    def work(self, pages: Iterable[Any]) -> list[Done | Failure]:
        """Return a result for each page, in order. Only one thread may call this at a time.

        Raises:
            BoilerstripError: no worker process can be started.

        """
        pool = self._opened = self._opened or self._exits.enter_context(self._pool())
        results: dict[int, Done | Failure] = {}
        try:
            for number, page in enumerate(pages):
                item = as_source(number, page)
                if isinstance(item, Failure):
                    results[number] = item
                else:
                    pool.submit(number, item)
            while pool.busy:
                results.update(pool.answers(wait=True))
        except BaseException:
            self.close()  # later answers would be taken for those of the next call
            raise
        return [results[number] for number in range(len(results))]

    def close(self) -> None:
        """End the process; the next call starts a new one."""
        self._opened = None
        self._exits.close()
