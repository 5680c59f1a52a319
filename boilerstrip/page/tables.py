"""Tables: which are a layout and none of data, and which of their columns cells span."""

from __future__ import annotations

from collections import defaultdict

from boilerstrip.page.block import Element, Role
from boilerstrip.page.model import PageModel
from boilerstrip.page.tags import CELLS

# To name a member of an enum costs as much as a call.
_TABLE = Role.TABLE
# A cell of a table of data holds a few Blocks at most.
MAX_CELL_BLOCKS = 3
# A table is none with more columns than this, or more places that cells span.
_MAX_COLUMNS = 200
_MAX_SPANNED = 10_000


def lay_out_tables(page: PageModel) -> None:
    """Make paragraphs of what stands in layout tables, and tell cells which columns others span."""
    tables = _tables(page)
    if not tables:
        return
    # a table none of whose rows has a second cell has no columns
    data = {table for table, rows in tables.items() if any(len(cells) > 1 for cells in rows.values())}
    for block in page.blocks:
        if block.role is _TABLE:
            cell = page.elements[page.innermost(block.element, *CELLS)]
            if page.innermost(cell.parent, "table") not in data or cell.end - cell.start > MAX_CELL_BLOCKS:
                block.role = Role.PARAGRAPH
    for rows in tables.values():
        if any(cell.columns > 1 or cell.rows > 1 for cells in rows.values() for cell in cells):
            _leave_blank(rows)


def _tables(page: PageModel) -> dict[int, dict[int, list[Element]]]:
    """The cells of each row of each table, all by their index."""
    tables: dict[int, dict[int, list[Element]]] = defaultdict(lambda: defaultdict(list))
    table_of: dict[int, int] = {}
    for element in page.elements:
        if element.tag in CELLS:
            row = element.parent
            if row not in table_of:
                table_of[row] = page.innermost(row, "table")
            tables[table_of[row]][row].append(element)
    return tables


def _leave_blank(rows: dict[int, list[Element]]) -> None:
    """Compute the number of columns before each cell of a table that other cells span into."""
    blanks = 0
    # columns that a cell above still spans, and for how many rows
    rows_left: dict[int, int] = {}
    for cells in rows.values():
        new_spans: dict[int, int] = {}
        column = extra_columns = 0
        for cell in cells:
            cell.blank = extra_columns
            while column in rows_left:
                cell.blank, column = cell.blank + 1, column + 1
            blanks += cell.blank
            if blanks > _MAX_SPANNED:
                cell.blank = 0
                return
            if cell.rows > 1:
                end = min(column + cell.columns, _MAX_COLUMNS)
                new_spans |= dict.fromkeys(range(column, end), cell.rows)
            column, extra_columns = column + cell.columns, cell.columns - 1
        rows_left = {column: left - 1 for column, left in (rows_left | new_spans).items() if left > 1}
