"""The result of an extraction."""

from __future__ import annotations

import pytest

import boilerstrip
from boilerstrip import extractor


def test_json() -> None:
    import json

    extraction = boilerstrip.Extractor(effort="full").extract(
        "<nav><a href=/>Home</a></nav><article>"
        + "<p>A paragraph with “quotes” that says something of note.</p>" * 3
        + "</article>"
    )
    values = json.loads(extraction.to_json())
    assert values["text"] == extraction.text
    assert {block["kept"] for block in values["blocks"]} == {True, False}
    assert all(block["reason"] for block in values["blocks"])
    assert [candidate["name"] for candidate in values["candidates"]] == list(
        boilerstrip.Extractor().strategies
    )
    assert "“quotes”" in extraction.to_json()
    assert "blocks" not in extraction.to_dict(blocks=False)
    assert "boilerstrip" not in repr(extraction)


def test_confidence_is_counted_when_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    page = f"<article>{'<p>A paragraph that says something of note, and then some more.</p>' * 3}</article>"
    expected = boilerstrip.extract(page, effort="fast").confidence
    asked: list[float] = []
    correct = extractor.correct_confidence
    monkeypatch.setattr(
        extractor, "correct_confidence", lambda page, value: asked.append(value) or correct(page, value)
    )
    extraction = boilerstrip.extract(page, effort="fast")
    assert extraction.text
    assert asked == []
    assert extraction.confidence == extraction.confidence == expected > 0
    assert len(asked) == 1
