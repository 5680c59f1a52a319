"""Runs of text as inline markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape
from itertools import groupby

from boilerstrip.page import Page, Run
from boilerstrip.page.footnotes import NOTEREF
from boilerstrip.render.footnotes import mark_markup
from boilerstrip.render.formulas import formula_markup
from boilerstrip.text.whitespace import squeeze

_BREAK = ("br",)
# The mark of a run whose text is the markup of an image.
IMAGE = ("img",)


def squeezed(runs: Sequence[Run]) -> list[Run]:
    """The runs that show, with the white space that shows; no line break begins or ends them."""
    shown: list[Run] = []
    spaced = True  # a space is due to show only after something that does not end with one
    for run in runs:
        if run.marks == _BREAK:
            if shown:
                shown.append(run)
            spaced = True
            continue
        if run.marks == IMAGE:
            spaced = False
            shown.append(run)
            continue
        text = squeeze(run.text)
        text = text.lstrip(" ") if spaced else text
        if text:
            spaced = text.endswith(" ")
            shown.append(run if text is run.text else Run(text, run.href, run.marks))
    while shown and shown[-1].text.isspace():
        shown.pop()
    if shown and shown[-1].text.endswith(" ") and shown[-1].marks != IMAGE:
        # within formatting at the end it would stay
        shown[-1] = shown[-1]._replace(text=shown[-1].text.rstrip(" "))
    return shown


def marked(page: Page, runs: Iterable[Run], depth: int = 0) -> str:
    """Runs with their marks from this one on, the first being the outermost, as it was on the page."""
    runs = list(runs)
    if all(len(run.marks) <= depth for run in runs):
        return escape("".join([run.text for run in runs]), quote=False)
    pieces: list[str] = []
    for mark, same in groupby(runs, lambda run: run.marks[depth] if depth < len(run.marks) else ""):
        inside = list(same)
        if mark == _BREAK[0]:
            pieces += ["<br>" for _ in inside]
        elif mark == IMAGE[0]:
            # these are markup already
            pieces += [run.text for run in inside]
        elif mark == "math":
            pieces += [_formula(page, run) for run in inside]
        elif mark.startswith(NOTEREF):
            pieces.append(mark_markup(mark, escape("".join(run.text for run in inside), quote=False)))
        elif mark.startswith("ruby "):
            reading = escape(mark[5:], quote=False)
            pieces.append(f"<ruby>{marked(page, inside, depth + 1)}<rt>{reading}</rt></ruby>")
        elif mark and all(run.marks[depth + 1 : depth + 2] == (mark,) for run in inside):
            # raised once more as a whole, which says nothing
            pieces.append(marked(page, inside, depth + 1))
        elif mark and not all(run.text.isspace() for run in inside):
            pieces.append(f"<{mark}>{marked(page, inside, depth + 1)}</{mark}>")
        else:
            pieces += [escape(run.text, quote=False) for run in inside]
    return "".join(pieces)


def _formula(page: Page, run: Run) -> str:
    formula = page.formulas.get(run.text.strip())
    return formula_markup(formula) if formula is not None else escape(run.text, quote=False)
