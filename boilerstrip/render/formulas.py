"""Formulas as clean MathML, with their TeX for an annotation."""

from __future__ import annotations

from html import escape

from boilerstrip.page.formulas import Formula


def formula_markup(formula: Formula) -> str:
    """The `math` element of a formula; what has no MathML shows its TeX."""
    display = ' display="block"' if formula.is_display else ""
    tex = escape(formula.tex, quote=False)
    shown = formula.mathml or f"<mtext>{tex}</mtext>"
    annotation = f'<annotation encoding="application/x-tex">{tex}</annotation>'
    return f"<math{display}><semantics>{shown}{annotation}</semantics></math>"
