"""Guards of every request: allowed hosts and origins, limits on pending requests, and response headers."""

from __future__ import annotations

import asyncio
import ipaddress
import logging
from collections.abc import Collection, Iterator
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from boilerstrip import report
from boilerstrip.errors import ServiceError, StalledError
from boilerstrip.service.messages import error_json, status_of

REPORT_PATH = "/report"
# The key in a request's scope for the ExitStack that releases its place after the answer.
PLACES = "boilerstrip.places"
_HEADERS = {
    "Cache-Control": "no-store",
    "Cross-Origin-Resource-Policy": "same-origin",
    # without a referrer, browsers would not name the origin of the form on our own page
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
}
_NOTHING = "default-src 'none'; frame-ancestors 'none'; sandbox"
# Seconds in the header Retry-After.
RETRY_AFTER = "1"
_log = logging.getLogger("boilerstrip.service")


class ConcurrencyLimiter:
    """Limits how many requests are pending at once, from the last byte of the body to the last of the answer.

    Args:
        size: so many.

    """

    def __init__(self, size: int) -> None:
        self.size = size
        self.taken = 0

    def check(self) -> None:
        """Raise a ServiceError if all places are taken."""
        if self.taken >= self.size:
            raise ServiceError("busy", f"too busy: {self.size} requests are in progress")

    @contextmanager
    def place(self) -> Iterator[None]:
        """Context manager that holds a place for one request.

        Raises:
            ServiceError: all are taken.

        """
        self.check()
        self.taken += 1
        try:
            yield
        finally:
            self.taken -= 1


class Bodies:
    """The request bodies that are being received, whose total size is limited.

    Where that is used up, the body that has been arriving for longest gives way: a slow one keeps no other
    out, and holds no place among the requests under way.

    Args:
        max_total: bytes of all of them.
        max_body: bytes of each.
        timeout: seconds for each to arrive.

    """

    def __init__(self, max_total: int, max_body: int, timeout: float) -> None:
        self.max_total = max(max_total, max_body)
        self.max_body = max_body
        self._timeout = timeout
        self._received = 0
        # bodies being received, oldest first, with the bytes of each so far
        self._arriving: dict[asyncio.Timeout, int] = {}

    def __len__(self) -> int:
        return len(self._arriving)

    async def receive(self, request: Request) -> bytes:
        """The body of a request.

        Raises:
            ServiceError: it is too big, too slow, or gave way.
            ClientDisconnect: the client has hung up.

        """
        too_big = ServiceError("size", f"the body of a request may have at most {self.max_body:,} bytes")
        if int(request.headers.get("content-length", "0")) > self.max_body:
            raise too_big
        body = bytearray()
        deadline = asyncio.timeout(self._timeout)
        try:
            async with deadline:
                self._arriving[deadline] = 0
                async for chunk in request.stream():
                    if len(body) + len(chunk) > self.max_body:
                        raise too_big
                    self._make_room(deadline, len(chunk))
                    body += chunk
        except TimeoutError:
            if deadline not in self._arriving:
                raise ServiceError("busy", "too busy to wait for a body that arrives this slowly") from None
            raise ServiceError("slow", f"the body did not arrive within {self._timeout:g} s") from None
        finally:
            self._received -= self._arriving.pop(deadline, 0)
        return bytes(body)

    def _make_room(self, deadline: asyncio.Timeout, size: int) -> None:
        while self._received + size > self.max_total:
            oldest = next(iter(self._arriving))
            if oldest is deadline:
                raise ServiceError("busy", "too busy to wait for a body that arrives this slowly")
            self._received -= self._arriving.pop(oldest)
            if not oldest.expired():
                oldest.reschedule(0)
        self._arriving[deadline] += size
        self._received += size


class Guard:
    """ASGI middleware in front of the service.

    Pages of other sites must not drive a service on loopback: requests that say they come from one are
    refused (Origin, Sec-Fetch-Site), and so are those that came by a name that is not the service's own
    (Host), since the DNS of another site may lead a browser here (rebinding). An IP address is no name.

    Args:
        app: what is guarded.
        limiter: counts the requests with a body.
        hosts: names in Host, beside localhost and IP addresses, lower case.
        timeout: seconds that a client may take to read what is ready for it.

    """

    def __init__(
        self, app: ASGIApp, limiter: ConcurrencyLimiter, hosts: Collection[str], timeout: float
    ) -> None:
        self._app = app
        self._limiter = limiter
        self._hosts = frozenset(hosts) | {"localhost"}
        self._timeout = timeout

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or let it through."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        # with two lengths, what follows is a request to one server and not to another (RFC 9112, 6.3)
        is_ambiguous = {"content-length", "transfer-encoding"} <= set(Headers(scope=scope))

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if is_ambiguous:
                    headers["Connection"] = "close"
                for name, value in _HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Content-Security-Policy", _NOTHING)
            try:
                async with asyncio.timeout(self._timeout):
                    await send(message)
            except TimeoutError:
                raise StalledError from None

        try:
            self._check(Headers(scope=scope), scope["method"])
            if scope["method"] == "POST":
                # if there is no capacity, the body is not received at all
                self._limiter.check()
                with ExitStack() as places:
                    scope[PLACES] = places
                    await self._app(scope, receive, sending)
            else:
                await self._app(scope, receive, sending)
        except ServiceError as error:
            await answer(error, scope["path"])(scope, receive, sending)
        except StalledError:
            _log.warning("a client did not read its answer within %g s", self._timeout)

    def _check(self, headers: Headers, method: str) -> None:
        host = headers.get("host", "")
        name = _hostname(host)
        if name not in self._hosts and not _is_address(name):
            raise ServiceError("refused", f"not a host name of this service: {host!r}; --allow-host adds one")
        origin = headers.get("origin")
        if origin is not None and origin.lower() not in (f"http://{host.lower()}", f"https://{host.lower()}"):
            raise ServiceError("refused", f"the request comes from a page of another site: {origin}")
        site = headers.get("sec-fetch-site", "none")
        if method not in ("GET", "HEAD") and site not in ("same-origin", "none"):
            raise ServiceError(
                "refused", f"the request comes from a page of another site (Sec-Fetch-Site: {site})"
            )


def answer(error: ServiceError, path: str) -> Response:
    """Return an error as one line of JSON, or as a report if one was requested."""
    headers = {"Retry-After": RETRY_AFTER} if status_of(error) == 503 else {}
    if path == REPORT_PATH:
        page = report.describe_failure("this page", error.reason)
        document = report.render([page]).encode("utf-8", "replace")
        return HTMLResponse(document, status_of(error), headers | report_headers())
    return Response(error_json(error), status_of(error), headers, "application/json")


def report_headers() -> dict[str, str]:
    """Return what keeps a report apart from the service it came from, beside its own policy."""
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
