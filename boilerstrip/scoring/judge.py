"""Choose the mask to keep, with a score for each Candidate and a confidence.

Everything rests on one number for each Block: its probability of being content. A Candidate's score is the
expected F1 of its mask under these probabilities. The fused mask has the highest expected F1 in the mean of
three cases: they are right for this page, too low or too high. They come from the trained model, which any
other Scorer can replace.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import compress
from operator import ne
from typing import NamedTuple

from boilerstrip.page import Page
from boilerstrip.page.block import word_counts
from boilerstrip.scoring.articles import (
    expected_with_rivals,
    find_headlines,
    without_further_story,
    without_others,
)
from boilerstrip.scoring.code import with_code
from boilerstrip.scoring.coherence import (
    equalise_paragraphs,
    equalise_units,
    keep_once,
    smooth_repeat_groups,
    smooth_tables,
)
from boilerstrip.scoring.contents import with_listed_sections
from boilerstrip.scoring.fields import with_brackets, with_typed_fields
from boilerstrip.scoring.grids import with_grids
from boilerstrip.scoring.headings import with_headings
from boilerstrip.scoring.labelled import with_fields, with_labelled, with_numbers
from boilerstrip.scoring.lists_and_tables import (
    with_announced_lists,
    with_announcements,
    with_captions,
    with_first_units,
    with_header_rows,
    with_last_units,
    with_like_units,
    with_lists_amid,
    with_tables_amid,
)
from boilerstrip.scoring.paragraphs import with_lead, with_like_paragraphs, with_text_behind_boxes
from boilerstrip.scoring.quotes import with_quotes
from boilerstrip.scoring.records import with_bare_text, with_lines, with_lines_around, with_records
from boilerstrip.scoring.references import (
    with_further_reading,
    with_like_sections,
    with_name_line,
    with_name_rows,
    with_rest_of_reference,
)
from boilerstrip.scoring.scorer import Scorer
from boilerstrip.scoring.selection import (
    RIGHT,
    RIGHT_OR_WRONG,
    RIGHT_OR_WRONG_OF_LINES,
    best_mask,
    bound_unlikely,
    expected_f1s,
    without_far_lines,
)
from boilerstrip.scoring.tails import with_tails
from boilerstrip.strategies import Candidate

# The strategy that a Verdict names if the mask is no Candidate's.
FUSED = "fused"
# If even the best mask has a lower expected F1, the page has no body: it is a menu or an error page. This
# holds for 11 of 1,486 annotated pages; keeping nothing of them scores 0.0016 word F1 more than a limit of
# 0.1.
_MIN_EXPECTED = 0.25
# Least probability of a body that the page embeds as data, and so declares to be the body.
_EMBEDDED = 0.9


class Verdict(NamedTuple):
    """The mask to keep, the strategy that it comes from, and the confidence that it is right."""

    strategy: str
    mask: list[bool]
    confidence: float
    probabilities: list[float]
    candidates: tuple[Candidate, ...]
    # what rivals of the page's own article leave of the confidence
    rivalry: float = 1.0


def judge(page: Page, candidates: Sequence[Candidate], scorer: Scorer, beta: float = 1.0) -> Verdict:
    """Score every Candidate and choose the mask to keep.

    Args:
        page: the page.
        candidates: the strategies' proposals.
        scorer: gives the probabilities.
        beta: how many times as much recall counts as precision when the mask is chosen. Scores and confidence
            are those of F1 in any case.

    """
    weights = word_counts(page.blocks)
    probabilities = _coherent_probabilities(page, candidates, scorer, weights)
    if page.is_plaintext:
        most = best_mask(weights, probabilities, beta, RIGHT_OR_WRONG_OF_LINES)
        near = without_far_lines(most, weights, probabilities)
        fused = without_further_story(page, near, weights, probabilities)
    else:
        fused = best_mask(weights, probabilities, beta, RIGHT_OR_WRONG)
    # how sure to be, and whether there is a body at all, goes by what the model says alone
    best_by_f1 = best_mask(weights, probabilities, cases=RIGHT)
    expected, *scores = expected_f1s(weights, probabilities, [best_by_f1, *(c.mask for c in candidates)])
    scored = tuple(
        Candidate(c.name, c.mask, score, c.seconds, c.error)
        for c, score in zip(candidates, scores, strict=True)
    )
    headlines = find_headlines(page, fused)
    expected_among_rivals = expected_with_rivals(
        page, best_by_f1, weights, probabilities, headlines, expected
    )
    confidence = alone = scorer.confidence(page, expected)
    if expected_among_rivals < expected:
        confidence = scorer.confidence(page, expected_among_rivals)
    if expected < _MIN_EXPECTED:
        return Verdict(FUSED, [False] * len(weights), confidence, probabilities, scored)
    # a Candidate that keeps the same is easier to explain
    winner = next((c.name for c in scored if _keep_the_same(c.mask, fused, weights)), FUSED)
    own = without_others(page, fused, weights, probabilities, headlines)
    whole = _completed(page, own, weights, probabilities)
    rivalry = confidence / alone if alone else 1.0
    return Verdict(winner, whole, confidence, probabilities, scored, rivalry)


def _coherent_probabilities(
    page: Page, candidates: Sequence[Candidate], scorer: Scorer, weights: list[int]
) -> list[float]:
    """Return the probabilities of the scorer, evened out among Blocks that belong together."""
    probabilities = scorer.probabilities(page, candidates)
    if page.embedded is not None:
        for i in range(page.embedded.start, page.embedded.end):
            probabilities[i] = max(probabilities[i], _EMBEDDED)
    smooth_repeat_groups(page, probabilities)
    keep_once(page, weights, probabilities)
    smooth_tables(page, weights, probabilities)
    equalise_units(page, weights, probabilities)
    equalise_paragraphs(page, weights, probabilities)
    bound_unlikely(weights, probabilities)
    return probabilities


def _completed(
    page: Page, mask: Sequence[bool], weights: Sequence[int], probabilities: Sequence[float]
) -> list[bool]:
    """Return the mask with what belongs to its text for another reason than its probability.

    What one step adds, the next ones find in the mask: first whole parts, then what stands amid the text, at
    its ends and above its parts.
    """
    whole = with_lines(page, mask, weights, probabilities)
    whole = with_records(page, whole, weights, probabilities)
    whole = with_lines_around(page, whole, weights, probabilities)
    whole = with_bare_text(page, whole, weights, probabilities)
    whole = with_rest_of_reference(page, whole, probabilities)
    whole = with_listed_sections(page, whole, probabilities)
    whole = with_code(page, whole)
    whole = with_quotes(page, whole)
    whole = with_announced_lists(page, whole, probabilities)
    whole = with_tables_amid(page, whole, probabilities)
    whole = with_lists_amid(page, whole, probabilities)
    whole = with_labelled(page, whole, probabilities)
    whole = with_like_paragraphs(page, whole, probabilities)
    whole = with_text_behind_boxes(page, whole, probabilities)
    whole = with_grids(page, whole, probabilities)
    whole = with_like_units(page, whole, probabilities)
    whole = with_last_units(page, whole, probabilities)
    whole = with_first_units(page, whole, probabilities)
    whole = with_fields(page, whole, probabilities)
    whole = with_typed_fields(page, whole)
    whole = with_brackets(page, whole)
    whole = with_numbers(page, whole)
    whole = with_tails(page, whole, probabilities)
    whole = with_header_rows(page, whole)
    whole = with_captions(page, whole)
    whole = with_announcements(page, whole, probabilities)
    whole = with_name_line(page, whole)
    whole = with_headings(page, whole, probabilities)
    whole = with_lead(page, whole, probabilities)
    whole = with_like_sections(page, whole, probabilities)
    whole = with_name_rows(page, whole)
    return with_further_reading(page, whole)


def _keep_the_same(one: Sequence[bool], other: Sequence[bool], weights: Sequence[int]) -> bool:
    """Return whether two masks differ in no Block of words."""
    return not any(compress(map(ne, one, other), weights))
