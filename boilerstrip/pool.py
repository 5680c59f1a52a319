"""Worker processes under a deadline: pages in, answers out, and no page can harm another.

Each worker is one process with a pipe of its own. Whoever holds it hands its process one page and waits for
the answer until the deadline; the process that hangs or dies is killed and replaced. Of a pool, each
worker is held by one thread, a courier. Processes share nothing, no lock and no queue, so that one can be
killed at any instant without the others noticing.
"""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import math
import multiprocessing
import os
import pickle
import signal
import sys
import threading
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import dataclass
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from queue import Empty, SimpleQueue
from types import TracebackType
from typing import Any, NamedTuple, Self

from boilerstrip.errors import BoilerstripError, InputError, StartError

# What a worker does with what it is handed, for a pool the fields of a PageSource behind its id; whatever it
# returns is pickled.
Work = Callable[..., Any]

# Pages handed out beyond the one a worker is busy with, so that no worker waits for the caller.
_AHEAD = 2
# Pages taken and not yet given back: while one page of an ordered run holds up the rest, the others
# go on this far. In pages, and in bytes or characters of them.
_WINDOW = 1024
_WINDOW_SIZE = 64_000_000
# Pages after which a worker is replaced, so that what libraries leak does not add up.
_PAGES_PER_WORKER = 5000
# A page whose worker died is tried once more: the worker may have been killed for another's sake.
_ATTEMPTS = 2
_START_ATTEMPTS = 3
_STARTING_SECONDS = 120.0
_ENDING_SECONDS = 0.2
_CLOSING_SECONDS = 5.0
# A worker ends itself this long after the deadline: its parent may be gone.
_GRACE_SECONDS = 5.0
_LONGEST_TIMEOUT = 86_400.0
_REASON_LENGTH = 500
# A wait this short can be ended by Ctrl-C on every system.
_POLL_SECONDS = 0.5
# Starting and reaping processes is bookkeeping that multiprocessing shares between threads.
_bookkeeping = threading.Lock()


class PageSource(NamedTuple):
    """One page to extract.

    Attributes:
        id: what the result is known by: any value, which need not be unique.
        page: HTML, XML, JSON or plain text.
        url: the page's address, if known.
        encoding: the encoding of bytes, if known from outside.
        flattened: the page is plain text, whatever looks like markup in it.

    """

    id: Any
    page: str | bytes
    url: str | None = None
    encoding: str | None = None
    flattened: bool = False


@dataclass(frozen=True, slots=True)
class Failure:
    """A page that has no result.

    Attributes:
        id: the page's id, or its number in the input, from 0, where it has none.
        kind: "timeout" (past the deadline), "crash" (its worker died), "memory" (its worker ran out of
            memory), "input" (not a page), "source" (could not be read) or "error" (anything else).
        reason: one line for people.

    """

    id: Any
    kind: str
    reason: str


class Done(NamedTuple):
    """What the work made of a page."""

    id: Any
    value: Any


def run(
    pages: Iterable[Any], prepare: Callable[[], Work], *, workers: int, timeout: float, ordered: bool
) -> Generator[Done | Failure, None, None]:
    """Do the work for every page in worker processes; one result for each page.

    Args:
        pages: PageSources, tuples of their first fields, plain pages, or Failures, which are passed
            through. Read as results are asked for, in the caller's thread.
        prepare: makes the work; pickled, and called once in each worker.
        workers: how many processes.
        timeout: seconds that a page may take; more kills its worker.
        ordered: results in the order of the pages, or else as they are ready.

    Raises:
        BoilerstripError: no worker process can be started.
        Exception: what reading `pages` raised, after the results of the pages before it.

    """
    items = (source(number, item) for number, item in enumerate(pages))
    sizes: dict[int, int] = {}  # of the pages taken and not yet given back, by number
    ready: dict[int, Done | Failure] = {}
    taken = given = held = 0
    ended: Exception | None = None
    with Pool(prepare, workers, timeout) as pool:
        while True:
            ready.update(pool.answers())
            turn = given if ordered else next(iter(ready), -1)
            if turn in ready:
                held -= sizes.pop(turn)
                given += 1
                yield ready.pop(turn)
            if ended is None and pool.hungry and len(sizes) < _WINDOW and held < _WINDOW_SIZE:
                try:
                    item = next(items)
                except Exception as error:  # the caller's own, who gets it when its turn has come
                    ended = error
                    continue
                if isinstance(item, Failure):
                    sizes[taken], ready[taken] = 0, item
                else:
                    sizes[taken] = len(item.page)
                    pool.submit(taken, item)
                held += sizes[taken]
                taken += 1
            elif pool.busy and turn not in ready:
                ready.update(pool.answers(wait=True))
            elif not sizes:
                break
    if ended is not None and not isinstance(ended, StopIteration):
        raise ended


