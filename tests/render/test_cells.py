"""Cells without a Block of their own."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.render.cells import cells_between


@given(st.lists(st.booleans(), min_size=1, max_size=6))
def test_the_empty_cells_between_two_filled_ones_are_found(filled: list[bool]) -> None:
    cells = "".join(f"<td class=c{i}>{'text' if full else ''}</td>" for i, full in enumerate(filled))
    page = Page(f"<table><tr><td>first{cells}<td>last</tr><tr><td>next row<td>more</tr></table>")
    row = next(element.index for element in page.elements if element.tag == "tr")
    own = [element for element in page.elements if element.parent == row]
    between = cells_between(page, row, own[0].index, own[-1].index)
    assert [cell.class_id for cell in between] == [f"c{i}" for i in range(len(filled))]


def test_a_row_ends_its_cells_and_without_one_there_are_none() -> None:
    page = Page("<table><tr><td>a<td></tr><tr><td>b<td>c</tr></table>")
    row = next(element for element in page.elements if element.tag == "tr")
    assert len(list(cells_between(page, row.index, row.index, len(page.elements)))) == 2
    assert list(cells_between(page, -1, 0, len(page.elements))) == []
