"""One worker process, from the side of whoever holds it."""

from __future__ import annotations

import multiprocessing
import os
import pickle
import signal
import threading
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any

from boilerstrip.errors import StartError
from boilerstrip.workers.child import serve
from boilerstrip.workers.reasons import describe_error, describe_exit

# Pages after which a worker is replaced, so that what libraries leak does not add up.
_PAGES_PER_WORKER = 5000
# A page whose worker died is tried once more: the worker may have been killed for another's sake.
_ATTEMPTS = 2
_START_ATTEMPTS = 3
_STARTING_SECONDS = 120.0
_ENDING_SECONDS = 0.2
CLOSING_SECONDS = 5.0
_MAX_TIMEOUT = 86_400.0
# Starting and reaping processes is bookkeeping that multiprocessing shares between threads.
_bookkeeping = threading.Lock()


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
        self._timeout = min(timeout, _MAX_TIMEOUT)
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self.closed = False

    def answer(self, arguments: tuple[Any, ...]) -> tuple[str, Any]:
        """Return what the work makes of `arguments`, from a second process where the first died.

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
            return "error", f"cannot be sent: {describe_error(error)}"
        pipe = self._ready()
        try:
            pipe.send_bytes(message)
            if not pipe.poll(self._timeout):
                self._end(kill=True)
                return "timeout", f"no answer after {self._timeout:g} s"
            kind, value, should_recycle = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a process of our own
        except (EOFError, OSError):
            return "crash", describe_exit(self._end())
        if should_recycle:
            self._end()
        return kind, value

    def _ready(self) -> Connection:
        """The pipe to a process that waits for a page; a new process where there is none."""
        start_error = ""
        for _ in range(_START_ATTEMPTS):
            if self._pipe is not None:
                return self._pipe
            start_error = self._start()
        if self._pipe is None:
            raise StartError(start_error)
        return self._pipe

    def _start(self) -> str:
        """Start a process; what came in the way of it, or ""."""
        context = multiprocessing.get_context("spawn")
        with _bookkeeping:
            if self.closed:
                return "closed"
            pipe, theirs = context.Pipe()
            arguments = (theirs, self._prepare, self._timeout, _PAGES_PER_WORKER)
            self._process = context.Process(target=serve, args=arguments, daemon=True)
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
            start_error = str(pipe.recv()) if pipe.poll(_STARTING_SECONDS) else "no sign of life"
        except (EOFError, OSError):
            death = describe_exit(self._end())
            return f'{death} (a script needs its `if __name__ == "__main__":` around what it runs)'
        if start_error:
            self._end()
        return start_error

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
            process.join(CLOSING_SECONDS)
            code = process.exitcode
            self._process = None
            if code is not None:
                process.close()
        return code


def start_tracker() -> None:
    """Start multiprocessing's tracker process: doing so later would let interrupts in again."""
    if os.name == "posix":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()


def block_interrupts() -> None:
    """Keep Ctrl-C from this thread and from what it starts: ending it is the main thread's business."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
