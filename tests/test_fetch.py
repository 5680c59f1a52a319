from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv6Address, ip_address
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import FetchError
from boilerstrip.cli import main
from boilerstrip.fetch import RefusedError, fetch, is_public
from tests.conftest import wait_for

RUSSIAN = (
    "<p>Паром на внешние острова будет ходить всю зиму, решил в понедельник совет порта после трёх лет, в "
    "которые корабли стояли у причала с ноября до первой недели марта. Билеты не подорожают.</p>"
)


HUNG_UP: list[str] = []


class Handler(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/loop":
            self.answer(302, b"", Location="/loop")
        elif self.path == "/moved":
            self.answer(301, b"", Location="/page")
        elif self.path.startswith("/to/"):
            self.answer(302, b"", Location=self.path[4:])
        elif self.path == "/host":
            self.answer(200, self.headers["Host"].encode())
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
            try:
                for _ in range(100):
                    self.wfile.write(b"x")
                    time.sleep(0.1)
            except ConnectionError:
                HUNG_UP.append(self.path)
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
    # bytes that drip in are not waited for until the last
    assert wait_for(lambda: HUNG_UP) == ["/slow"]


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


PUBLIC = "8.8.8.8 1.1.1.1 2606:4700:4700::1111 2a00:1450::1".split()
NOT_PUBLIC = """127.0.0.1 127.9.9.9 10.0.0.1 172.16.0.1 192.168.1.1 169.254.169.254 100.64.0.1 0.0.0.0 224.0.0.1
    239.1.1.1 240.0.0.1 255.255.255.255 192.0.2.1 198.18.0.1 192.88.99.1 ::1 :: fe80::1 fe80::1%eth0 fc00::1
    ff02::1 ::ffff:8.8.8.8 ::ffff:127.0.0.1 ::127.0.0.1 64:ff9b::7f00:1 64:ff9b:1::1 2002:7f00:1:: 2001::1
    2001:db8::1 3fff::1 100::1 fec0::1""".split()


@pytest.mark.parametrize("address", [*PUBLIC, *NOT_PUBLIC])
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address)) == (address in PUBLIC)


@given(st.ip_addresses(v=4, network="127.0.0.0/8") | st.ip_addresses(v=4, network="10.0.0.0/8"))
def test_no_form_of_a_private_address_is_public(address: IPv4Address) -> None:
    number = int(address)
    for form in (f"::ffff:{address}", f"::{address}", f"64:ff9b::{address}"):
        assert not is_public(ip_address(form))
    assert not is_public(IPv6Address((0x2002 << 112) | (number << 80)))


def is_local(address: IPv4Address | IPv6Address) -> bool:
    return address == IPv4Address("127.0.0.1")


class Names:
    """Names that the system's resolver is made to know, each with its addresses."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, **addresses: list[list[str]]) -> None:
        self.asked: list[str] = []
        known = {f"{name}.example": answers for name, answers in addresses.items()}
        resolve = socket.getaddrinfo

        def answer(host: str, port: int, *arguments: object, **options: object) -> object:
            if host not in known:
                return resolve(host, port, *arguments, **options)  # type: ignore[call-overload]
            self.asked.append(host)
            return [
                (socket.AF_INET, socket.SOCK_STREAM, 6, "", (address, port)) for address in known[host].pop(0)
            ]

        monkeypatch.setattr(socket, "getaddrinfo", answer)


def test_names_that_lead_where_nothing_may_be_fetched(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    port = site.rpartition(":")[2]
    Names(monkeypatch, bad=[["127.0.0.1"]], mixed=[["127.0.0.1", "10.0.0.1"]])
    for host, allow in (("bad.example", is_public), ("mixed.example", is_local), ("localhost", is_public)):
        with pytest.raises(RefusedError, match=f"{host} is not a public address"):
            fetch(f"http://{host}:{port}/page", allow=allow)


def test_the_address_that_was_checked_is_the_one_connected_to(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = Names(monkeypatch, rebinding=[["127.0.0.1"], ["10.0.0.1"]])
    fetched = fetch(f"http://rebinding.example:{site.rpartition(':')[2]}/host", allow=is_local)
    assert fetched.data.decode().startswith("rebinding.example:")
    assert names.asked == ["rebinding.example"]


def test_every_hop_is_checked(site: str) -> None:
    with pytest.raises(RefusedError):
        fetch(f"{site}/to/http://127.0.0.2/page", allow=is_local)
    with pytest.raises(FetchError, match="not an http or https address"):
        fetch(f"{site}/to/file:///etc/passwd", allow=is_local)
    assert fetch(f"{site}/to/{site}/moved", allow=is_local).url == f"{site}/page"


def test_a_proxy_does_not_resolve_what_has_to_be_checked(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1/")
    monkeypatch.setenv("no_proxy", "")
    with pytest.raises(FetchError):
        fetch(f"{site}/page")
    assert fetch(f"{site}/page", allow=is_local).charset == "windows-1251"


def test_the_next_address_where_one_does_not_answer(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    Names(monkeypatch, two=[["127.0.0.3", "127.0.0.1"]])
    allow = lambda address: address.is_loopback  # noqa: E731
    assert fetch(f"http://two.example:{site.rpartition(':')[2]}/page", allow=allow).charset == "windows-1251"


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_certificates_are_of_the_name_and_not_of_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=good.example"
    names = ["-addext", "subjectAltName=DNS:good.example", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    Names(monkeypatch, good=[["127.0.0.1"]], other=[["127.0.0.1"]])
    named: list[str | None] = []
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    context.sni_callback = lambda _socket, name, _context: named.append(name)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    assert fetch(f"https://good.example:{server.server_port}/page", allow=is_local).charset == "windows-1251"
    with pytest.raises(FetchError, match=r"other\.example"):
        fetch(f"https://other.example:{server.server_port}/page", allow=is_local)
    assert named == ["good.example", "other.example"]
    server.shutdown()
    server.server_close()
