"""The command `boilerstrip explain`."""

from __future__ import annotations

from pathlib import Path

import pytest

from boilerstrip.cli.explain import main
from tests.conftest import STORY
from tests.conftest import page as themed


@pytest.fixture
def story(tmp_path: Path) -> Path:
    path = tmp_path / "story.html"
    path.write_text(themed(STORY), encoding="utf-8")
    return path


def test_all_pages_are_in_one_report(story: Path, tmp_path: Path) -> None:
    out = tmp_path / "report.html"
    folder = tmp_path / "more"
    folder.mkdir()
    (folder / "second.html").write_text(themed(STORY, "The Second Ferry"), encoding="utf-8")
    assert main([str(story), str(folder), "-o", str(out), "--effort", "fast"]) == 0
    written = out.read_text(encoding="utf-8")
    assert "The Winter Ferry" in written
    assert "The Second Ferry" in written


def test_a_page_that_cannot_be_read_is_told_and_costs_no_other(
    story: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "lines.jsonl").write_text("{\n")
    out = tmp_path / "report.html"
    assert main([str(story), str(tmp_path / "lines.jsonl"), "-o", str(out), "--effort", "fast"]) == 1
    assert "lines.jsonl:1" in capsys.readouterr().err
    assert out.exists()


def test_no_page_at_all_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "report.html"
    (tmp_path / "lines.jsonl").write_text("{\n")
    assert main([str(tmp_path / "lines.jsonl"), "-o", str(out)]) == 3
    assert main([str(tmp_path / "none.html"), "-o", str(out)]) == 3
    assert not out.exists()
    assert "no page could be read" in capsys.readouterr().err
