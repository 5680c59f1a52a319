"""Exit codes and messages that all commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable

from boilerstrip.errors import BoilerstripError, OptionError

FOUND, NOTHING_FOUND = 0, 1  # of one page
ALL_DONE, SOME_FAILED = 0, 1  # of many
WRONG_USE, UNREADABLE = 2, 3
INTERRUPTED = 130


def run(work: Callable[[], int], interrupted: str = "") -> int:
    """Do a command's work and return its exit code.

    Args:
        work: returns the exit code, or raises what the command failed with, which is told on standard error.
        interrupted: what to tell after Ctrl-C, "" for nothing.

    """
    try:
        return work()
    except OptionError as error:
        return fail(str(error), WRONG_USE)
    except (BoilerstripError, OSError) as error:
        return fail(one_line(error), UNREADABLE)
    except KeyboardInterrupt:
        return fail(interrupted, INTERRUPTED) if interrupted else INTERRUPTED


def one_line(error: BaseException) -> str:
    """Return an exception's message on one line."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split()) or type(error).__name__


def fail(message: str, code: int) -> int:
    """Print an error message to standard error and return `code`."""
    print(f"boilerstrip: {message}", file=sys.stderr)
    return code
