"""Runs of `boilerstrip batch` that were killed, interrupted or stopped by a full disk, and then resumed."""

from __future__ import annotations

import errno
import json
import os
import signal
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from boilerstrip.batch import output
from boilerstrip.batch.output import Output
from boilerstrip.cli.batch import main
from tests.cli.batch_runs import COMMAND, ENVIRONMENT, FAST, beside, html, ids, posix, run
from tests.conftest import work_inline

pytestmark = pytest.mark.usefixtures("inline_workers")


@pytest.fixture(scope="module")
def expected(source: Path) -> tuple[bytes, bytes]:
    out = source.with_name("whole.jsonl")
    with pytest.MonkeyPatch.context() as patch:
        work_inline(patch)
        assert main([str(source), "-o", str(out), *FAST]) == 1
    return result(out)


def result(out: Path) -> tuple[bytes, bytes]:
    return out.read_bytes(), out.with_name(out.name + ".failures.jsonl").read_bytes()


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


@pytest.mark.slow
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
