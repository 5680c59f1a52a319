from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from boilerstrip import FetchError
from boilerstrip.cli import main
from boilerstrip.fetch import fetch

RUSSIAN = (
    "<p>Паром на внешние острова будет ходить всю зиму, решил в понедельник совет порта после трёх лет, в "
    "которые корабли стояли у причала с ноября до первой недели марта. Билеты не подорожают.</p>"
)


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif self.path == "/moved":
            self.answer(301, b"", Location="/page")
        elif self.path == "/page":
            self.answer(
                200, RUSSIAN.encode("windows-1251"), **{"Content-Type": "text/html; charset=windows-1251"}
            )
        elif self.path == "/gzip":
            self.answer(200, gzip.compress(RUSSIAN.encode()), **{"Content-Encoding": "gzip"})
        elif self.path == "/bomb":
            self.answer(200, gzip.compress(bytes(50_000_000)), **{"Content-Encoding": "gzip"})
        elif self.path == "/slow":
            self.send_response(200)
            self.end_headers()
            with suppress(ConnectionError):
                for _ in range(100):
                    self.wfile.write(b"x" * 70_000)
                    time.sleep(0.1)
        else:
            self.answer(404, b"no")

    def answer(self, status: int, body: bytes, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_page_with_redirect_and_charset(site: str) -> None:
    fetched = fetch(f"{site}/moved")
    assert fetched.data.decode("windows-1251") == RUSSIAN
    assert fetched.url.endswith("/page")
    assert fetched.charset == "windows-1251"


def test_compressed(site: str) -> None:
    assert fetch(f"{site}/gzip").data.decode() == RUSSIAN


@pytest.mark.parametrize(
    ("path", "message"),
    [("/loop", "redirect"), ("/missing", "404"), ("/bomb", "more than 20,000,000 bytes")],
)
def test_limits(site: str, path: str, message: str) -> None:
    with pytest.raises(FetchError, match=message):
        fetch(site + path)


def test_time_limit(site: str) -> None:
    with pytest.raises(FetchError, match=r"more than 0\.5 s"):
        fetch(f"{site}/slow", timeout=0.5)


@pytest.mark.parametrize(
    "url",
    ["ftp://example.org/", "file:///etc/passwd", "http://", "http://[bad", "nonsense", "http://127.0.0.1:1/"],
)
def test_addresses_that_lead_nowhere(url: str) -> None:
    with pytest.raises(FetchError):
        fetch(url)


def test_the_command_fetches(site: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main([f"{site}/moved"]) == 0
    assert capsysbinary.readouterr().out.decode().strip() == RUSSIAN[3:-4]
