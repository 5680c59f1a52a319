"""MathML as TeX, and as clean MathML."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import turbohtml

# Deeper than this, a formula is its text.
_MAX_DEPTH = 60
_TEX = ("application/x-tex", "tex", "latex", "text/x-latex", "application/x-latex")
# What of MathML clean HTML keeps: presentation without links, styles, actions or other content.
MATHML_TAGS = frozenset(
    """
    math mrow mi mn mo mtext mspace ms mfrac msqrt mroot mstyle mpadded mphantom menclose msub msup
    msubsup munder mover munderover mmultiscripts mprescripts none mtable mtr mtd semantics
    annotation
    """.split()
)
MATHML_ATTRIBUTES = frozenset(
    """
    accent accentunder columnalign columnspan columnspacing depth dir display encoding fence form
    height largeop linethickness lspace mathsize mathvariant maxsize minsize movablelimits notation
    rowalign rowspan rowspacing rspace scriptlevel separator stretchy symmetric voffset width
    """.split()
)
_SIGNS = {
    "α": "alpha", "β": "beta", "γ": "gamma", "δ": "delta", "ε": "varepsilon", "ϵ": "epsilon",
    "ζ": "zeta", "η": "eta", "θ": "theta", "ϑ": "vartheta", "ι": "iota", "κ": "kappa",
    "λ": "lambda", "μ": "mu", "ν": "nu", "ξ": "xi", "π": "pi", "ϖ": "varpi", "ρ": "rho",
    "ϱ": "varrho", "σ": "sigma", "ς": "varsigma", "τ": "tau", "υ": "upsilon", "φ": "varphi",
    "ϕ": "phi", "χ": "chi", "ψ": "psi", "ω": "omega", "Γ": "Gamma", "Δ": "Delta", "∆": "Delta",
    "Θ": "Theta", "Λ": "Lambda", "Ξ": "Xi", "Π": "Pi", "Σ": "Sigma", "Υ": "Upsilon", "Φ": "Phi",
    "Ψ": "Psi", "Ω": "Omega", "∞": "infty", "∂": "partial", "∇": "nabla", "ℏ": "hbar",
    "ℓ": "ell", "ℜ": "Re", "ℑ": "Im", "ℵ": "aleph", "∅": "emptyset", "∀": "forall",
    "∃": "exists", "∄": "nexists", "¬": "neg", "∧": "land", "∨": "lor", "∩": "cap", "∪": "cup",
    "∈": "in", "∉": "notin", "∋": "ni", "⊂": "subset", "⊃": "supset", "⊆": "subseteq",
    "⊇": "supseteq", "⊄": "not\\subset", "∖": "setminus", "×": "times", "÷": "div", "±": "pm",
    "∓": "mp", "⋅": "cdot", "·": "cdot", "∗": "ast", "⋆": "star", "∘": "circ", "•": "bullet",
    "⊕": "oplus", "⊗": "otimes", "⊥": "perp", "∥": "parallel", "∣": "mid", "≤": "leq",
    "≥": "geq", "⩽": "leqslant", "⩾": "geqslant", "≠": "neq", "≡": "equiv", "≈": "approx",
    "≃": "simeq", "≅": "cong", "∼": "sim", "∝": "propto", "≪": "ll", "≫": "gg", "≺": "prec",
    "≻": "succ", "→": "to", "←": "leftarrow", "↔": "leftrightarrow", "⇒": "Rightarrow",
    "⇐": "Leftarrow", "⇔": "Leftrightarrow", "⟶": "longrightarrow", "⟹": "Longrightarrow",
    "⟺": "iff", "↦": "mapsto", "↑": "uparrow", "↓": "downarrow", "∑": "sum", "∏": "prod",
    "∐": "coprod", "∫": "int", "∬": "iint", "∭": "iiint", "∮": "oint", "⋃": "bigcup",
    "⋂": "bigcap", "√": "surd", "…": "ldots", "⋯": "cdots", "⋮": "vdots", "⋱": "ddots",
    "′": "prime", "″": "prime\\prime", "°": "degree", "∠": "angle", "⟨": "langle",
    "⟩": "rangle", "⌊": "lfloor", "⌋": "rfloor", "⌈": "lceil", "⌉": "rceil", "‖": "|",
    "⊢": "vdash", "⊨": "models", "△": "triangle", "□": "square", "†": "dagger", "‡": "ddagger",
    "ℕ": "mathbb{N}", "ℤ": "mathbb{Z}", "ℚ": "mathbb{Q}", "ℝ": "mathbb{R}", "ℂ": "mathbb{C}",
    "ℙ": "mathbb{P}", "ℒ": "mathcal{L}", "ℋ": "mathcal{H}",
}  # fmt: skip
_PLAIN = {"−": "-", "–": "-", "＝": "=", "∕": "/", "⁄": "/", " ": "\\ "}
_ESCAPED = frozenset("#$%&_{}")
# Signs that nobody sees: function application, invisible times, separator and plus.
_UNSEEN = dict.fromkeys(map(ord, "\u2061\u2062\u2063\u2064\u200b\u2060"))
_FUNCTIONS = frozenset(
    """
    arccos arcsin arctan arg cos cosh cot coth csc deg det dim exp gcd hom inf ker lg lim liminf limsup ln
    log max min
    Pr sec sin sinh sup tan tanh
    """.split()
)
_ACCENTS = {
    "^": "hat", "ˆ": "hat", "̂": "hat", "~": "tilde", "˜": "tilde", "̃": "tilde", "¯": "bar",
    "‾": "overline", "_": "bar", "̄": "bar", "→": "vec", "⃗": "vec", "˙": "dot", "̇": "dot",
    ".": "dot", "¨": "ddot", "̈": "ddot", "⏞": "overbrace", "ˇ": "check", "˘": "breve",
    "´": "acute", "`": "grave",
}  # fmt: skip
_BIG = frozenset("∑∏∐∫∬∭∮⋃⋂⨁⨂") | {"lim", "max", "min", "sup", "inf", "limsup", "liminf"}
_VARIANTS = {
    "bold": "mathbf", "normal": "mathrm", "double-struck": "mathbb", "script": "mathcal",
    "fraktur": "mathfrak",
    "sans-serif": "mathsf", "monospace": "mathtt", "bold-italic": "boldsymbol",
}  # fmt: skip
_SKIPPED = frozenset({"annotation", "annotation-xml", "mphantom", "maligngroup", "malignmark", "none"})


def tex_of(math: turbohtml.Element) -> str:
    """Return a formula's TeX: its annotation where it has one, else its presentation, converted."""
    for annotation in math.select("annotation"):
        if (annotation.attr("encoding") or "").strip().lower() in _TEX and annotation.text.strip():
            return annotation.text
    for name in ("data-tex", "data-latex"):
        if value := math.attr(name):
            return value
    alternative = math.attr("alttext") or ""
    if "\\" in alternative:
        return alternative
    return _row(_children(math), 0)


