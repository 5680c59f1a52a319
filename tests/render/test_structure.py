"""Lists, quotations and boxes, in one another as on the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.render.html import to_html
from boilerstrip.render.writer import Markup
from tests.render.forms import forms

items = st.recursive(
    st.just("x"), lambda inner: st.lists(inner, min_size=1, max_size=3).map(tuple), max_leaves=8
)


@given(items, st.sampled_from(["", " reversed", " type=i", " start=4"]))
def test_lists_keep_their_depth(drawn: object, attribute: str) -> None:
    def markup(node: object) -> str:
        if not isinstance(node, tuple):
            return "x"
        return "x<ol" + attribute + ">" + "".join(f"<li>{markup(child)}</li>" for child in node) + "</ol>"

    html = forms(f"<div>{markup((drawn,))}</div>")[0]
    expected = markup((drawn,))
    assert html.count("<li") == expected.count("<li")
    assert html.count("</ol></li>") == expected.count("</ol></li>")


def without_tables(markup: str) -> str:
    page = Page(f"<p>Begin here.</p>{markup}<p>End here.</p>")
    html = to_html(page, page.blocks, Markup(tables=False))
    return html.partition("<p>Begin here.</p>")[2].partition("<p>End here.</p>")[0]


TABLE = "<table><tr><td>a<td>b<tr><td>c<td>d</table>"


def test_headings_of_tables_go_with_them() -> None:
    assert without_tables(f"<h2>One</h2>{TABLE}<h2>Two</h2><p>text</p>") == "<h2>Two</h2><p>text</p>"
    assert (
        without_tables(f"<h2>One</h2><h3>In it</h3>{TABLE}<h2>Two</h2><p>text</p>")
        == "<h2>Two</h2><p>text</p>"
    )
    assert without_tables(f"<h2>One</h2><h3>In it</h3>{TABLE}<h3>More</h3><p>text</p>") == (
        "<h2>One</h2><h3>More</h3><p>text</p>"
    )


def test_other_headings_stay() -> None:
    kept = "<h2>One</h2><p>text</p>"
    assert without_tables(f"{kept}{TABLE}") == kept
    assert without_tables("<h2>One</h2><h2>Two</h2><p>text</p>") == "<h2>One</h2><h2>Two</h2><p>text</p>"
