"""Units: what a reader takes as one thing, and what only looks like it by its tag."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page

ITEMS = "<li>Rinse it well</li><li>Dry it in the sun</li><li>Store it in a box</li>"

CELLS = "<tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr>"
MENU = "<br>".join(f"<a href=/{name}>{name}</a>" for name in ("Home", "News", "Walks"))


def kinds(html: str) -> list[tuple[str, int]]:
    return [(unit.kind, unit.end - unit.start) for unit in Page(html).units]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        (f"<p>Before.</p><ul>{ITEMS}</ul><p>After.</p>", [("list", 3)]),
        (f"<ol><li>First<ul>{ITEMS}</ul></li><li>Second</li></ol>", [("list", 5)]),
        ("<dl><dt>Lid</dt><dd>What lies on top.</dd></dl>", [("definitions", 2)]),
        ("<table><tr><td>a</td><td>1</td></tr><tr><td>b</td><td>2</td></tr></table>", [("table", 4)]),
        ("<blockquote><p>One line.</p><p>Another.</p></blockquote>", [("quote", 2)]),
        ("<details><summary>Why?</summary><p>So.</p></details>" * 2, [("details", 4)]),
        ("<p>No unit.</p>", []),
        # a thread in a list, and a layout in a table
        ("<ol>" + "<li><h3>Ann</h3><p>I say so.</p></li>" * 3 + "</ol>", []),
        ("<ol>" + "<li><p>a</p><p>b</p><p>c</p><p>d</p></li>" * 3 + "</ol>", []),
        ("<table><tr><td><p>All of the page.</p></td></tr></table>", []),
        ("<ul><li><article><p>A post.</p></article></li></ul>", []),
        # of a table that lays out others, the inner one; of one with a menu that is all of the page, none
        (f"<table><tr><td>Menu</td><td><table>{CELLS}</table></td></tr></table>", [("table", 4)]),
        (f"<table><tr><td>{MENU}</td></tr>{CELLS}</table>", []),
        (f"<table><tr><td>{MENU}</td></tr>{CELLS}</table>" + "<p>A text below.</p>" * 4, [("table", 5)]),
    ],
)
def test_units_are_simply_built(html: str, expected: list[tuple[str, int]]) -> None:
    assert kinds(html) == expected


@given(
    st.lists(
        st.sampled_from(["<p>t</p>", f"<ul>{ITEMS}</ul>", "<dl><dt>x</dt><dd>y</dd></dl>", "<hr>", "</ul>"])
    )
)
def test_units_come_in_order_and_never_overlap(parts: list[str]) -> None:
    page = Page("".join(parts))
    ends = [0]
    for unit in page.units:
        assert ends[-1] <= unit.start < unit.end <= len(page.blocks)
        ends.append(unit.end)
