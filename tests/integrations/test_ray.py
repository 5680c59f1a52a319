"""Ray Data, where it is installed: a cluster on this machine."""

from __future__ import annotations

import gzip
import os
import signal
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest

import boilerstrip
from boilerstrip.batch.rows import DEFAULT_FIELDS
from tests.batch.test_many import page
from tests.conftest import SAMPLES, STORY
from tests.expected import (
    FAST,
    OWN_RULES,
    OWN_RULES_PAGE,
    PAGES,
    address,
    expected,
    follows_own_rules,
    write_warc,
)
from tests.misbehaving import obey

ray = pytest.importorskip("ray", reason="needs the ray extra")
pytest.importorskip("ray.data", reason="needs the ray extra")
pytest.importorskip("fastwarc")

from boilerstrip.integrations.ray import Extract, WarcDatasource, read_warc  # noqa: E402

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(os.name != "posix", reason="signals as POSIX has them"),
]
COLUMNS = ["id", *DEFAULT_FIELDS, "kind", "reason"]


class ExtractThatDies(Extract):
    """Its process is killed once, with a batch's rows made and not yet handed over."""

    def __init__(self, marker: Path, **options: Any) -> None:
        super().__init__(**options)
        self._marker = marker

    def __call__(self, batch: Any) -> Any:
        rows = super().__call__(batch)
        die_once(self._marker)
        return rows


class WarcThatDies(WarcDatasource):
    """Its process is killed once, with some tables handed over and some not."""

    def __init__(self, marker: Path, path: str) -> None:
        super().__init__(path)
        self._marker = marker

    def _read_stream(self, f: Any, path: str) -> Iterator[Any]:
        table = next(super()._read_stream(f, path))
        half = table.num_rows // 2
        yield table[:half]
        die_once(self._marker)
        yield table[half:]


class Obedient(Extract):
    """Its pages can tell their worker what to do."""

    def __init__(self) -> None:
        boilerstrip.register_strategy("obey", obey)
        super().__init__(page_column="html", timeout=600, strategies=["obey"], concurrent=False)


def die_once(marker: Path) -> None:
    try:
        marker.touch(exist_ok=False)
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def start_cluster() -> bool:
    """Start one of which this process is the driver; whether it is there."""
    try:
        ray.init(
            num_cpus=2,
            object_store_memory=100_000_000,
            include_dashboard=False,
            log_to_driver=False,
            runtime_env={"env_vars": {"PYTHONPATH": str(SAMPLES.parent)}},
        )
    except Exception as error:  # a plain one, when a busy machine takes longer than Ray waits for it
        if "timed out during startup" not in str(error):
            raise
        return False
    context = ray.data.DataContext.get_current()
    context.enable_progress_bars = False
    # so that what a reader has read leaves it before the reader is done
    context.target_max_block_size = 30_000
    return True


@pytest.fixture(scope="module")
def driver() -> Iterator[ProcessPoolExecutor]:
    """A process with a cluster, not this one: some time after a cluster is gone, Ray may end the process."""
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as own_process:
        if not own_process.submit(start_cluster).result():
            pytest.skip("no cluster starts on this machine, which is too busy")
        yield own_process
        own_process.submit(ray.shutdown).result()


def by_id(dataset: Any) -> dict[str, Any]:
    """The rows of a dataset by their ids, of which none is there twice."""
    rows = dataset.take_all()
    found = {row["id"]: row for row in rows}
    assert len(found) == len(rows)
    return found


def check(found: dict[str, Any], wanted: dict[str, Any]) -> None:
    assert set(found) == set(wanted)
    for id, row in found.items():
        assert list(row) == COLUMNS
        if wanted[id]["kind"]:
            assert row.pop("reason").startswith("damaged after this point")
            wanted[id].pop("reason", None)
        assert row == {"id": id} | wanted[id]


def no_row_is_lost_or_doubled_when_workers_are_killed(tmp_path: Path) -> None:
    path = tmp_path / "crawl.warc.gz"
    wanted = write_warc(path, gzip.compress)
    reader, actor = tmp_path / "reader", tmp_path / "actor"
    dataset = ray.data.read_datasource(WarcThatDies(reader, str(path))).map_batches(
        ExtractThatDies,
        fn_constructor_kwargs={"marker": actor, "timeout": 600, **FAST},
        batch_format="pyarrow",
        batch_size=4,
        concurrency=1,
    )
    check(by_id(dataset), wanted)
    assert reader.exists()
    assert actor.exists()


