"""The worker process itself: it reads pages from a pipe and writes answers to it."""

from __future__ import annotations

import contextlib
import faulthandler
import gc
import os
import pickle
import signal
import sys
import threading
from multiprocessing.connection import Connection
from typing import Any

from boilerstrip.errors import InputError
from boilerstrip.workers.jobs import Work
from boilerstrip.workers.reasons import describe_error

# A worker ends itself this long after the deadline, because its parent may be gone.
_GRACE_SECONDS = 5.0


def serve(pipe: Connection, prepare: bytes, timeout: float, pages: int) -> None:
    """Run a worker process: prepare, report that it is ready, and answer pages until the pipe closes."""
    with contextlib.suppress(EOFError, OSError):
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        try:
            work: Work = pickle.loads(prepare)()  # noqa: S301 - from a process of our own
        except Exception as error:
            pipe.send(describe_error(error))
            return
        gc.freeze()
        pipe.send("")
        _answer_pages(pipe, work, timeout, pages)
    sys.stdout.flush()
    # not by a normal exit, which would wait for threads that a page left behind
    os._exit(0)


def _answer_pages(pipe: Connection, work: Work, timeout: float, pages: int) -> None:
    threads = threading.active_count()
    with open(os.devnull, "w", encoding="utf-8") as nowhere:
        for left in reversed(range(pages)):
            page = pickle.loads(pipe.recv_bytes())  # noqa: S301 - from a process of our own
            # the timer does not need the interpreter lock, so it also ends code that never releases the lock
            faulthandler.dump_traceback_later(timeout + _GRACE_SECONDS, exit=True, file=nowhere)
            kind, value = outcome_of(work, page)
            del page
            should_recycle = not left or kind == "memory" or threading.active_count() > threads
            try:
                answer = pickle.dumps((kind, value, should_recycle), pickle.HIGHEST_PROTOCOL)
            except Exception as error:
                answer = pickle.dumps(("error", f"cannot be sent: {describe_error(error)}", should_recycle))
            del value
            pipe.send_bytes(answer)
            faulthandler.cancel_dump_traceback_later()
            if should_recycle:
                return


def outcome_of(work: Work, page: tuple[Any, ...]) -> tuple[str, Any]:
    """Return ("", result), or the kind of failure and its reason."""
    try:
        return "", work(*page)
    except MemoryError:
        return "memory", "out of memory"
    except InputError as error:
        return "input", describe_error(error)
    except KeyboardInterrupt:  # never in a worker, which ignores interrupts
        raise
    except BaseException as error:  # panics of extensions and calls of exit are not Exceptions
        return "error", describe_error(error)
