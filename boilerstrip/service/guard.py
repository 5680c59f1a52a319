"""What stands before every request: who may ask, how many at once, and headers on every answer."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from boilerstrip import report
from boilerstrip.service.messages import Problem

REPORT_PATH = "/report"
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    # without a referrer, browsers would not name the origin of the form on our own page
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
# Seconds after which one who was told to come back may.
_RETRY = "1"
_log = logging.getLogger("boilerstrip.service")


class Room:
    """How many requests may be under way at once, from the first byte of the body to the last of the answer.

    Args:
        size: so many.

    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.taken = 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """A place for one request.

        Raises:
            Problem: all are taken.

        """
        if self.taken >= self.size:
            raise Problem("busy", f"{self.size} requests are under way, and there is no room for more")
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1


class Guard:
    """ASGI middleware in front of the service.

    Pages of other sites must not drive a service on loopback: requests that say they come from one are
    refused (Origin, Sec-Fetch-Site), and so are those that came by a name that is not the service's own
    (Host), since the DNS of another site may lead a browser here (rebinding). An IP address is no name.

    Args:
        app: what is guarded.
        room: for requests with a body.
        hosts: names in Host, beside localhost and IP addresses, lower case.
        timeout: seconds that a client may take to read what is ready for it.

    """

    def __init__(self, app: ASGIApp, room: Room, hosts: Collection[str], timeout: float) -> None:
        self._app = app
        self._room = room
        self._hosts = frozenset(hosts) | {"localhost"}
        self._timeout = timeout

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", _NOTHING)
            try:
                async with asyncio.timeout(self._timeout):
                    await send(message)
            except TimeoutError:
                raise _StalledError from None

        try:
            self._check(Headers(scope=scope), scope["method"])
            if scope["method"] == "POST":
                with self._room.place():
                    await self._app(scope, receive, sending)
            else:
                await self._app(scope, receive, sending)
        except Problem as problem:
            await answer(problem, scope["path"])(scope, receive, sending)
        except _StalledError:
            _log.warning("a client did not read its answer within %g s", self._timeout)

    def _check(self, headers: Headers, method: str) -> None:
        host = headers.get("host", "")
        name = _hostname(host)
        if name not in self._hosts and not _is_address(name):
            raise Problem("refused", f"not a name of this service: {host!r}; --allow-host makes it one")
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in (f"http://{host.lower()}", f"https://{host.lower()}"):
            raise Problem("refused", f"a page of another site asks: {origin}")
        site = headers.get("sec-fetch-site", "none")
        if method not in ("GET", "HEAD") and site not in ("same-origin", "none"):
            raise Problem("refused", f"a page of another site asks (Sec-Fetch-Site: {site})")


class _StalledError(Exception):
    """A client does not read its answer."""


def answer(problem: Problem, path: str) -> Response:
    """A problem as one line of JSON, or as a report where that was asked for."""
    headers = {"Retry-After": _RETRY} if problem.status == 503 else {}
    if path == REPORT_PATH:
        page = report.describe_failure("this page", problem.reason)
        document = report.render([page]).encode("utf-8", "replace")
        return HTMLResponse(document, problem.status, headers | report_headers())
    return Response(problem.to_json(), problem.status, headers, "application/json")


def report_headers() -> dict[str, str]:
    """What keeps a report apart from the service it came from, beside its own policy."""
    return {"Content-Security-Policy": f"{report.policy()}; frame-ancestors 'self'; sandbox allow-scripts"}


def _hostname(host: str) -> str:
    try:
        return (urlsplit(f"//{host}").hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
