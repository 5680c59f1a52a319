"""Features of Blocks: what the model sees of a page.

One family a module. A family has `COLUMNS`, which says of each column what it means, and
`compute`, which gives the columns' values for all Blocks of a page in one pass: arrays of shape
(n,) for a column, (columns, n) for several at once. Everything is told from structure and
statistics; no feature knows a site.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerstrip.features import (
    article,
    containers,
    document,
    headings,
    markup,
    position,
    siblings,
    stretches,
    surroundings,
    text,
    units,
    vocabulary,
    votes,
)
from boilerstrip.features.context import Columns, Context
from boilerstrip.page import Page
from boilerstrip.strategies import Candidate


class Family(NamedTuple):
    """Features of one kind: the meaning of each column, and how all are computed."""

    columns: Mapping[str, str]
    compute: Callable[[Context], list[Columns]]


FAMILIES: dict[str, Family] = {
    module.__name__.rpartition(".")[2]: Family(module.COLUMNS, module.compute)
    for module in (
        text,
        markup,
        containers,
        siblings,
        surroundings,
        position,
        headings,
        units,
        stretches,
        article,
        vocabulary,
        document,
        votes,
    )
}
FEATURE_NAMES: tuple[str, ...] = tuple(name for family in FAMILIES.values() for name in family.columns)


def features(page: Page, candidates: Sequence[Candidate]) -> NDArray[np.float32]:
    """The features of every Block, as an array of shape (number of Blocks, number of features)."""
    return compute(Context(page, candidates)).T


def compute(context: Context, more: int = 0) -> NDArray[np.float32]:
    """As `features`, with a row for each feature: the order that model inference reads fastest.

    Behind them stand so many `more` rows, to be filled by the caller.
    """
    table = np.empty((len(FEATURE_NAMES) + more, context.n), np.float32)
    if not context.n:
        return table
    row = 0
    for family in FAMILIES.values():
        beyond = row + len(family.columns)
        for columns in family.compute(context):
            count = 1 if columns.ndim == 1 else len(columns)
            table[row : row + count] = columns
            row += count
        assert row == beyond
    return table
