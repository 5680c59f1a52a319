from __future__ import annotations

import pytest

from tests.conftest import SAMPLES

pytest.importorskip("pyarrow", reason="needs the batch extra")
pytest.importorskip("fastwarc")
pytest.importorskip("rich")
pytest.importorskip("resource")

from benchmarks.compare import costs


def test_report_scales_what_was_measured() -> None:
    measured = costs.Costs(
        pages=10,
        bytes=3_000_000,
        reading=36.0,
        extracting={"fast": 324.0, "auto": 684.0},
        memory={"fast": 200_000_000, "auto": 300_000_000},
        output={"JSONL": 50_000},
    )
    report = costs.report(measured, 150, [2.5])
    assert "10 pages of 300 kB" in report
    assert '| `effort="fast"` | 32.4 | 108 | 200 |' in report
    # 36 ms for each of 2.5 billion pages; half of that for pages of half the size
    assert '| `effort="fast"` | 25,000 | 12,500 |' in report
    assert '| `effort="auto"` | 50,000 | 25,000 |' in report
    assert "| JSONL | 12.5 |" in report


def test_pages_are_measured(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(costs, "EFFORTS", ("auto",))
    assert costs.main(["--corpora", str(SAMPLES), "--pages", "2"]) == 0
    shown = capsys.readouterr().out
    assert "Measured on 2 pages" in shown
    assert "nan" not in shown
