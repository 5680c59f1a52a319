"""Fetching one page, within limits of time, size and redirects."""

from __future__ import annotations

import re
import time
from typing import NamedTuple
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

from boilerstrip.errors import FetchError

# Seconds for the whole of it, bytes after decompression, hops. A slow page is a page that fails:
# whoever fetches many wants to go on.
TIMEOUT = 30.0
MAX_BYTES = 20_000_000
MAX_REDIRECTS = 5
_CHUNK = 65_536
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]+)", re.IGNORECASE)
_HEADERS = {
    "User-Agent": "Mozilla/5.0 (compatible; boilerstrip/0.1)",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Encoding": "gzip, deflate",
}


class Fetched(NamedTuple):
    """What came: the bytes, the address after redirects, the charset that the server names."""

    data: bytes
    url: str
    charset: str | None


def fetch(url: str, *, timeout: float = TIMEOUT, max_bytes: int = MAX_BYTES) -> Fetched:
    """Fetch `url`, following at most `MAX_REDIRECTS` redirects.

    Raises:
        FetchError: the address is not http or https, nobody answers, the answer is an error
            status, or it takes more than `timeout` seconds or has more than `max_bytes` bytes.

    """
    import urllib3

    deadline = time.monotonic() + timeout
    try:
        parts = urlsplit(url)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise FetchError(f"not an http or https address: {url}")
        proxy = None if proxy_bypass(parts.hostname) else getproxies().get(parts.scheme)
        pool = urllib3.ProxyManager(proxy) if proxy else urllib3.PoolManager()
        answer = pool.request(
            "GET",
            url,
            headers=_HEADERS,
            preload_content=False,
            redirect=True,
            retries=urllib3.Retry(total=MAX_REDIRECTS, connect=0, read=0, redirect=MAX_REDIRECTS, status=0),
            timeout=urllib3.Timeout(total=timeout),
        )
        try:
            if answer.status != 200:
                raise FetchError(f"{url} answered {answer.status} {answer.reason or ''}".rstrip())
            data = bytearray()
            for chunk in answer.stream(_CHUNK):
                data += chunk
                if len(data) > max_bytes:
                    raise FetchError(f"{url} has more than {max_bytes:,} bytes")
                if time.monotonic() > deadline:
                    raise FetchError(f"{url} took more than {timeout:g} s")
        finally:
            answer.close()
    except (urllib3.exceptions.HTTPError, ValueError) as error:
        raise FetchError(f"cannot fetch {url}: {_plainly(error)}") from error
    charset = _CHARSET.search(answer.headers.get("Content-Type", ""))
    return Fetched(bytes(data), answer.geturl() or url, charset[1] if charset else None)


def _plainly(error: Exception) -> str:
    """The innermost reason, without the connection objects that urllib3 prints before it."""
    reason = getattr(error, "reason", None) or error
    return re.sub(r"^.*?>?: (?=[A-Z[])", "", str(reason).splitlines()[0] if str(reason) else repr(error))
