"""The judgement: a score for each Candidate, the mask to keep, and what is expected of it.

Every judgement rests on one number a Block, its probability of being content. A Candidate's
score is the F1 its mask can expect under these probabilities; fusing is choosing the mask
whose expectation is highest of all. The probabilities come from the trained model; whatever
yields better ones can take its place.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from boilerstrip.page import Page
from boilerstrip.scoring.articles import (
    doubt_other_texts,
    expected_with_rivals,
    find_headlines,
    without_others,
)
from boilerstrip.scoring.code import with_code
from boilerstrip.scoring.coherence import draw_records_together, even_paragraphs, even_tables, even_units
from boilerstrip.scoring.headings import with_headings
from boilerstrip.scoring.lists import with_announced_lists, with_lists_amid
from boilerstrip.scoring.paragraphs import with_like_paragraphs
from boilerstrip.scoring.quotes import with_quotes
from boilerstrip.scoring.records import with_lines, with_records
from boilerstrip.scoring.scorer import Scorer
from boilerstrip.scoring.selection import best_mask, bound_unlikely, expected_f1
from boilerstrip.scoring.tails import with_tails
from boilerstrip.strategies import Candidate

# The name that a mask fused from several Candidates goes by.
FUSED = "fused"
# Where even the best mask expects less, the page has no body worth the name: menus, error pages. Of 1,486
# annotated pages 11 expect less, and to keep nothing of these is better by 0.0016 of word F1 than 0.1 is.
_MIN_EXPECTED = 0.25
# A body that the page holds as data is named as the body by the page itself.
_EMBEDDED = 0.9


class Verdict(NamedTuple):
    """What the scorer decided: the mask to keep, by whom, and the F1 it expects of it."""

    strategy: str
    mask: list[bool]
    confidence: float
    probabilities: list[float]
    candidates: tuple[Candidate, ...]
    # what rivals of the page's own article leave of the confidence
    rivalry: float = 1.0


def judge(page: Page, candidates: Sequence[Candidate], scorer: Scorer, beta: float = 1.0) -> Verdict:
    """Score every Candidate and take the best, or the best mixture of them.

    `beta` is how many times as much recall counts as precision in choosing; scores and confidence stay those
    of F1.
    """
    probabilities = scorer.probabilities(page, candidates)
    if page.embedded is not None:
        for i in range(page.embedded.start, page.embedded.end):
            probabilities[i] = max(probabilities[i], _EMBEDDED)
    weights = [block.words for block in page.blocks]
    draw_records_together(page, probabilities)
    even_tables(page, weights, probabilities)
    even_units(page, weights, probabilities)
    even_paragraphs(page, weights, probabilities)
    doubt_other_texts(page, weights, probabilities)
    bound_unlikely(weights, probabilities)
    scored = tuple(replace(c, score=expected_f1(weights, probabilities, c.mask)) for c in candidates)
    fused = best_mask(weights, probabilities, beta)
    surest = fused if beta == 1 else best_mask(weights, probabilities)
    expected = expected_f1(weights, probabilities, surest)
    headlines = find_headlines(page, fused)
    rivalled = expected_with_rivals(page, surest, weights, probabilities, headlines, expected)
    confidence = alone = scorer.confidence(page, expected)
    if rivalled < expected:
        confidence = scorer.confidence(page, rivalled)
    if expected < _MIN_EXPECTED:
        return Verdict(FUSED, [False] * len(weights), confidence, probabilities, scored)
    # no mask expects more than the fused one; a Candidate that expects as much is easier to explain
    winner = next((c.name for c in scored if beta == 1 and c.score >= expected), FUSED)
    own = without_others(page, fused, weights, probabilities, headlines)
    records = with_records(page, with_lines(page, own, weights), weights, probabilities)
    amid = with_announced_lists(page, with_quotes(page, with_code(page, records)), probabilities)
    amid = with_like_paragraphs(page, with_lists_amid(page, amid, probabilities), probabilities)
    whole = with_headings(page, with_tails(page, amid))
    rivalry = confidence / alone if alone else 1.0
    return Verdict(winner, whole, confidence, probabilities, scored, rivalry)
