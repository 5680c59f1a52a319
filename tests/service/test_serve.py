"""The service, run by its command and asked over loopback."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlencode

import pytest
import urllib3
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.errors import ServiceError
from tests.conftest import SAMPLES, STORY, wait_for
from tests.conftest import page as themed

msgspec = pytest.importorskip("msgspec", reason="needs the serve extra")
pytest.importorskip("starlette", reason="needs the serve extra")
pytest.importorskip("uvicorn", reason="needs the serve extra")

from boilerstrip.cli import serve as serve_command  # noqa: E402
from boilerstrip.service import app, connections, guard, messages  # noqa: E402

ROOT = SAMPLES.parent
NEWS = (SAMPLES / "news-theme.html").read_bytes()
HTML = {"Content-Type": "text/html"}
LONG = "--timeout=300"
posix = pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them")


class Service:
    """A running service, and a client of it."""

    def __init__(self, *arguments: str, descriptors: int | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.obedient_service", "--port=0", *arguments],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            preexec_fn=None if os.name != "posix" else partial(_as_started_by_hand, descriptors),
        )
        assert self.process.stderr is not None
        line = self.process.stderr.readline()
        found = re.search(r"http://\S+:(\d+);", line)
        assert found is not None, line + self.process.stderr.read()
        self.port = int(found[1])
        self.url = f"http://127.0.0.1:{self.port}"
        self.client = urllib3.PoolManager(retries=False, timeout=300, maxsize=20)

    def ask(self, path: str, body: Any = None, method: str | None = None, **headers: str) -> tuple[int, Any]:
        """The status and the decoded answer; a body that is no bytes is sent as JSON."""
        if body is not None and not isinstance(body, bytes):
            body, headers = json.dumps(body).encode(), {"Content-Type": "application/json"} | headers
        method = method or ("GET" if body is None else "POST")
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        answer = self.client.request(method, self.url + path, body=body, headers=headers)
        return answer.status, json.loads(answer.data)

    def extract(self, markup: str | bytes, query: str = "?effort=fast") -> tuple[int, Any]:
        body = markup if isinstance(markup, bytes) else markup.encode()
        return self.ask(f"/extract{query}", body, **HTML)

    def obey(self, order: str) -> tuple[int, Any]:
        return self.extract(
            f"<p>{order} the ferry will run all winter, the council said.</p>", "?strategies=obey"
        )

    def stop(self) -> tuple[int, str]:
        """End it as a system does; its exit code and the rest of what it said."""
        self.process.send_signal(signal.SIGTERM)
        _, said = self.process.communicate(timeout=120)
        return self.process.returncode, said

    def close(self) -> None:
        self.client.clear()
        self.process.kill()
        self.process.communicate()


def _as_started_by_hand(descriptors: int | None) -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # ignored where tests run in the background
    if descriptors is not None:
        import resource

        resource.setrlimit(resource.RLIMIT_NOFILE, (descriptors, descriptors))


@pytest.fixture(scope="module")
def service() -> Iterator[Service]:
    service = Service("--workers=1", LONG, "--max-body=300000")
    yield service
    service.close()


@pytest.fixture
def start() -> Iterator[Callable[..., Service]]:
    with ExitStack() as stack:

        def started(*arguments: str, **options: Any) -> Service:
            service = Service(*arguments, **options)
            stack.callback(service.close)
            return service

        yield started


def kind(answer: tuple[int, Any]) -> tuple[int, str]:
    status, said = answer
    assert set(said) == {"error"}
    reason = said["error"]["reason"]
    assert reason
    assert "\n" not in reason
    return status, said["error"]["kind"]


def test_a_page_as_it_is_and_in_json(service: Service) -> None:
    here = json.loads(boilerstrip.Extractor(effort="fast").extract(NEWS, url="https://e.org/a").to_json())
    query = urlencode({"effort": "fast", "url": "https://e.org/a", "blocks": "true"})
    options = {"effort": "fast"}
    page = {"html": NEWS.decode(), "url": "https://e.org/a", "blocks": True, "options": options}
    for status, there in (service.extract(NEWS, f"?{query}"), service.ask("/extract", page)):
        assert status == 200
        for candidate in (*there["candidates"], *here["candidates"]):
            candidate.pop("seconds", None)
        assert there == here
    status, brief = service.extract(NEWS)
    assert "blocks" not in brief
    msgspec.convert(brief, messages.ExtractAnswer)


def test_charset_of_a_page(service: Service) -> None:
    body = "<p>Паром на внешние острова будет ходить всю зиму, решил совет порта.</p>".encode("koi8-r")
    status, said = service.ask("/extract?effort=fast", body, Content_Type="text/html; charset=koi8-r")
    assert (status, said["text"][:5]) == (200, "Паром")
    answer = service.ask("/extract", body, Content_Type="text/html; charset=nix")
    assert kind(answer) == (400, "option")
    assert "nix" in answer[1]["error"]["reason"]


def test_own_rules_by_parameter_and_in_json(service: Service) -> None:
    page = themed(STORY).replace("<p>", '<p class="told">', 1)
    assert "told" in page
    for answer in (
        service.extract(page, "?effort=fast&drop=.told&drop=.other,.more"),
        service.ask("/extract", {"html": page, "options": {"effort": "fast", "drop": [".told"]}}),
    ):
        assert answer[0] == 200
        reasons = {block["reason"] for block in answer[1].get("blocks", [])}
        assert not reasons or "own rule: drop .told" in reasons
        assert service.extract(page, "?effort=fast")[1]["text"] != answer[1]["text"]


def test_rules_of_the_operator_hold_beside_those_of_a_request(
    start: Callable[..., Service], tmp_path: Path
) -> None:
    rules = tmp_path / "rules.toml"
    rules.write_text('[[site]]\nhost = "shore.example"\ndrop = [".told"]\n')
    service = start("--workers=1", LONG, f"--rules={rules}")
    rules.unlink()  # it was read once
    page = themed(STORY).replace("<p>", '<p class="told">', 1).replace("</p>", " Told so.</p>", 1)
    options = {"effort": "fast", "drop_phrases": ["What readers"]}
    pages = [
        {"html": page, "url": "https://shore.example/1"},
        {"html": page, "url": "https://else.example/1"},
        {"html": page},
    ]
    status, answer = service.ask("/extract/batch", {"pages": pages, "options": options})
    assert status == 200
    assert ["Told so" in result["text"] for result in answer["results"]] == [False, True, True]


def test_rules_that_cannot_be_used_do_not_serve(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rules = tmp_path / "rules.toml"
    for said in ('drop = ["p["]', "drop = ["):
        rules.write_text(said)
        assert serve_command.main(["--port=0", f"--rules={rules}"]) == 2
        assert str(rules) in capsys.readouterr().err
    assert serve_command.main(["--port=0", f"--rules={tmp_path / 'none.toml'}"]) == 2


def test_no_file_of_rules_is_read_for_a_client(service: Service, tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    file.write_text("secret = [")
    for answer in (
        service.extract(NEWS, f"?rules={file}"),
        service.ask("/extract", {"html": "x", "options": {"rules": str(file)}}),
        service.ask("/extract", {"html": "x", "rules": str(file)}),
        service.ask("/extract/batch", {"pages": [{"html": "x"}], "options": {"rules": str(file)}}),
    ):
        assert answer[0] == 400
        assert "`rules`" in answer[1]["error"]["reason"]
        assert "secret" not in str(answer[1])
        assert "TOML" not in str(answer[1])


def test_plaintext_and_options(service: Service) -> None:
    text = "\n".join(f"<b>{line}</b>" for line in STORY)
    page = {"html": text, "is_plaintext": True, "options": {"effort": "fast"}}
    assert service.ask("/extract", page)[1]["text"].startswith("<b>The ferry")
    renamed = {"html": text, "flattened": True, "options": {"effort": "fast"}}
    assert service.ask("/extract", renamed)[1]["text"].startswith("<b>The ferry")
    page["options"] = {"include_title": True, "strategies": ["density", "semantic"]}
    page |= {"html": themed(STORY), "is_plaintext": False}
    said = service.ask("/extract", page)[1]
    assert said["text"].startswith("The Winter Ferry\n")
    assert [candidate["name"] for candidate in said["candidates"]] == ["density", "semantic"]


@pytest.mark.parametrize(
    ("page", "expected", "reason"),
    [
        ({"html": "x", "options": {"effort": "slow"}}, (400, "option"), "effort is one of auto, fast, full, not 'slow'"),
        ({"html": "x", "options": {"strategies": ["nix"]}}, (400, "option"), "unknown strategy 'nix'; there are: "),
        ({"html": "x", "options": {"strategies": []}}, (400, "option"), "no strategy named"),
        ({"html": "x", "options": {"include_title": 1}}, (400, "option"), "`options.include_title`"),
        ({"html": "x", "options": {"nix": 1}}, (400, "option"), "unknown field `nix` - at `options`"),
        ({"html": 7}, (400, "request"), "got `int` - at `html`"),
        ({"nix": 7}, (400, "request"), "unknown field `nix`"),
        ({}, (400, "request"), "html or url is missing"),
        (b"{", (400, "request"), "not JSON"),
        (b"\xff", (400, "request"), "not JSON"),
        (b'{"html": "\xff"}', (400, "request"), "not JSON"),
        (b"[" * 100_000, (400, "request"), ""),
        ({"url": "https://example.org/"}, (403, "refused"), "--allow-fetch"),
    ],
)  # fmt: skip
def test_wrong_requests(service: Service, page: Any, expected: tuple[int, str], reason: str) -> None:
    answer = service.ask("/extract", page, Content_Type="application/json")
    assert kind(answer) == expected
    assert reason in answer[1]["error"]["reason"]


@pytest.mark.parametrize(
    ("query", "expected", "reason"),
    [
        ("?nix=1", (400, "request"), "`nix`"),
        ("?blocks=perhaps", (400, "request"), "`blocks`"),
        ("?strategies=density,nix", (400, "option"), "unknown strategy 'nix'"),
    ],
)
def test_wrong_parameters(service: Service, query: str, expected: tuple[int, str], reason: str) -> None:
    answer = service.extract(NEWS, query)
    assert kind(answer) == expected
    assert reason in answer[1]["error"]["reason"]


def test_other_addresses_methods_and_types(service: Service) -> None:
    assert kind(service.ask("/nix")) == (404, "missing")
    assert kind(service.ask("/extract")) == (405, "method")
    form = {"Content_Type": "application/x-www-form-urlencoded"}
    assert kind(service.ask("/extract", b"html=x", **form)) == (415, "type")
    assert kind(service.ask("/extract/batch", b"x", **HTML)) == (415, "type")
    assert kind(service.ask("/extract", b"x", Content_Encoding="gzip", **HTML)) == (415, "type")
    assert kind(service.ask("/extract?url=x", {"html": "x"})) == (400, "request")


def test_a_batch_in_order_with_its_failures(service: Service) -> None:
    pages = [{"html": themed(STORY)}, {"id": "mine", "html": ""}, {"id": 7, "url": "http://e.org/"}, {}]
    status, said = service.ask("/extract/batch", {"pages": pages, "options": {"effort": "fast"}})
    assert status == 200
    assert [result["id"] for result in said["results"]] == [0, "mine", 7, 3]
    good, empty, refused, nothing = said["results"]
    assert good["text"] == "\n\n".join(STORY)
    assert empty["notes"] == ["the page is empty"]
    assert [refused["error"]["kind"], nothing["error"]["kind"]] == ["refused", "request"]
    for result, shape in zip(
        said["results"], [messages.BatchResult] * 2 + [messages.BatchProblem] * 2, strict=True
    ):
        msgspec.convert(result, shape)


def test_wrong_batches(service: Service) -> None:
    assert kind(service.ask("/extract/batch", {"pages": []})) == (400, "request")
    assert kind(service.ask("/extract/batch", {"pages": [{}] * (messages.MAX_PAGES + 1)})) == (400, "request")
    wrong = {"pages": [{"html": "x"}], "options": {"effort": "x"}}
    assert kind(service.ask("/extract/batch", wrong)) == (400, "option")


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


def test_a_body_that_does_not_arrive(start: Callable[..., Service]) -> None:
    service = start("--workers=1", "--timeout=1")
    with socket.create_connection(("127.0.0.1", service.port), timeout=120) as connection:
        connection.sendall(
            b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n"
        )
        assert connection.recv(1000).startswith(b"HTTP/1.1 408 ")


HALF = b"GET /health HTTP/1.1\r\nHost: local"


class Clients:
    """Connections to a service that are held open."""

    def __init__(self, service: Service) -> None:
        self.service = service
        self.open: list[socket.socket] = []

    def connect(self, sent: bytes, source: str | None = None) -> socket.socket:
        at = ("127.0.0.1", self.service.port)
        connection = socket.create_connection(at, timeout=60, source_address=(source, 0) if source else None)
        connection.sendall(sent)
        self.open.append(connection)
        return connection

    def close(self) -> None:
        for connection in self.open:
            connection.close()


@pytest.fixture
def clients() -> Iterator[Callable[[Service], Clients]]:
    with ExitStack() as stack:
        yield lambda service: stack.enter_context(closing(Clients(service)))


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
        # as soon as both have sent their request
        refused = wait_for(lambda: _refusal(held))
        assert kind((503, json.loads(refused.partition(b"\r\n\r\n")[2]))) == (503, "busy")
        if sys.platform == "linux":
            other = held.connect(b"GET /health HTTP/1.1\r\nHost: localhost\r\n\r\n", "127.0.0.2")
            assert other.recv(10_000).startswith(b"HTTP/1.1 200 ")
        gate.touch()
        assert [answer.result()[0] for answer in under_way] == [200, 200]


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


def test_reports(service: Service) -> None:
    form = urlencode({"html": NEWS.decode(), "url": "", "effort": "fast", "include_title": "true"}).encode()
    kinds = {"text/html": NEWS, "application/x-www-form-urlencoded": form}
    for kind_, body in kinds.items():
        answer = service.client.request(
            "POST", f"{service.url}/report", body=body, headers={"Content-Type": kind_}
        )
        assert answer.status == 200
        assert "Ferries return to Halvern" in answer.data.decode()
        assert "sandbox allow-scripts" in answer.headers["Content-Security-Policy"]
    answer = service.client.request("POST", f"{service.url}/report?effort=x", body=NEWS, headers=HTML)
    assert answer.status == 400
    assert answer.headers["Content-Type"].startswith("text/html")
    assert "effort is one of" in answer.data.decode()


def test_openapi_is_valid_and_names_every_address(service: Service) -> None:
    status, document = service.ask("/openapi.json")
    assert status == 200
    assert set(document["paths"]) == {"/extract", "/extract/batch", "/report", "/health"}
    names = set(re.findall(r'"#/components/schemas/(\w+)"', json.dumps(document)))
    assert names <= set(document["components"]["schemas"])
    validator = pytest.importorskip("openapi_spec_validator", reason="checks OpenAPI documents")
    validator.validate(document)


def test_health(service: Service) -> None:
    status, said = service.ask("/health")
    assert status == 200
    health = msgspec.convert(said, messages.HealthAnswer)
    assert (health.status, health.workers, health.requests, health.room) == ("ok", 1, 0, 33)
    assert health.version == boilerstrip.__version__


_TYPES = st.sampled_from(
    ["text/html", "application/json", "text/html; charset=utf-16", 'text/plain;charset="', ""]
)
_TOKENS = st.from_regex(r"[A-Za-z][A-Za-z0-9-]{0,20}", fullmatch=True).filter(
    lambda name: (
        name.lower() not in {"content-length", "transfer-encoding", "connection", "upgrade", "expect", "te"}
    )
)
_VALUES = st.text(
    st.characters(min_codepoint=0x20, max_codepoint=0xFF, exclude_characters="\x7f"), max_size=40
)


@given(
    st.sampled_from(["/extract", "/extract/batch", "/report", "/health", "/", "/nix"]),
    st.sampled_from(["POST", "GET", "PUT"]),
    st.dictionaries(st.sampled_from(["url", "effort", "blocks", "strategies", "x"]), st.text(max_size=20), max_size=3),
    st.one_of(_TYPES, _VALUES),
    st.dictionaries(_TOKENS, _VALUES, max_size=3),
    st.one_of(
        st.binary(max_size=200),
        st.recursive(
            st.one_of(st.none(), st.booleans(), st.text(max_size=9)),
            lambda inner: st.dictionaries(st.sampled_from(["html", "url", "pages", "options", "id"]), inner)
            | st.lists(inner, max_size=3),
        ).map(lambda value: json.dumps(value).encode()),
    ),
)  # fmt: skip
def test_anything_gets_an_answer_with_a_reason(
    service: Service,
    path: str,
    method: str,
    query: dict[str, str],
    type_: str,
    headers: dict[str, str],
    body: bytes,
) -> None:
    sent = {name: value.strip() for name, value in headers.items()} | {"Content-Type": type_.strip()}
    address = f"{service.url}{path}?{urlencode(query, errors='replace')}"
    answer = service.client.request(method, address, body=body if method != "GET" else None, headers=sent)
    assert answer.status in {200, 400, 403, 404, 405, 413, 415}
    if answer.headers["Content-Type"] == "application/json":
        said = json.loads(answer.data)
        assert (answer.status == 200) != ("error" in said)
        if answer.status != 200:
            kind((answer.status, said))
    else:
        assert path in ("/", "/report")


@pytest.mark.parametrize("order", ["SEGFAULT", "EXIT"])
def test_a_page_that_kills_its_worker(service: Service, order: str) -> None:
    assert kind(service.obey(order)) == (500, "crash")
    assert service.obey("x")[0] == 200


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


def test_clients_that_hang_up_take_no_room(start: Callable[..., Service]) -> None:
    service = start("--workers=1", LONG)
    head = b"POST /extract HTTP/1.1\r\nHost: localhost\r\nContent-Type: text/html\r\nContent-Length: 9\r\n\r\n<p>"
    for _ in range(40):
        with socket.create_connection(("127.0.0.1", service.port)) as connection:
            connection.sendall(head)
    wait_for(lambda: service.ask("/health")[1]["requests"] == 0)
    service.process.send_signal(signal.SIGTERM)
    assert "Traceback" not in service.process.communicate(timeout=120)[1]


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


@posix
def test_ctrl_c(start: Callable[..., Service]) -> None:
    service = start("--workers=1")
    service.process.send_signal(signal.SIGINT)
    _, said = service.process.communicate(timeout=120)
    assert (service.process.returncode, said) == (0, "")


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


def test_fetching(start: Callable[..., Service], site: str) -> None:
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
    # only now that 127.0.0.1 is let in does a test without a network see where redirects lead
    open_ = start("--workers=1", LONG, "--allow-fetch", "--fetch-network=127.0.0.1")
    options = {"effort": "fast"}
    status, said = open_.ask("/extract", {"url": f"http://{site}/to/http://{site}/story", "options": options})
    assert (status, said["text"], said["url"]) == (200, "\n\n".join(STORY), f"http://{site}/story")
    for target in (f"http://127.0.0.2:{port}/", "http://10.0.0.1/", "http://[::ffff:127.0.0.1]/"):
        assert kind(open_.ask("/extract", {"url": f"http://{site}/to/{target}"})) == (403, "refused"), target
    assert kind(open_.ask("/extract", {"url": f"http://{site}/to/file:///etc/passwd"})) == (502, "fetch")
    assert kind(open_.ask("/extract", {"url": "http://127.0.0.1:1/"})) == (502, "fetch")


@pytest.mark.parametrize(
    "arguments",
    [["--workers=0"], ["--timeout=0"], ["--port=x"], ["--queue=0"], ["--fetch-network=x"], ["--fetch-network=10.0.0.0/8"]],
)  # fmt: skip
def test_wrong_arguments(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    try:
        code: object = serve_command.main(arguments)
    except SystemExit as end:
        code = end.code
    assert code == 2
    assert "boilerstrip" in capsys.readouterr().err


def test_a_port_that_is_taken(service: Service, capsys: pytest.CaptureFixture[str]) -> None:
    assert serve_command.main([f"--port={service.port}"]) == 3
    said = capsys.readouterr().err
    assert said.startswith("boilerstrip: ")
    assert said.count("\n") == 1


def test_a_fault_of_ours_is_answered_with_all_headers() -> None:
    broken = app.Service(
        workers=None,
        fetchers=None,
        limiter=guard.ConcurrencyLimiter(1),
        bodies=guard.Bodies(1, 1, 9.0),
        timeout=9.0,
    )
    scope = {"type": "http", "method": "GET", "path": "/health", "root_path": "", "query_string": b"",
             "headers": [(b"host", b"localhost")]}  # fmt: skip
    sent: list[dict[str, Any]] = []

    async def receive() -> dict[str, Any]:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: dict[str, Any]) -> None:
        sent.append(message)

    with pytest.raises(AttributeError):  # for the server's log
        asyncio.run(app.create(broken)(scope, receive, send))
    headers = dict(sent[0]["headers"])
    assert sent[0]["status"] == 500
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"content-security-policy"].startswith(b"default-src 'none'")
