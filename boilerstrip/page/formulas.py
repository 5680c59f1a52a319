"""Formulas: one `math` element each, whatever a page shows them with.

KaTeX and MathJax write a formula twice, once to be seen, once to be read aloud; others have it as a script,
as an image with TeX for its alternative text, or between signs in the text. Before the walk each is made a
`math` element that has its TeX for an annotation.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from boilerstrip.page.embedded_json import parse_json
from boilerstrip.page.mathml import clean_mathml, tex_of
from boilerstrip.page.traces import FORMULAS, WITH_TEX, has_one
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Mapping

    import turbohtml

    from boilerstrip.page.scripts import Script
    from boilerstrip.page.traces import Traces

# Longer ones are no formulas.
_MAX_TEX = 5_000
# What a page with formulas has somewhere in its markup, in capitals or not.
_TRACES = Needles(
    "<math", "katex", "mathjax", "mjx-", "math/tex", "math/latex", "mwe-math", "latex", "data-tex",
    "formula", "codecogs", "mathtex", "ltx_", "arithmatex", "math-renderer", 'class="math',
    "class='math", "class=math",
)  # fmt: skip
# TeX between signs in elements of its own, beside what GitHub has for that.
_DELIMITED = "span.math, div.math, .arithmatex, .math.inline, .math.display, .tex2jax_process, math-renderer"
# What shows in the tree that there may be formulas.
_STATED = ("math", "script[type^='math/tex']", "script[type^='math/latex']")
# What loads MathJax or KaTeX has in its address.
_RENDERERS = Needles("mathjax", "katex")
_RENDERED = (
    ".MathJax_Preview, .MathJax, .MathJax_Display, .MathJax_SVG, .MathJax_SVG_Display, .mjx-chtml, "
    ".MJXc-display"
)
_IMAGE_SOURCE = lazy(r"latex|/tex\b|mathtex|codecogs|cht=tx|/math/|tex\.image|/render/svg", re.I)
# What these have in them, and most addresses do not: to look for it takes a fraction of the time.
_PARTS_OF_IMAGE_SOURCES = Needles(
    "latex", "/tex", "mathtex", "codecogs", "cht=tx", "/math/", "tex.image", "/render/svg"
)
_PARTS_OF_IMAGE_CLASSES = Needles("tex", "math", "mwe", "formula", "equation")
_IMAGE_CLASS = lazy(r"(?:^|[\s_-])(?:tex|latex|math|mwe|formula|equation|mathjax)", re.I)
# TeX between the signs that MathJax and KaTeX look for.
_BETWEEN = (
    (lazy(r"\\\[(.+)\\\]", re.DOTALL), True),
    (lazy(r"\$\$(.+)\$\$", re.DOTALL), True),
    (lazy(r"\\\((.+)\\\)", re.DOTALL), False),
    (lazy(r"\$(.+)\$", re.DOTALL), False),
)
_IN_TEXT = lazy(
    r"\\\[(?P<a>[^\0]{1,2000}?)\\\]|\$\$(?P<b>[^$]{1,2000}?)\$\$|\\\((?P<c>[^\0]{1,2000}?)\\\)"
    r"|(?<![\\$\w])\$(?P<d>[^\s$](?:[^$\n]{0,300}?[^\s\\$])?)\$(?![\w$])"
)
_SINGLE_DOLLAR = lazy(r"inlineMath[^;]{0,80}[\"']\$[\"']")
_COMMENT = lazy(r"(?<!\\)%[^\n]*(?:\n|$)")
_DISPLAY_STYLE = lazy(r"\{\s*\\displaystyle\b\s*(.*)\}", re.DOTALL)
_NEVER_MATH = "pre, code, script, style, textarea, math, kbd, samp, template, title"
_MAX_TEXTS = 20_000
# The number of an equation beside it.
_EQUATION_NUMBER = lazy(r"\s*\(([\w.]{1,12})\)")
_LONE = lazy(r"[^\W_]|\d{1,20}")


class Formula(NamedTuple):
    """A formula as TeX, with its clean MathML, "" for none; `is_display` if it has a line of its own."""

    tex: str
    mathml: str = ""
    is_display: bool = False

    @property
    def text(self) -> str:
        """The TeX between the signs that Markdown has for formulas; a lone letter or number as it is."""
        if self.is_display:
            return f"$${self.tex}$$"
        return self.tex if _LONE.fullmatch(self.tex) else f"${self.tex}$"


def read_formula(math: turbohtml.Element) -> Formula | None:
    """Return what a `math` element says; None for nothing."""
    tex = _normalized(tex_of(math))
    if not tex:
        return None
    mathml = clean_mathml(math)
    # longer than any formula, or its TeX once more
    if len(mathml) > 40 * _MAX_TEX or mathml == f"<mtext>{escape(tex, quote=False)}</mtext>":
        mathml = ""
    return Formula(tex, mathml, math.attr("display") == "block")


def normalize_formulas(
    document: turbohtml.Document, markup: str, traces: Traces, scripts: Mapping[turbohtml.Element, Script]
) -> None:
    """Make every formula of a page one `math` element with its TeX."""
    # to look through the tree takes a tenth of the time, and hardly any page has formulas
    if not (_may_have_formulas(document, traces, scripts) and _TRACES.are_in(markup)):
        return
    is_named = traces.has_name(FORMULAS)
    if is_named or traces.has_tex:
        for node in document.select(".katex-mathml, mjx-container, .mwe-math-element, .katex-html"):
            _keep_one(node)
    for script in document.select("script[type^='math/tex'], script[type^='math/latex']"):
        _put_for_rendered(script, script.text, "display" in (script.attr("type") or ""))
    if is_named:
        _read_drawn(document)
    for node in document.select(WITH_TEX) if traces.has_tex else ():
        if node.tag != "math" and node.closest("math") is None:
            tex = node.attr("data-tex") or node.attr("data-latex") or node.attr("data-formula") or ""
            _replace(node, tex, _says_display(node))
    for node in document.select(".latex-rendered[data-attrs]") if is_named else ():
        data = parse_json(node.attr("data-attrs") or "")
        expression = data.get("persistentExpression") if isinstance(data, dict) else None
        if isinstance(expression, str):
            _replace(node, expression, True)
    for image in document.select("img[alt]"):
        alternative = image.attr("alt") or ""
        if _may_be_formula(image) and len(alternative.strip()) and _looks_like_tex(alternative):
            _replace(image, alternative, "display" in (image.attr("class") or "") or _says_display(image))
    for node in document.select(_DELIMITED if is_named else "math-renderer"):
        _read_delimited(node)
    for table in document.select("table.ltx_equation, table.ltx_equationgroup, table.ltx_eqn_table"):
        _lay_out_equations(table)
    if _RENDERERS.are_in(markup):
        _read_texts(document, dollars=_SINGLE_DOLLAR.search(markup) is not None)


def _read_drawn(document: turbohtml.Document) -> None:
    """Put formulas in the place of what MathJax 2 draws, where it says what they are."""
    for node in document.select(
        "span.MathJax[data-mathml], .MathJax_SVG[data-mathml], .MathJax .MJX_Assistive_MathML"
    ):
        _keep_mathml(node)
    for node in document.select(".mjx-chtml .mjx-math[aria-label]"):
        _read_label(node)


def _may_have_formulas(
    document: turbohtml.Document, traces: Traces, scripts: Mapping[turbohtml.Element, Script]
) -> bool:
    """Return whether there may be formulas in a page of this tree."""
    if traces.has_tex or traces.has_name(FORMULAS) or has_one(document, _STATED):
        return True
    images = document.select("img[alt]")
    return (
        _is_formula_source(" ".join([image.attr("src") or "" for image in images]))
        or _is_formula_class(" ".join([image.attr("class") or "" for image in images]))
        or _loads_renderer(document, scripts)
    )


def _loads_renderer(document: turbohtml.Document, scripts: Mapping[turbohtml.Element, Script]) -> bool:
    """Return whether a page loads MathJax or KaTeX, or has a script of its own that is about them."""
    if any(script.is_about_formulas for script in scripts.values()):
        return True
    addresses = [node.attr("src") or "" for node in scripts]
    addresses += [node.attr("href") or "" for node in document.select("link")]
    return _RENDERERS.are_in(" ".join(addresses))


def _may_be_formula(image: turbohtml.Element) -> bool:
    return _is_formula_source(image.attr("src") or "") or _is_formula_class(image.attr("class") or "")


def _is_formula_source(addresses: str) -> bool:
    """Return whether any of the addresses of images is that of a formula."""
    return _PARTS_OF_IMAGE_SOURCES.are_in(addresses) and _IMAGE_SOURCE.search(addresses) is not None


def _is_formula_class(names: str) -> bool:
    """Return whether any of the class names of images is that of a formula."""
    return _PARTS_OF_IMAGE_CLASSES.are_in(names) and _IMAGE_CLASS.search(names) is not None


def _keep_one(node: turbohtml.Element) -> None:
    """Leave of a formula that stands more than once the one that says most."""
    from turbohtml import Element as Tagged

    if node.parent is None:
        return
    math = node.select_one("math")
    names = node.attr("class") or ""
    if "katex-html" in names:
        parent = node.parent
        if isinstance(parent, Tagged) and parent.select_one("math") is not None:
            node.decompose()
        return
    if math is None:
        image = node.select_one("img[alt]")
        if image is not None and (image.attr("alt") or "").strip():
            _replace(
                node, image.attr("alt") or "", "display" in names or "block" in (image.attr("class") or "")
            )
        return
    if node.attr("display") == "true" or node.closest(".katex-display") is not None:
        math.attrs["display"] = "block"
    math.extract()
    node.replace_with(math)


def _keep_mathml(node: turbohtml.Element) -> None:
    """Put the MathML that MathJax 2 keeps for screen readers in the place of what it draws."""
    if node.parent is None:
        return
    source = node.attr("data-mathml")
    if source is None:
        math = node.select_one("math")
        drawn = node.closest(".MathJax, .MathJax_SVG")
    else:
        from turbohtml import parse_fragment

        math, drawn = parse_fragment(source).select_one("math"), node
    if math is None or drawn is None or drawn.parent is None:
        return
    if node.closest(".MathJax_Display, .MathJax_SVG_Display") is not None:
        math.attrs["display"] = "block"
    math.extract()
    drawn.replace_with(math)


def _read_label(drawn: turbohtml.Element) -> None:
    """Put a formula in the place of one that MathJax 2 has drawn and says aloud, if that is its TeX."""
    label = drawn.attr("aria-label") or ""
    outer = drawn.closest(".mjpage") or drawn.closest(".mjx-chtml")
    if outer is not None and _looks_like_tex(label):
        names = f"{outer.attr('class') or ''} {drawn.attr('class') or ''}"
        _replace(outer, label, "block" in names or drawn.closest(".MJXc-display") is not None)


def _put_for_rendered(script: turbohtml.Element, tex: str, is_display: bool) -> None:
    """Put a formula in the place of its script, and take away what was drawn of it before."""
    if script.parent is None:
        return
    for node in list(script.previous_siblings)[:3]:
        if hasattr(node, "matches"):
            if not node.matches(_RENDERED):
                break
            node.extract()
        elif str(getattr(node, "data", "")).strip():
            break
    _replace(script, tex, is_display)


def _replace(node: turbohtml.Element, tex: str, is_display: bool) -> None:
    """Put a formula in an element's place; what is no TeX leaves it where it is."""
    if node.parent is not None and _normalized(tex):
        node.replace_with(_math(tex, is_display))


