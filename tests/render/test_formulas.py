"""Formulas as MathML with their TeX."""

from __future__ import annotations

import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page.formulas import Formula, read_formula
from boilerstrip.render.formulas import formula_markup


def formula(tex: str, mathml: str = "", *, is_display: bool = False) -> Formula:
    return Formula(tex=tex, mathml=mathml, is_display=is_display)


@given(
    st.text("ab<>&\"'\\{}^_ $", min_size=1, max_size=20).filter(lambda tex: tex.strip("$ ")), st.booleans()
)
def test_tex_comes_back_from_the_markup_to_the_letter(tex: str, is_display: bool) -> None:
    markup = formula_markup(formula(tex, is_display=is_display))
    math = turbohtml.parse(f"<p>{markup}</p>").select_one("math")
    assert math is not None
    annotation = math.select_one("annotation")
    assert annotation is not None
    assert annotation.text == tex
    assert (math.attr("display") == "block") is is_display
    again = read_formula(math)
    assert again is not None
    assert again.is_display is is_display


def test_mathml_is_shown_where_there_is_some() -> None:
    assert "<mi>x</mi><annotation" in formula_markup(formula("x", "<mi>x</mi>"))
    assert "<mtext>a&lt;b</mtext><annotation" in formula_markup(formula("a<b"))
