"""A pool of workers, each with a thread, and queues between them and the caller."""

from __future__ import annotations

import pickle
import threading
from collections.abc import Callable, Iterator
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Self

from boilerstrip.errors import BoilerstripError
from boilerstrip.workers.jobs import Done, Failure, PageSource, Work
from boilerstrip.workers.reasons import describe_error
from boilerstrip.workers.worker import CLOSING_SECONDS, Worker, block_interrupts, start_tracker

# Pages submitted ahead for each worker, so that no worker waits for the caller.
_AHEAD = 2
# On every system, Ctrl-C ends a wait this short.
_POLL_SECONDS = 0.5


class Pool:
    """Threads with a worker process each, and the two queues between them and the caller.

    Args:
        prepare: returns the work; pickled, and called once in each worker.
        workers: how many processes.
        timeout: seconds that a page may take.

    """

    def __init__(self, prepare: Callable[[], Work], workers: int, timeout: float) -> None:
        self._tasks: SimpleQueue[tuple[int, PageSource] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[int, Done | Failure] | BoilerstripError] = SimpleQueue()
        self._unanswered = 0
        packed = pickle.dumps(prepare)
        self._threads = [
            WorkerThread(self._tasks, self._answers, Worker(packed, timeout)) for _ in range(workers)
        ]

    def __enter__(self) -> Self:
        start_tracker()
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for thread in self._threads:
            thread.close()
        for _ in self._threads:
            self._tasks.put(None)
        for thread in self._threads:
            thread.join(CLOSING_SECONDS)

    @property
    def busy(self) -> bool:
        """Whether answers are still to come."""
        return self._unanswered > 0

    @property
    def has_capacity(self) -> bool:
        """Whether more pages can be submitted, so that no worker runs out of them."""
        return self._unanswered < (1 + _AHEAD) * len(self._threads)

    def submit(self, number: int, source: PageSource) -> None:
        """Submit a page."""
        self._unanswered += 1
        self._tasks.put((number, source))

    def answers(self, *, wait: bool = False) -> Iterator[tuple[int, Done | Failure]]:
        """Iterate over the answers that are ready; with `wait`, block for the next one if there are none.

        Raises:
            BoilerstripError: no worker process can be started.

        """
        while self._unanswered:
            try:
                answer = self._answers.get(block=wait, timeout=_POLL_SECONDS)
            except Empty:
                if wait:
                    continue
                return
            if isinstance(answer, BoilerstripError):
                raise answer
            wait = False
            self._unanswered -= 1
            yield answer


class WorkerThread(threading.Thread):
    """The thread of one worker in a pool."""

    def __init__(
        self,
        tasks: SimpleQueue[tuple[int, PageSource] | None],
        answers: SimpleQueue[tuple[int, Done | Failure] | BoilerstripError],
        worker: Worker,
    ) -> None:
        super().__init__(name="boilerstrip worker", daemon=True)
        self._tasks = tasks
        self._answers = answers
        self._worker = worker

    def run(self) -> None:
        """Process pages until there are no more, or the pool closes."""
        block_interrupts()
        try:
            while not self._worker.closed and (task := self._tasks.get()) is not None:
                number, source = task
                kind, value = self._worker.answer(source[1:])
                answer = Failure(source.id, kind, value) if kind else Done(source.id, value)
                self._answers.put((number, answer))
        except Exception as error:  # whatever happens, the caller must not wait forever
            self._answers.put(BoilerstripError(f"worker processes do not start: {describe_error(error)}"))
        finally:
            self._worker.end()

    def close(self) -> None:
        """Kill the worker at once."""
        self._worker.close()
