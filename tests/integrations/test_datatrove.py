"""datatrove, where it is installed: its local executor."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

import boilerstrip
from tests.batch.test_many import page
from tests.conftest import STORY
from tests.expected import FAST, PAGES, address, expected, extraction, write_warc
from tests.misbehaving import obey

pytest.importorskip("datatrove", reason="needs the datatrove extra")
pytest.importorskip("fastwarc")

from datatrove.data import Document
from datatrove.executor import LocalPipelineExecutor
from datatrove.pipeline.writers import JsonlWriter

from boilerstrip.integrations.datatrove import BoilerstripExtractor, BoilerstripWarcReader

pytestmark = pytest.mark.integration


def written(folder: Path) -> list[dict[str, Any]]:
    return [
        json.loads(line)
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def test_pipeline(tmp_path: Path) -> None:
    crawl = tmp_path / "crawl"
    crawl.mkdir()
    wanted = write_warc(crawl / "a.warc.gz", gzip.compress)
    (crawl / "b.warc").write_bytes(b"")
    out = tmp_path / "out"
    executor = LocalPipelineExecutor(
        [
            BoilerstripWarcReader(str(crawl), default_metadata={"crawl": "2024"}),
            BoilerstripExtractor(timeout=600, **FAST),
            JsonlWriter(str(out), output_filename="${rank}.jsonl", compression=None),
        ],
        tasks=2,
        workers=2,
        logging_dir=str(tmp_path / "log"),
    )
    executor.run()
    documents = written(out)
    assert len(documents) == len(wanted)
    found = {document["id"]: document for document in documents}
    damaged = next(id for id in found if id not in wanted)
    assert damaged.startswith("a.warc.gz:")
    metadata = found.pop(damaged)["metadata"]
    assert metadata["kind"] == "source"
    assert metadata["reason"].startswith("damaged after this point")
    for id, document in found.items():
        row = dict(wanted[id])
        assert document["text"] == row.pop("text"), id
        assert document["metadata"] == row | {"crawl": "2024"}, id


def test_nothing_is_dropped() -> None:
    boilerstrip.register_strategy("obey", obey)
    try:
        step = BoilerstripExtractor(timeout=600, strategies=["obey"], concurrent=False)
        given = [
            Document(page("x"), "1", metadata={"date": "2024-01-01", "topic": "a"}),
            Document(page("EXIT"), "2", metadata={"url": "https://example.org/2"}),
            Document("", "3"),
            Document("", "4", metadata={"kind": "source", "reason": "cut off"}),
        ]
        made = list(step.run(iter(given)))
    finally:
        boilerstrip.strategies.registry._registry.pop("obey")
    assert [document.id for document in made] == ["1", "2", "3", "4"]
    assert [document.metadata["kind"] for document in made] == [None, "crash", None, "source"]
    assert made[0].text.startswith("x the ferry")
    assert (made[0].metadata["date"], made[0].metadata["topic"]) == ("2024-01-01", "a")
    assert (made[1].text, made[1].metadata["url"]) == ("", "https://example.org/2")
    assert made[2].metadata["notes"] == ["the page is empty"]
    assert made[3].metadata["reason"] == "cut off"


@pytest.mark.parametrize("name", ["is_plaintext", "flattened"])
def test_plain_text_is_not_read_as_markup(name: str) -> None:
    text = "\n".join(f"<b>{line}</b>" for line in STORY)
    (made,) = BoilerstripExtractor(timeout=600, **FAST).run(
        iter([Document(text, "1", metadata={name: True})])
    )
    assert made.text.startswith("<b>The ferry")
    assert name not in made.metadata


def test_extract_is_one_page_in_this_process() -> None:
    html = PAGES["german.html"].decode()
    assert BoilerstripExtractor(**FAST).extract(html) == extraction(html).text
    with pytest.raises(boilerstrip.OptionError):
        BoilerstripExtractor(effort="none")


def test_reader_keeps_what_is_no_text(tmp_path: Path) -> None:
    from tests.expected import warc_record

    story = "<p>Паром будет ходить всю зиму, решил портовый совет в понедельник.</p>" * 3
    (tmp_path / "a.warc").write_bytes(
        warc_record("<urn:uuid:1>", address("1"), story.encode("koi8-r"), "text/html; charset=koi8-r")
        + warc_record("<urn:uuid:2>", address("2"), b"%PDF-1.7")
    )
    first, second = BoilerstripWarcReader(str(tmp_path)).run()
    assert (first.text, first.metadata) == (story, {"url": address("1")})
    assert second.metadata == {"url": address("2"), "kind": "input", "reason": "a PDF, not text"}
    assert expected(first.text, address("1"))["text"].startswith("Паром")
