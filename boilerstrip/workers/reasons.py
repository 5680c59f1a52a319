"""Messages for failures."""

from __future__ import annotations

import contextlib
import signal

from boilerstrip.errors import BoilerstripError

_MAX_REASON = 500


def describe_exit(code: int | None) -> str:
    """Return a message that says how a process ended."""
    if code is None or code >= 0:
        return f"its worker ended with exit code {code}"
    with contextlib.suppress(ValueError):
        return f"its worker was ended by {signal.Signals(-code).name}"
    return f"its worker was ended by signal {-code}"


def describe_error(error: BaseException) -> str:
    """Return an exception as one line."""
    message = " ".join(str(error).split())
    named = (
        message if isinstance(error, BoilerstripError) and message else f"{type(error).__name__}: {message}"
    )
    return named[:_MAX_REASON].rstrip(": ")
