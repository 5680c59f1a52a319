"""Features of Blocks: what the model sees of a page.

Each family of features is a module with `COLUMNS`, which gives the name and meaning of each column, and with
`compute`, which returns the columns' values for all Blocks of a page: arrays of shape (n,) for one column and
(columns, n) for several. Features describe structure and statistics; none knows a site.
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
    """A family of features: the meaning of each column, and the function that computes them."""

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
    """The features of every Block, shape (number of Blocks, number of features)."""
    return compute(Context(page, candidates)).T


def compute(context: Context, extra_rows: int = 0) -> NDArray[np.float32]:
    """The features with a row for each, the order that inference reads fastest; shape (features, n).

    `extra_rows` more rows follow, which the caller fills.
    """
    table = np.empty((len(FEATURE_NAMES) + extra_rows, context.n), np.float32)
    if not context.n:
        return table
    row = 0
    for family in FAMILIES.values():
        end = row + len(family.columns)
        context.rows = rows = table[row:end]
        for columns in family.compute(context):
            count = 1 if columns.ndim == 1 else len(columns)
            if columns is not rows:
                table[row : row + count] = columns
            row += count
        assert row == end
    return table