def run_here(pages: Iterable[Any], prepare: Callable[[], Work]) -> Generator[Done | Failure, None, None]:
    """As `run`, without processes: what reading `pages` raises is raised at once."""
    work = prepare()
    for number, item in enumerate(pages):
        page = source(number, item)
        if isinstance(page, Failure):
            yield page
        else:
            kind, value = _outcome(work, page[1:])
            yield Failure(page.id, kind, value) if kind else Done(page.id, value)


def source(number: int, item: Any) -> PageSource | Failure:
    """An item of the caller's as a PageSource, or why it is none."""
    if isinstance(item, Failure):
        return item
    if not isinstance(item, tuple):
        item = (number, item)
    if not 2 <= len(item) <= len(PageSource._fields):
        return Failure(number, "input", f"a page is (id, page, url), not a tuple of {len(item)}")
    page = PageSource(*item)
    if isinstance(page.page, (bytearray, memoryview)):
        return page._replace(page=bytes(page.page))
    if not isinstance(page.page, (str, bytes)):
        return Failure(page.id, "input", f"a page is str or bytes, not {type(page.page).__name__}")
    return page


class Pool:
    """Couriers with a worker process each, and the two queues between them and the caller.

    Args:
        prepare: makes the work; pickled, and called once in each worker.
        workers: how many processes.
        timeout: seconds that a page may take.

    """

    def __init__(self, prepare: Callable[[], Work], workers: int, timeout: float) -> None:
        self._tasks: SimpleQueue[tuple[int, PageSource] | None] = SimpleQueue()
        self._answers: SimpleQueue[tuple[int, Done | Failure] | BoilerstripError] = SimpleQueue()
        self._unanswered = 0
        packed = pickle.dumps(prepare)
        self._couriers = [
            _Courier(self._tasks, self._answers, Worker(packed, timeout)) for _ in range(workers)
        ]

    def __enter__(self) -> Self:
        start_tracker()
        for courier in self._couriers:
            courier.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for courier in self._couriers:
            courier.close()
        for _ in self._couriers:
            self._tasks.put(None)
        for courier in self._couriers:
            courier.join(_CLOSING_SECONDS)

    @property
    def busy(self) -> bool:
        """Whether there are answers to come."""
        return self._unanswered > 0

    @property
    def hungry(self) -> bool:
        """Whether a worker could soon be without a page."""
        return self._unanswered < (1 + _AHEAD) * len(self._couriers)

    def submit(self, number: int, source: PageSource) -> None:
        """Hand out a page."""
        self._unanswered += 1
        self._tasks.put((number, source))

    def answers(self, *, wait: bool = False) -> Iterator[tuple[int, Done | Failure]]:
        """Take the answers that are there; where there are none and `wait`, the next that comes.

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


class _Courier(threading.Thread):
    """The thread that holds one worker of a pool."""

    def __init__(
        self,
        tasks: SimpleQueue[tuple[int, PageSource] | None],
        answers: SimpleQueue[tuple[int, Done | Failure] | BoilerstripError],
        worker: Worker,
    ) -> None:
        super().__init__(name="boilerstrip courier", daemon=True)
        self._tasks = tasks
        self._answers = answers
        self._worker = worker

    def run(self) -> None:
        """Serve pages until there are no more, or the pool closes."""
        block_interrupts()
        try:
            while not self._worker.closed and (task := self._tasks.get()) is not None:
                number, source = task
                kind, value = self._worker.answer(source[1:])
                answer = Failure(source.id, kind, value) if kind else Done(source.id, value)
                self._answers.put((number, answer))
        except Exception as error:  # whatever it is, the caller must not wait for an answer
            self._answers.put(BoilerstripError(f"worker processes do not start: {_reason(error)}"))
        finally:
            self._worker.end()

    def close(self) -> None:
        """End the worker at once, whatever it is doing."""
        self._worker.close()


class Worker:
    """One worker process, replaced where it must be. For one thread at a time, but for `close`.

    Args:
        prepare: makes the work, pickled; called once in each process.
        timeout: seconds that an answer may take.

    Attributes:
        closed: no process is started any more.

    """

    def __init__(self, prepare: bytes, timeout: float) -> None:
        self._prepare = prepare
        self._timeout = min(timeout, _LONGEST_TIMEOUT)
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self.closed = False

    def answer(self, arguments: tuple[Any, ...]) -> tuple[str, Any]:
        """What the work makes of `arguments`, from a second process where the first died.

        Returns:
            "" and the result, or the `kind` and `reason` of a Failure.

        Raises:
            StartError: no process can be started.

        """
        kind, value = "crash", ""
        for _ in range(_ATTEMPTS):
            kind, value = self._attempt(arguments)
            if self.closed or kind != "crash":
                break
        return kind, value

    def start(self) -> None:
        """Have a process that is ready for pages.

        Raises:
            StartError: none can be started.

        """
        self._ready()

    def close(self) -> None:
        """End the process at once, whatever it is doing, and start no other. From any thread."""
        self.closed = True
        with _bookkeeping:
            if self._process is not None:
                self._process.kill()

    def end(self) -> None:
        """End the process that waits for a page, or was closed, and forget it."""
        self._end(kill=self.closed)

    def _attempt(self, arguments: tuple[Any, ...]) -> tuple[str, Any]:
        try:
            message = pickle.dumps(arguments, pickle.HIGHEST_PROTOCOL)
        except Exception as error:
            return "error", f"cannot be sent: {_reason(error)}"
        pipe = self._ready()
        try:
            pipe.send_bytes(message)
            if not pipe.poll(self._timeout):
                self._end(kill=True)
                return "timeout", f"no answer after {self._timeout:g} s"
            kind, value, tired = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a process of our own
        except (EOFError, OSError):
            return "crash", _death(self._end())
        if tired:
            self._end()
        return kind, value

    def _ready(self) -> Connection:
        """The pipe to a process that waits for a page; a new process where there is none."""
        problem = ""
        for _ in range(_START_ATTEMPTS):
            if self._pipe is not None:
                return self._pipe
            problem = self._start()
        if self._pipe is None:
            raise StartError(problem)
        return self._pipe

    def _start(self) -> str:
        """Start a process; what came in the way of it, or ""."""
        context = multiprocessing.get_context("spawn")
        with _bookkeeping:
            if self.closed:
                return "closed"
            pipe, theirs = context.Pipe()
            arguments = (theirs, self._prepare, self._timeout, _PAGES_PER_WORKER)
            self._process = context.Process(target=_serve, args=arguments, daemon=True)
            try:
                self._process.start()
            except OSError as error:
                self._process = None
                pipe.close()
                return str(error)
            finally:
                theirs.close()
        self._pipe = pipe
        try:
            problem = str(pipe.recv()) if pipe.poll(_STARTING_SECONDS) else "no sign of life"
        except (EOFError, OSError):
            death = _death(self._end())
            return f'{death} (a script needs its `if __name__ == "__main__":` around what it runs)'
        if problem:
            self._end()
        return problem

    def _end(self, *, kill: bool = False) -> int | None:
        """End the process, if there is one, and return its exit code.

        Without `kill`, it is one that died or is about to end, and has a moment for that.
        """
        pipe, process = self._pipe, self._process
        self._pipe = None
        if process is None:
            return None
        if pipe is not None:
            pipe.close()
        with _bookkeeping:
            if not kill:
                process.join(_ENDING_SECONDS)
            process.kill()
            process.join(_CLOSING_SECONDS)
            code = process.exitcode
            self._process = None
            if code is not None:
                process.close()
        return code


def _death(code: int | None) -> str:
    """How a process ended, in words."""
    if code is None or code >= 0:
        return f"its worker ended with exit code {code}"
    with contextlib.suppress(ValueError):
        return f"its worker was ended by {signal.Signals(-code).name}"
    return f"its worker was ended by signal {-code}"


def start_tracker() -> None:
    """Start multiprocessing's tracker process: doing so later would let interrupts in again."""
    if os.name == "posix":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()


