"""Cells of a row that have no Block of their own, so that values stay in their columns."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.page import Element, Page
from boilerstrip.page.tags import CELLS


def cells_between(page: Page, row: int, after: int, before: int) -> Iterator[Element]:
    """The cells of a row that come after an element and before another, all by their index."""
    if row < 0:
        return
    depth = page.elements[row].depth
    for i in range(after + 1, before):
        element = page.elements[i]
        if element.depth <= depth:
            return
        if element.parent == row and element.tag in CELLS:
            yield element
