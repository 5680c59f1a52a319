"""Fetching one page, within limits of time, size and redirects, and from public addresses alone if wished."""

from __future__ import annotations

import ipaddress
import re
import socket
import threading
import time
from collections.abc import Callable
from contextlib import closing, suppress
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urljoin
from urllib.request import getproxies, proxy_bypass

from boilerstrip.errors import FetchError, OptionError, RefusedError
from boilerstrip.input.decode import needed_charset
from boilerstrip.input.ip_addresses import Address, is_public

if TYPE_CHECKING:
    from urllib3 import BaseHTTPResponse
    from urllib3.connection import HTTPConnection
    from urllib3.util import Url

__all__ = ["MAX_BYTES", "Address", "Fetched", "fetch", "is_public"]

# Seconds for the whole of it, bytes after decompression, hops. A slow page is a page that fails:
# whoever fetches many wants to go on.
TIMEOUT = 30.0
MAX_BYTES = 20_000_000
MAX_REDIRECTS = 5
_CHUNK = 65_536
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_PORTS = {"http": 80, "https": 443}
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; boilerstrip/0.2)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}
# Some servers escape the brackets around an address of IPv6 in a redirect.
_ESCAPED_BRACKETS = re.compile(r"^(https?://)%5B([0-9a-f:.]+)%5D(?=[:/?#]|$)", re.IGNORECASE)


class Fetched(NamedTuple):
    """What came: the bytes, the address after redirects, the charset that the server names."""

    data: bytes
    url: str
    charset: str | None

    @property
    def encoding(self) -> str | None:
        """The server's charset, where the bytes do not speak for themselves; servers are often wrong."""
        return needed_charset(self.data, self.charset)


def fetch(
    url: str,
    *,
    timeout: float = TIMEOUT,
    max_bytes: int = MAX_BYTES,
    allow: Callable[[Address], bool] | None = None,
) -> Fetched:
    """Fetch a page, within 30 seconds, 20 MB and 5 redirects.

    Args:
        url: an http or https address.
        timeout: seconds for all of it: looking up names, connecting, redirects, headers and body.
        max_bytes: of the body, after decompression.
        allow: which IP addresses may be connected to; `is_public` is one such function. Every hop's name
            is resolved once, all its addresses must be allowed, and the connection goes to one of these, so
            that no second answer of the DNS can lead elsewhere. Proxies of the environment are not used then.
            It is called in a thread of its own.

    Returns:
        What came: `data`, the `url` after redirects, the `charset` that the server names, and the
        `encoding` to hand to `extract`, which is that charset where the bytes do not speak for themselves.

    Raises:
        OptionError: `url` is no `str`.
        RefusedError: `allow` refuses an address.
        FetchError: the address is not http or https, nobody answers, the answer is an error
            status, or it takes more than `timeout` seconds or has more than `max_bytes` bytes.

    """
    if not isinstance(url, str):
        raise OptionError(f"url must be a str, not {type(url).__name__}")
    attempt = _Attempt(url, timeout, max_bytes, allow)
    attempt.start()
    try:
        attempt.join(timeout)
        # connections that are shut down look as if the page had ended there
        fetched, error, has_ended = attempt.fetched, attempt.error, not attempt.is_alive()
    finally:
        attempt.abandon()
    if error is not None:
        raise error
    if fetched is None or not has_ended:
        raise FetchError(f"{url} took more than {timeout:g} s")
    return fetched


