from __future__ import annotations

import gc
import json
from pathlib import Path

import pytest

from boilerstrip.text.phrases import tables


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with phrases of one language."""
    phrases = {
        "related": {"line": ["see also"], "start": ["also read:", "»"], "within": ["more of this topic"]}
    }
    (tmp_path / "en.json").write_text(json.dumps(phrases), encoding="utf-8")
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    return tmp_path


def test_what_was_arranged_gives_the_same_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    expected = tables._tables(tables._arrange(tables._sources()))
    # those of the package itself, where they were built
    assert tables.read_tables() == expected
    tables.write_arranged(tmp_path)
    for file in tables._FOLDER.glob("*.json"):
        (tmp_path / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(tables, "_FOLDER", tmp_path)
    assert tables._arranged(tables._sources()) is not None
    assert tables.read_tables() == expected


def test_what_was_arranged_of_other_phrases_is_not_used(folder: Path) -> None:
    tables.write_arranged(folder)
    assert tables.read_tables().line == {"see also": "related"}
    (folder / "en.json").write_text('{"pager": {"line": ["next"], "start": ["»"]}}', encoding="utf-8")
    assert tables.read_tables().line == {"next": "pager"}


@pytest.mark.parametrize("content", [b"", b"[]", b"null", b"[1, 2, 3]", b"{", b"\xff"])
def test_what_is_broken_is_not_used(folder: Path, content: bytes) -> None:
    (folder / tables.ARRANGED).write_bytes(content)
    assert tables.read_tables().line == {"see also": "related"}


def test_the_words_that_are_looked_up_are_marked_and_few_others() -> None:
    found = tables.read_tables()
    openers = {*found.heads, *(opening.split(" ")[0] for opening in found.openings)}
    for marks, words in (
        (found.marked_openers, openers),
        (found.marked_tellers, found.required_words.keys()),
    ):
        assert words
        assert all(tables.is_marked(marks, word) for word in words)
        assert int.from_bytes(marks, "little").bit_count() <= len(words) < len(marks) / 3


def test_the_garbage_collector_passes_over_the_phrases() -> None:
    found = tables.read_tables()
    # from the inside out: what holds nothing that it looks at is passed over the next time
    for _ in range(4):
        gc.collect()
    for table in (found.starting, found.holding, found.required_words):
        assert table
        assert not any(map(gc.is_tracked, table.values()))