def _math(tex: str, is_display: bool) -> turbohtml.Element:
    from turbohtml import Element, Text

    math, annotation = Element("math"), Element("annotation")
    if is_display:
        math.attrs["display"] = "block"
    annotation.attrs["encoding"] = "application/x-tex"
    annotation.append(Text(tex))
    math.append(annotation)
    return math


def _says_display(node: turbohtml.Element) -> bool:
    names = node.attr("class") or ""
    return node.tag == "div" or "display" in names or "block" in names or node.attr("data-display") == "true"


def _looks_like_tex(text: str) -> bool:
    return any(sign in text for sign in "\\^_{=+<>") or len(text.strip()) <= 3


def _read_delimited(node: turbohtml.Element) -> None:
    """Make an element that is TeX between signs a formula."""
    if (
        node.parent is None
        or node.select_one("math, img, p, div, pre") is not None
        or node.closest("pre, code") is not None
    ):
        return
    number = node.select_one(".eqno")
    tag = ""
    if number is not None and (found := _EQUATION_NUMBER.match(number.text)):
        tag = f"\\tag{{{found[1]}}}"
        number.decompose()
    text = node.text.strip()
    if len(text) > _MAX_TEX:
        return
    for pattern, is_display in _BETWEEN:
        if found := pattern.fullmatch(text):
            _replace(node, found[1] + tag, is_display)
            return