class _Attempt(threading.Thread):
    """The thread that fetches a page.

    Sockets only limit the time between two bytes, and looking up a name cannot be interrupted, so the caller
    waits for this thread no longer than until the deadline, and then shuts down its connections.
    """

    def __init__(
        self, url: str, timeout: float, max_bytes: int, allow: Callable[[Address], bool] | None
    ) -> None:
        super().__init__(name="boilerstrip fetch", daemon=True)
        self.fetched: Fetched | None = None
        self.error: Exception | None = None
        self._url = url
        self._timeout = timeout
        self._deadline = time.monotonic() + timeout
        self._max_bytes = max_bytes
        self._allow = allow
        self._abandoned = False
        self._connections: list[HTTPConnection] = []
        self._sockets: list[socket.socket] = []

    def run(self) -> None:
        """Fetch the page, and keep it or why there is none."""
        try:
            self.fetched = self._fetch(self._url)
        except Exception as error:  # `allow` is the caller's, and so is whatever it raises
            self.error = error
        finally:
            for connection in self._connections:
                connection.close()

    def abandon(self) -> None:
        """End whatever is still going on."""
        self._abandoned = True
        # a connection has no socket of its own any more once the server has said that it will close it
        for open_socket in [*self._sockets, *(connection.sock for connection in self._connections)]:
            if open_socket is not None:
                with suppress(OSError):
                    open_socket.shutdown(socket.SHUT_RDWR)

    def connect(self, connection: HTTPConnection, connect: Callable[[], None]) -> None:
        """Connect, so that the connection can be ended from outside.

        Raises:
            FetchError: the time limit has passed.

        """
        self._connections.append(connection)
        if self._abandoned:
            raise FetchError("the time limit has passed")
        connect()
        if connection.sock is not None:
            self._sockets.append(connection.sock)
        if self._abandoned:
            self.abandon()

    def _fetch(self, url: str) -> Fetched:
        import urllib3

        try:
            for _ in range(MAX_REDIRECTS + 1):
                parts = urllib3.util.parse_url(url)
                if parts.scheme not in _PORTS or not parts.host:
                    raise FetchError(f"not an http or https address: {url}")
                asked = self._ask(parts) if self._allow is None else self._ask_allowed(parts, self._allow)
                with closing(asked) as answer:
                    target = answer.get_redirect_location()
                    if not target:
                        return _read(answer, url, self._deadline, self._timeout, self._max_bytes)
                    url = _ESCAPED_BRACKETS.sub(r"\1[\2]", urljoin(url, target))
            raise FetchError(f"cannot fetch {url}: more than {MAX_REDIRECTS} redirects")
        except (urllib3.exceptions.HTTPError, ValueError, OSError) as error:
            if isinstance(error, FetchError):
                raise
            if time.monotonic() > self._deadline:
                raise FetchError(f"{url} took more than {self._timeout:g} s") from error
            raise FetchError(f"cannot fetch {url}: {_plainly(error)}") from error

    def _ask(self, parts: Url) -> BaseHTTPResponse:
        """The answer of whoever the system leads to, through a proxy where the environment names one."""
        import urllib3

        proxy = None if proxy_bypass(str(parts.host)) else getproxies().get(str(parts.scheme))
        pool = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        pool.pool_classes_by_scheme = _pools(self)
        return pool.urlopen(
            "GET",
            parts.url,
            headers=_HEADERS,
            preload_content=False,
            redirect=False,
            retries=False,
            timeout=_left(self._deadline),
        )

    def _ask_allowed(self, parts: Url, allow: Callable[[Address], bool]) -> BaseHTTPResponse:
        """The answer from an address that was checked, asked by the name that led to it."""
        import urllib3

        host = str(parts.host).strip("[]")
        # the zone of a link-local address is known here alone (RFC 6874)
        name, netloc = host.partition("%")[0], re.sub(r"%[^\]]*", "", parts.netloc or host)
        port = parts.port or _PORTS[str(parts.scheme)]
        pools = _pools(self)
        failed: Exception = FetchError(f"{host} has no address")
        for address in _resolved(host, port, allow):
            pool = (
                pools["https"](address, port, server_hostname=name, assert_hostname=name)
                if parts.scheme == "https"
                else pools["http"](address, port)
            )
            try:
                answer: BaseHTTPResponse = pool.urlopen(
                    "GET",
                    parts.request_uri,
                    headers=_HEADERS | {"Host": netloc},
                    preload_content=False,
                    redirect=False,
                    retries=False,
                    timeout=_left(self._deadline),
                )
                return answer
            except (urllib3.exceptions.NewConnectionError, urllib3.exceptions.ConnectTimeoutError) as error:
                failed = error
        raise failed


def _pools(attempt: _Attempt) -> dict[str, Any]:
    """urllib3's pools of connections by scheme, whose connections an attempt can end."""
    from urllib3.connection import HTTPConnection, HTTPSConnection
    from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

    class Connection(HTTPConnection):
        def connect(self) -> None:
            attempt.connect(self, super().connect)

    class SecureConnection(HTTPSConnection):
        def connect(self) -> None:
            attempt.connect(self, super().connect)

    class Pool(HTTPConnectionPool):
        ConnectionCls = Connection

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = SecureConnection

    return {"http": Pool, "https": SecurePool}


def _left(deadline: float) -> float:
    """The seconds until then, for a connection or a read; a little where there are none."""
    return max(deadline - time.monotonic(), 0.01)


def _resolved(host: str, port: int, allow: Callable[[Address], bool]) -> list[str]:
    """The IP addresses of a host, in the system's order of preference; none if one of them is refused."""
    results = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = list(dict.fromkeys(str(entry[4][0]) for entry in results))
    if not all(allow(ipaddress.ip_address(address)) for address in addresses):
        raise RefusedError(f"{host} is not a public address")
    return addresses


def _read(answer: BaseHTTPResponse, url: str, deadline: float, timeout: float, max_bytes: int) -> Fetched:
    if answer.status != 200:
        raise FetchError(f"{url} answered {answer.status} {answer.reason or ''}".rstrip())
    data = bytearray()
    # what is there, and not a full chunk: bytes that drip in must not outlast the deadline
    while chunk := answer.read1(_CHUNK):
        data += chunk
        if len(data) > max_bytes:
            raise FetchError(f"{url} has more than {max_bytes:,} bytes")
        if time.monotonic() > deadline:
            raise FetchError(f"{url} took more than {timeout:g} s")
    charset = _CHARSET.search(answer.headers.get("Content-Type", ""))
    return Fetched(bytes(data), url, charset[1] if charset else None)


def _plainly(error: Exception) -> str:
    """The innermost reason, without the connection objects that urllib3 prints before it."""
    reason = getattr(error, "reason", None) or error
    return re.sub(r"^.*?>?: (?=[A-Z[])", "", str(reason).splitlines()[0] if str(reason) else repr(error))
