"""The output of a batch: what stands in it, and what an interrupted run leaves."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.batch.output import Output
from boilerstrip.errors import OutputError
from boilerstrip.workers.jobs import Done, Failure, PageSource

RUN = {"options": "any"}


def written(folder: Path, results: list[Done | Failure], stop_after: int | None = None) -> Output:
    """Write results as a run does that is interrupted after some of them, if so many are given."""
    output = Output(folder / "out.jsonl", RUN, columns=None)
    by_id = {result.id: result for result in results}
    pages = output.begin(PageSource(result.id, "") for result in results)
    for number, page in enumerate(pages):
        if number == stop_after:
            output.close()
            return output
        output.write(by_id[page.id])
    output.finish()
    return output


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def results_of(good: list[bool]) -> list[Done | Failure]:
    return [
        Done(f"p{n}", json.dumps({"text": f"t{n}"}).encode()) if is_good else Failure(f"p{n}", "error", "why")
        for n, is_good in enumerate(good)
    ]


def test_records_and_failures_are_apart(tmp_path: Path) -> None:
    output = written(tmp_path, [Done("a", b'{"text": "x"}'), Failure("b", "crash", "why"), Done("c", b"{}")])
    assert lines(tmp_path / "out.jsonl") == [{"id": "a", "text": "x"}, {"id": "c"}]
    assert lines(output.log) == [{"id": "b", "kind": "crash", "reason": "why"}]
    assert (output.records, output.failures, output.done) == (2, 1, 3)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "out.jsonl.failures.jsonl"]


@given(st.lists(st.booleans(), min_size=1, max_size=8), st.data())
def test_a_resumed_run_gives_what_an_uninterrupted_one_does(
    tmp_path_factory: pytest.TempPathFactory, good: list[bool], data: st.DataObject
) -> None:
    results = results_of(good)
    whole, resumed = tmp_path_factory.mktemp("whole"), tmp_path_factory.mktemp("resumed")
    written(whole, results)
    stopped = written(resumed, results, stop_after=data.draw(st.integers(0, len(good) - 1)))
    assert not (resumed / "out.jsonl").exists()
    part = stopped.part.read_bytes()
    stopped.part.write_bytes(part[: data.draw(st.integers(0, len(part)))])
    assert Output(resumed / "out.jsonl", RUN, columns=None).was_begun()
    written(resumed, results)
    assert {p.name: p.read_bytes() for p in whole.iterdir()} == {
        p.name: p.read_bytes() for p in resumed.iterdir()
    }


def test_another_run_is_refused_unless_it_starts_over(tmp_path: Path) -> None:
    results = results_of([True, True])
    written(tmp_path, results, stop_after=1)
    other = Output(tmp_path / "out.jsonl", {"options": "others"}, columns=None)
    with pytest.raises(OutputError, match="--restart"):
        other.begin([])
    other.close()
    again = Output(tmp_path / "out.jsonl", {"options": "others"}, columns=None, restart=True)
    assert [page.id for page in again.begin(PageSource(r.id, "") for r in results)] == ["p0", "p1"]
    again.close()
