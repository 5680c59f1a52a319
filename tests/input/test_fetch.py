from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import FetchError
from boilerstrip.cli import main
from boilerstrip.errors import RefusedError
from boilerstrip.input import fetch as fetching
from boilerstrip.input.fetch import fetch, is_public
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
            self.answer(302, b"", Location=unquote(self.path[4:]))
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
        elif self.path.startswith("/drip"):
            self.drip(b"HTTP/1.1 200 OK\r\nX: " + b"x" * 100)
        elif self.path.startswith("/hop/"):
            time.sleep(0.2)
            with suppress(ConnectionError):
                self.answer(302, b"", Location=f"/hop/{int(self.path[5:]) + 1}")
        else:
            self.answer(404, b"no")

    def drip(self, data: bytes) -> None:
        try:
            for byte in data:
                self.wfile.write(bytes([byte]))
                time.sleep(0.1)
        except ConnectionError:
            HUNG_UP.append(self.path)

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
    assert wait_for(lambda: "/slow" in HUNG_UP)


@pytest.mark.parametrize("allow", [None, lambda address: True])
@pytest.mark.parametrize("path", ["/drip", "/hop/1"])
def test_time_limit_counts_headers_and_redirects(
    site: str, path: str, allow: Callable[[object], bool] | None
) -> None:
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"more than 0\.7 s"):
        fetch(f"{site}{path}", timeout=0.7, allow=allow)
    assert time.monotonic() - began < 5


def test_nothing_goes_on_after_the_time_limit(site: str) -> None:
    with pytest.raises(FetchError):
        fetch(f"{site}/drip/ended", timeout=0.5)
    assert wait_for(lambda: "/drip/ended" in HUNG_UP)
    assert wait_for(lambda: not any(thread.name == "boilerstrip fetch" for thread in threading.enumerate()))


def test_looking_up_a_name_counts(monkeypatch: pytest.MonkeyPatch) -> None:
    resolved = threading.Event()
    monkeypatch.setattr(socket, "getaddrinfo", lambda *_, **__: resolved.wait(20) and [])
    began = time.monotonic()
    with pytest.raises(FetchError, match=r"more than 0\.2 s"):
        fetch("http://slow.example/", timeout=0.2, allow=lambda address: True)
    resolved.set()
    assert time.monotonic() - began < 5


def test_what_allow_raises_is_not_hidden(site: str) -> None:
    def allow(address: object) -> bool:
        raise KeyError("not mine")

    with pytest.raises(KeyError):
        fetch(f"{site}/page", allow=allow)


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


# The IANA special-purpose address registries and multicast, ranges within others included.
SPECIAL_IPV4 = [
    IPv4Network(network)
    for network in """0.0.0.0/8 0.0.0.0/32 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12
    192.0.0.0/24 192.0.0.0/29 192.0.0.8/32 192.0.0.9/32 192.0.0.10/32 192.0.0.170/32 192.0.0.171/32 192.0.2.0/24
    192.31.196.0/24 192.52.193.0/24 192.88.99.0/24 192.88.99.2/32 192.168.0.0/16 192.175.48.0/24 198.18.0.0/15
    198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4 255.255.255.255/32""".split()
]
SPECIAL_IPV6 = [
    IPv6Network(network)
    for network in """::/96 ::/128 ::1/128 64:ff9b:1::/48 100::/64 100:0:0:1::/64 2001::/23 2001::/32 2001:1::1/128
    2001:1::2/128 2001:1::3/128 2001:2::/48 2001:3::/32 2001:4:112::/48 2001:10::/28 2001:20::/28 2001:30::/28
    2001:db8::/32 2002::/16 2620:4f:8000::/48 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8
    4000::/2 8000::/1 ::fffe:0:0/96 ::ffff:0:0:0/96""".split()
]
PUBLIC = """1.0.0.0 9.255.255.255 11.0.0.0 100.63.255.255 100.128.0.0 126.255.255.255 128.0.0.0 169.253.255.255
    169.255.0.0 172.15.255.255 172.32.0.0 191.255.255.255 192.0.1.0 192.0.1.255 192.0.3.0 192.88.98.255 192.88.100.0
    192.167.255.255 192.169.0.0 198.17.255.255 198.20.0.0 203.0.112.255 203.0.114.0 223.255.255.255 8.8.8.8
    2001:200:: 2001:db7:ffff:: 2001:db9:: 2003:: 2606:4700:4700::1111 2a00:1450::1 3ffe::
    ::ffff:8.8.8.8 64:ff9b::8.8.8.8""".split()


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses(address: str) -> None:
    assert is_public(ip_address(address))


