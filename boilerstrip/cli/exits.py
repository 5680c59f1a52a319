"""Exit codes and messages that all commands share."""

from __future__ import annotations

import sys

FOUND, NOTHING_FOUND = 0, 1  # of one page
ALL_DONE, SOME_FAILED = 0, 1  # of many
WRONG_USE, UNREADABLE = 2, 3
INTERRUPTED = 130


def one_line(error: BaseException) -> str:
    """An exception in one line for people."""
    if isinstance(error, OSError) and error.strerror:
        return f"{error.filename}: {error.strerror}" if error.filename else error.strerror
    return " ".join(str(error).split()) or type(error).__name__


def fail(message: str, code: int) -> int:
    """Say on standard error what went wrong; the exit code."""
    print(f"boilerstrip: {message}", file=sys.stderr)
    return code
