"""Inputs that the fuzzer found: some broke what must hold, the others reach code that few pages reach."""

from __future__ import annotations

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.stress import fuzz, fuzzed
from tests.conftest import SAMPLES

FOUND = sorted((Path(__file__).parent / "fuzz").iterdir())


@pytest.mark.parametrize("path", FOUND, ids=lambda path: path.name)
def test_found_inputs_pass(path: Path) -> None:
    fuzzed.check(path.read_bytes())


def test_the_check_takes_any_input() -> None:
    for way in map(fuzzed.WAYS.index, dict.fromkeys(fuzzed.WAYS)):
        for rest in (b"", b"\0", b"\xff<p>x", b"\x05http://e.org/\n<p>x"):
            fuzzed.check(bytes([way]) + rest)


@pytest.mark.parametrize(
    "html",
    [
        "<script>x</script>",
        "<p onclick=x>",
        "<p href=x>",
        '<a href="javascript:x">',
        '<a href=" JAVA\tscript:x">',
        "<!-- x -->",
    ],
)
def test_what_is_not_clean_is_found(html: str) -> None:
    wall = fuzzed._Wall()
    with pytest.raises(fuzzed.Finding, match="html"):
        wall.feed(html)


@pytest.mark.parametrize(
    "html", ["<p id=a>x", "<a href='?at:x'>", "<a href='#at:x'>", "<a href='mailto:x'>", "<td colspan=2>"]
)
def test_what_the_renderer_writes_is_clean(html: str) -> None:
    fuzzed._Wall().feed(html)


def test_findings_are_written_once_for_each_kind_and_reduced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def check(data: bytes, seconds: float | None) -> None:
        if b"!" in data[2:]:
            raise fuzzed.Finding("an exclamation")

    monkeypatch.setattr(fuzz, "_check", lambda: check)
    findings = fuzz._Findings(check, tmp_path)
    for data in (b"00 calm", b"00 much ado!", b"00 ado!", b"00 ado about nothing!"):
        findings.take(data)
    (path,) = tmp_path.iterdir()
    assert path.read_bytes() == b"00 ado!"
    # another leg knows of what an earlier one has found
    fuzz._Findings(check, tmp_path).take(b"00 ado, ado!")
    assert path.read_bytes() == b"00 ado!"
    fuzz._reduce(path)
    assert path.read_bytes() == b"00!"
    assert "7 to 3 bytes" in capsys.readouterr().out


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="needs boilerstrip[fuzz]")
def test_a_run(tmp_path: Path) -> None:
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "one").write_bytes(b"\0\0<p>one")
    command = [sys.executable, "-m", "benchmarks", "fuzz", "--minutes", "0.02"]
    done = subprocess.run(
        [*command, "--corpus", tmp_path / "corpus", "--found", tmp_path / "found"],
        cwd=SAMPLES.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert "number_of_executed_units" in done.stderr
    assert list((tmp_path / "found").iterdir()) == []
