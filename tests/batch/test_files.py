"""Files of a batch: their kinds, and what is in them."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.batch.files import (
    content_ending,
    describe_error,
    kind_of,
    load_library,
    printable_id,
    size_of,
    uncompressed,
)
from boilerstrip.errors import SourceError


@pytest.mark.parametrize(
    ("name", "kind", "ending"),
    [
        ("a.html", "page", ".html"),
        ("a.html.gz", "page", ".html"),
        ("A.JSONL.ZST", "jsonl", ".jsonl"),
        ("a.warc.gz", "warc", ".warc"),
        ("a.wet", "warc", ".wet"),
        ("a.pq", "parquet", ".pq"),
        ("a.gz", "page", ""),
        ("a", "page", ""),
    ],
)
def test_the_name_tells_the_kind(name: str, kind: str, ending: str) -> None:
    assert (kind_of(Path(name)), content_ending(Path(name))) == (kind, ending)


def test_compressed_files_are_read_as_what_is_in_them(tmp_path: Path) -> None:
    path = tmp_path / "a.html.gz"
    path.write_bytes(gzip.compress(b"<p>text"))
    with path.open("rb") as file:
        assert uncompressed(path, file).read() == b"<p>text"
    assert size_of(path) == len(path.read_bytes())
    assert size_of(tmp_path / "none") == 0


@given(st.text(st.characters()))
def test_any_name_can_be_written(text: str) -> None:
    printable_id(text).encode("utf-8")
    assert printable_id(printable_id(text)) == printable_id(text)


def test_a_library_that_is_missing_is_named() -> None:
    with pytest.raises(SourceError, match=r"a\.x: reading this needs no_such_library: pip install"):
        load_library("no_such_library", "a.x")


@given(st.text())
def test_an_error_is_one_short_line(text: str) -> None:
    assert 0 < len(describe_error(ValueError(text))) <= 300
    assert "\n" not in describe_error(ValueError(text))
