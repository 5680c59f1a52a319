"""The pipeline, and who is asked in it."""

from __future__ import annotations

from dataclasses import astuple

import pytest
from hypothesis import given, settings

import boilerstrip
from boilerstrip import strategies
from boilerstrip.discard import discard
from boilerstrip.metadata import MetadataReader
from boilerstrip.page import Page
from boilerstrip.scoring.decisions import decide
from boilerstrip.scoring.judge import judge
from boilerstrip.scoring.roles import with_roles
from boilerstrip.scoring.scorer import LearnedScorer
from boilerstrip.testing import NoisyPage, pages
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


@settings(max_examples=25, deadline=None)
@given(pages())
def test_no_step_changes_what_came_before_it(drawn: NoisyPage) -> None:
    page = Page(drawn.html)

    def state() -> list[object]:
        return [[astuple(block) for block in page.blocks], [astuple(element) for element in page.elements]]

    before, reader = state(), MetadataReader(page)
    about = reader.read()
    told = with_roles(page, reader)
    verdict = judge(told, strategies.run(told, strategies.OWN, timeout=60, concurrent=False), LearnedScorer())
    dropped = discard(told, verdict.mask, verdict.probabilities)
    decided = decide(told, verdict, dropped, {}, {}, footnotes=range(0, len(page.blocks), 7))
    assert state() == before
    assert reader.read() == about
    assert [block.text for block in decided.blocks] == [block.text for block in page.blocks]
    assert all(block.reason for block in decided.blocks)
    assert not any(block.kept or block.reason or block.probability for block in told.blocks)


@given(pages())
def test_what_is_decided_in_one_extraction_is_no_other_ones(noisy: NoisyPage) -> None:
    def decisions(extraction: boilerstrip.Extraction) -> list[tuple[bool, str, float]]:
        return [(block.kept, block.reason, block.probability) for block in extraction.blocks]

    first = boilerstrip.Extractor(effort="fast").extract(noisy.html)
    before = decisions(first)
    second = boilerstrip.Extractor(effort="fast", scorer=Sure(), include_title=True).extract(noisy.html)
    assert {id(block) for block in first.blocks}.isdisjoint(id(block) for block in second.blocks)
    assert decisions(first) == before
