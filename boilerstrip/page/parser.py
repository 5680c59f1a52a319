"""Markup to a tree, once, with the repairs that HTML's own rules of error do not make."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

from boilerstrip.page.open_elements import close_headings, close_links
from boilerstrip.page.streamed import apply_streamed_swaps, find_streamed_swaps
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

# HTML knows no empty elements but its own: to a parser of it, all that follows "<title/>" is the title.
_XHTML = lazy(
    r"\s*<\?xml\b[^>]*>(?:\s|<!--(?:(?!-->).)*-->|<!DOCTYPE[^>]*>)*<html\b", re.IGNORECASE | re.DOTALL
)
# Without scripts, a frame that is never closed takes all of the page that follows it for its own text.
_OPEN_FRAME = lazy(r"(<iframe\b[^<>]*>)(\s*</noscript)")
# Characters of a page that says nothing, of a template that says all of it, and what of a body is not shown.
_LITTLE, _MIN_TEMPLATE = 100, 200
_MAX_TEMPLATES = 30
_HIDDEN = ("body script", "body style", "body template", "body noscript")
_EMPTY_TAG = lazy(
    r"<(?!(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)\b)([a-z][\w:.-]*)"
    r"""((?:[^<>"']|"[^"<>]*"|'[^'<>]*')*?)\s*/>""",
    re.IGNORECASE,
)


def close_empty_tags(markup: str) -> str:
    """XHTML with its empty elements closed as HTML closes them; other markup as it is."""
    return _EMPTY_TAG.sub(r"<\1\2></\1>", markup) if _XHTML.match(markup) else markup


def parse(markup: str) -> turbohtml.Document:
    """The tree of a page, with what was sent late in its place."""
    document = _parsed(markup)
    # to ask the parser costs less than to look through all of the markup
    if any(frame.text.lstrip().startswith("</noscript") for frame in document.select("iframe")):
        document = _parsed(_OPEN_FRAME.sub(r"\1</iframe>\2", markup))
    if document.select_one("template") is not None:
        if swaps := find_streamed_swaps(markup):
            apply_streamed_swaps(document, swaps)
        else:
            _show_template(document)
    close_headings(document)
    close_links(document, markup)
    return document


def _show_template(document: turbohtml.Document) -> None:
    """Show the longest template of a page that says nothing outside of it, as its scripts would do."""
    # each may hold others, and is read with them
    templates = document.select("template")
    if len(templates) + len(document.select("noscript")) > _MAX_TEMPLATES:
        return
    longest = max(templates, key=lambda template: len(template.text))
    if len(longest.text.strip()) < _MIN_TEMPLATE:
        return
    if _count_signs(document, ("body",)) - _count_signs(document, _HIDDEN) < _LITTLE:
        longest.attrs["shadowrootmode"] = "open"


def _count_signs(document: turbohtml.Document, paths: Iterable[str]) -> int:
    """How many characters there are in the elements of these paths, beside white space."""
    # of a list of paths in one, the parser looks at all elements
    return sum(len("".join(node.text.split())) for path in paths for node in document.select(path))


def _parsed(markup: str) -> turbohtml.Document:
    import turbohtml

    return turbohtml.parse(markup, positions=False, allow_declarative_shadow_roots=False)
