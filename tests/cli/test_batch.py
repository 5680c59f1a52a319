"""Options, errors and progress of `boilerstrip batch`."""

from __future__ import annotations

import json
import os
import subprocess
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from boilerstrip.batch import files
from boilerstrip.cli.batch import main
from tests.cli.batch_runs import COMMAND, ENVIRONMENT, FAST, html, posix, run
from tests.conftest import SAMPLES

pytestmark = pytest.mark.usefixtures("inline_workers")


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


@pytest.mark.slow
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
