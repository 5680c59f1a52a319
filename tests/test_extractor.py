"""The pipeline, and who is asked in it."""

from __future__ import annotations

import pytest

import boilerstrip
from boilerstrip import strategies
from boilerstrip.page import Page
from tests.scoring.pages import Sure


@pytest.mark.parametrize(
    ("effort", "sure", "asked"),
    [
        ("fast", False, strategies.OWN),
        ("auto", True, strategies.OWN),
        ("auto", False, strategies.BUILT_IN),
        ("full", True, strategies.BUILT_IN),
    ],
)
def test_effort_decides_who_is_asked(effort: str, sure: bool, asked: tuple[str, ...]) -> None:
    class Scorer(Sure):
        def confidence(self, page: Page, expected: float) -> float:
            return 1.0 if sure else 0.4

    extractor = boilerstrip.Extractor(effort=effort, scorer=Scorer())
    extraction = extractor.extract("<p>the story begins</p><p>buy shoes now</p>")
    assert [candidate.name for candidate in extraction.candidates] == list(asked)
    assert extraction.text == "the story begins"


def test_effort_leaves_strategies_of_ones_own_alone() -> None:
    extractor = boilerstrip.Extractor(strategies=["trafilatura"], effort="auto", scorer=Sure())
    assert [c.name for c in extractor.extract("<p>the story</p>").candidates] == ["trafilatura"]


def test_unknown_effort() -> None:
    with pytest.raises(boilerstrip.OptionError, match="effort"):
        boilerstrip.Extractor(effort="little")
