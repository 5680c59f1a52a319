"""Extractions from worker processes."""

from __future__ import annotations

from pathlib import Path

import pytest

import boilerstrip
from boilerstrip.batch.extraction import BatchExtraction, pack
from tests.conftest import SAMPLES


@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.html"))[::16], ids=lambda path: path.stem)
def test_an_extraction_is_whole_on_the_other_side(path: Path) -> None:
    extractor = boilerstrip.Extractor(effort="fast")
    here = extractor.extract(path.read_bytes(), url="https://x.example/a")
    there = BatchExtraction(7, *pack(extractor.extract(path.read_bytes(), url="https://x.example/a")))
    assert there.id == 7
    assert "blocks" not in vars(there)
    assert (there.text, there.confidence, there.title) == (here.text, here.confidence, here.title)
    assert (there.html, there.markdown) == (here.html, here.markdown)
    assert [(b.text, b.kept, b.reason) for b in there.blocks] == [
        (b.text, b.kept, b.reason) for b in here.blocks
    ]
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = there.nothing