def test_no_row_is_lost_or_doubled_when_workers_are_killed(
    driver: ProcessPoolExecutor, tmp_path: Path
) -> None:
    driver.submit(no_row_is_lost_or_doubled_when_workers_are_killed, tmp_path).result()


def warc_is_read_as_pages(tmp_path: Path) -> None:
    write_warc(tmp_path / "a.warc.gz", gzip.compress)
    write_warc(tmp_path / "b.warc", bytes)
    rows = read_warc(str(tmp_path)).take_all()
    assert len(rows) == 2 * (len(PAGES) + 1)
    pages = {row["url"]: row["page"] for row in rows if row["reason"] is None}
    assert pages == {address(name): page for name, page in PAGES.items()}
    assert {row["kind"] for row in rows if row["reason"]} == {"source"}


def test_warc_is_read_as_pages(driver: ProcessPoolExecutor, tmp_path: Path) -> None:
    driver.submit(warc_is_read_as_pages, tmp_path).result()


def pages_that_kill_their_worker_are_rows_with_reasons() -> None:
    items = [
        {"id": 1, "html": page("x"), "url": "https://example.org/1", "topic": "a"},
        {"id": 2, "html": page("EXIT"), "url": "https://example.org/2", "topic": "b"},
        {"id": 3, "html": None, "url": "https://example.org/3", "topic": "c"},
    ]
    found = by_id(ray.data.from_items(items).map_batches(Obedient, concurrency=1))
    assert [found[id]["kind"] for id in (1, 2, 3)] == [None, "crash", "input"]
    assert [found[id]["url"] for id in (1, 2, 3)] == [item["url"] for item in items]
    assert [found[id]["topic"] for id in (1, 2, 3)] == ["a", "b", "c"]
    assert found[1]["text"].startswith("x the ferry")
    assert (found[2]["text"], found[2]["reason"]) == (None, "its worker ended with exit code 3")
    assert "html" not in found[1]


def test_pages_that_kill_their_worker_are_rows_with_reasons(driver: ProcessPoolExecutor) -> None:
    driver.submit(pages_that_kill_their_worker_are_rows_with_reasons).result()


def test_a_batch_is_a_table_or_arrays() -> None:
    import numpy as np
    import pyarrow as pa

    extract = Extract(timeout=600, **FAST)
    try:
        table = pa.table({"page": [PAGES["german.html"], None], "id": [1, 2]})
        made = extract(table)
        arrays = {"page": np.array([PAGES["german.html"], None], dtype=object), "id": np.array([1, 2])}
        assert extract(arrays).equals(made)
        nulls = arrays | {"url": np.array([np.nan, np.nan]), "reason": np.array([np.nan, np.nan])}
        assert extract(nulls).equals(made)
        rows = made.to_pylist()
        assert rows[0] == {"id": 1} | expected(PAGES["german.html"])
        assert (rows[1]["kind"], rows[1]["id"]) == ("input", 2)
        assert extract(table[:0]).schema == made.schema
        with pytest.raises(boilerstrip.OptionError, match="no column 'page'"):
            extract(table.select(["id"]))
    finally:
        extract.close()
    with pytest.raises(boilerstrip.OptionError):
        Extract(fields=["titel"])


@pytest.mark.parametrize("column", ["is_plaintext", "flattened"])
def test_plain_text_is_not_read_as_markup(column: str) -> None:
    import pyarrow as pa

    text = "\n".join(f"<b>{line}</b>" for line in STORY)
    extract = Extract(timeout=600, **FAST)
    try:
        made = extract(pa.table({"page": [text], column: [True]}))
    finally:
        extract.close()
    assert made["text"].to_pylist()[0].startswith("<b>The ferry")
    assert column not in made.column_names


def test_a_batch_is_read_by_own_rules() -> None:
    import pyarrow as pa

    extract = Extract(timeout=600, **FAST, **OWN_RULES)
    try:
        (row,) = extract(pa.table({"page": [OWN_RULES_PAGE]})).to_pylist()
    finally:
        extract.close()
    assert follows_own_rules(row["text"])
