"""Options that commands on many pages share."""

from __future__ import annotations

import argparse
from pathlib import Path

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.batch.reader import Fields, Reader
from boilerstrip.cli import many_options


def test_fields_and_work_come_from_the_arguments() -> None:
    parser = argparse.ArgumentParser()
    many_options.add_sources(parser)
    many_options.add_work(parser)
    many_options.add_fields(parser)
    options = parser.parse_args(["a", "b", "-w", "3", "--page-field", "markup"])
    assert (options.sources, options.workers, options.timeout) == (["a", "b"], 3, TIMEOUT_PER_PAGE)
    assert many_options.fields(options) == Fields(page="markup")


def test_outputs_of_earlier_runs_are_named(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("<p>x")
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.jsonl.run.json").write_text("{}")
    (tmp_path / "out" / "page.html").write_text("<p>x")
    reader = Reader([str(tmp_path)])
    assert len(list(reader)) == 1
    (printed,) = many_options.outputs_left_out(reader)
    assert printed.startswith(str(tmp_path / "out"))
