"""Lists, quotations and boxes, in one another as on the page."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

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
