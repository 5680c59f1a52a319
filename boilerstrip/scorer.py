"""The scorer: how likely each Block is content, what each Candidate is worth, and what to keep.

Every judgement rests on one number a Block, its probability of being content. A Candidate's
score is the F1 its mask can expect under these probabilities; fusing is choosing the mask
whose expectation is highest of all. The probabilities come from the trained model; whatever
yields better ones can take its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import NamedTuple, Protocol

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.tags import HEADINGS
from boilerstrip.strategies import Candidate

# The name that a mask fused from several Candidates goes by.
FUSED = "fused"
# Where even the best mask expects less, the page has no body worth the name: menus, error pages. Of 1,486
# annotated pages 11 expect less, and to keep nothing of these is better by 0.0016 of word F1 than 0.1 is.
_MIN_EXPECTED = 0.25
# Blocks below this are unlikely to be content, one by one; 0.1 and 0.25 are as good.
_UNLIKELY = 0.2
# A body that the page holds as data is named as the body by the page itself.
_EMBEDDED = 0.9
# Between a heading and the text it governs may stand a date or a label, but not much more.
_MAX_BETWEEN = 5
_MAX_GAP = 3
# Signs that are a break where they stand alone, and what they may set apart at the end of a text.
_BREAK = re.compile(
    r"[\s*\u2042\u2731\u273b\u2217\u2022\u00b7\u25c6\u25c7\u25cb\u25cf\u2605\u2606~\u00a7#_=\u2010-\u2015-]{1,9}"
)
_MAX_TAIL, _MAX_TAIL_WORDS = 4, 60
# A heading that stands in one of these, perhaps beside a time, governs what follows the box.
_HEADING_BOXES = ("header", "hgroup")


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

        return model.calibrated(expected, page.flattened)


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
    if page.embedded is not None:
        for at in range(page.embedded.start, page.embedded.end):
            probabilities[at] = max(probabilities[at], _EMBEDDED)
    weights = [block.words for block in page.blocks]
    _draw_together(page, probabilities)
    _even_tables(page, weights, probabilities)
    _even_units(page, weights, probabilities)
    _bound_unlikely(weights, probabilities)
    scored = tuple(replace(c, score=expected_f1(weights, probabilities, c.mask)) for c in candidates)
    fused = best_mask(weights, probabilities)
    expected = expected_f1(weights, probabilities, fused)
    confidence = scorer.confidence(page, expected)
    if expected < _MIN_EXPECTED:
        return Verdict(FUSED, [False] * len(weights), confidence, probabilities, scored)
    # no mask expects more than the fused one; a Candidate that expects as much is easier to explain
    winner = next((c.name for c in scored if c.score >= expected), FUSED)
    whole = with_headings(page, with_tails(page, with_quotes(page, with_code(page, fused))))
    return Verdict(winner, whole, confidence, probabilities, scored)


def _draw_together(page: Page, probabilities: list[float]) -> None:
    """Draw Blocks of one place halfway to their mean: parts of like records stay or go alike.

    That is worth 0.0006 of word F1 on WCXB dev (0.005 on listings) and 0.0002 on news, cross-validated.
    """
    for blocks in page.like_blocks:
        mean = sum(probabilities[at] for at in blocks) / len(blocks)
        for at in blocks:
            probabilities[at] = (probabilities[at] + mean) / 2


def _even_tables(page: Page, weights: Sequence[int], probabilities: list[float]) -> None:
    """Give the cells of a row one probability, and draw the rows of a table halfway to their mean.

    So rows stay or go as a whole, and seldom one without the others. The latter is worth 0.0001 of word F1 on
    WCXB dev (0.0004 on listings and on documentation), cross-validated.
    """
    rows: dict[int, list[int]] = {}
    for block in page.blocks:
        if block.role is Role.TABLE and (row := page.innermost(block.element, "tr")) >= 0:
            rows.setdefault(row, []).append(block.index)
    tables: dict[int, list[int]] = {}
    for row, cells in rows.items():
        if (table := page.innermost(row, "table")) >= 0:
            tables.setdefault(table, []).extend(cells)
    for groups, share in ((rows.values(), 1.0), (tables.values(), 0.5)):
        for cells in groups:
            words = sum(weights[at] for at in cells)
            if words:
                mean = sum(weights[at] * probabilities[at] for at in cells) / words
                for at in cells:
                    probabilities[at] = share * mean + (1 - share) * probabilities[at]


def _even_units(page: Page, weights: Sequence[int], probabilities: list[float]) -> None:
    """Give the Blocks of a list, table or such one probability, so that it comes whole or not at all.

    What a phrase gives away as boilerplate is no part of it, wherever it stands.
    """
    for unit in page.units:
        parts = [at for at in range(unit.start, unit.end) if page.labels[at] is None]
        words = sum(weights[at] for at in parts)
        if len(parts) > 1 and words:
            mean = sum(weights[at] * probabilities[at] for at in parts) / words
            for at in parts:
                probabilities[at] = mean


def _bound_unlikely(weights: Sequence[int], probabilities: list[float]) -> None:
    """Let Blocks that are unlikely one by one count together for no more than the likely ones.

    A thousand links at 0.1 each are no hundred links of content: what is wrong about one is wrong about
    all. That is worth 0.0001 of word F1 on WCXB dev (0.0016 on collections), cross-validated.
    """
    likely = sum(w * p for w, p in zip(weights, probabilities, strict=True) if p >= 0.5)
    unlikely = sum(w * p for w, p in zip(weights, probabilities, strict=True) if p < _UNLIKELY)
    if unlikely > likely > 0:
        for at, probability in enumerate(probabilities):
            if probability < _UNLIKELY:
                probabilities[at] = probability * likely / unlikely


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
        elif is_heading(page, block) and below is not None and _governs(page, block, below):
            whole[block.index] = True
            below = block
        elif block.words > _MAX_BETWEEN:
            below = None
    return whole


def is_heading(page: Page, block: Block) -> bool:
    """Whether a Block is a heading, or a control that serves as one: a question that opens its answer."""
    if block.role is Role.CONTROL:
        return block.asks or page.innermost(block.element, *HEADINGS, "dt") >= 0
    return block.level > 0


def with_code(page: Page, mask: Sequence[bool]) -> list[bool]:
    """A mask with the code among what it keeps, and with the code that its end leads to.

    That is worth 0.0005 of word F1 on WCXB dev (0.005 on documentation), cross-validated.
    """
    whole = list(mask)
    last = max((at for at, keep in enumerate(mask) if keep), default=-1)
    above: Block | None = None
    for block in page.blocks:
        if whole[block.index]:
            above = block
        elif (
            block.role is Role.CODE
            and above is not None
            and (block.index < last or _leads_to(page, above, block))
        ):
            whole[block.index] = True
            above = block
    return whole


def with_quotes(page: Page, mask: Sequence[bool]) -> list[bool]:
    """A mask with the quotations amid what it keeps, whatever their class is called.

    That is worth 0.004 of word F1 on AEB's 18 pages and nothing elsewhere, cross-validated.
    """
    whole = list(mask)
    kept = [at for at, keep in enumerate(mask) if keep]
    for above, block in pairwise(page.blocks):
        if block.role is Role.QUOTE and kept and kept[0] < block.index < kept[-1]:
            after = page.blocks[block.index + 1]
            quote = page.elements[page.innermost(block.element, "blockquote")]
            beside = page.elements[after.element].parent == quote.parent
            goes_on = any(mask[after.index : after.index + _MAX_GAP])
            if (whole[above.index] and goes_on) or (mask[after.index] and beside):
                whole[block.index] = True
    return whole


def with_tails(page: Page, mask: Sequence[bool]) -> list[bool]:
    """A mask with the last few sentences of the element that a text stands in, and with breaks amid the text.

    Breaks are signs alone, "* * *", and may stand before those sentences, as an `hr` may. With weights
    trained on these pages, that is worth 0.0001 of word F1 on news and nothing on every fifth of WCXB dev.
    """
    whole = list(mask)
    for above, block in pairwise([] if page.flattened else page.blocks):
        if not whole[above.index] or whole[block.index] or block.element < 0:
            continue
        signs = _BREAK.fullmatch(block.text) is not None
        holder = page.elements[page.elements[block.element].parent]
        said = page.blocks[block.index + signs : min(holder.end, block.index + _MAX_TAIL + 2)]
        # what holds the last sentences holds the text above them as well
        if holder.start > above.index or not said:
            continue
        if signs and mask[said[0].index]:
            whole[block.index] = True
        elif (
            len(said) <= _MAX_TAIL
            and sum(b.words for b in said) <= _MAX_TAIL_WORDS
            and all(_ends(page, above, b) for b in said)
        ):
            whole[block.index : holder.end] = [True] * (holder.end - block.index)
    return whole


def _ends(page: Page, above: Block, block: Block) -> bool:
    """Whether a Block can be one of the last sentences of the text above: who wrote it is told in italics."""
    element = page.elements[block.element]
    return (
        block.role is Role.PARAGRAPH
        and element.names in ("", page.elements[above.element].names)
        and block.ends_sentence
        and not block.link_words
        and page.labels[block.index] is None
        and any("em" not in run.marks for run in block.runs if run.text.strip())
    )


def _leads_to(page: Page, above: Block, code: Block) -> bool:
    """Whether `code` follows `above` closely and stands in the same element, or in a box of its own in it."""
    around = page.holder(code)
    if around is None or code.index - above.index > _MAX_GAP:
        return False
    return around.index == above.element or around is page.holder(above)


def _governs(page: Page, heading: Block, below: Block) -> bool:
    """Whether `below` follows a heading closely and stands in its section."""
    if 0 < below.level <= heading.level or below.index - heading.index > _MAX_GAP:
        return False
    holders = (
        e for e in page.ancestors(heading.element) if e.end - e.start > 1 and e.tag not in _HEADING_BOXES
    )
    holder = next(holders, None)
    return holder is not None and below.index < holder.end