def clean_mathml(math: turbohtml.Element) -> str:
    """Return the presentation inside of a `math` element as MathML of tags and text alone; "" for none."""
    pieces = [piece for child in _children(math) if (piece := _clean(child, 0))]
    return pieces[0] if len(pieces) == 1 else f"<mrow>{''.join(pieces)}</mrow>" if pieces else ""


def _clean(node: turbohtml.Element, depth: int) -> str:
    tag = node.tag
    if tag in ("semantics", "maction"):
        # what is shown comes first
        return "".join(_clean(child, depth) for child in _children(node)[:1])
    if tag in _SKIPPED and tag not in ("none", "mphantom"):
        return ""
    inner = _children(node)
    if depth >= _MAX_DEPTH:
        return f"<mtext>{escape(node.text, quote=False)}</mtext>"
    content = (
        "".join(_clean(child, depth + 1) for child in inner)
        if inner
        else escape(node.text.strip(), quote=False)
    )
    if tag not in MATHML_TAGS:
        return content if inner else f"<mtext>{content}</mtext>"
    attributes = "".join(
        f' {name}="{escape(str(value or "")[:40])}"'
        for name, value in node.attrs.items()
        if name in MATHML_ATTRIBUTES and name != "encoding"
    )
    return f"<{tag}{attributes}>{content}</{tag}>"


def _children(node: turbohtml.Element) -> list[turbohtml.Element]:
    return [child for child in node.children if hasattr(child, "tag")]  # type: ignore[misc]


