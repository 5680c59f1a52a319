"""Snapshots of extracted text."""

from __future__ import annotations

from pathlib import Path

import pytest

from boilerstrip.errors import SnapshotError
from boilerstrip.testing.snapshots import Outcome, compare, snapshot_of


def test_a_snapshot_is_recorded_kept_and_changed(tmp_path: Path) -> None:
    page = tmp_path / "story.html"
    page.write_text("<p>page")
    with pytest.raises(SnapshotError, match="no snapshot yet"):
        compare(lambda html: "one\ntwo", page)
    assert compare(lambda html: "one  \ntwo\n\n", page, update=True) is Outcome.RECORDED
    assert snapshot_of(page).read_bytes() == b"one\ntwo\n"
    assert compare(lambda html: "one\ntwo", page) is Outcome.UNCHANGED
    with pytest.raises(SnapshotError, match=r"1 line lost(.|\n)*- two"):
        compare(lambda html: "one", page)
    assert compare(lambda html: "one", page, update=True) is Outcome.UPDATED
    assert compare(lambda html: "one", page, update=True) is Outcome.UNCHANGED


def test_half_characters_have_a_snapshot_too(tmp_path: Path) -> None:
    page = tmp_path / "story.html"
    page.write_text("<p>page")
    assert compare(lambda html: "a\ud800b", page, update=True) is Outcome.RECORDED
    assert compare(lambda html: "a\ud800b", page) is Outcome.UNCHANGED


def test_no_text_is_a_snapshot_of_its_own(tmp_path: Path) -> None:
    page = tmp_path / "story.html"
    page.write_text("")
    compare(lambda html: None, page, update=True)
    assert compare(lambda html: "", page) is Outcome.UNCHANGED
