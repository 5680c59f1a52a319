"""The data of a report on a page."""

from __future__ import annotations

import json

import boilerstrip
from boilerstrip.report.describe import describe, describe_failure
from boilerstrip.strategies import OWN
from tests.conftest import STORY
from tests.conftest import page as themed


def test_what_is_described_is_what_was_extracted() -> None:
    extraction = boilerstrip.Extractor(effort="fast").extract(themed(STORY))
    data = describe(extraction, "story.html", asked=[*OWN, "trafilatura"])
    assert json.loads(json.dumps(data)) == data
    assert (data["name"], data["error"]) == ("story.html", None)
    assert (data["kept"], data["total"]) == (len(extraction.kept), len(extraction.blocks))
    assert data["kept_words"] == sum(block.words for block in extraction.kept)
    assert [block["kept"] for block in data["blocks"]] == [block.kept for block in extraction.blocks]
    assert all(len(block["votes"]) == len(extraction.candidates) for block in data["blocks"])
    assert data["spared"] == ["trafilatura"]


def test_a_decision_against_most_strategies_is_disputed() -> None:
    extraction = boilerstrip.Extractor(effort="fast").extract(themed(STORY))
    block = extraction.kept[0]
    block.probability = 0.2
    (found,) = (one for one in describe(extraction, "x")["blocks"] if one["text"] == block.text)
    assert "kept at a probability of 0.20" in found["dispute"]


def test_a_failure_has_a_reason_and_no_blocks() -> None:
    data = describe_failure("gone.html", "no such file")
    assert (data["error"], data["total"]) == ("no such file", 0)
