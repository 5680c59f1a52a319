"""Small corpora in every layout, made for the tests."""

from __future__ import annotations

import gzip
import json
import os
from pathlib import Path

import pytest

PAGE = (
    '<html lang="en"><head><title>Title of it | A site</title></head><body><nav>Home</nav>'
    "<div><h1>Title of it, in full</h1>{}</div><footer>Contact us</footer></body></html>"
)


def page(paragraphs: list[str]) -> str:
    return PAGE.format("".join(f"<p>{text}</p>" for text in paragraphs))


@pytest.fixture
def wcxb(tmp_path: Path) -> Path:
    folder = tmp_path / "wcxb"
    for name, kind in (("0001", "article"), ("0002", "category")):
        _write(folder / "dev/html" / f"{name}.html.gz", gzip.compress(page(["One two."]).encode()))
        record = {
            "url": "https://www.example.org/a",
            "_internal": {"page_type": {"primary": kind}},
            "ground_truth": {"main_content": "One two.", "with": ["One"], "without": ["Home"]},
        }
        _write(folder / "dev/ground-truth" / f"{name}.json", json.dumps(record).encode())
    return folder


@pytest.fixture
def aeb(tmp_path: Path) -> Path:
    folder = tmp_path / "aeb"
    truth = {"abc": {"articleBody": "One two.", "url": "https://example.net/x"}}
    _write(folder / "ground-truth.json", json.dumps(truth).encode())
    _write(folder / "html/abc.html.gz", gzip.compress(page(["One two."]).encode()))
    return folder


@pytest.fixture
def trafilatura_set(tmp_path: Path) -> Path:
    folder = tmp_path / "evaluation"
    pages = {
        "https://a.example/1": {"file": "one.html", "with": ["One"], "without": ["Home"]},
        "https://b.example/2": {"file": "two.html", "with": ["two"], "without": []},
    }
    _write(folder / "evaldata.json", json.dumps(pages).encode())
    _write(folder / "eval/one.html", page(["One two."]).encode())
    _write(folder / "cache/two.html", page(["One two."]).encode("utf-16"))
    return folder


@pytest.fixture
def plain(tmp_path: Path) -> Path:
    folder = tmp_path / "own"
    _write(folder / "first.html", page(["Один два три четыре."]).encode())
    _write(folder / "first.txt", "Один два три четыре.".encode())
    _write(folder / "without-text.html", b"<p>x</p>")
    metadata = {"first": {"url": "https://c.example/", "page_type": "news"}}
    _write(folder / "metadata.json", json.dumps(metadata).encode())
    return folder


@pytest.fixture
def public_corpora() -> Path:
    """The folder of public corpora on this machine."""
    named = os.environ.get("BOILERSTRIP_CORPORA")
    if not named or not Path(named).is_dir():
        pytest.skip("BOILERSTRIP_CORPORA names no folder of public corpora")
    return Path(named)


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
