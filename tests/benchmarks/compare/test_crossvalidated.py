"""Cross-validated outputs stand for boilerstrip's own, and nothing else does."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from benchmarks.compare import crossvalidated
from tests.conftest import SAMPLES

PAGE = (SAMPLES / "blog.html").read_bytes()
OTHER = (SAMPLES / "german.html").read_bytes()


@pytest.fixture(autouse=True)
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    known = {
        crossvalidated.page_key(PAGE): "what another model made of it",
        crossvalidated.page_key(b"<p>"): "x",
    }
    crossvalidated.write(known, tmp_path / "texts.gz")
    monkeypatch.setenv(crossvalidated.VARIABLE, str(tmp_path / "texts.gz"))
    crossvalidated.texts.cache_clear()
    yield
    crossvalidated.texts.cache_clear()


def test_the_text_of_the_file_is_the_answer() -> None:
    assert crossvalidated.extract(PAGE, None) == "what another model made of it"


def test_whatever_boilerstrip_itself_makes_of_the_page() -> None:
    assert crossvalidated.extract(b"<p>", None) == "x"


def test_a_page_that_is_not_in_the_file_is_refused() -> None:
    with pytest.raises(LookupError, match="not given this page"):
        crossvalidated.extract(OTHER, None)


def test_a_page_without_text_is_empty() -> None:
    assert crossvalidated.extract(b"<html></html>", None) == ""
