"""Tables in Markdown: between pipes where they fit, else as HTML."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.render.markdown import to_markdown


def table(*rows: list[str]) -> str:
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f"<table>{cells}</table>"


@given(st.integers(1, 4), st.integers(2, 4))
def test_a_table_of_lines_has_a_row_a_line_between_pipes(n_rows: int, n_columns: int) -> None:
    markdown = to_markdown(table(*[[f"c{i}x{j}" for j in range(n_columns)] for i in range(n_rows)]))
    lines = [line for line in markdown.splitlines() if "x" in line]
    assert len(lines) == n_rows
    assert all(line.count("|") == n_columns + 1 for line in lines)


@pytest.mark.parametrize(
    "cell",
    ["<blockquote>quoted</blockquote>", "<h3>headed</h3>", "<pre>one\ntwo</pre>", "<dl><dt>a<dd>b</dl>"],
)
def test_what_no_line_can_hold_stays_html(cell: str) -> None:
    markdown = to_markdown(table(["a", cell], ["c", "d"]))
    assert "<table>" in markdown
    assert "| c" not in markdown


def test_spans_stay_html_and_paragraphs_are_lines_of_a_cell() -> None:
    spanning = table(["a", "b"]).replace("<td>", "<td colspan=2>", 1)
    assert 'colspan="2"' in to_markdown(spanning)
    assert "| one<br>two | b |" in to_markdown(table(["<p>one</p><p>two</p>", "b"], ["c", "d"]))


def test_a_list_of_one_item_is_the_text_of_its_cell() -> None:
    assert "| Mon | 10-12 |" in to_markdown(table(["Mon", "<ul><li>10-12</li></ul>"], ["c", "d"]))
    for cell in ("<ul><li>10-12</li><li>2-4</li></ul>", "open <ul><li>10-12</li></ul>"):
        assert "<ul><li>" in to_markdown(table(["Mon", cell], ["c", "d"]))


def test_terms_without_a_definition_of_their_own_stay_html() -> None:
    assert "<dl>" in to_markdown("<dl><dt>a</dt><dt>b</dt><dd>both</dd></dl>")
    assert "<dl>" not in to_markdown("<dl><dt>a</dt><dd>one</dd></dl>")
