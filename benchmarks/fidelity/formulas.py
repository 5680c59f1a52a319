"""Formulas in HTML: MathML, elements that renderers of TeX leave behind, and TeX between signs in text."""

from __future__ import annotations

import re

import turbohtml

from benchmarks.fidelity.nodes import attribute

# Elements of which the text is TeX, or that hold a formula drawn from it.
_CLASSES = frozenset("math katex katex-display mathjax mathjax_display mwe-math-element arithmatex".split())
_TAGS = frozenset({"math", "mjx-container", "eq", "eqn", "la-tex"})
_SOURCES = ("data-tex", "data-latex", "data-math", "alttext", "alt", "data-formula")
_IN_TEXT = re.compile(
    r"\\\((?P<round>.+?)\\\)|\\\[(?P<square>.+?)\\\]|\$\$(?P<double>.+?)\$\$"
    r"|(?<![\\$\w])\$(?P<single>[^\s$](?:[^$\n]*?[^\s$\\])?)\$(?![\d$])",
    re.DOTALL,
)
_SIGNS = re.compile(r"^\s*(?:\$\$?|\\[(\[])|(?:\$\$?|\\[)\]])\s*$")
_NUMBER = re.compile(r"\\tag\*?\s*\{[^{}]*\}")
_STYLE = re.compile(r"^\{\\(?:display|text)style(.*)\}$", re.DOTALL)


def is_formula(element: turbohtml.Element) -> bool:
    """Whether an element is a formula, and not part of one."""
    return _looks_like_formula(element) and not any(
        isinstance(ancestor, turbohtml.Element) and _looks_like_formula(ancestor)
        for ancestor in element.ancestors
    )


def keys(element: turbohtml.Element) -> set[str]:
    """What a formula is known by: its TeX by any name, else the text that it shows."""
    found: set[str] = set()
    for source in (
        element,
        *(child for child in element.descendants if isinstance(child, turbohtml.Element)),
    ):
        found |= {_tex(value) for name in _SOURCES if (value := attribute(source, name))}
        kind = attribute(source, "encoding") + attribute(source, "type")
        if "tex" in kind.lower() and source.tag in ("annotation", "script"):
            found.add(_tex(source.text))
    if element.tag == "math" or element.find("math") is not None:
        math = element if element.tag == "math" else element.find("math")
        assert math is not None
        shown = "".join(
            child.data
            for child in math.descendants
            if isinstance(child, turbohtml.Text)
            and not str(getattr(child.parent, "tag", "")).startswith("annotation")
        )
        found.add("mathml " + "".join(shown.split()))
    elif not found:
        found.add(_tex(element.text))
    return found - {"", "mathml "}


def in_text(text: str) -> list[str]:
    """The TeX of the formulas that stand between signs in a text."""
    found = (next(part for part in match.groups() if part is not None) for match in _IN_TEXT.finditer(text))
    return [tex for part in found if (tex := _tex(part))]


def without(text: str) -> str:
    """A text without the formulas that stand between signs in it."""
    return _IN_TEXT.sub(" ", text)


def _looks_like_formula(element: turbohtml.Element) -> bool:
    if element.tag in _TAGS:
        return True
    if element.tag == "img":
        return bool({"math", "tex", "latex", "mwe-math-fallback-image-inline"} & _classes(element))
    return element.tag in ("span", "div", "p") and bool(_CLASSES & _classes(element))


def _classes(element: turbohtml.Element) -> set[str]:
    return set(attribute(element, "class").lower().split())


def _tex(source: str) -> str:
    """TeX without white space, the signs around it, a style for all of it, and the number beside it."""
    source = _NUMBER.sub("", source)
    source = _SIGNS.sub("", _SIGNS.sub("", source.strip())).strip()
    if styled := _STYLE.match(source):
        source = styled[1]
    return "".join(source.split())
