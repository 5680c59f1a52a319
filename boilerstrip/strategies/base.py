"""What a strategy is, and what it proposes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from boilerstrip.page import Page

Strategy = Callable[[Page], "Sequence[bool] | str"]
# Extractors of other packages: each parses the page again, which takes longer than everything else.
THIRD_PARTY = ("trafilatura", "readability", "justext")
OWN = ("structured", "semantic", "density", "records")
# Imported on first use.
BUILT_IN = (*THIRD_PARTY, *OWN)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One strategy's proposal for one page.

    `mask` has a bool for each Block. `score` is the expected F1 of the mask, 0 to 1. `seconds` is the wall
    time. `error` is the reason if the strategy made no proposal, else None.
    """

    name: str
    mask: tuple[bool, ...]
    score: float = 0.0
    seconds: float = 0.0
    error: str | None = None
