"""Which tables hold data, and the columns that cells span."""

from __future__ import annotations

from boilerstrip.page import Page, Role


def roles(markup: str) -> list[Role]:
    return [block.role for block in Page(markup).blocks]


def blanks(markup: str) -> dict[str, int]:
    """How many blank columns stand before each cell, by its text."""
    page = Page(markup)
    return {page.blocks[e.start].text: e.blank for e in page.elements if e.tag in ("td", "th")}


def test_rows_of_several_cells_are_data() -> None:
    assert roles("<table><tr><th>boat<th>leaves<tr><td>Nora<td>six</table>") == [Role.TABLE] * 4


def test_a_table_of_one_column_and_cells_of_many_blocks_are_layout() -> None:
    assert roles("<table><tr><td>one<tr><td>two</table>") == [Role.PARAGRAPH] * 2
    many = "<p>a<p>b<p>c<p>d"
    assert roles(f"<table><tr><td>{many}<td>side</table>") == [*[Role.PARAGRAPH] * 4, Role.TABLE]


def test_a_span_beside_a_cell_leaves_columns_blank() -> None:
    assert blanks("<table><tr><td colspan=3>a<td>b</table>") == {"a": 0, "b": 2}


def test_a_span_above_leaves_columns_blank_for_as_many_rows() -> None:
    markup = "<table><tr><td rowspan=2>a<td>b<tr><td>c<td>d<tr><td>e<td>f</table>"
    assert blanks(markup) == {"a": 0, "b": 0, "c": 1, "d": 0, "e": 0, "f": 0}


def test_a_span_without_end_is_cut_off() -> None:
    page = Page("<table>" + "<tr><td colspan=1000 rowspan=65000>a<td>b" * 300 + "</table>")
    assert sum(element.blank for element in page.elements) < 20_000
