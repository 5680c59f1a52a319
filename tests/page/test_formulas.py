"""Formulas come once, as TeX, whatever a page shows them with."""

from __future__ import annotations

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.page.mathml import tex_of
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from boilerstrip.render.text import to_text

ANNOTATED = (
    '<math><semantics><mrow><mi>x</mi></mrow><annotation encoding="application/x-tex">{}</annotation>'
    "</semantics></math>"
)
MARKUPS = {
    "mathml": ANNOTATED,
    "katex": f'<span class="katex"><span class="katex-mathml">{ANNOTATED}</span>'
    '<span class="katex-html" aria-hidden="true"><span>seen</span></span></span>',
    "mathjax 3": f'<mjx-container class="MathJax"><mjx-math aria-hidden="true">seen</mjx-math>'
    f"<mjx-assistive-mml>{ANNOTATED}</mjx-assistive-mml></mjx-container>",
    "mathjax 2": '<span class="MathJax_Preview">seen</span><span class="MathJax">seen</span>'
    '<script type="math/tex">{}</script>',
    "wiki": f'<span class="mwe-math-element"><span style="display:none">{ANNOTATED}</span>'
    '<img class="mwe-math-fallback-image-inline" src="/render/svg/1" alt="seen"></span>',
    "image": '<img class="latex" src="/latex.php?x" alt="{}">',
    "delimited": '<span class="math inline">\\({}\\)</span>',
    "renderer of GitHub": '<math-renderer class="js-inline-math">${}$</math-renderer>',
    "attribute": '<span class="ztext-math" data-tex="{}">seen</span>',
}
tex = st.lists(
    st.sampled_from(["x^2", "\\frac{a}{b}", "+", "\\alpha ", "y_1", "="]), min_size=2, max_size=5
).map(lambda parts: "".join(parts).strip())


@given(tex, st.sampled_from(sorted(MARKUPS)))
def test_formulas_come_once(tex: str, markup: str) -> None:
    page = Page(f"<p>Let {MARKUPS[markup].replace('{}', tex)} be so.</p>")
    html = to_html(page, page.blocks)
    said = f"Let ${tex}$ be so." if len(tex) > 1 else f"Let {tex} be so."
    assert to_text(page, page.blocks) == said
    assert to_markdown(html) == f"Let ${tex}$ be so."
    assert html.count("<math>") == 1
    again = Page(html)
    assert to_html(again, again.blocks) == html


def test_formulas_in_a_line_of_their_own() -> None:
    page = Page("<p>So</p><script type='math/tex; mode=display'>x % why\n= 1</script><p>holds.</p>")
    assert to_text(page, page.blocks) == "So\n\n$$x = 1$$\n\nholds."
    assert '<math display="block">' in to_html(page, page.blocks)


def test_signs_in_the_text_count_where_a_page_loads_mathjax() -> None:
    markup = "<p>If \\(a_1\\) and $$b$$ cost $5 and $6.</p><pre>\\(c\\)</pre>"
    page = Page(markup)
    assert to_text(page, page.blocks).startswith("If \\(a_1\\) and")
    page = Page(f"<script src=/mathjax.js></script>{markup}")
    assert to_text(page, page.blocks) == "If $a_1$ and $$b$$ cost $5 and $6.\n\n\\(c\\)"


@pytest.mark.parametrize(
    ("mathml", "tex"),
    [
        ("<msup><mi>c</mi><mn>2</mn></msup>", "c^2"),
        ("<msubsup><mi>x</mi><mi>i</mi><mrow><mi>n</mi><mo>+</mo><mn>1</mn></mrow></msubsup>", "x_i^{n+1}"),
        ("<mfrac><mi>a</mi><mrow><mi>b</mi><mi>c</mi></mrow></mfrac>", "\\frac{a}{bc}"),
        ("<msqrt><mi>α</mi><mi>b</mi></msqrt>", "\\sqrt{\\alpha b}"),
        ("<mroot><mi>x</mi><mn>3</mn></mroot>", "\\sqrt[3]{x}"),
        ("<munderover><mo>∑</mo><mi>i</mi><mi>∞</mi></munderover><mi>i</mi>", "\\sum_i^{\\infty}i"),
        ("<mi>sin</mi><mo>\u2061</mo><mi>x</mi>", "\\sin x"),
        ("<mover><mi>v</mi><mo>→</mo></mover>", "\\vec{v}"),
        ("<mo>{</mo><mtext>if 5%</mtext><mo>}</mo>", "\\{\\text{if 5\\%}\\}"),
        ("<mfenced open='['><mi>a</mi><mi>b</mi></mfenced>", "\\left[a,b\\right)"),
        (
            "<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr><mtr><mtd><mn>3</mn></mtd></mtr></mtable>",
            "\\begin{matrix}1 & 2 \\\\ 3\\end{matrix}",
        ),
        (
            "<mi mathvariant='bold'>F</mi><mo>≤</mo><mi>x</mi><msup><mi>f</mi><mo>′</mo></msup>",
            "\\mathbf{F}\\leq xf'",
        ),
    ],
)
def test_mathml_as_tex(mathml: str, tex: str) -> None:
    math = turbohtml.parse(f"<math>{mathml}</math>").select_one("math")
    assert math is not None
    assert tex_of(math) == tex


def test_deep_formulas_take_no_longer_than_they_are() -> None:
    depth = 400
    page = Page(f"<p>a <math>{'<msup><mi>x</mi>' * depth}<mn>2</mn>{'</msup>' * depth}</math> b</p>")
    assert to_text(page, page.blocks).startswith("a $x^")


def test_an_equation_laid_out_as_a_table() -> None:
    page = Page(
        "<table class=ltx_equation><tr><td></td><td><math alttext='N=\\frac{L}{p}' display=block><mi>N</mi></math></td>"
        "<td>(1)</td></tr></table>"
    )
    assert to_text(page, page.blocks) == "$$N=\\frac{L}{p}$$ (1)"


@pytest.mark.parametrize(
    ("label", "text"), [(r"\frac{a}{b}", r"So $\frac{a}{b}$ it is."), ("p sub half", "So p it is.")]
)
def test_what_is_drawn_may_say_its_tex(label: str, text: str) -> None:
    drawn = (
        f'<span class="mjpage"><span class="mjx-chtml"><span class="mjx-math" aria-label="{label}">'
        '<span class="mjx-mrow" aria-hidden="true"><span class="mjx-char">p</span></span></span></span></span>'
    )
    assert Page(f"<p>So {drawn} it is.").blocks[0].text == text


def test_images_of_formulas_are_known_by_their_class() -> None:
    image = '<img class="formula inline" alt="d = a t^2" src="/getpro/formula/abc.svg">'
    assert Page(f"<p>So {image} it is.").blocks[0].text == "So $d = a t^2$ it is."
