"""The listing of all Blocks for a terminal."""

from __future__ import annotations

import boilerstrip
from boilerstrip.report.listing import listing
from tests.conftest import STORY
from tests.conftest import page as themed


def test_each_block_has_its_line_with_decision_and_reason() -> None:
    extraction = boilerstrip.Extractor(effort="fast").extract(themed(STORY))
    lines = listing(extraction, width=400).split("\n\n", 1)[1].splitlines()
    assert len(lines) == len(extraction.blocks)
    for line, block in zip(lines, extraction.blocks, strict=True):
        assert line.startswith("+ " if block.kept else "- ")
        assert f"[{block.reason}]" in line
        assert " ".join(block.text.split())[:20] in line


def test_nothing_of_a_page_controls_the_terminal() -> None:
    extraction = boilerstrip.Extractor(effort="fast").extract(f"<p>{STORY[0]}</p>")
    extraction.blocks[0].text = f"\x1b]0;owned\x07{STORY[0]}"
    assert "\x1b" not in listing(extraction)
    assert "\x1b[" in listing(extraction, colour=True)
    assert "owned" in listing(extraction, colour=True)
