"""Frames of either library."""

from __future__ import annotations

import importlib
from typing import Any

import pytest

import boilerstrip
from tests.expected import (
    FAST,
    extraction,
)
from tests.integrations.rows import STORY


@pytest.mark.integration
@pytest.mark.parametrize("library", ["pandas", "polars"])
def test_frames_and_lists(library: str) -> None:
    frames_of = pytest.importorskip(library, reason=f"needs the {library} extra")
    extract = importlib.import_module(f"boilerstrip.integrations.{library}").extract
    pages = [STORY, None, STORY.encode()]
    urls = ["https://example.org/a", None, "https://example.org/b"]

    def columns(made: Any) -> dict[str, list[Any]]:
        rows = made.to_dicts() if library == "polars" else made.to_dict("records")
        missing = {
            name: [None if _missing(row[name]) else row[name] for row in rows] for name in made.columns
        }
        return {name: missing[name] for name in ("url", "text", "reason")}

    listed = columns(extract(pages, url=urls, workers=0, **FAST))
    text = extraction(STORY).text
    assert listed == {"url": urls, "text": [text, None, text], "reason": [None, "no page", None]}
    frame = frames_of.DataFrame({"html": [STORY, None, STORY], "url": urls, "at": urls[::-1]})
    assert columns(extract(frame, workers=0, **FAST)) == listed
    swapped = columns(extract(frame, page="html", url="at", workers=0, **FAST))
    assert swapped["url"] == [urls[2], None, urls[0]]
    for wrong, said in (
        ({"page": "htlm"}, "there is no column 'htlm'; did you mean 'html'?"),
        ({"url": "adress"}, "there is no column 'adress'"),
        ({"urls": urls}, "there is no option 'urls'; did you mean 'url'?"),
        ({"efort": "fast"}, "there is no option 'efort'; did you mean 'effort'?"),
        ({"fields": ["titel"]}, "no field 'titel'; did you mean 'title'?"),
    ):
        with pytest.raises(boilerstrip.OptionError) as raised:
            extract(frame, **wrong)
        assert str(raised.value) == said
    with pytest.raises(boilerstrip.OptionError, match="not one string"):
        extract(STORY)
    with pytest.raises(boilerstrip.OptionError, match="name the column of the pages with page=…"):
        extract(frames_of.DataFrame({"a": [STORY]}))


def _missing(value: Any) -> bool:
    return value is None or str(value) in ("nan", "<NA>")
