from __future__ import annotations

import errno
import gzip
import importlib.util
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from boilerstrip.batch import files, output
from boilerstrip.batch.output import Output
from boilerstrip.cli.batch import main
from tests.conftest import SAMPLES, work_inline

ROOT = str(SAMPLES.parent)
FAST = ["-s", "structured,semantic,density,records", "-w", "2"]
COMMAND = [sys.executable, "-m", "boilerstrip.cli.batch"]
ENVIRONMENT = os.environ | {"PYTHONPATH": ROOT}
posix = pytest.mark.skipif(os.name != "posix", reason="signals and terminals as POSIX has them")
# where processes matter, the command is run as one
pytestmark = pytest.mark.usefixtures("inline_workers")


def html(name: str) -> str:
    sentence = (
        f"The {name} ferry will run all winter, the council said, and the islands will be served by it. "
    )
    return f"<html><title>The {name} ferry</title><article><h1>The {name} ferry</h1><p>{sentence * 4}</p><p>{sentence * 5}</p></article>"


def run(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str]:
    code = main([*map(str, arguments), *FAST])
    shown = capsys.readouterr()
    assert shown.out == ""
    return code, shown.err


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def ids(path: Path) -> list[str]:
    return [line["id"] for line in lines(path)]


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


def zstd() -> Any:
    name = "compression.zstd" if sys.version_info >= (3, 14) else "backports.zstd"
    return pytest.importorskip(name)


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


