"""Workers that die, hang or are busy; stopping; pages that the service fetches."""

from __future__ import annotations

import json
import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import unquote

import pytest

from tests.conftest import STORY, wait_for
from tests.conftest import page as themed

pytest.importorskip("msgspec", reason="needs the serve extra")
pytest.importorskip("starlette", reason="needs the serve extra")
pytest.importorskip("uvicorn", reason="needs the serve extra")

from tests.service.running import HTML, LONG, NEWS, Service, kind, posix


@pytest.mark.parametrize("order", ["SEGFAULT", "EXIT"])
def test_a_page_that_kills_its_worker(service: Service, order: str) -> None:
    assert kind(service.obey(order)) == (500, "crash")
    assert service.obey("x")[0] == 200


@pytest.mark.slow
def test_a_page_that_hangs(start: Callable[..., Service]) -> None:
    service = start("--workers=1", "--timeout=3")
    answer = service.obey("HOLD")
    assert kind(answer) == (504, "timeout")
    assert answer[1]["error"]["reason"] == "no answer after 3 s"
    wait_for(lambda: service.obey("x")[0] == 200)


@posix
def test_a_worker_killed_from_outside(service: Service, tmp_path: Path) -> None:
    gate = tmp_path / "gate"
    with ThreadPoolExecutor() as threads:
        answers = [threads.submit(service.obey, order) for order in (f"AWAIT {gate}", "x", "y")]
        first = wait_for(lambda: next(tmp_path.glob("gate.*"), None))
        os.kill(int(first.suffix[1:]), signal.SIGKILL)
        wait_for(lambda: len(list(tmp_path.glob("gate.*"))) == 2)
        gate.touch()
        assert [answer.result()[0] for answer in answers] == [200, 200, 200]


def test_too_many_requests_at_once(start: Callable[..., Service], tmp_path: Path) -> None:
    service = start("--workers=1", "--queue=1", LONG)
    gate = tmp_path / "gate"
    with ThreadPoolExecutor() as threads:
        under_way = [threads.submit(service.obey, f"AWAIT {gate}") for _ in range(2)]
        wait_for(lambda: service.ask("/health")[1]["requests"] == 2)
        answer = service.client.request("POST", f"{service.url}/extract", body=NEWS, headers=HTML)
        assert kind((answer.status, json.loads(answer.data))) == (503, "busy")
        assert answer.headers["Retry-After"] == "1"
        gate.touch()
        assert [answer.result()[0] for answer in under_way] == [200, 200]
    assert service.obey("x")[0] == 200


@pytest.mark.slow
@posix
def test_waiting_for_a_worker_has_an_end(start: Callable[..., Service]) -> None:
    service = start("--workers=1", "--timeout=2")
    with ThreadPoolExecutor() as threads:
        hung = [threads.submit(service.obey, "HOLD") for _ in range(4)]
        kinds = sorted(kind(answer.result()) for answer in hung)
    assert set(kinds) == {(503, "busy"), (504, "timeout")}


@posix
def test_stopping_answers_what_is_under_way(start: Callable[..., Service], tmp_path: Path) -> None:
    service = start("--workers=1", LONG)
    gate = tmp_path / "gate"
    with ThreadPoolExecutor() as threads:
        under_way = threads.submit(service.obey, f"AWAIT {gate}")
        worker = int(wait_for(lambda: next(tmp_path.glob("gate.*"), None)).suffix[1:])
        ended = threads.submit(service.stop)
        wait_for(lambda: not listens(service.port))
        gate.touch()
        assert under_way.result()[0] == 200
        assert ended.result() == (0, "")
    wait_for(lambda: not Path(f"/proc/{worker}").exists() if Path("/proc").exists() else True)


def listens(port: int) -> bool:
    with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
        return True
    return False


@pytest.mark.slow
@posix
def test_ctrl_c(start: Callable[..., Service]) -> None:
    service = start("--workers=1")
    service.process.send_signal(signal.SIGINT)
    _, printed = service.process.communicate(timeout=120)
    assert (service.process.returncode, printed) == (0, "")


class Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(302 if self.path.startswith("/to/") else 200)
        if self.path.startswith("/to/"):
            self.send_header("Location", unquote(self.path[4:]))
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(themed(STORY).encode())

    def log_message(self, format: str, *arguments: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_addresses_that_are_not_public_are_refused(start: Callable[..., Service], site: str) -> None:
    closed = start("--workers=1", LONG, "--allow-fetch")
    port = site.partition(":")[2]
    for address in (
        f"http://{site}/",
        f"http://localhost:{port}/",
        f"http://2130706433:{port}/",
        "http://[::1]/",
        "http://192.0.0.1/",
        "http://[64:ff9b::127.0.0.1]/",
    ):
        assert kind(closed.ask("/extract", {"url": address})) == (403, "refused"), address
    assert kind(closed.ask("/extract", {"url": "file:///etc/passwd"})) == (502, "fetch")


@pytest.mark.slow
def test_redirects_are_followed_to_where_fetching_is_allowed(
    start: Callable[..., Service], site: str
) -> None:
    port = site.partition(":")[2]
    # with 127.0.0.1 let in, a test without a network sees where redirects lead
    open_ = start("--workers=1", LONG, "--allow-fetch", "--fetch-network=127.0.0.1")
    options = {"effort": "fast"}
    status, said = open_.ask("/extract", {"url": f"http://{site}/to/http://{site}/story", "options": options})
    assert (status, said["text"], said["url"]) == (200, "\n\n".join(STORY), f"http://{site}/story")
    for target in (f"http://127.0.0.2:{port}/", "http://10.0.0.1/", "http://[::ffff:127.0.0.1]/"):
        assert kind(open_.ask("/extract", {"url": f"http://{site}/to/{target}"})) == (403, "refused"), target
    assert kind(open_.ask("/extract", {"url": f"http://{site}/to/file:///etc/passwd"})) == (502, "fetch")
    assert kind(open_.ask("/extract", {"url": "http://127.0.0.1:1/"})) == (502, "fetch")
