"""Pages from WARC files, whole and damaged."""

from __future__ import annotations

import io

import pytest

from boilerstrip.batch.warc import read_warc
from boilerstrip.workers.jobs import Failure, PageSource

pytest.importorskip("fastwarc", reason="needs the batch extra")


def record(kind: str, url: str, body: bytes, *, status: int = 200, http: bool = True) -> bytes:
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n".encode() if http else b""
    block = head + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:{url}>\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2024-05-12T00:00:00Z\r\n"
            f"Content-Type: {'application/http; msgtype=response' if http else 'text/plain'}\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


ONE, TWO = (record("response", f"https://x.example/{n}", f"<p>page {n}".encode()) for n in (1, 2))


def read(data: bytes) -> list[PageSource | Failure | None]:
    return list(read_warc("file", io.BytesIO(data)))


def test_responses_are_pages_and_other_records_are_none() -> None:
    moved = record("response", "https://x.example/3", b"", status=301)
    asked = record("request", "https://x.example/4", b"GET / HTTP/1.1\r\n\r\n", http=False)
    text = record("conversion", "https://x.example/5", b"plain <p>", http=False)
    first, second, third, fourth, fifth = read(ONE + moved + asked + text + TWO)
    assert isinstance(first, PageSource)
    assert (first.page, first.url) == (b"<p>page 1", "https://x.example/1")
    assert (second, third) == (None, None)
    assert isinstance(fourth, PageSource)
    assert fourth.is_plaintext
    assert isinstance(fifth, PageSource)
    assert not fifth.is_plaintext


def test_wget_writes_addresses_in_brackets() -> None:
    (page,) = read(ONE.replace(b"URI: https://x.example/1", b"URI: <https://x.example/1>"))
    assert isinstance(page, PageSource)
    assert page.url == "https://x.example/1"


@pytest.mark.parametrize("data", [b"no record at all", b"\x00" * 50_000])
def test_what_is_no_warc_is_one_failure(data: bytes) -> None:
    assert [type(found) for found in read(data)] == [Failure]
    assert read(b"") == []


def test_a_record_that_is_cut_off_is_a_failure_and_costs_no_other() -> None:
    first, second = read(ONE + TWO[:-8])
    assert isinstance(first, PageSource)
    assert isinstance(second, Failure)
    assert "truncated" in second.reason
