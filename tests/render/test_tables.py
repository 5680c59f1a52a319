"""Tables of data, with their cells and spans."""

from __future__ import annotations

import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.render.markdown import to_markdown
from tests.conftest import examples_of
from tests.render.pages import html, text


def test_tables() -> None:
    markup = "<table><tr><th>a<th>b<tr><td>1<td>2</table>"
    assert text(markup) == "a\tb\n1\t2"
    assert "<tr><td>1</td><td>2</td></tr>" in html(markup)
    assert "| a | b |" in to_markdown(html(markup))


def test_layout_tables_are_no_tables() -> None:
    markup = "<table><tr><td>menu<td>" + "<p>A paragraph of the text.</p>" * 5 + "</table>"
    assert "A paragraph of the text.\n\nA paragraph" in text(markup)
    assert "<td>A paragraph" not in html(markup)


def test_a_table_that_is_one_cell_is_a_layout() -> None:
    assert text("<table><tr><td><p>one</p><p>two</p></td></tr></table>") == "one\n\ntwo"
    # a table of data inside a layout stays one
    assert text("<table><tr><td><table><tr><td>a<td>b</table></table>") == "a\tb"


def test_a_table_without_columns_is_a_layout() -> None:
    markup = "<table><tr><td>Dear reader, spring is here.<tr><td>So are we.</table>"
    assert html(markup) == "<p>Dear reader, spring is here.</p><p>So are we.</p>"


def test_spanning_cells_keep_values_in_their_columns() -> None:
    markup = (
        "<table><tr><th colspan=2>Name<th>Age<tr><td rowspan=2>Ann<td>North<td>3<tr><td>South<td>4"
        "<tr><td>Bo<td>East<td>5</table>"
    )
    assert text(markup) == "Name\t\tAge\nAnn\tNorth\t3\n\tSouth\t4\nBo\tEast\t5"
    rendered = html(markup)
    assert '<tr><th colspan="2">Name</th><th>Age</th></tr><tr><td rowspan="2">Ann</td>' in rendered
    assert "<tr><td>South</td><td>4</td></tr>" in rendered
    # pipes have no cells that span
    assert '<td rowspan="2">Ann</td>' in to_markdown(rendered)


def test_cells_that_span_beyond_measure_stay_a_table() -> None:
    rows = "<tr>" + "<td rowspan=0 colspan=99999999>a" * 50
    assert text(f"<table>{rows * 50}</table>").split() == ["a"] * 2500


def test_empty_cells_keep_values_in_their_columns() -> None:
    rows = "<tr><th><th>Adult<th>Child<th>Bike<tr><td>Single<td>4.00<td>&nbsp;<td>1.50<tr><td>Day<td>7.00<td><td>"
    assert text(f"<table>{rows}</table>") == "\tAdult\tChild\tBike\nSingle\t4.00\t\t1.50\nDay\t7.00"
    markup = html(f"<table>{rows}</table>")
    assert "<tr><th></th><th>Adult</th>" in markup
    assert "<td>4.00</td><td></td><td>1.50</td></tr>" in markup
    assert markup.count("<td>") + markup.count("<th>") == 12


def test_blocks_of_one_cell_are_lines() -> None:
    assert text("<table><tr><td><p>a</p><p>b</p></td><td>c</td></tr></table>") == "a\nb\tc"


CELL = st.sampled_from(["", "x", "<p>x</p><p>y</p>", "<ul><li>x</li><li>y</li></ul>", "<a href=/l>x</a>"])


ROWS = st.lists(
    st.lists(st.tuples(CELL, st.integers(1, 3), st.integers(1, 3)), min_size=2, max_size=4), min_size=1, max_size=5
)  # fmt: skip


@examples_of(100)
@given(ROWS)
def test_tables_keep_their_cells_and_spans(rows: list[list[tuple[str, int, int]]]) -> None:
    rows = [[("name", 1, 1), *row] for row in rows]
    inner = "".join(
        "<tr>" + "".join(f"<td colspan={c} rowspan={r}>{cell}</td>" for cell, c, r in row) + "</tr>"
        for row in rows
    )
    found = turbohtml.parse(html(f"<table>{inner}</table>"))
    clean = [row.select("td") for row in found.select("tr")]
    assert [[int(cell.attr("colspan") or 1) for cell in row] for row in clean] == [
        [c for _, c, _ in row] for row in rows
    ]
    assert [[int(cell.attr("rowspan") or 1) for cell in row] for row in clean] == [
        [min(r, len(rows) - i) for _, _, r in row] for i, row in enumerate(rows)
    ]
    assert len(found.select("li")) == inner.count("<li>")


def test_a_caption_stands_in_its_table_and_before_its_pipes() -> None:
    table = html("<table><caption>Wells</caption><tr><th>a<th>b<tr><td>1<td>2</table>")
    assert table.startswith("<table><caption>Wells</caption>")
    assert to_markdown(table) == "_Wells_\n\n| a | b |\n| --- | --- |\n| 1 | 2 |"
