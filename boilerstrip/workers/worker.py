"""One worker process, as seen by its owner."""

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

# Pages after which a worker is replaced, so that memory leaks in libraries do not add up.
_PAGES_PER_WORKER = 5000
# A page whose worker died is tried once more, as the system may have killed the worker for another reason.
_ATTEMPTS = 2
_START_ATTEMPTS = 3
_STARTING_SECONDS = 120.0
_ENDING_SECONDS = 0.2
CLOSING_SECONDS = 5.0
_MAX_TIMEOUT = 86_400.0
# Starting and reaping processes uses state of multiprocessing that all threads share.
_bookkeeping = threading.Lock()


class Worker:
    """A worker process that is replaced when necessary, for use in one thread at a time except for `close`.

    Args:
        prepare: a pickled function that returns the work; called once in each process.
        timeout: seconds that an answer may take.

    Attributes:
        closed: whether no more processes are started.

    """

    def __init__(self, prepare: bytes, timeout: float) -> None:
        self._prepare = prepare
        self._timeout = min(timeout, _MAX_TIMEOUT)
        self._process: BaseProcess | None = None
        self._pipe: Connection | None = None
        self.closed = False

    def answer(self, arguments: tuple[Any, ...]) -> tuple[str, Any]:
        """Call the work with `arguments`, in a second process if the first one dies.

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
        """Start a process if there is none.

        Raises:
            StartError: no process can be started.

        """
        self._ready()

    def close(self) -> None:
        """Kill the process at once and start no other. This may be called from any thread."""
        self.closed = True
        with _bookkeeping:
            if self._process is not None:
                self._process.kill()

    def end(self) -> None:
        """End a process that is idle or was killed."""
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
        """Return the pipe to an idle process, which is started if there is none."""
        start_error = ""
        for _ in range(_START_ATTEMPTS):
            if self._pipe is not None:
                return self._pipe
            start_error = self._start()
        if self._pipe is None:
            raise StartError(start_error)
        return self._pipe

    def _start(self) -> str:
        """Start a process and return why that failed, "" if it did not."""
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

        Without `kill`, a process that died or is about to end gets a moment to do so.
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
    """Start multiprocessing's tracker process now, since starting it later would enable interrupts again."""
    if os.name == "posix":
        from multiprocessing import resource_tracker

        resource_tracker.ensure_running()


def block_interrupts() -> None:
    """Block Ctrl-C in this thread and in what it starts; the main thread handles it."""
    if hasattr(signal, "pthread_sigmask"):
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
