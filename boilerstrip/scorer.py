"""The scorer: how likely each Block is content, what each Candidate is worth, and what to keep.

Every judgement rests on one number a Block, its probability of being content. A Candidate's
score is the F1 its mask can expect under these probabilities; fusing is choosing the mask
whose expectation is highest of all. Whatever yields better probabilities can take the place of
`HandSetScorer`; the rest stays as it is.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace
from typing import ClassVar, NamedTuple, Protocol

from boilerstrip.block import Block, Role
from boilerstrip.page import Page
from boilerstrip.strategies import Candidate

# The name that a mask fused from several Candidates goes by.
FUSED = "fused"
# A single Candidate is preferred to the fused mask when its expected F1 is this close: a proposal
# of one strategy is easier to explain than a mixture.
_MARGIN = 0.005
# Where even the best mask expects less, the page has no body worth the name: menus, error pages.
_MIN_CONFIDENCE = 0.25
# Between a heading and the text it governs may stand a date or a label, but not much more.
_MAX_BETWEEN = 5
_MAX_GAP = 3


class Scorer(Protocol):
    """Anything that says how likely each Block of a page is content."""

    def probabilities(self, page: Page, candidates: Sequence[Candidate]) -> list[float]:
        """A probability, 0 to 1, for each Block."""
        ...


class Verdict(NamedTuple):
    """What the scorer decided: the mask to keep, by whom, and the F1 it expects of it."""

    strategy: str
    mask: list[bool]
    confidence: float
    probabilities: list[float]
    candidates: tuple[Candidate, ...]


def judge(page: Page, candidates: Sequence[Candidate], scorer: Scorer) -> Verdict:
    """Score every Candidate and take the best, or the best mixture of them."""
    probabilities = scorer.probabilities(page, candidates)
    weights = [block.words for block in page.blocks]
    fused = with_headings(page, best_mask(weights, probabilities))
    scored = tuple(replace(c, score=expected_f1(weights, probabilities, c.mask)) for c in candidates)
    confidence = expected_f1(weights, probabilities, fused)
    if confidence < _MIN_CONFIDENCE:
        return Verdict(FUSED, [False] * len(weights), confidence, probabilities, scored)
    winner = max(scored, key=lambda candidate: candidate.score, default=None)
    if winner is not None and winner.score > 0 and winner.score >= confidence - _MARGIN:
        return Verdict(winner.name, with_headings(page, winner.mask), winner.score, probabilities, scored)
    return Verdict(FUSED, fused, confidence, probabilities, scored)


def expected_f1(weights: Sequence[int], probabilities: Sequence[float], mask: Sequence[bool]) -> float:
    """F1 that a mask can expect when Block i has `weights[i]` words, each content with `probabilities[i]`.

    The ratio of expectations, 2 * hits / (kept + wanted), stands for the expectation of the
    ratio; for pages of more than a few Blocks the two hardly differ.
    """
    hits = kept = wanted = 0.0
    for weight, probability, keep in zip(weights, probabilities, mask, strict=True):
        wanted += weight * probability
        if keep:
            kept += weight
            hits += weight * probability
    return 2 * hits / (kept + wanted) if kept and wanted else 0.0


def best_mask(weights: Sequence[int], probabilities: Sequence[float]) -> list[bool]:
    """The mask of highest expected F1: some prefix of the Blocks sorted by probability.

    That the optimum is such a prefix, and so found by one sort, is due to Lewis (1995).
    """
    wanted = sum(w * p for w, p in zip(weights, probabilities, strict=True))
    order = sorted(range(len(weights)), key=lambda i: (-probabilities[i], i))
    best, length = 0.0, 0
    hits = kept = 0.0
    for at, block in enumerate(order):
        hits += weights[block] * probabilities[block]
        kept += weights[block]
        if kept and wanted and 2 * hits / (kept + wanted) > best:
            best, length = 2 * hits / (kept + wanted), at + 1
    mask = [False] * len(weights)
    for block in order[:length]:
        mask[block] = True
    return mask


def with_headings(page: Page, mask: Sequence[bool]) -> list[bool]:
    """A mask with the headings of what it keeps: a heading goes with what it governs."""
    whole = list(mask)
    below: Block | None = None
    for block in reversed(page.blocks):
        if whole[block.index]:
            below = block
        elif block.level and below is not None and _governs(page, block, below):
            whole[block.index] = True
            below = block
        elif block.words > _MAX_BETWEEN:
            below = None
    return whole


def _governs(page: Page, heading: Block, below: Block) -> bool:
    """Whether `below` follows a heading closely and stands in its section."""
    if 0 < below.level <= heading.level or below.index - heading.index > _MAX_GAP:
        return False
    holders = (e for e in page.ancestors(heading.element) if e.end - e.start > 1)
    holder = next(holders, None)
    return holder is not None and below.index < holder.end


class HandSetScorer:
    """Votes and a few features, weighted by hand.

    The weights of the strategies follow how well each does alone on annotated pages.
    """

    votes: ClassVar[dict[str, float]] = {
        "trafilatura": 2.2,
        "readability": 1.0,
        "justext": 1.0,
        "structured": 1.6,
        "density": 1.0,
        "semantic": 0.8,
        "records": 0.3,
    }
    other_vote = 1.0
    linked = -3.0
    beside = -2.0
    control = -2.0
    hidden = -1.5
    bias = -0.3

    def probabilities(self, page: Page, candidates: Sequence[Candidate]) -> list[float]:
        """Logistic in the weighted votes of all strategies that proposed anything."""
        voting = [(c.mask, self.votes.get(c.name, self.other_vote)) for c in candidates if any(c.mask)]
        # a lone voter does not speak for all
        scale = 4.0 / max(4.0, sum(weight for _, weight in voting))
        found = []
        for block in page.blocks:
            vote = sum(weight if mask[block.index] else -weight for mask, weight in voting)
            found.append(_logistic(self.bias + scale * vote + self._features(page, block)))
        return found

    def _features(self, page: Page, block: Block) -> float:
        score = self.linked * block.link_density
        if block.role is Role.CONTROL:
            score += self.control
        for element in page.ancestors(block.element):
            if element.tag in ("nav", "aside", "footer", "header") or element.role == "navigation":
                score += self.beside
                break
        if page.elements and page.elements[block.element].hidden:
            score += self.hidden
        return score


def _logistic(value: float) -> float:
    return 1.0 / (1.0 + math.exp(-value))
