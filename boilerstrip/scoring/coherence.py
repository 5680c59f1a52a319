"""Coherence: one probability, or nearly, for Blocks that stay or go together."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Block, Page, Role

# The model doubts paragraphs with a probability from one of these to the other.
DOUBTED_FROM, DOUBTED_TO = 0.15, 0.85
# Fewer paragraphs make no text, and one of fewer words is a line.
_MIN_ALIKE, _MIN_PARAGRAPH_WORDS, _MAX_LINKED = 3, 8, 0.3
_PARAGRAPHS = frozenset({Role.PARAGRAPH, Role.QUOTE})


def draw_records_together(page: Page, probabilities: list[float]) -> None:
    """Draw Blocks of one place halfway to their mean: parts of like records stay or go alike.

    That is worth 0.0006 of word F1 on WCXB dev (0.005 on listings) and 0.0002 on news, cross-validated.
    """
    for blocks in page.repeated_groups:
        mean = sum(probabilities[i] for i in blocks) / len(blocks)
        for i in blocks:
            probabilities[i] = (probabilities[i] + mean) / 2


def even_tables(page: Page, weights: Sequence[int], probabilities: list[float]) -> None:
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
            _draw_to_mean(cells, share, weights, probabilities)


def even_units(page: Page, weights: Sequence[int], probabilities: list[float]) -> None:
    """Give the Blocks of a list, table or such one probability, so that it comes whole or not at all.

    What a phrase gives away as boilerplate is no part of it, wherever it stands.
    """
    for unit in page.units:
        parts = [i for i in range(unit.start, unit.end) if page.phrase_matches[i] is None]
        if len(parts) > 1:
            _draw_to_mean(parts, 1.0, weights, probabilities)


def even_paragraphs(page: Page, weights: Sequence[int], probabilities: list[float]) -> None:
    """Give like paragraphs that the model doubts the same probability, so that all or none of them are kept.

    Like paragraphs stand in the same element and have the same tag and class. In cross-validation word F1 on
    WCXB dev rises by 0.0002, and a sixth of the places remain where a text was kept in stripes.
    """
    for paragraphs in like_paragraphs(page):
        doubted = [i for i in paragraphs if DOUBTED_FROM <= probabilities[i] <= DOUBTED_TO]
        if len(doubted) >= _MIN_ALIKE:
            _draw_to_mean(doubted, 1.0, weights, probabilities)


def like_paragraphs(page: Page) -> list[list[int]]:
    """Indexes of the paragraphs of the same element, tag and class, for each such group of three or more."""
    if page.is_plaintext:
        return []
    kinds = page.sibling_group_ids
    alike: dict[int, list[int]] = {}
    for block in page.blocks:
        if block.element >= 0 and page.phrase_matches[block.index] is None and _is_paragraph(block):
            alike.setdefault(kinds[block.element], []).append(block.index)
    return [paragraphs for paragraphs in alike.values() if len(paragraphs) >= _MIN_ALIKE]


def _is_paragraph(block: Block) -> bool:
    return (
        block.role in _PARAGRAPHS
        and block.words >= _MIN_PARAGRAPH_WORDS
        and block.link_density < _MAX_LINKED
        and block.ends_sentence
    )


def _draw_to_mean(
    blocks: Sequence[int], share: float, weights: Sequence[int], probabilities: list[float]
) -> None:
    """Draw Blocks to their mean by words, by this share of the way; those without words stay as they are."""
    words = sum(weights[i] for i in blocks)
    if words:
        mean = sum(weights[i] * probabilities[i] for i in blocks) / words
        for i in blocks:
            probabilities[i] = share * mean + (1 - share) * probabilities[i]
