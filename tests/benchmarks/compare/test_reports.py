"""The commands from end to end on a small corpus, the gate, the pictures, the diagnosis."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from benchmarks import generated, worker
from benchmarks.__main__ import main
from benchmarks.compare import accuracy, diagnose, gate, report, robustness
from benchmarks.corpora import SAMPLES as BUILT_IN
from benchmarks.corpora import Corpus, Sample
from benchmarks.worker import Output
from tests.benchmarks.compare.test_leak import SAMPLES

GOOD, EMPTY = "tests.benchmarks.toys:paragraphs", "tests.benchmarks.toys:address"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "small"
    folder.mkdir()
    for sample in SAMPLES:
        name = sample.id.partition("/")[2]
        (folder / f"{name}.html").write_bytes(sample.html)
        (folder / f"{name}.txt").write_text(sample.text or "", "utf-8")
    return folder


@pytest.fixture
def common(corpus: Path, tmp_path: Path) -> list[str]:
    return ["--corpora", str(corpus), "--cache", str(tmp_path / "cache")]


def test_run_writes_what_it_prints(
    common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    to_json, to_markdown = tmp_path / "out/a.json", tmp_path / "out/a.md"
    files = ["--json", str(to_json), "--markdown", str(to_markdown), "--baseline", EMPTY]
    assert main(["--extractors", f"{GOOD},{EMPTY},absent:one", *common, *files]) == 0
    report = json.loads(to_json.read_text("utf-8"))
    results = report["accuracy"]["small"]["results"]
    assert results[GOOD]["figures"]["word_f1"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert results[GOOD]["difference"]["word_f1"]["low"] > 0
    assert report["absent"]["absent:one"].startswith("ModuleNotFoundError")
    assert report["machine"]["cores"] >= 1
    printed = capsys.readouterr().out
    assert "ahead" in printed
    assert "ahead" in to_markdown.read_text("utf-8")


@pytest.mark.slow
def test_a_second_run_is_served_from_the_cache(common: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert main(["run", "--extractors", GOOD, *common]) == 0
    asked: list[str] = []
    real = worker.run_pages

    def counting(name: str, samples: Any, deadline: float, jobs: int) -> Any:
        asked.extend(sample.id for sample in samples)
        return real(name, samples, deadline, jobs)

    monkeypatch.setattr(accuracy, "run_pages", counting)
    assert main(["run", "--extractors", GOOD, *common]) == 0
    assert not asked
    assert main(["run", "--extractors", GOOD, "--fresh", *common]) == 0
    assert len(asked) == len(SAMPLES)


@pytest.mark.slow
def test_leak_speed_and_pictures(common: list[str], tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    names = ["--extractors", f"{GOOD},{EMPTY}"]
    reports = [tmp_path / f"{kind}.json" for kind in ("accuracy", "leak", "speed")]
    speed = ["--growth-pages", "2", "--pages", "3"]
    assert main(["run", *names, *common, "--json", str(reports[0])]) == 0
    assert main(["leak", *names, *common, "--json", str(reports[1])]) == 0
    assert main(["speed", *names, *common, "--json", str(reports[2]), *speed]) == 0
    leaks = json.loads(reports[1].read_text("utf-8"))["leak"]["small"]["results"]
    assert leaks[GOOD]["leak"]["value"] > leaks[EMPTY]["leak"]["value"] == 0
    articles = json.loads(reports[1].read_text("utf-8"))["leak"]["small"]["articles"]["results"]
    assert articles[GOOD]["leak"]["value"] > articles[EMPTY]["leak"]["value"] == 0
    assert articles[GOOD]["lost"]["value"] == 0
    measured = json.loads(reports[2].read_text("utf-8"))["speed"]
    assert set(measured["pages"]["results"]) == {"parse", GOOD, EMPTY}
    assert measured["by_size"][GOOD]["10000000"] > measured["by_size"][GOOD]["1000"] > 0
    assert main(["draw", "--out", str(tmp_path / "pictures"), *map(str, reports)]) == 0
    drawn = {path.name for path in (tmp_path / "pictures").glob("*.png")}
    assert {"accuracy-speed.png", "leak.png", "growth.png"} <= drawn


@pytest.mark.slow
def test_the_gate(common: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "baseline.json"
    check = ["check", "--against", str(file), *common]
    assert main(check) == 2  # nothing is stored yet
    assert main([*check, "--extractors", GOOD, "--update"]) == 0
    stored = json.loads(file.read_text("utf-8"))
    added = ("kept_own", "articles_kept_out", "articles_kept_own", "articles_word_f1")
    assert {f"small / {GOOD} / {figure}" for figure in added} <= set(stored["figures"])
    for figure in added:  # files stored before these were measured
        del stored["figures"][f"small / {GOOD} / {figure}"]
    file.write_text(json.dumps(stored), "utf-8")
    assert main(check) == 0
    stored["figures"][f"small / {GOOD} / word_precision"] = 1.01
    stored["pages"][f"small/0 / {GOOD}"] = 1.2
    file.write_text(json.dumps(stored), "utf-8")
    capsys.readouterr()
    assert main(check) == 1
    printed = capsys.readouterr().out
    assert f"FELL small / {GOOD} / word_precision: 1.0100 -> 1.0000" in printed
    assert "page small/0" in printed


def test_tables_of_reports_that_were_written_before_losses_were_counted() -> None:
    interval = {"value": 0.1, "low": 0.0, "high": 0.2}
    result = {"leak": interval, "pages_with_any": 0.5, "before": interval, "after": interval}
    result |= {f"by_{group}": {"a": 0.1, "b": 0.2} for group in ("place", "heading", "markup", "language")}
    entry = {"pages": 2, "shingles": 9, "results": {GOOD: result}}
    made = report.document("leak", {"small": entry}, [GOOD], {})
    first, *others = report.leak_tables(made)
    assert all(len(row) == len(first.columns) for row in first.rows)
    assert [table.title for table in others[:2]] == [
        "small, teasers: leak by place",
        "small, teasers: leak by heading",
    ]


def test_what_the_gate_takes_for_a_fall() -> None:
    stored = {"figures": {"a": 0.9, "gone": 0.5}, "pages": {"p": 0.9, "q": 0.9}}
    measured = {"figures": {"a": 0.8985, "new": 0.1}, "pages": {"p": 0.5, "q": 0.89}}
    falls = gate.compare(stored, measured)
    assert [(fall.what, fall.page) for fall in falls] == [("gone", False), ("p", True)]
    assert gate.compare({"figures": {"a": 0.9}, "pages": {"p": 1.0}}, measured) == []


@pytest.mark.slow
def test_show_and_worst(common: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["show", "0", "--extractors", EMPTY, *common]) == 0
    assert "word_f1 0.000" in capsys.readouterr().out
    assert main(["worst", "--extractors", f"{EMPTY},{GOOD}", "--count", "2", *common]) == 0
    assert capsys.readouterr().out.count("small/") == 2
    assert main(["show", "no-such-page", *common]) == 2


def test_passages_missed_and_let_through() -> None:
    gold = "The first line stands here. The second line is lost. The third one stays as well."
    output = "Menu and more. The first line stands here. The third one stays as well."
    assert diagnose.passages(gold, output) == ["second line is lost"]
    assert diagnose.passages(output, gold) == ["Menu and more"]


def test_worst_pages_against_a_rival() -> None:
    samples = tuple(Sample(str(i), "c", b"", text="a b c d") for i in range(3))
    ours = {"0": Output("a b c d", 0), "1": Output("", 0), "2": Output("a b", 0)}
    theirs = {"0": Output("a b c d", 0), "1": Output("", 0), "2": Output("a b c d", 0)}
    corpus = Corpus("c", samples)
    assert [cost.sample.id for cost in diagnose.worst(ours, [corpus], 3)] == ["1", "2", "0"]
    behind = diagnose.worst(ours, [corpus], 1, theirs)[0]
    assert (behind.sample.id, round(behind.cost, 3)) == ("2", 0.333)


def test_the_frontier_by_hand() -> None:
    plots = pytest.importorskip("benchmarks.compare.plots")
    points = {"a": (1.0, 0.5), "slower and worse": (2.0, 0.4), "b": (3.0, 0.9), "tie": (4.0, 0.9)}
    assert plots.frontier(points) == ["a", "b"]


def test_generated_pages_have_their_size() -> None:
    for size in (1_000, 100_000, 1_000_000):
        assert abs(len(generated.page_of_size(size)) - size) < max(1500, size * 0.02)
    assert generated.page_of_size(5_000) == generated.page_of_size(5_000)


def test_hostile_pages_are_what_they_say() -> None:
    pages = generated.hostile_pages()
    assert len(pages) > 40
    assert pages["50,000 nested b"]().count(b"<b>") == 50_000
    assert pages["300,000 unclosed p"]().count(b"<p>x") == 300_000


def test_outcomes_on_hostile_pages() -> None:
    assert robustness.outcome_of(Output(f"x {generated.SENTENCE}", 0)) == "found"
    assert robustness.outcome_of(Output("x", 0)) == "text"
    assert robustness.outcome_of(Output(" ", 0)) == "empty"
    assert robustness.outcome_of(Output("", 0, "crash (exit code -6)")) == "crash"


@pytest.mark.parametrize("arguments", [["run", "--extractors", "nobody"], ["run", "--corpora", "/nil"]])
def test_mistakes_of_the_caller_are_told_in_a_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert capsys.readouterr().err.startswith("benchmarks: ")


def test_the_built_in_samples_load_as_a_corpus(tmp_path: Path) -> None:
    if not any(BUILT_IN.glob("*.txt")):
        pytest.skip("there are no built-in samples")
    assert main(["run", "--extractors", "all-text", "--no-groups", "--cache", str(tmp_path)]) == 0