def block_interrupts() -> None:
    """Keep Ctrl-C from this thread and from what it starts: ending it is the main thread's business."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})


def _serve(pipe: Connection, prepare: bytes, timeout: float, pages: int) -> None:
    """The life of a worker process: make ready, say so, answer pages until the pipe closes."""
    with contextlib.suppress(EOFError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            work: Work = pickle.loads(prepare)()  # noqa: S301 - from a process of our own
        except Exception as error:
            pipe.send(_reason(error))
            return
        gc.freeze()
        pipe.send("")
        _answer_pages(pipe, work, timeout, pages)
    sys.stdout.flush()
    # not by way of the interpreter's end, which waits for threads that a page left behind
    os._exit(0)


def _answer_pages(pipe: Connection, work: Work, timeout: float, pages: int) -> None:
    threads = threading.active_count()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        for left in reversed(range(pages)):
            page = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a process of our own
            # kept by a thread that needs no interpreter, so it ends what holds on to that as well
            faulthandler.dump_traceback_later(timeout + _GRACE_SECONDS, exit=True, file=nowhere)
            kind, value = _outcome(work, page)
            del page
            tired = not left or kind == "memory" or threading.active_count() > threads
            try:
                answer = pickle.dumps((kind, value, tired), pickle.HIGHEST_PROTOCOL)
            except Exception as error:
                answer = pickle.dumps(("error", f"cannot be sent: {_reason(error)}", tired))
            del value
            pipe.send_bytes(answer)
            faulthandler.cancel_dump_traceback_later()
            if tired:
                return


def _outcome(work: Work, page: tuple[Any, ...]) -> tuple[str, Any]:
    """("", result), or the kind of failure and its reason."""
    try:
        return "", work(*page)
    except MemoryError:
        return "memory", "out of memory"
    except InputError as error:
        return "input", _reason(error)
    except KeyboardInterrupt:  # never in a worker, which is deaf to them
        raise
    except BaseException as error:  # panics of extensions and calls to exit are no Exceptions
        return "error", _reason(error)


def _reason(error: BaseException) -> str:
    """An exception as one line."""
    said = " ".join(str(error).split())
    named = said if isinstance(error, BoilerstripError) and said else f"{type(error).__name__}: {said}"
    return named[:_REASON_LENGTH].rstrip(": ")


def check(workers: int | None, timeout: float) -> tuple[int, float]:
    """The number of workers, by default one for each core, and the timeout, if they make sense.

    Raises:
        ValueError: they do not.

    """
    if workers is None:
        workers = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if isinstance(workers, bool) or not isinstance(workers, int) or workers < 1:
        raise ValueError(f"workers is a number of processes, at least 1, not {workers!r}")
    if not isinstance(timeout, (int, float)) or math.isnan(timeout) or timeout <= 0:
        raise ValueError(f"timeout is a positive number of seconds, not {timeout!r}")
    return workers, float(timeout)