def damage(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes(8) + data[middle + 8 :]


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


# --- interruptions


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eighty pages, every seventh of them broken, some sharing their id."""
    path = tmp_path_factory.mktemp("source") / "in.jsonl"
    rows = [
        "{broken" if number % 7 == 3 else json.dumps({"id": f"p{number // 2}", "html": html(str(number))})
        for number in range(80)
    ]
    path.write_text("\n".join(rows))
    return path


@pytest.fixture(scope="module")
def expected(source: Path) -> tuple[bytes, bytes]:
    out = source.with_name("whole.jsonl")
    with pytest.MonkeyPatch.context() as patch:
        work_inline(patch)
        assert main([str(source), "-o", str(out), *FAST]) == 1
    return result(out)


def result(out: Path) -> tuple[bytes, bytes]:
    return out.read_bytes(), out.with_name(out.name + ".failures.jsonl").read_bytes()


def beside(out: Path, ending: str) -> Path:
    return out.with_name(out.name + ending)


def interrupt(source: Path, out: Path, number: int, done: int) -> int:
    """Run the command until `done` records are there, send it a signal, and return how it ended."""
    part = beside(out, ".part")
    command = [*COMMAND, str(source), "-o", str(out), *FAST]
    with subprocess.Popen(
        command,
        env=ENVIRONMENT,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # ignored in the background
    ) as process:
        while process.poll() is None and not (part.exists() and part.read_bytes().count(b"\n") >= done):
            time.sleep(0.005)
        os.killpg(process.pid, number) if number == signal.SIGINT else process.send_signal(number)
        return process.wait(120)


@pytest.mark.slow
@posix
def test_killed_again_and_again(
    capsys: pytest.CaptureFixture[str], source: Path, expected: tuple[bytes, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    for done in (1, 20, 45):
        assert interrupt(source, out, signal.SIGKILL, done) == -signal.SIGKILL
        assert not out.exists()
    code, errors = run(capsys, source, "-o", out)
    assert code == 1
    assert "resuming after" in errors
    assert result(out) == expected
    assert not beside(out, ".part").exists()
    assert not beside(out, ".run.json").exists()


@posix
def test_ctrl_c(
    capsys: pytest.CaptureFixture[str], source: Path, expected: tuple[bytes, bytes], tmp_path: Path
) -> None:
    out = tmp_path / "out.jsonl"
    assert interrupt(source, out, signal.SIGINT, 10) == 130
    assert run(capsys, source, "-o", out)[0] == 1
    assert result(out) == expected


@pytest.fixture
def stopped(
    capsys: pytest.CaptureFixture[str], source: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> Iterator[Path]:
    """OUT of a run whose disk was full after thirty pages."""
    out = tmp_path / "out.jsonl"
    append, left = output._append, list(range(30))

    def full(file: Any, line: bytes) -> None:
        if not left:
            file.write(line[: len(line) // 2])
            file.flush()
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(out))
        left.pop()
        append(file, line)

    with monkeypatch.context() as patch:
        patch.setattr(output, "_append", full)
        code, errors = run(capsys, source, "-o", out)
    assert (code, errors) == (3, f"boilerstrip: {out}: {os.strerror(errno.ENOSPC)}\n")
    assert not out.exists()
    return out


def test_a_full_disk(
    capsys: pytest.CaptureFixture[str], source: Path, expected: tuple[bytes, bytes], stopped: Path
) -> None:
    code, errors = run(capsys, source, "-o", stopped)
    assert code == 1
    assert "resuming after 30 pages" in errors
    assert result(stopped) == expected


@pytest.mark.parametrize("lost", ["failures", "records", "half a line", "all but rubbish"])
def test_what_never_reached_the_disk_is_made_again(
    capsys: pytest.CaptureFixture[str], source: Path, expected: tuple[bytes, bytes], stopped: Path, lost: str
) -> None:
    part, log = beside(stopped, ".part"), beside(stopped, ".failures.jsonl")
    if lost == "failures":
        log.write_bytes(log.read_bytes().splitlines(keepends=True)[0])
    elif lost == "records":
        part.write_bytes(b"".join(part.read_bytes().splitlines(keepends=True)[:9]))
    elif lost == "half a line":
        part.write_bytes(part.read_bytes()[:-700])
    else:
        part.write_bytes(bytes(5000))
    assert run(capsys, source, "-o", stopped)[0] == 1
    assert result(stopped) == expected


def test_killed_when_all_was_done(
    capsys: pytest.CaptureFixture[str], source: Path, expected: tuple[bytes, bytes], stopped: Path
) -> None:
    part, log, owner = (beside(stopped, ending) for ending in (".part", ".failures.jsonl", ".run.json"))
    said = owner.read_bytes()
    # just before OUT is put in its place
    part.write_bytes(expected[0])
    log.write_bytes(expected[1])
    assert run(capsys, source, "-o", stopped)[0] == 1
    assert result(stopped) == expected
    # just behind it
    owner.write_bytes(said)
    before = stopped.stat().st_mtime_ns
    code, errors = run(capsys, source, "-o", stopped)
    assert (code, stopped.stat().st_mtime_ns) == (1, before)
    assert "69 pages" in errors
    assert result(stopped) == expected
    assert not owner.exists()


def test_another_run_does_not_go_on_with_it(
    capsys: pytest.CaptureFixture[str], source: Path, expected: tuple[bytes, bytes], stopped: Path
) -> None:
    code, errors = run(capsys, source, "-o", stopped, "--title")
    assert code == 3
    assert "--restart" in errors
    assert run(capsys, source, "-o", stopped, "--title", "--restart")[0] == 1
    assert result(stopped)[1] == expected[1]


def test_rules_that_changed_make_another_run(
    capsys: pytest.CaptureFixture[str], source: Path, tmp_path: Path
) -> None:
    out, rules = tmp_path / "out.jsonl", tmp_path / "rules.toml"
    rules.write_text('drop = [".offer"]')
    few = tmp_path / "few.jsonl"
    few.write_text("\n".join(source.read_text().splitlines()[:3]))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Output, "finish", lambda output: output.close())
        assert run(capsys, few, "-o", out, "--rules", rules)[0] == 0
    assert beside(out, ".part").is_file()
    rules.write_text('keep = [".offer"]')
    code, errors = run(capsys, few, "-o", out, "--rules", rules)
    assert code == 3
    assert "other sources or options" in errors
    # a copy of the same rules is no change
    copied = rules.with_name("copied.toml")
    copied.write_text('drop = [".offer"]')
    code, errors = run(capsys, few, "-o", out, "--rules", copied)
    assert code == 0
    assert "resuming after 3 pages" in errors


def test_a_source_that_changed_is_done_from_there(
    capsys: pytest.CaptureFixture[str], source: Path, stopped: Path
) -> None:
    whole = source.read_text()
    rows = whole.splitlines()
    try:
        source.write_text("\n".join([*rows[:10], json.dumps({"id": "new", "html": html("new")}), *rows[10:]]))
        code, errors = run(capsys, source, "-o", stopped)
    finally:
        source.write_text(whole)
    assert code == 1
    assert "resuming after 10 pages" in errors
    assert len(ids(stopped)) == 70
    assert ids(stopped).count("new") == 1


def test_sources_of_the_same_name_elsewhere_are_others(
    capsys: pytest.CaptureFixture[str], source: Path, stopped: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = stopped.parent / "there"
    there.mkdir()
    (there / source.name).write_text(source.read_text())
    monkeypatch.chdir(there)
    assert run(capsys, source.name, "-o", stopped)[0] == 3
    monkeypatch.chdir(source.parent)
    code, errors = run(capsys, source.name, "-o", stopped)
    assert code == 1
    assert "resuming after" in errors


@posix
def test_two_runs_at_once(capsys: pytest.CaptureFixture[str], source: Path, stopped: Path) -> None:
    import fcntl

    with beside(stopped, ".part").open("rb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert run(capsys, source, "-o", stopped) == (
            3,
            f"boilerstrip: {stopped}: another run is writing it\n",
        )


# --- use


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["no-such-file.html"], 3, "no-such-file.html: no such file"),
        (["*.nothing"], 3, "*.nothing: no such file"),
        ([SAMPLES / "news-theme.html", "--timeout", "0"], 2, "timeout"),
        ([SAMPLES / "news-theme.html", "-w", "0"], 2, "workers"),
        ([SAMPLES / "news-theme.html", "-s", "nix"], 2, "unknown strategy 'nix'"),
        ([SAMPLES / "news-theme.html", "-o", SAMPLES / "no" / "such"], 3, "No such file"),
    ],
)
def test_errors_take_one_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, arguments: list[Any], code: int, message: str
) -> None:
    found = main(["-o", str(tmp_path / "out.jsonl"), *map(str, arguments)])
    errors = capsys.readouterr().err
    assert found == code
    assert message in errors
    assert errors.startswith("boilerstrip: ")
    assert errors.count("\n") == 1
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "arguments", [[], ["x", "-o", "y", "--fields", "nix"], ["-o", "y"], ["x", "-o", "y", "-f", "csv"]]
)
def test_wrong_use(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2


def test_what_is_read_is_not_written(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source = tmp_path / "in.jsonl"
    source.write_text(before := json.dumps({"html": html("one")}))
    for out in (source, tmp_path / "." / "in.jsonl"):
        code, errors = run(capsys, source, "-o", out)
        assert code == 3
        assert "both a source and the output" in errors
    assert source.read_text() == before
    assert list(tmp_path.iterdir()) == [source]


@pytest.mark.parametrize("name", ["folder", pytest.param("pipe", marks=posix)])
def test_only_a_file_is_replaced(capsys: pytest.CaptureFixture[str], tmp_path: Path, name: str) -> None:
    (tmp_path / "folder").mkdir()
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe")
    before = sorted(tmp_path.iterdir())
    code, errors = run(capsys, SAMPLES / "german.html", "-o", tmp_path / name)
    assert code == 3
    assert "exists and is not a regular file" in errors
    assert sorted(tmp_path.iterdir()) == before


def test_a_folder_without_pages(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    assert run(capsys, tmp_path, "-o", tmp_path / "out.jsonl") == (
        3,
        f"boilerstrip: {tmp_path}: no pages in it\n",
    )


@pytest.mark.parametrize(
    ("name", "library"), [("a.warc", "fastwarc"), ("a.parquet", "pyarrow"), ("a.html.zst", "zstd")]
)
def test_a_missing_library_is_named(
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    name: str,
    library: str,
) -> None:
    def absent(wanted: str) -> Any:
        if library in wanted:
            raise ImportError(wanted)
        return import_module(wanted)

    monkeypatch.setattr(files, "import_module", absent)
    (tmp_path / name).write_bytes(b"x")
    code, errors = run(capsys, tmp_path / name, "-o", tmp_path / "out.jsonl")
    assert code == 3
    assert library in errors
    assert "pip install 'boilerstrip[batch]'" in errors
    assert errors.count("\n") == 1


@posix
def test_progress_is_shown_on_a_terminal(source: Path, tmp_path: Path) -> None:
    pytest.importorskip("tqdm")
    import pty
    import termios

    ours, theirs = pty.openpty()
    termios.tcsetwinsize(theirs, (24, 100))
    command = [*COMMAND, str(source), "-o", str(tmp_path / "out.jsonl"), *FAST]
    with subprocess.Popen(command, env=ENVIRONMENT, stderr=theirs) as process:
        os.close(theirs)
        shown = b""
        try:
            while piece := os.read(ours, 65536):
                shown += piece
        except OSError:  # how Linux says that the other end is closed
            pass
        assert process.wait(60) == 1
    os.close(ours)
    assert b"80 pages, 11 failed" in shown
    assert b"/s," in shown
    assert b"left" in shown
    assert b"69 pages in" in shown


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
