"""MathML, cleaned and as TeX."""

from __future__ import annotations

import re

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page.mathml import MATHML_ATTRIBUTES, MATHML_TAGS, clean_mathml, tex_of

LEAVES = st.sampled_from(
    [
        "<mi>x</mi>",
        "<mn>2</mn>",
        "<mo>+</mo>",
        "<mtext>if &lt;</mtext>",
        "<mo>∑</mo>",
        "<mi>{</mi>",
        "<mtext>}</mtext>",
    ]
)
FORMULAS = st.recursive(
    LEAVES,
    lambda inner: st.builds(
        lambda tag, parts: f"<{tag}>{''.join(parts)}</{tag}>",
        st.sampled_from(["mrow", "mfrac", "msup", "msub", "msubsup", "msqrt", "mroot", "munder", "mover"]),
        st.lists(inner, max_size=3),
    ),
    max_leaves=9,
)


def math(inner: str) -> turbohtml.Element:
    found = turbohtml.parse(f"<math>{inner}</math>").select_one("math")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("inner", "tex"),
    [
        ("<mfrac><mi>a</mi><mn>2</mn></mfrac>", r"\frac{a}{2}"),
        ("<msup><mi>x</mi><mn>2</mn></msup>", "x^2"),
        ("<msqrt><mi>x</mi></msqrt>", r"\sqrt{x}"),
        ("<mi>a</mi><mo>+</mo><mi>b</mi>", "a+b"),
    ],
)
def test_formulas_as_tex(inner: str, tex: str) -> None:
    assert re.sub(r"\s|(?<=\^){(?=\w})|(?<=\^{\w)}", "", tex_of(math(inner))).replace("^{2}", "^2") == tex


@given(FORMULAS)
def test_braces_of_tex_pair_whatever_is_missing(inner: str) -> None:
    depth = 0
    for brace in re.findall(r"(?<!\\)[{}]", tex_of(math(inner))):
        depth += 1 if brace == "{" else -1
        assert depth >= 0
    assert depth == 0


@given(FORMULAS)
def test_clean_mathml_has_known_tags_and_attributes_alone(inner: str) -> None:
    hostile = inner.replace("<mi>", "<mi onclick='x()' mathvariant=bold>").replace(
        "<mn>", "<script>x()</script><mn>"
    )
    for element in turbohtml.parse(f"<math>{clean_mathml(math(hostile))}</math>").select("math *"):
        assert element.tag in MATHML_TAGS
        assert set(element.attrs) <= MATHML_ATTRIBUTES


def test_deep_formulas_end() -> None:
    deep = "<msqrt>" * 3000 + "<mi>x</mi>" + "</msqrt>" * 3000
    assert len(tex_of(math(deep))) < 100_000
