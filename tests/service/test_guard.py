"""Bodies within their bounds, and requests from other sites."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from boilerstrip.errors import ServiceError
from tests.conftest import STORY

pytest.importorskip("msgspec", reason="needs the serve extra")
pytest.importorskip("starlette", reason="needs the serve extra")
pytest.importorskip("uvicorn", reason="needs the serve extra")

from boilerstrip.service import guard
from tests.service.running import HTML, NEWS, Service, kind


def chunks(size: int, count: int = 1) -> Iterator[bytes]:
    for _ in range(count):
        yield b"x" * size


@pytest.mark.parametrize(
    "body", [b"x" * 20_000_000, lambda: chunks(1_000_000, 20)], ids=["length", "chunked"]
)
def test_bodies_beyond_the_limit(service: Service, body: Any) -> None:
    answer = service.client.request(
        "POST", f"{service.url}/extract", body=body if isinstance(body, bytes) else body(), headers=HTML
    )
    assert kind((answer.status, json.loads(answer.data))) == (413, "size")
    assert service.ask("/health")[1]["requests"] == 0


def test_body_at_the_limit_in_chunks(service: Service) -> None:
    body = f"<p>{STORY[0]}</p>".encode().ljust(300_000)
    whole = service.client.request(
        "POST", f"{service.url}/extract?effort=fast", body=iter([body]), headers=HTML
    )
    assert json.loads(whole.data)["text"] == STORY[0]


class Arriving:
    """A body whose chunks come when they are put in."""

    def __init__(self, bodies: guard.Bodies) -> None:
        self.chunks: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        request = guard.Request({"type": "http", "headers": []}, self.chunks.get)
        self.body = asyncio.create_task(bodies.receive(request))

    async def put(self, chunk: bytes, more: bool = True) -> None:
        self.chunks.put_nowait({"type": "http.request", "body": chunk, "more_body": more})
        for _ in range(5):
            await asyncio.sleep(0)


def test_bodies_that_arrive_have_a_bound_together() -> None:
    async def receive() -> None:
        bodies = guard.Bodies(max_total=10, max_body=6, timeout=60.0)
        first, second, third = (Arriving(bodies) for _ in range(3))
        await first.put(b"12345")
        await second.put(b"1234")
        await third.put(b"12")
        assert first.body.done()
        with pytest.raises(ServiceError) as gone:
            first.body.result()
        assert gone.value.kind == "busy"
        await third.put(b"3456", more=False)
        assert await third.body == b"123456"
        assert not second.body.done()
        await second.put(b"567")
        with pytest.raises(ServiceError) as gone:
            await second.body
        assert gone.value.kind == "size"
        assert len(bodies) == 0
        whole = Arriving(bodies)
        await whole.put(b"123456", more=False)
        assert await whole.body == b"123456"

    asyncio.run(receive())


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Host": "evil.example:80"},
        {"Host": "127.0.0.1.evil.example"},
        {"Host": ""},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
    ],
)
def test_pages_of_other_sites_are_refused(service: Service, headers: dict[str, str]) -> None:
    assert kind(service.ask("/extract", NEWS, **HTML, **headers)) == (403, "refused")


@pytest.mark.parametrize(
    "host", ["localhost", "127.0.0.1", "[::1]", "LOCALHOST:9", "10.0.0.1", "ferry.example"]
)
def test_own_names_are_not(start: Callable[..., Service], service: Service, host: str) -> None:
    if host == "ferry.example":
        service = start("--workers=1", "--allow-host=Ferry.example")
    answer = service.ask("/extract?effort=fast", NEWS, **HTML, Host=host, Origin=f"http://{host}")
    assert answer[0] == 200


def test_headers_keep_answers_apart(service: Service) -> None:
    answer = service.client.request("GET", f"{service.url}/health")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; frame-ancestors 'none'; sandbox"
    assert "Access-Control-Allow-Origin" not in answer.headers
