"""What connections may cost that ask for nothing: how many there are, for how long, and what is logged."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
import os
import time
from collections import Counter
from typing import Any

from uvicorn.protocols.http.h11_impl import H11Protocol

from boilerstrip.errors import ServiceError
from boilerstrip.service.guard import RETRY_AFTER
from boilerstrip.service.messages import error_json, status_of

# Records of one kind that are logged in so many seconds.
_RECORDS = 5
_SECONDS = 60.0
# How many connections are accepted in one go, before any of them is counted. A few goes pass until those
# closed for being too many are closed indeed.
_BACKLOG = 128
_GOES = 5
# File descriptors that worker processes need to be started anew.
_SPARE = 16
_log = logging.getLogger("boilerstrip.service")


class Connections:
    """The open connections: so many at once, altogether and of one address, and so long without a request.

    Where there are too many, the one that has waited longest without having sent a whole request gives way
    to the new one. So connections that are held open for nothing keep nobody out.

    Args:
        max_open: so many at once.
        max_of_address: so many of them of one address; of IPv6, of one network of 64 bits.
        timeout: seconds for the head of a request to arrive, and for the rest of an answer to be read.

    """

    def __init__(self, max_open: int, max_of_address: int, timeout: float) -> None:
        self.max_open = max_open
        self.max_of_address = min(max_of_address, max_open)
        self._timeout = timeout
        # oldest first
        self._open: dict[Protocol, str] = {}
        self._of_address: Counter[str] = Counter()
        self._looked = 0.0

    def admit(self, connection: Protocol, address: str) -> bool:
        """Return whether there is a place for one more, after another gave way to it where that had to be."""
        if self._of_address[address] >= self.max_of_address:
            given_way = self._give_way(address)
        else:
            given_way = len(self._open) < self.max_open or self._give_way(None)
        if given_way:
            self._open[connection] = address
            self._of_address[address] += 1
        return given_way

    def leave(self, connection: Protocol) -> None:
        """One is closed; again is no matter."""
        address = self._open.pop(connection, None)
        if address is not None:
            self._of_address[address] -= 1
            if not self._of_address[address]:
                del self._of_address[address]

    def _give_way(self, address: str | None) -> bool:
        for connection, its_address in self._open.items():
            if address in (None, its_address) and not connection.has_asked:
                self.leave(connection)
                connection.transport.abort()
                return True
        return False

    def close_stalled(self) -> None:
        """Close those on which nothing but waiting has gone on for too long. To be called often."""
        now = time.monotonic()
        if now - self._looked < min(1.0, self._timeout / 10):
            return
        self._looked = now
        for connection in list(self._open):
            if connection.waited(now) > self._timeout:
                connection.transport.abort()


class Protocol(H11Protocol):
    """A connection that counts, and that is not waited for without end."""

    counted: Connections

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Take a place, or say that there is none."""
        self._since = time.monotonic()
        self._last: object = None
        self.transport = transport
        if self.counted.admit(self, _address(transport.get_extra_info("peername"))):
            super().connection_made(transport)
        else:
            transport.write(_NO_PLACE)
            transport.close()
            if transport.get_write_buffer_size():
                transport.abort()

    def connection_lost(self, exc: Exception | None) -> None:
        """Give the place back."""
        self.counted.leave(self)
        super().connection_lost(exc)

    @property
    def has_asked(self) -> bool:
        """Return whether there is a whole request that has no whole answer yet."""
        return self._under_way and not self.cycle.more_body

    def waited(self, now: float) -> float:
        """The seconds since it was last seen at a request, which has limits of its own, or began one."""
        if self._under_way or self.cycle is not self._last:
            self._since, self._last = now, self.cycle
        return now - self._since

    @property
    def _under_way(self) -> bool:
        return self.cycle is not None and not self.cycle.response_complete and not self.transport.is_closing()


def protocol(connections: Connections) -> type[Protocol]:
    """The protocol whose connections count as these."""
    return type("Protocol", (Protocol,), {"counted": connections})


def affordable(max_open: int) -> tuple[int, int]:
    """Return how many connections there may be at once, at most `max_open`, and how many to accept in one go.

    Fewer where the process has too few file descriptors left. To be called when all else is open.
    """
    left = _descriptors_left()
    if left is None:
        return max_open, _BACKLOG
    backlog = max(1, min(_BACKLOG, left // (2 * _GOES)))
    return max(1, min(max_open, left - _GOES * backlog)), backlog


def _descriptors_left() -> int | None:
    """Return how many file descriptors this process may still open; None where there is no such limit."""
    try:
        import resource

        limit, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
        used = len(os.listdir("/dev/fd"))
    except (ImportError, OSError):
        return None
    return None if limit == resource.RLIM_INFINITY else limit - used - _SPARE


class FewOfAKind(logging.Filter):
    """Lets through a few records of each kind a minute: what anybody can cause must not fill a disk."""

    def __init__(self) -> None:
        super().__init__()
        self._began = 0.0
        self._seen: Counter[tuple[str, str]] = Counter()

    def filter(self, record: logging.LogRecord) -> bool:
        """Return whether to log a record; the last of its kind says that it is."""
        now = time.monotonic()
        if now - self._began > _SECONDS:
            self._began = now
            self._seen.clear()
        kind = (record.name, str(record.msg))
        self._seen[kind] += 1
        if self._seen[kind] == _RECORDS:
            record.msg = f"{str(record.msg).rstrip()} (more of this is left out for a minute)"
        return self._seen[kind] <= _RECORDS


def quieten() -> None:
    """Bound what is logged, of this event loop and of the server."""
    asyncio.get_running_loop().set_exception_handler(_tell)
    few = FewOfAKind()
    for name in ("uvicorn.error", _log.name):
        logging.getLogger(name).addFilter(few)


def _tell(loop: asyncio.AbstractEventLoop, context: dict[str, Any]) -> None:
    """Log what the event loop reports, in one line where it is the system's fault."""
    error = context.get("exception")
    reason = f"{type(error).__name__}: {error}" if error else "no reason given"
    ours = error if error and not isinstance(error, OSError) else None
    _log.error(context["message"].replace("%", "%%") + ": %s", reason, exc_info=ours)


def _address(peer: Any) -> str:
    """Whom a connection counts for: an address, or the network that one household has of IPv6."""
    try:
        address = ipaddress.ip_address(peer[0])
    except (ValueError, TypeError, IndexError):
        return ""
    if isinstance(address, ipaddress.IPv4Address):
        return str(address)
    if address.ipv4_mapped is not None:
        return str(address.ipv4_mapped)
    return str(int(address) >> 64)


def _no_place() -> bytes:
    error = ServiceError("busy", "too many connections")
    body = error_json(error)
    head = (
        f"HTTP/1.1 {status_of(error)} Service Unavailable\r\nContent-Type: application/json\r\n"
        f"Content-Length: {len(body)}\r\nRetry-After: {RETRY_AFTER}\r\nConnection: close\r\n\r\n"
    )
    return head.encode() + body


_NO_PLACE = _no_place()
