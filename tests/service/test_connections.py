"""Connections that are slow, many, or go away."""

from __future__ import annotations

import json
import logging
import signal
import socket
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest

from tests.conftest import wait_for

pytest.importorskip("msgspec", reason="needs the serve extra")
pytest.importorskip("starlette", reason="needs the serve extra")
pytest.importorskip("uvicorn", reason="needs the serve extra")

from boilerstrip.service import connections
from tests.service.running import LONG, NEWS, Clients, Service, kind, posix


def test_a_body_that_does_not_arrive(start: Callable[..., Service]) -> None:
    service = start("--workers=1", "--timeout=1")
    with socket.create_connection(("127.0.0.1", service.port), timeout=120) as connection:
        connection.sendall(
            b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n"
        )
        assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")


HALF = b"GET /health HTTP/1.1\r\nHost: local"


def is_closed(connection: socket.socket) -> bool:
    """Whether the service closes a connection, which is waited for, without another word."""
    try:
        return connection.recv(1000) == b""
    except ConnectionError:
        return True


@pytest.mark.parametrize("descriptors", [None, pytest.param(64, marks=[posix, pytest.mark.slow])])
def test_half_sent_heads_keep_nobody_out_and_are_closed(
    start: Callable[..., Service], clients: Callable[[Service], Clients], descriptors: int | None
) -> None:
    service = start("--workers=1", "--timeout=2", descriptors=descriptors)
    held = clients(service)
    for _ in range(300):
        held.connect(HALF)
    for _ in range(3):
        service.client.clear()
        assert service.ask("/health")[0] == 200
    assert service.extract(NEWS)[0] == 200
    assert all(map(is_closed, held.open))
    assert service.stop() == (0, "")


def test_the_next_head_on_a_connection_has_a_limit_too(
    start: Callable[..., Service], clients: Callable[[Service], Clients]
) -> None:
    service = start("--workers=1", "--timeout=1")
    connection = clients(service).connect(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n" + HALF)
    answer = b""
    while b"}" not in answer:
        answer += connection.recv(10_000)
    connection.sendall(b"h")
    assert is_closed(connection)


def test_the_connection_that_waits_longest_gives_way(
    start: Callable[..., Service], clients: Callable[[Service], Clients]
) -> None:
    service = start("--workers=1", "--connections-per-address=3", LONG)
    held = clients(service)
    first, *others = (held.connect(HALF) for _ in range(3))
    answer = held.connect(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert answer.recv(10_000).startswith(b"HTTP/1.1 200 ")
    assert is_closed(first)
    others[0].sendall(b"host\r\n\r\n")
    assert others[0].recv(10_000).startswith(b"HTTP/1.1 200 ")


def test_requests_under_way_do_not_give_way(
    start: Callable[..., Service], clients: Callable[[Service], Clients], tmp_path: Path
) -> None:
    service = start("--workers=1", "--connections-per-address=2", LONG)
    gate = tmp_path / "gate"
    held = clients(service)
    with ThreadPoolExecutor() as threads:
        under_way = [threads.submit(service.obey, f"AWAIT {gate}") for _ in range(2)]
        wait_for(lambda: next(tmp_path.glob("gate.*"), None))
        # a connection that has not sent its request yet would give way
        if sys.platform == "linux":
            wait_for(lambda: _requests(held) == len(under_way))
        refused = wait_for(lambda: _refusal(held))
        assert kind((503, json.loads(refused.partition(b"\r\n\r\n")[2]))) == (503, "busy")
        if sys.platform == "linux":
            other = held.connect(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", "127.0.0.2")
            assert other.recv(10_000).startswith(b"HTTP/1.1 200 ")
        gate.touch()
        assert [answer.result()[0] for answer in under_way] == [200, 200]


def _requests(held: Clients) -> int:
    """How many requests the service has taken, asked from another address."""
    connection = held.connect(
        b"GET /health HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n", "127.0.0.2"
    )
    answer = b""
    while received := connection.recv(10_000):
        answer += received
    requests: int = json.loads(answer.partition(b"\r\n\r\n")[2])["requests"]
    return requests


def _refusal(held: Clients) -> bytes:
    connection = held.connect(b"")
    connection.settimeout(0.2)
    with suppress(TimeoutError):
        return connection.recv(10_000)
    connection.close()
    return b""


def test_slow_bodies_hold_no_place(
    start: Callable[..., Service], clients: Callable[[Service], Clients]
) -> None:
    service = start("--workers=2", "--queue=1", LONG)
    held = clients(service)
    head = b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 40\r\n\r\n<p>The"
    for _ in range(30):
        held.connect(head)
    wait_for(lambda: service.ask("/health")[1]["receiving"] == 30)
    assert service.ask("/health")[1]["requests"] == 0
    assert service.extract(NEWS)[0] == 200
    held.open[0].sendall(b" ferry will run.".ljust(34))
    assert held.open[0].recv(10_000).startswith(b"HTTP/1.1 200 ")


def test_what_anybody_can_cause_is_logged_a_few_times() -> None:
    few = connections.FewOfAKind()
    records = [
        logging.LogRecord("name", logging.WARNING, "path", 1, message, (number,), None)
        for number in range(1000)
        for message in ("one %d", "two %d")
    ]
    said = [record.getMessage() for record in records if few.filter(record)]
    assert len(said) == 10
    assert said[-2:] == [f"{name} 4 (more of this is left out for a minute)" for name in ("one", "two")]


def test_clients_that_hang_up_take_no_room(start: Callable[..., Service]) -> None:
    service = start("--workers=1", LONG)
    head = b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<p>"
    for _ in range(40):
        with socket.create_connection(("127.0.0.1", service.port)) as connection:
            connection.sendall(head)
    wait_for(lambda: service.ask("/health")[1]["requests"] == 0)
    service.process.send_signal(signal.SIGTERM)
    assert "Traceback" not in service.process.communicate(timeout=120)[1]


def test_what_follows_a_body_with_two_lengths_is_no_request(service: Service) -> None:
    with socket.create_connection(("127.0.0.1", service.port), timeout=120) as connection:
        connection.sendall(
            b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\n"
            b"Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n"
        )
        answers = b""
        while piece := connection.recv(65_536):
            answers += piece
    assert answers.count(b"HTTP/1.1 ") == 1