def _row(nodes: Sequence[turbohtml.Element], depth: int) -> str:
    pieces: list[str] = []
    for node in nodes:
        piece = _tex(node, depth)
        if not piece:
            continue
        # the name of a command ends where a letter does not follow
        if pieces and piece[0].isalpha() and _ends_in_command(pieces[-1]):
            piece = f" {piece}"
        pieces.append(piece)
    return "".join(pieces).strip()


def _ends_in_command(tex: str) -> bool:
    name = tex.rpartition("\\")[2]
    return "\\" in tex and name.isalpha()


def _tex(node: turbohtml.Element, depth: int) -> str:
    if node.tag in _SKIPPED:
        return ""
    if depth >= _MAX_DEPTH:
        return _signs(node.text.strip())
    convert = _CONVERTERS.get(node.tag)
    if convert is not None:
        return convert(node, depth + 1)
    inner = _children(node)
    return _row(inner, depth + 1) if inner else _signs(node.text.strip())


def _signs(text: str) -> str:
    """Text with TeX's commands for its signs."""
    pieces: list[str] = []
    for char in text.translate(_UNSEEN):
        if name := _SIGNS.get(char):
            piece = f"\\{name}"
        elif char in _PLAIN:
            piece = _PLAIN[char]
        elif char == "\\":
            piece = "\\backslash"
        else:
            piece = f"\\{char}" if char in _ESCAPED else char
        if pieces and piece[0].isalpha() and _ends_in_command(pieces[-1]):
            piece = f" {piece}"
        pieces.append(piece)
    return "".join(pieces)


def _group(node: turbohtml.Element | None, depth: int) -> str:
    return f"{{{_tex(node, depth) if node is not None else ''}}}"


def _braced(tex: str) -> str:
    """TeX of a superscript or subscript, in braces unless it is one character."""
    return tex if len(tex) == 1 else f"{{{tex}}}"


def _base(node: turbohtml.Element, depth: int) -> str:
    tex = _tex(node, depth)
    simple = len(tex) <= 1 or (tex.startswith("\\") and (tex[1:].isalpha() or tex.endswith("}")))
    return tex if simple or node.tag in ("mi", "mn", "mo") else f"{{{tex}}}"


def _identifier(node: turbohtml.Element, depth: int) -> str:
    text = node.text.strip().translate(_UNSEEN)
    if text in _FUNCTIONS:
        return f"\\{text}"
    variant = _VARIANTS.get(node.attr("mathvariant") or "")
    if variant and text and (len(text) > 1 or variant != "mathrm" or text.isalpha()):
        return f"\\{variant}{{{_signs(text)}}}"
    return f"\\mathrm{{{_signs(text)}}}" if len(text) > 1 and text.isalpha() else _signs(text)


def _operator(node: turbohtml.Element, depth: int) -> str:
    text = node.text.strip().translate(_UNSEEN)
    if text in _FUNCTIONS:
        return f"\\{text}"
    if text in ("{", "}"):
        return f"\\{text}"
    if len(text) > 1 and text.isalpha():
        return f"\\operatorname{{{text}}}"
    return _signs(text)


def _text(node: turbohtml.Element, depth: int) -> str:
    text = " ".join(node.text.split())
    text = text.replace("\\", "").translate({ord(char): f"\\{char}" for char in _ESCAPED})
    return f"\\text{{{text}}}" if text else "\\ " if node.text else ""


def _fraction(node: turbohtml.Element, depth: int) -> str:
    parts = (*_children(node), None, None)
    thickness = (node.attr("linethickness") or "").strip()
    command = "binom" if thickness in ("0", "0px", "0pt", "0em") else "frac"
    return f"\\{command}{_group(parts[0], depth)}{_group(parts[1], depth)}"


def _square_root(node: turbohtml.Element, depth: int) -> str:
    return f"\\sqrt{{{_row(_children(node), depth)}}}"


def _root(node: turbohtml.Element, depth: int) -> str:
    inner = _children(node)
    if len(inner) != 2:
        return _square_root(node, depth)
    return f"\\sqrt[{_tex(inner[1], depth)}]{_group(inner[0], depth)}"


def _scripts(marks: str) -> Callable[[turbohtml.Element, int], str]:
    def convert(node: turbohtml.Element, depth: int) -> str:
        base, *scripts = _children(node) or [node]
        if base is node:
            return ""
        tex = _base(base, depth)
        for mark, script in zip(marks, scripts, strict=False):
            raised = _tex(script, depth)
            if not raised:
                continue
            if mark == "^" and raised.replace("\\prime", "") == "":
                tex += "'" * raised.count("\\prime")
            else:
                tex += f"{mark}{_braced(raised)}"
        return tex

    return convert


