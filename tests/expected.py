"""What integrations are compared with: the rows of pages as they are in this process."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import boilerstrip
from boilerstrip.batch.rows import DEFAULT_FIELDS, values
from tests.conftest import SAMPLES

# Strategies of other packages have a deadline, which a busy machine may miss in one of two runs.
FAST: dict[str, Any] = {"effort": "fast"}
EXTRACTOR = boilerstrip.Extractor(**FAST)
# A page with something to drop inside of its story, and something to keep outside.
_SENTENCE = (
    "The harbour pilots went back to work on Thursday, nine days after they had stopped, and said why. "
)
OWN_RULES_PAGE = (
    f"<main><h1>Pilots return</h1><p>{_SENTENCE * 3}</p><div class='promo'><p>Half price, now! {_SENTENCE}</p></div>"
    f"<p>{_SENTENCE * 3}</p></main><footer>Since 1904</footer>"
)
OWN_RULES: dict[str, Any] = {"keep": ["footer"], "drop": [".promo, .offer"]}


def follows_own_rules(text: str) -> bool:
    """Whether a text of that page is what these rules leave of it."""
    return "Half price" not in text and "Since 1904" in text and "Thursday" in text


PAGES = {path.name: path.read_bytes() for path in sorted(SAMPLES.glob("*.html"))}


def address(name: str) -> str:
    return f"https://example.org/{name}"


def extraction(page: str | bytes, url: str | None = None) -> boilerstrip.Extraction:
    return EXTRACTOR.extract(page, url=url)


def expected(page: str | bytes, url: str | None = None) -> dict[str, Any]:
    """The row of a page."""
    return values(DEFAULT_FIELDS, extraction(page, url)) | {"kind": None, "reason": None}


def warc_record(id: str, url: str, body: bytes, kind: str = "text/html", status: str = "200 OK") -> bytes:
    answer = (
        f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
    )
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: {id}\r\nWARC-Target-URI: {url}\r\n"
        "WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def write_warc(path: Path, compress: Any) -> dict[str, dict[str, Any]]:
    """A WARC file of the sample pages with a damaged stretch and what is no page; the rows it should give."""
    members = [
        compress(warc_record(f"<urn:uuid:{name}>", address(name), page)) for name, page in PAGES.items()
    ]
    members.insert(2, compress(warc_record("<urn:uuid:icon>", address("icon"), b"\x89PNG", kind="image/png")))
    members.insert(5, compress(warc_record("<urn:uuid:moved>", address("moved"), b"", status="301 Moved")))
    members.insert(7, members[0][:20] + b"\0" * 50)
    path.write_bytes(b"".join(members))
    rows = {f"<urn:uuid:{name}>": expected(page, address(name)) for name, page in PAGES.items()}
    damaged = f"{path}:{len(b''.join(members[:6]))}"
    rows[damaged] = dict.fromkeys(DEFAULT_FIELDS) | {"kind": "source"}
    return rows
