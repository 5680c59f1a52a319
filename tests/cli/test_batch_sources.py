"""What `boilerstrip batch` reads: folders, globs, JSON Lines, WARC, WET and Parquet files, whole and damaged."""

from __future__ import annotations

import gzip
import importlib.util
import json
import os
import random
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.batch_runs import beside, html, ids, lines, posix, run

pytestmark = pytest.mark.usefixtures("inline_workers")


def warc_record(number: int, body: bytes = b"", kind: str = "text/html", status: str = "200 OK") -> bytes:
    body = b"HTTP/1.1 %s\r\nContent-Type: %s\r\n\r\n%s" % (
        status.encode(), kind.encode(), body or html(f"warc {number}").encode()
    )  # fmt: skip
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
        f"WARC-Target-URI: https://example.org/{number}\r\nWARC-Date: 2024-01-01T00:00:00Z\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body + b"\r\n\r\n"


def urns(*numbers: int) -> list[str]:
    return [f"<urn:uuid:{number}>" for number in numbers]


def zstd() -> Any:
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    return pytest.importorskip(name)


def damage(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(8) + data[middle + 8 :]


def test_folders_globs_and_files(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    (folder / "b").mkdir(parents=True)
    (folder / "b" / "one.html").write_text(html("one"))
    (folder / "a.html.gz").write_bytes(gzip.compress(html("two").encode()))
    (folder / "c.txt").write_text("no page")
    (folder / ".hidden.html").write_text(html("hidden"))
    (tmp_path / "odd.page").write_text(html("three"))
    out = folder / "out.jsonl"
    out.write_text("from an earlier run")
    code, errors = run(capsys, folder, tmp_path / "*.page", "-o", out, "--fields", "id,title,text")
    assert (code, errors) == (0, f"boilerstrip: 3 pages in {out}\n")
    assert ids(out) == [str(folder / "a.html.gz"), str(folder / "b" / "one.html"), str(tmp_path / "odd.page")]
    assert list(lines(out)[0]) == ["id", "title", "text"]
    assert lines(out)[0]["title"] == "The two ferry"
    assert sorted(path.name for path in folder.iterdir()) == [
        ".hidden.html",
        "a.html.gz",
        "b",
        "c.txt",
        "out.jsonl",
    ]


@posix
def test_names_of_files_may_be_anything(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    folder, out = tmp_path / "pages", tmp_path / "out.jsonl"
    folder.mkdir()
    for name in (b"a b.html", b"[1].html", 'ü\n".html'.encode(), b"\xff\xfe.html", b"-o.html"):
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(html("one"))
    (folder / "dangling.html").symlink_to("nowhere")
    (folder / "loop").symlink_to(".")
    os.mkfifo(folder / "pipe.html")
    assert run(capsys, folder, "-o", out)[0] == 1
    assert sorted(name.removeprefix(f"{folder}/") for name in ids(out)) == [
        "-o.html", "??.html", "[1].html", "a b.html", 'ü\n".html',
    ]  # fmt: skip
    assert ids(beside(out, ".failures.jsonl")) == [str(folder / "dangling.html")]


def test_jsonl(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    rows = [
        json.dumps({"id": "first", "html": html("first"), "url": "https://example.org/1"}),
        "",
        "{broken",
        json.dumps({"body": html("third")}),
        json.dumps({"id": 4, "title": "no page"}),
        "[1]",
    ]
    source.write_text("\n".join(rows))
    code, errors = run(capsys, source, "-o", out)
    assert code == 1
    assert "2 pages" in errors
    assert "3 failed" in errors
    assert ids(out) == ["first", f"{source}:4"]
    assert lines(out)[0]["url"] == "https://example.org/1"
    failures = lines(tmp_path / "out.jsonl.failures.jsonl")
    assert [failure["id"] for failure in failures] == [f"{source}:3", "4", f"{source}:6"]
    assert failures[0]["reason"].startswith("not JSON")
    assert {failure["kind"] for failure in failures} == {"source"}


def test_named_fields(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_text(
        json.dumps({"key": "k", "html": "no", "markup": html("x"), "at": "https://example.org/k"})
    )
    named = ("--page-field", "markup", "--id-field", "key", "--url-field", "at")
    assert run(capsys, source, "-o", out, *named)[0] == 0
    assert (lines(out)[0]["id"], lines(out)[0]["url"]) == ("k", "https://example.org/k")
    assert lines(out)[0]["title"] == "The x ferry"


def test_lines_of_any_kind(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    page = json.dumps(html("one")).encode()
    source.write_bytes(
        b'\xef\xbb\xbf{"id": 1, "html": %b}\r\n{"id": 2, "html": "\xff"}\n{"id": 3, "html": %b}\n%b\n'
        b'{"id": null, "html": %b}\n{"id": {"a": 1}, "html": %b}\n{"id": "half\\ud800", "html": %b}\n'
        b'{"id": 1, "html": %b}' % (page, b"1" * 6000, b"[" * 5000, page, page, page, page)
    )
    assert run(capsys, source, "-o", out)[0] == 1
    assert ids(out) == ["1", f"{source}:5", "{'a': 1}", "half?", "1"]
    assert ids(beside(out, ".failures.jsonl")) == [f"{source}:{line}" for line in (2, 3, 4)]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("magic.warc", b"WARC/1." * 1_000_000),
        ("lines.warc", b"WARC/1.0\r\n" * 700_000),
        ("headers.warc", b"WARC/1.0\r\nContent-Length: 1\r\n" * 200_000),
        ("magic.warc.gz", b"\x1f\x8b\x08" * 1_000_000),
        ("other.warc.gz", b"no such thing" * 1_000),
        ("other.warc", b"no such thing" * 1_000),
    ],
)
def test_what_only_looks_like_warc_is_one_failure_and_done_soon(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str, data: bytes
) -> None:
    pytest.importorskip("fastwarc")
    (tmp_path / name).write_bytes(data)
    began = time.process_time()
    assert run(capsys, tmp_path / name, "-o", tmp_path / "out.jsonl")[0] == 1
    assert len(lines(tmp_path / "out.jsonl.failures.jsonl")) == 1
    assert time.process_time() - began < 20


@pytest.mark.parametrize("ending", ["", ".gz", ".zst"])
def test_warc(capsys: pytest.CaptureFixture[str], tmp_path: Path, ending: str) -> None:
    pytest.importorskip("fastwarc")
    compress = {"": bytes, ".gz": gzip.compress, ".zst": lambda data: zstd().compress(data)}[ending]
    source, out = tmp_path / f"in.warc{ending}", tmp_path / "out.jsonl"
    members = [
        warc_record(1),
        warc_record(2, kind="image/png"),
        warc_record(3, status="404 Not Found"),
        warc_record(4, html("Überfähre").encode("latin-1"), kind="text/html; charset=iso-8859-1"),
    ]
    source.write_bytes(b"".join(map(compress, members)))
    code, errors = run(capsys, source, "-o", out)
    assert (code, errors) == (0, f"boilerstrip: 2 pages in {out}; skipped 2 non-page records\n")
    assert ids(out) == urns(1, 4)
    assert lines(out)[1]["title"] == "The Überfähre ferry"
    assert lines(out)[1]["url"] == "https://example.org/4"


def test_wet(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    sentence = (
        "The <b>ferry</b> will run all winter, the council said, and the islands will be served by it. "
    )
    text = f"The winter ferry\n{sentence * 4}\n{sentence * 5}\n"
    head = (
        "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/t\r\n"
        f"WARC-Date: 2024-01-01T00:00:00Z\r\nContent-Type: text/plain\r\nContent-Length: {len(text)}\r\n\r\n"
    )
    source, out = tmp_path / "in.warc.wet.gz", tmp_path / "out.jsonl"
    source.write_bytes(gzip.compress((head + text + "\r\n\r\n").encode()))
    assert run(capsys, source, "-o", out)[0] == 0
    assert ids(out) == ["https://example.org/t:0"]
    assert "<b>ferry</b>" in lines(out)[0]["text"]


def test_pages_of_wget_have_their_addresses_and_files_named_by_them(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    pytest.importorskip("fastwarc")
    source, out = tmp_path / "in" / "in.warc", tmp_path / "out"
    source.parent.mkdir()
    address = b"https://example.org/"
    records = warc_record(1).replace(address + b"1", b"<" + address + b"1>") + warc_record(2)
    source.write_bytes(records)
    assert run(capsys, source.parent, "--out-dir", out)[0] == 0
    assert [(row["url"], row["file"]) for row in lines(out / "index.jsonl")] == [
        (f"https://example.org/{number}", f"example.org/{number}.md") for number in (1, 2)
    ]


def test_a_damaged_warc_member_costs_no_other(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    pytest.importorskip("fastwarc")
    members = [gzip.compress(warc_record(number)) for number in range(8)]
    members[3] = damage(members[3])
    members[5] = damage(members[5])
    source, out = tmp_path / "in.warc.gz", tmp_path / "out.jsonl"
    source.write_bytes(b"".join(members)[:-20])
    assert run(capsys, source, "-o", out)[0] == 1
    assert ids(out) == urns(0, 1, 2, 4, 6)
    failures = lines(tmp_path / "out.jsonl.failures.jsonl")
    assert len(failures) == 3
    assert "truncated" in failures[2]["reason"]


@pytest.mark.parametrize("ending", [".gz", ".zst"])
def test_cut_off_files_are_failures(capsys: pytest.CaptureFixture[str], tmp_path: Path, ending: str) -> None:
    compress = gzip.compress if ending == ".gz" else zstd().compress
    rows = "\n".join(
        json.dumps({"id": str(n), "html": html(str(n)), "noise": random.randbytes(4000).hex()})
        for n in range(60)
    )
    (tmp_path / f"a.jsonl{ending}").write_bytes(compress(rows.encode())[:-300])
    (tmp_path / f"b.html{ending}").write_bytes(compress(html("b").encode())[:-20])
    (tmp_path / f"c.html{ending}").write_bytes(b"neither")
    damaged = ["b.html" + ending, "c.html" + ending]
    if importlib.util.find_spec("pyarrow"):
        (tmp_path / "d.parquet").write_bytes(b"PAR1 nor this")
        damaged.append("d.parquet")
    out = tmp_path / "out.jsonl"
    assert run(capsys, tmp_path, "-o", out)[0] == 1
    assert ids(out)[:9] == [*map(str, range(9))]
    failures = ids(tmp_path / "out.jsonl.failures.jsonl")
    assert failures[0].startswith(str(tmp_path / f"a.jsonl{ending}:"))
    assert failures[1:] == [str(tmp_path / name) for name in damaged]


def test_parquet_in_and_out(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    arrow, parquet = (
        pytest.importorskip(name, reason="needs pyarrow, of the batch extra")
        for name in ("pyarrow", "pyarrow.parquet")
    )
    source, out = tmp_path / "in.parquet", tmp_path / "out.parquet"
    pages = {
        "id": [f"p{n}" for n in range(150)],
        "html": [html(str(n)).encode() for n in range(150)],
        "other": [0] * 150,
    }
    parquet.write_table(arrow.table(pages), source)
    assert run(capsys, source, "-o", out, "--fields", "title,confidence,notes,html")[0] == 0
    table = parquet.read_table(out)
    assert table.column_names == ["id", "title", "confidence", "notes", "html"]
    assert table["id"].to_pylist() == pages["id"]
    assert table["title"].to_pylist()[7] == "The 7 ferry"
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith("out")] == ["out.parquet"]


def test_large_rows_of_a_small_parquet_file_are_failures(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    arrow = pytest.importorskip("pyarrow")
    pages = arrow.array([html("small"), "a " * 45_000_000])
    rows = arrow.array([1] * 30 + [0], arrow.int32())
    table = arrow.table({"html": arrow.DictionaryArray.from_arrays(rows, pages)})
    parquet.write_table(table, tmp_path / "in.parquet", compression="gzip")
    assert run(capsys, tmp_path / "in.parquet", "-o", tmp_path / "out.jsonl")[0] == 1
    assert ids(tmp_path / "out.jsonl") == [f"{tmp_path / 'in.parquet'}:31"]
    failures = lines(tmp_path / "out.jsonl.failures.jsonl")
    assert len(failures) == 30
    assert {failure["reason"] for failure in failures} == {"the row has more than 80000000 bytes"}


def test_a_parquet_file_without_pages_is_one_failure(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    arrow, parquet = (
        pytest.importorskip(name, reason="needs pyarrow, of the batch extra")
        for name in ("pyarrow", "pyarrow.parquet")
    )
    bare, named = tmp_path / "a.parquet", tmp_path / "b.parquet"
    parquet.write_table(arrow.table({"id": ["x", "y"], "other": ["", ""]}), bare)
    parquet.write_table(arrow.table({"id": [b"x", b"\xff"], "html": [html("one"), html("two")]}), named)
    out = tmp_path / "out.jsonl"
    assert run(capsys, bare, named, "-o", out)[0] == 1
    assert ids(out) == ["x", "\ufffd"]
    (failure,) = lines(beside(out, ".failures.jsonl"))
    assert failure["id"] == str(bare)
    assert "no column html or page" in failure["reason"]
    assert "id, other" in failure["reason"]
    out.unlink()
    assert run(capsys, named, "-o", out, "--page-field", "markup")[0] == 1
    (failure,) = lines(beside(out, ".failures.jsonl"))
    assert "no column markup" in failure["reason"]
