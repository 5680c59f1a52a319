"""Tables of data: which there are, what stands in their cells, and how far these span."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence

from boilerstrip.page import Block, Element, Image, Page, Role
from boilerstrip.page.tags import CELLS
from boilerstrip.render.cells import cells_between

# A cell of more Blocks is a column of a layout.
_MAX_CELL_BLOCKS = 12
# A cell with so many words is a paragraph.
_MIN_COLUMN_WORDS = 25
# A table has no more columns, and no more places that cells span.
_MAX_COLUMNS = 200
_MAX_SPANNED = 10_000


class Tables:
    """The tables of data that Blocks and images stand in."""

    def __init__(self, page: Page, blocks: Sequence[Block], images: Sequence[Image]) -> None:
        self._page = page
        tables = {page.innermost(block.element, "table") for block in blocks if block.role is Role.TABLE} - {
            -1
        }
        cells: dict[int, list[Element]] = defaultdict(list)
        for element in page.elements if tables else ():
            if element.tag in CELLS and (table := page.innermost(element.parent, "table")) in tables:
                cells[table].append(element)
                if element.end - element.start > _MAX_CELL_BLOCKS:
                    tables.discard(table)
        for table in [table for table in tables if self._is_layout(page, cells[table])]:
            tables.discard(table)
        #: the tables' elements, by their index
        self.data = frozenset(tables)
        # how many Blocks of the body each cell has
        self.n_blocks: Counter[int] = Counter()
        rows: set[int] = set()
        starts = [(block.element, 1) for block in blocks] + [(image.element, 0) for image in images]
        for start, number in starts:
            index, count = start, number
            while (cell := self.cell(index)) >= 0:
                self.n_blocks[cell] += count
                count = 0
                rows.add(page.elements[cell].parent)
                index = page.innermost(cell, "table")
                index = page.elements[index].parent
        # for each cell the columns and rows that it spans, and the columns that stay blank before it
        self.spans: dict[int, tuple[int, int, int]] = {}
        for table in self.data:
            self._lay_out(cells[table], rows)

    @staticmethod
    def _is_layout(page: Page, cells: Sequence[Element]) -> bool:
        """Return whether a table lays out paragraphs, or pictures and paragraphs, side by side.

        In one row one of them is enough; in several rows all that has text is one.
        """
        if any(cell.tag == "th" for cell in cells):
            return False
        words = [sum(block.words for block in page.blocks[cell.start : cell.end]) for cell in cells]
        if len({cell.parent for cell in cells}) == 1:
            return max(words, default=0) >= _MIN_COLUMN_WORDS
        return min(filter(None, words), default=0) >= _MIN_COLUMN_WORDS

    def cell(self, element: int) -> int:
        """The index of the innermost cell of a table of data at or around an element, -1 for none."""
        cell = self._page.innermost(element, *CELLS) if self.data else -1
        while cell >= 0:
            parent = self._page.elements[cell].parent
            if self._page.innermost(parent, "table") in self.data:
                return cell
            cell = self._page.innermost(parent, *CELLS)
        return -1

    def contains(self, block: Block) -> bool:
        """Return whether a Block stands in a table of data, or is the caption of one."""
        caption = self._page.innermost(block.element, "caption") if block.role is Role.CAPTION else -1
        table = self._page.innermost(caption, "table") if caption >= 0 else -1
        return self.cell(block.element) >= 0 or table in self.data

    def _lay_out(self, cells: Sequence[Element], shown: set[int]) -> None:
        """Tell how far each cell spans, in the rows that are shown."""
        by_row: dict[int, list[Element]] = defaultdict(list)
        for cell in cells:
            by_row[cell.parent].append(cell)
        rows = list(by_row)
        shown_rows = {row: i for i, row in enumerate(row for row in rows if row in shown)}
        # columns that a cell above still spans: until which row, and whether that cell is shown
        open_spans: dict[int, tuple[int, bool]] = {}
        total = 0
        for number, row in enumerate(rows):
            column = 0
            new_spans: dict[int, tuple[int, bool]] = {}
            for cell in by_row[row]:
                blank = 0
                while column in open_spans:
                    blank, column = blank + (not open_spans[column][1]), column + 1
                last = min(number + cell.rows, len(rows))
                height = sum(other in shown_rows for other in rows[number:last]) if cell.rows > 1 else 1
                total += blank + (min(cell.columns, _MAX_COLUMNS) + last - number if cell.rows > 1 else 0)
                if total > _MAX_SPANNED:
                    return
                self.spans[cell.index] = (cell.columns, max(1, height), blank)
                if cell.rows > 1:
                    stop = min(column + cell.columns, _MAX_COLUMNS)
                    new_spans |= dict.fromkeys(range(column, stop), (last, row in shown_rows))
                column += cell.columns
            open_spans = {i: span for i, span in (open_spans | new_spans).items() if span[0] > number + 1}

    def begin(self, cell: Element, anchor: str = "") -> str:
        """The begin of a cell, with the blank ones that stand before it."""
        columns, rows, blank = self.spans.get(cell.index, (1, 1, 0))
        attributes = f' colspan="{columns}"' if columns > 1 else ""
        attributes += f' rowspan="{rows}"' if rows > 1 else ""
        return f"<{cell.tag}></{cell.tag}>" * blank + f"<{cell.tag}{anchor}{attributes}>"

    def empty(self, row: int, after: int, before: int) -> str:
        """The cells of a row that have nothing of the body in them, between two elements."""
        cells = cells_between(self._page, row, after, before)
        return "".join(f"{self.begin(cell)}</{cell.tag}>" for cell in cells)

    def empty_at_end(self, row: int, after: int) -> str:
        """The empty cells at the end of a row."""
        cells = cells_between(self._page, row, after, len(self._page.elements))
        return "".join(f"{self.begin(cell)}</{cell.tag}>" for cell in cells if cell.start == cell.end)
