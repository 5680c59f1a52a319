"""Kept Blocks as Markdown, by way of their HTML."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING

from boilerstrip.page.tags import CELLS
from boilerstrip.render.anchors import CONVERTERS as ANCHORS
from boilerstrip.render.anchors import set_anchors
from boilerstrip.render.markdown_forms import CONVERTERS, convert, define_notes, escape_colons, rewrite, tidy
from boilerstrip.render.markdown_tables import write_definitions, write_tables
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    from turbohtml import Element, Markdown, Node

# What would begin a list, heading or quote, had it no sign before it.
_BEGIN = lazy(r"^(\d*)\\([.)#>+-])")
_NUMBER = lazy(r"\\([-+.])")
_SIGNS = {"strong": "**", "em": "*", "del": "~~"}


def to_markdown(html: str) -> str:
    """CommonMark with pipe tables of a body's sanitised HTML."""
    import turbohtml

    document = turbohtml.parse(html)
    rewrite(document)
    write_tables(document, _options())
    write_definitions(document, _options())
    set_anchors(document)
    escape_colons(document)
    define_notes(document, _options())
    return tidy(convert(document, _options()))


@cache
def _options() -> Markdown:
    from turbohtml import Markdown

    # Markdown has no signs of its own for the former, and H2O is not H₂O; the latter's are only written
    # around ASCII by default
    return Markdown(
        converters=dict.fromkeys(("sub", "sup"), _as_html)
        | dict.fromkeys(_SIGNS, _emphasised)
        | CONVERTERS
        | ANCHORS
    )


def _as_html(element: Element, content: str) -> str:
    if element.tag in ("sub", "sup"):
        # within a line these begin nothing
        content = _NUMBER.sub(r"\1", content)
    return f"<{element.tag}>{_unescaped(element, content)}</{element.tag}>"


def _emphasised(element: Element, content: str) -> str:
    """The content between signs, or between tags where signs would not be read as such.

    Signs open what follows them closely and close what they follow closely; beside punctuation only
    where space or punctuation is on their other side (CommonMark 0.31, "left-flanking delimiter run").
    """
    if not content:
        return ""
    # white space at its edges is put outside of it
    content_text = element.text
    before = " " if content_text[0].isspace() else _edge(element.previous_sibling, -1)
    after = " " if content_text[-1].isspace() else _edge(element.next_sibling, 0)
    can_open = not _is_sign(content[0]) or before.isspace() or _is_sign(before)
    closes = not _is_sign(content[-1]) or after.isspace() or _is_sign(after)
    sign = _SIGNS[element.tag]
    if not can_open or not closes or sign[0] in (before, after):
        return _as_html(element, content)
    inner = _BEGIN.sub(r"\1\2", _unescaped(element, content))
    return f"{sign}{inner}{sign}"


def _unescaped(element: Element, content: str) -> str:
    """The content with its pipes as they are, where the cell around it has them escaped later."""
    ancestor: Node | None = element.parent
    while ancestor is not None and getattr(ancestor, "tag", "") not in CELLS:
        ancestor = ancestor.parent
    return content if ancestor is None else content.replace("\\|", "|")


def _edge(node: Node | None, position: int) -> str:
    """The character beside an element; a space where there is none, a sign where emphasis begins."""
    if node is None:
        return " "
    text: str = getattr(node, "data", "")
    tag = getattr(node, "tag", "")
    return text[position] if text else _SIGNS.get(tag, " " if tag == "br" else "[")[0]


def _is_sign(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"
