"""What says how likely each Block of a page is content."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from boilerstrip.page import Page
from boilerstrip.strategies import Candidate


class Scorer(Protocol):
    """Anything that says how likely each Block of a page is content."""

    def probabilities(self, page: Page, candidates: Sequence[Candidate]) -> list[float]:
        """A probability, 0 to 1, for each Block, whichever strategies the Candidates are of."""
        ...

    def confidence(self, page: Page, expected: float) -> float:
        """The F1 that pages like this one really reach where `expected` is expected."""
        ...


class LearnedScorer:
    """The trained model; see `boilerstrip.model`."""

    def probabilities(self, page: Page, candidates: Sequence[Candidate]) -> list[float]:
        """The model's probability for each Block."""
        from boilerstrip import model

        found: list[float] = model.probabilities(page, candidates).tolist()
        return found

    def confidence(self, page: Page, expected: float) -> float:
        """The expectation, corrected by how right such expectations were in cross-validation."""
        from boilerstrip import model

        return model.calibrated(expected, page.is_plaintext)
