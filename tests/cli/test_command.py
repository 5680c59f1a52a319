from __future__ import annotations

import gc
import io
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from boilerstrip.cli import main
from tests.conftest import SAMPLES

NEWS = str(SAMPLES / "news-theme.html")
CLEAN = (SAMPLES / "news-theme.txt").read_text(encoding="utf-8").strip()


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    output, errors = capsysbinary.readouterr()
    return code, output.decode(), errors.decode()


def test_prints_the_article_and_nothing_else(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(capsysbinary, NEWS) == (0, CLEAN + "\n", "")


def test_the_process_of_the_command_has_no_threads_for_matrices(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
    main([NEWS])
    assert "OPENBLAS_NUM_THREADS" not in os.environ  # the process is another program's
    monkeypatch.setattr(sys, "argv", ["boilerstrip", NEWS])
    monkeypatch.setattr(os, "environ", dict(os.environ))
    main()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
    assert gc.isenabled()


def test_formats(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert run(capsysbinary, NEWS, "-f", "html")[1].startswith("<article")
    assert "## " in run(capsysbinary, str(SAMPLES / "blog.html"), "--format", "markdown")[1]
    values = json.loads(run(capsysbinary, NEWS, "--format=json")[1])
    assert values["text"] == CLEAN


def test_explain(capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    code, output, _ = run(capsysbinary, NEWS, "--explain")
    assert code == 0
    assert "also_read: “also read:”" in output
    assert sum(line.startswith("+ ") for line in output.splitlines()) == len(CLEAN.split("\n\n"))
    assert "\x1b" not in output


def test_explain_does_not_pass_on_terminal_codes(
    capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path
) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>Ring \x1b]0;title\x07 the \x9b31mbell at the door of the house, he said.</p>")
    output = run(capsysbinary, str(page), "--explain")[1]
    assert not [char for char in output if not char.isprintable() and char != "\n"]


def test_standard_input(capsysbinary: pytest.CaptureFixture[bytes], monkeypatch: pytest.MonkeyPatch) -> None:
    data = Path(NEWS).read_bytes()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert run(capsysbinary, "-")[1] == CLEAN + "\n"


def test_output_file(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    target = tmp_path / "story.txt"
    assert run(capsysbinary, NEWS, "-o", str(target)) == (0, "", "")
    assert target.read_text(encoding="utf-8") == CLEAN + "\n"


@pytest.mark.parametrize(
    ("arguments", "code", "message"),
    [
        (["no-such-file.html"], 3, "no-such-file.html: No such file"),
        ([str(SAMPLES)], 3, "directory"),
        (["http://localhost:1/x"], 3, "cannot fetch"),
        ([NEWS, "-s", "nix"], 2, "unknown strategy 'nix'"),
        ([NEWS, "-s", ""], 2, "no strategy named"),
        ([NEWS, "--encoding", "nix"], 2, "unknown encoding"),
        ([NEWS, "--timeout", "0"], 2, "timeout"),
        ([NEWS, "-o", str(SAMPLES / "no" / "such" / "folder")], 3, "No such file"),
    ],
)
def test_errors_take_one_line(
    capsysbinary: pytest.CaptureFixture[bytes], arguments: list[str], code: int, message: str
) -> None:
    found, output, errors = run(capsysbinary, *arguments)
    assert (found, output) == (code, "")
    assert message in errors
    assert errors.startswith("boilerstrip: ")
    assert errors.count("\n") == 1


def test_nothing_found(capsysbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    page = tmp_path / "empty.html"
    page.write_bytes(b"%PDF-1.4")
    assert run(capsysbinary, str(page)) == (1, "", "boilerstrip: a PDF, not text\n")


@pytest.mark.parametrize("arguments", [[], ["--format", "pdf", "x"], ["--timeout", "soon", "x"]])
def test_wrong_use(arguments: list[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(arguments)
    assert exit_.value.code == 2


def test_help_names_every_exit_code(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as exit_:
        main(["--help"])
    assert exit_.value.code == 0
    shown = capsys.readouterr().out
    told = shown.partition("exit codes:")[2].partition("examples:")[0]
    assert re.findall(r"^ +(\d+)  ", told, re.MULTILINE) == ["0", "1", "2", "3", "130"]
    assert all(option in shown for option in ("--format", "--strategies", "--explain", "--output", "density"))


def test_module_and_closed_pipe() -> None:
    command = [sys.executable, "-m", "boilerstrip", NEWS, "--format", "json"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.read(10)
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait(60) == 0


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="no endless file on this system")
def test_files_without_end_are_read_in_part(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["/dev/zero"]) != 0
    assert capsys.readouterr().err.count("\n") == 1
