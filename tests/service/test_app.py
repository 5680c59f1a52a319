"""The service, run by its command and asked over loopback."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from tests.conftest import STORY
from tests.conftest import page as themed

msgspec = pytest.importorskip("msgspec", reason="needs the serve extra")
pytest.importorskip("starlette", reason="needs the serve extra")
pytest.importorskip("uvicorn", reason="needs the serve extra")

from boilerstrip.service import app, guard, messages  # noqa: E402
from tests.service.running import HTML, LONG, NEWS, Service, kind  # noqa: E402


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
        ({"html": "x", "options": {"effort": "slow"}}, (400, "option"), "effort must be one of auto, fast, full, not 'slow'"),
        ({"html": "x", "options": {"strategies": ["nix"]}}, (400, "option"), "unknown strategy 'nix'; there are: "),
        ({"html": "x", "options": {"strategies": []}}, (400, "option"), "no strategy named"),
        ({"html": "x", "options": {"include_title": 1}}, (400, "option"), "`options.include_title`"),
        ({"html": "x", "options": {"keep": ["p"] * 501}}, (400, "option"), "length <= 500 - at `options.keep`"),
        ({"html": "x", "options": {"drop_phrases": ["x" * 1001]}}, (400, "option"), "length <= 1000 - at `options.drop_phrases"),
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
    assert "effort must be one of" in answer.data.decode()


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