def _read_texts(document: turbohtml.Document, *, dollars: bool) -> None:
    """Make TeX between signs in the running text formulas, on a page that loads MathJax or KaTeX."""
    from turbohtml import Text

    found = [
        node
        for node in document.descendants
        if isinstance(node, Text) and ("\\" in node.data or "$" in node.data)
    ]
    for node in found[:_MAX_TEXTS]:
        parent = node.parent
        if parent is None or not hasattr(parent, "closest") or parent.closest(_NEVER_MATH) is not None:
            continue
        whole, last = node.data, 0
        for match in _IN_TEXT.finditer(whole):
            kind = match.lastgroup or ""
            if kind == "d" and not dollars:
                continue
            # into the page at once: whatever is outside of it takes memory as a page does
            node.insert_before(Text(whole[last : match.start()]))
            node.insert_before(_math(match[kind], kind in "ab"))
            last = match.end()
        if last:
            node.replace_with(Text(whole[last:]))


def _lay_out_equations(table: turbohtml.Element) -> None:
    """Put a table of equations' formulas in its place, a paragraph a row, with the number of each."""
    from turbohtml import Element, Text

    if table.parent is None or table.select_one("table") is not None or table.select_one("math") is None:
        return
    for row in table.select("tr"):
        paragraph = Element("p")
        table.insert_before(paragraph)
        for math in row.select("math"):
            if math.closest("math math") is None:
                math.extract()
                paragraph.append(math)
        number = row.text.strip()
        if number and len(number) <= 12:
            paragraph.append(Text(f" {number}"))
    table.extract()


def _normalized(tex: str) -> str:
    """TeX in one line, without signs around it, comments and what only sets its size; "" where it is none."""
    if len(tex) > _MAX_TEX:
        return ""
    tex = " ".join(_COMMENT.sub(" ", tex).split())
    for pattern, _ in _BETWEEN:
        if (found := pattern.fullmatch(tex)) and "$" not in found[1]:
            tex = found[1].strip()
    if (found := _DISPLAY_STYLE.fullmatch(tex)) and _is_balanced(found[1]):
        tex = found[1].strip()
    return tex.removeprefix("\\displaystyle ").strip().strip("$").strip()


def _is_balanced(tex: str) -> bool:
    depth = 0
    for sign in re.findall(r"(?<!\\)[{}]", tex):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            return False
    return depth == 0