def _over(node: turbohtml.Element, depth: int) -> str:
    inner = _children(node)
    if len(inner) != 2:
        return _row(inner, depth)
    base, over = inner
    accent = _ACCENTS.get(over.text.strip())
    if accent and base.text.strip() not in _BIG:
        command = {"bar": "overline", "hat": "widehat", "tilde": "widetilde", "vec": "overrightarrow"}.get(
            accent, accent
        )
        single = len(base.text.strip()) == 1
        return f"\\{accent if single else command}{_group(base, depth)}"
    if base.text.strip() in _BIG:
        return f"{_base(base, depth)}^{_braced(_tex(over, depth))}"
    return f"\\overset{_group(over, depth)}{_group(base, depth)}"


def _under(node: turbohtml.Element, depth: int) -> str:
    inner = _children(node)
    if len(inner) != 2:
        return _row(inner, depth)
    base, under = inner
    if under.text.strip() in ("_", "¯", "̲", "‾"):
        return f"\\underline{_group(base, depth)}"
    if under.text.strip() == "⏟":
        return f"\\underbrace{_group(base, depth)}"
    if base.text.strip() in _BIG or base.tag == "munder":
        return f"{_base(base, depth)}_{_braced(_tex(under, depth))}"
    return f"\\underset{_group(under, depth)}{_group(base, depth)}"


def _multiscripts(node: turbohtml.Element, depth: int) -> str:
    inner = _children(node)
    if not inner:
        return ""
    tags = [child.tag for child in inner]
    split = tags.index("mprescripts") if "mprescripts" in tags else len(inner)

    def pairs(scripts: Sequence[turbohtml.Element]) -> str:
        return "".join(
            f"{'_^'[n % 2]}{{{tex}}}" for n, script in enumerate(scripts) if (tex := _tex(script, depth))
        )

    before = pairs(inner[split + 1 :])
    return f"{'{}' + before if before else ''}{_base(inner[0], depth)}{pairs(inner[1:split])}"


def _fenced(node: turbohtml.Element, depth: int) -> str:
    opening, closing = node.attr("open"), node.attr("close")
    separators = ("," if node.attr("separators") is None else node.attr("separators")) or ""
    inner = [_tex(child, depth) for child in _children(node)]
    content = (separators[:1] or "").join(inner)
    left = _signs("(" if opening is None else opening) or "."
    right = _signs(")" if closing is None else closing) or "."
    return f"\\left{left}{content}\\right{right}"


def _table(node: turbohtml.Element, depth: int) -> str:
    rows = [
        " & ".join(_tex(cell, depth) for cell in _children(row))
        for row in _children(node)
        if row.tag in ("mtr", "mlabeledtr")
    ]
    content = " \\\\ ".join(rows)
    return f"\\begin{{matrix}}{content}\\end{{matrix}}" if rows else ""


def _enclosed(node: turbohtml.Element, depth: int) -> str:
    content = _row(_children(node), depth)
    notation = node.attr("notation") or ""
    if "box" in notation:
        return f"\\boxed{{{content}}}"
    return f"\\cancel{{{content}}}" if "strike" in notation else content


def _space(node: turbohtml.Element, depth: int) -> str:
    return "\\ "


def _first(node: turbohtml.Element, depth: int) -> str:
    return _row(_children(node)[:1], depth)


def _quoted(node: turbohtml.Element, depth: int) -> str:
    return f"\\text{{“{' '.join(node.text.split())}”}}"


_CONVERTERS: dict[str, Callable[[turbohtml.Element, int], str]] = {
    "mi": _identifier,
    "mo": _operator,
    "mtext": _text,
    "ms": _quoted,
    "mspace": _space,
    "mfrac": _fraction,
    "msqrt": _square_root,
    "mroot": _root,
    "msub": _scripts("_"),
    "msup": _scripts("^"),
    "msubsup": _scripts("_^"),
    "munder": _under,
    "mover": _over,
    "munderover": _scripts("_^"),
    "mmultiscripts": _multiscripts,
    "mfenced": _fenced,
    "mtable": _table,
    "menclose": _enclosed,
    "semantics": _first,
    "maction": _first,
}
