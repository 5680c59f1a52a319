"""Scorers estimate how likely each Block of a page is content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from boilerstrip.page import Page
from boilerstrip.strategies import Candidate


class Scorer(Protocol):
    """Anything that estimates how likely each Block of a page is content."""

    def probabilities(self, page: Page, candidates: Sequence[Candidate]) -> list[float]:
        """Return a probability, 0 to 1, for each Block; the Candidates may come from any strategies."""
        ...

    def confidence(self, page: Page, expected: float) -> float:
        """Return the F1 that pages like this one really reach if `expected` is their expected F1."""
        ...


class LearnedScorer:
    """The trained model; see `boilerstrip.model`."""

    def probabilities(self, page: Page, candidates: Sequence[Candidate]) -> list[float]:
        """Return the model's probability for each Block."""
        from boilerstrip import model

        found: list[float] = model.probabilities(page, candidates).tolist()
        return found

    def confidence(self, page: Page, expected: float) -> float:
        """Return the expected F1, calibrated by cross-validation."""
        from boilerstrip import model

        return model.calibrated(expected, page.is_plaintext)
