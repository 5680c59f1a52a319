"""Coherence: similar or equal probabilities for Blocks that should be kept or dropped together."""

from __future__ import annotations

from boilerstrip import _kernels
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import of_roles

# The model doubts paragraphs with a probability from one of these to the other.
DOUBTED_FROM, DOUBTED_TO = 0.15, 0.85
# Fewer paragraphs make no text, and one of fewer words is a line.
_MIN_ALIKE, _MIN_PARAGRAPH_WORDS, _MAX_LINKED = 3, 8, 0.3
_TEXT = frozenset({Role.PARAGRAPH, Role.QUOTE, Role.LIST_ITEM})

# A copy stays in place of the text further up if its mean probability is this much higher.
_MUCH_LIKELIER = 0.2

_TABLE = frozenset({Role.TABLE})


def smooth_repeat_groups(page: Page, probabilities: list[float]) -> None:
    """Move the probabilities in each repeat group, such as all prices of a listing, halfway to their mean.

    In cross-validation this adds 0.0006 word F1 on WCXB dev (0.005 on listings) and 0.0002 on news.
    """
    if _kernels.rules is not None:
        _kernels.rules.smooth_groups(page.repeated_groups, probabilities)
        return
    for blocks in page.repeated_groups:
        mean = sum(map(probabilities.__getitem__, blocks)) / len(blocks)
        for i in blocks:
            probabilities[i] = (probabilities[i] + mean) / 2


def keep_once(page: Page, weights: list[int], probabilities: list[float]) -> None:
    """Leave only one place of a text that stands on the page more than once.

    A model that has to doubt one of two copies doubts both, so each Block there takes the highest
    probability of its text. The first place stays, unless the model is surer of another one.
    """
    for places in page.repeated_texts:
        means = [_mean(place, weights, probabilities) for place in places]
        likeliest = max(means)
        at = 0 if likeliest - means[0] < _MUCH_LIKELIER else means.index(likeliest)
        highest: dict[str, float] = {}
        for place in places:
            for i in place:
                text = page.blocks[i].text
                highest[text] = max(highest.get(text, 0.0), probabilities[i])
                probabilities[i] = 0.0
        for i in places[at]:
            probabilities[i] = highest[page.blocks[i].text]


def smooth_tables(page: Page, weights: list[int], probabilities: list[float]) -> None:
    """Give the cells of a row one probability, and move the rows of a table halfway to their mean.

    So rows are kept or dropped whole, and seldom one without the others. In cross-validation the second step
    adds 0.0001 word F1 on WCXB dev (0.0004 on listings and on documentation).
    """
    rows: dict[int, list[int]] = {}
    for block in of_roles(page.blocks, _TABLE):
        if (row := page.innermost(block.element, "tr")) >= 0:
            rows.setdefault(row, []).append(block.index)
    tables: dict[int, list[int]] = {}
    for row, cells in rows.items():
        if (table := page.innermost(row, "table")) >= 0:
            tables.setdefault(table, []).extend(cells)
    for groups, share in ((rows.values(), 1.0), (tables.values(), 0.5)):
        for cells in groups:
            _move_to_mean(cells, share, weights, probabilities)


def equalise_units(page: Page, weights: list[int], probabilities: list[float]) -> None:
    """Give the Blocks of each unit one probability, so that a list or table is kept or dropped whole.

    Blocks with a phrase of boilerplate are not part of a unit.
    """
    if _kernels.rules is not None:
        _kernels.rules.equalise_units(page.units, page.phrased, weights, probabilities)
        return
    for unit in page.units:
        parts = [i for i in range(unit.start, unit.end) if i not in page.phrased]
        if len(parts) > 1:
            _move_to_mean(parts, 1.0, weights, probabilities)


def equalise_paragraphs(page: Page, weights: list[int], probabilities: list[float]) -> None:
    """Give the doubted paragraphs of each text the same probability, so that all or none of them are kept.

    In cross-validation word F1 on WCXB dev rises by 0.0002, and a sixth of the places remain where a text was
    kept in stripes.
    """
    for paragraphs in doubted_texts(page, probabilities):
        doubted = [i for i in paragraphs if is_doubted(probabilities[i])]
        if len(doubted) >= _MIN_ALIKE:
            _move_to_mean(doubted, 1.0, weights, probabilities)


def is_doubted(probability: float) -> bool:
    """Return whether the model is unsure of a Block with this probability."""
    return DOUBTED_FROM <= probability <= DOUBTED_TO


def _count_doubted(probabilities: list[float]) -> int:
    """Return of how many of these probabilities `is_doubted` is true."""
    if _kernels.rules is not None:
        count: int = _kernels.rules.count_within(probabilities, DOUBTED_FROM, DOUBTED_TO)
        return count
    return sum(map(is_doubted, probabilities))


def doubted_texts(page: Page, probabilities: list[float]) -> list[list[int]]:
    """Return the indexes of like paragraphs, three or more each, of a page where the model doubts as many.

    Like paragraphs stand in the same element and have the same tag and class. Items of a list count as
    paragraphs if they are sentences.
    """
    if page.is_plaintext or _count_doubted(probabilities) < _MIN_ALIKE:
        return []
    if _kernels.rules is not None:
        found: list[list[int]] = _kernels.rules.like_paragraphs(
            page.blocks, page.phrase_matches, page.sibling_group_ids, _TEXT, _MIN_PARAGRAPH_WORDS,
            _MAX_LINKED, _MIN_ALIKE,
        )  # fmt: skip
        return found
    return _like_paragraphs(page)


def _like_paragraphs(page: Page) -> list[list[int]]:
    kinds = page.sibling_group_ids
    alike: dict[int, list[int]] = {}
    for block in page.blocks:
        if block.element >= 0 and page.phrase_matches[block.index] is None and _is_paragraph(block):
            alike.setdefault(kinds[block.element], []).append(block.index)
    return [paragraphs for paragraphs in alike.values() if len(paragraphs) >= _MIN_ALIKE]


def _is_paragraph(block: Block) -> bool:
    return (
        block.role in _TEXT
        and block.words >= _MIN_PARAGRAPH_WORDS
        and block.link_density < _MAX_LINKED
        and block.ends_sentence
    )


def _mean(place: range, weights: list[int], probabilities: list[float]) -> float:
    """Return the mean probability of these Blocks, weighted by words."""
    return sum([weights[i] * probabilities[i] for i in place]) / sum([weights[i] for i in place])


def _move_to_mean(blocks: list[int], share: float, weights: list[int], probabilities: list[float]) -> None:
    """Move probabilities by `share` towards their mean weighted by words; no change if there are no words."""
    if _kernels.rules is not None:
        _kernels.rules.move_to_mean(blocks, share, weights, probabilities)
        return
    words = sum([weights[i] for i in blocks])
    if words:
        mean = sum([weights[i] * probabilities[i] for i in blocks]) / words
        for i in blocks:
            probabilities[i] = share * mean + (1 - share) * probabilities[i]
