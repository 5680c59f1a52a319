"""Coherence: one probability, or nearly, for Blocks that stay or go together."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Page, Role

# To name a member of an enum costs as much as a call.
_TABLE = Role.TABLE


def draw_records_together(page: Page, probabilities: list[float]) -> None:
    """Draw Blocks of one place halfway to their mean: parts of like records stay or go alike.

    That is worth 0.0006 of word F1 on WCXB dev (0.005 on listings) and 0.0002 on news, cross-validated.
    """
    for blocks in page.repeated_groups:
        mean = sum(map(probabilities.__getitem__, blocks)) / len(blocks)
        for i in blocks:
            probabilities[i] = (probabilities[i] + mean) / 2


def even_tables(page: Page, weights: Sequence[int], probabilities: list[float]) -> None:
    """Give the cells of a row one probability, and draw the rows of a table halfway to their mean.

    So rows stay or go as a whole, and seldom one without the others. The latter is worth 0.0001 of word F1 on
    WCXB dev (0.0004 on listings and on documentation), cross-validated.
    """
    rows: dict[int, list[int]] = {}
    for block in [block for block in page.blocks if block.role is _TABLE]:
        if (row := page.innermost(block.element, "tr")) >= 0:
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
    matches = page.phrase_matches
    for unit in page.units:
        parts = [i for i in range(unit.start, unit.end) if matches[i] is None]
        if len(parts) > 1:
            _draw_to_mean(parts, 1.0, weights, probabilities)


def _draw_to_mean(
    blocks: Sequence[int], share: float, weights: Sequence[int], probabilities: list[float]
) -> None:
    """Draw Blocks to their mean by words, by this share of the way; those without words stay as they are."""
    words = sum(weights[i] for i in blocks)
    if words:
        mean = sum(weights[i] * probabilities[i] for i in blocks) / words
        for i in blocks:
            probabilities[i] = share * mean + (1 - share) * probabilities[i]
