"""The scorer that is used unless another one is given."""

from __future__ import annotations

from boilerstrip import model
from boilerstrip.page import Page
from boilerstrip.scoring.scorer import LearnedScorer
from tests.conftest import STORY
from tests.conftest import page as themed


def test_each_block_gets_the_model_s_probability() -> None:
    page = Page(themed(STORY))
    probabilities = LearnedScorer().probabilities(page, [])
    assert len(probabilities) == len(page.blocks)
    text = [p for p, block in zip(probabilities, page.blocks, strict=True) if block.text in STORY]
    others = [p for p, block in zip(probabilities, page.blocks, strict=True) if block.link_words]
    assert min(text) > max(others)


def test_confidence_is_calibrated_for_the_kind_of_page() -> None:
    page = Page("<p>One")
    assert LearnedScorer().confidence(page, 0.8) == model.calibrated(0.8)
    page.is_plaintext = True
    assert LearnedScorer().confidence(page, 0.8) == model.calibrated(0.8, True)