def embedding(address: IPv4Address) -> Iterator[IPv6Address]:
    """The addresses of IPv6 that stand for one of IPv4, or lead to it through a tunnel."""
    number = int(address)
    for prefix in ("::ffff:0:0", "::", "64:ff9b::", "64:ff9b:1::", "64:ff9b:1:fffe::"):
        yield IPv6Address(int(IPv6Address(prefix)) + number)
    high, low = divmod(number, 1 << 16)
    # after a prefix of 48 bits, the address is parted by eight of zeros (RFC 6052)
    yield IPv6Address((0x0064FF9B0001 << 80) | (high << 64) | (low << 40))
    yield IPv6Address((0x2002 << 112) | (number << 80) | 1)
    # Teredo: the server, and the client with all bits turned over (RFC 4380)
    yield IPv6Address((0x20010000 << 96) | (number << 64) | (0xFFFFFFFF ^ 0x08080808))
    yield IPv6Address((0x20010000 << 96) | (0x08080808 << 64) | (0xFFFFFFFF ^ number))


@pytest.mark.parametrize("network", [*SPECIAL_IPV4, *SPECIAL_IPV6], ids=str)
def test_special_purpose_addresses_are_not_public(network: IPv4Network | IPv6Network) -> None:
    for address in (network[0], network[-1], network[network.num_addresses // 2]):
        assert not is_public(address)
        if isinstance(address, IPv4Address):
            assert not any(map(is_public, embedding(address)))
        else:
            assert not is_public(ip_address(f"{address}%eth0"))


@given(st.sampled_from(SPECIAL_IPV4).flatmap(lambda network: st.ip_addresses(network=network)))
def test_no_form_of_a_special_purpose_address_is_public(address: IPv4Address) -> None:
    assert not is_public(address)
    assert not any(map(is_public, embedding(address)))


@given(st.ip_addresses(v=4))
def test_an_address_that_stands_for_another_is_judged_as_that(address: IPv4Address) -> None:
    assert is_public(address) != any(address in network for network in SPECIAL_IPV4)
    mapped, _, translated, *others = embedding(address)
    assert is_public(mapped) == is_public(translated) == is_public(address)
    assert not any(map(is_public, others))


@given(st.ip_addresses(v=6, network="2000::/3"))
def test_all_other_global_unicast_addresses_are_public(address: IPv6Address) -> None:
    assert is_public(address) != any(address in network for network in SPECIAL_IPV6)


def notations(address: IPv4Address) -> Iterator[str]:
    """What leads to an address where it stands in a URL."""
    number = int(address)
    first, second, third, fourth = address.packed
    yield str(address)
    yield f"{first}.{second}.{(third << 8) + fourth}"
    yield f"{first}.{number & 0xFFFFFF}"
    yield str(number)
    yield hex(number)
    yield f"0{number:o}"
    yield ".".join(f"0{part:o}" for part in address.packed)
    yield ".".join(map(hex, address.packed))
    for embedded in embedding(address):
        yield f"[{embedded}]"
        yield f"[{embedded.exploded.upper()}]"


@pytest.mark.parametrize("network", SPECIAL_IPV4, ids=str)
def test_no_notation_leads_to_a_special_purpose_address(site: str, network: IPv4Network) -> None:
    def allow(address: IPv4Address | IPv6Address) -> bool:
        return is_public(address) or str(address) == "127.0.0.1"

    for notation in notations(network[-1]):
        for url in (f"http://{notation}:1/", f"{site}/to/{quote(f'https://{notation}:1/')}"):
            with pytest.raises(FetchError) as refused:
                fetch(url, allow=allow)
            assert isinstance(refused.value, RefusedError), (url, refused.value)


def is_local(address: IPv4Address | IPv6Address) -> bool:
    return address == IPv4Address("127.0.0.1")


class Site6(ThreadingHTTPServer):
    address_family = socket.AF_INET6


@pytest.fixture(scope="module")
def site6() -> Iterator[str]:
    try:
        server = Site6(("::1", 0), Handler)
    except OSError:
        pytest.skip("no IPv6 here")
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://[::1]:{server.server_port}"
    server.shutdown()
    server.server_close()


def is_loopback(address: IPv4Address | IPv6Address) -> bool:
    return address.is_loopback


@pytest.mark.parametrize("allow", [None, is_loopback])
def test_redirects_to_an_address_of_ipv6(
    site: str, site6: str, allow: Callable[[IPv4Address | IPv6Address], bool] | None
) -> None:
    port = site6.rpartition(":")[2]
    longer = f"http://[0:0:0:0:0:0:0:1]:{port}"
    for start in (site, site6):
        for target, named in (
            (site6, "[::1]"),
            (longer, "[0:0:0:0:0:0:0:1]"),
            (f"http://%5B::1%5D:{port}", "[::1]"),
        ):
            fetched = fetch(f"{start}/to/{quote(f'{target}/host')}", allow=allow)
            assert (fetched.data.decode(), fetched.url) == (f"{named}:{port}", f"http://{named}:{port}/host")
    with pytest.raises(RefusedError, match="::1 is not a public address"):
        fetch(f"{site}/to/{quote(f'{site6}/host')}", allow=is_local)


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


def certify(folder: Path, monkeypatch: pytest.MonkeyPatch, name: str) -> ssl.SSLContext:
    """What a server needs to be trusted under a name."""
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    command = "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 2 -subj /CN=good.example"
    names = ["-addext", f"subjectAltName={name}", "-keyout", str(key), "-out", str(certificate)]
    subprocess.run([*command.split(), *names], check=True, capture_output=True)
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    return context


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
def test_certificates_are_of_the_name_and_not_of_the_address(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certify(tmp_path, monkeypatch, "DNS:good.example")
    Names(monkeypatch, good=[["127.0.0.1"]], other=[["127.0.0.1"]])
    named: list[str | None] = []
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


@pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl to make a certificate with")
@pytest.mark.parametrize("certified", ["::1", "::2"])
def test_certificates_of_an_address_of_ipv6(
    site: str, site6: str, certified: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = certify(tmp_path, monkeypatch, f"IP:{certified}")
    server = Site6(("::1", 0), Handler)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"{site}/to/{quote(f'https://[::1]:{server.server_port}/host')}"
    if certified == "::1":
        assert fetch(url, allow=is_loopback).data.decode() == f"[::1]:{server.server_port}"
    else:
        with pytest.raises(FetchError, match="::1"):
            fetch(url, allow=is_loopback)
    server.shutdown()
    server.server_close()


def test_a_page_that_is_cut_off_by_the_time_limit_is_never_taken_for_whole(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    abandon = fetching._Attempt.abandon

    def abandon_and_wait(attempt: fetching._Attempt) -> None:
        abandon(attempt)
        # by now the thread has seen the end of what it was reading
        attempt.join(10)

    monkeypatch.setattr(fetching._Attempt, "abandon", abandon_and_wait)
    with pytest.raises(FetchError, match=r"more than 0\.5 s"):
        fetch(f"{site}/slow", timeout=0.5)
