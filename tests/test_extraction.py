"""The result of an extraction."""

from __future__ import annotations

import boilerstrip


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
