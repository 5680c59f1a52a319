"""Kept Blocks as Markdown, by way of their HTML."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from turbohtml import Element, Markdown


def to_markdown(html: str) -> str:
    """CommonMark with pipe tables of a body's sanitised HTML."""
    import turbohtml

    return turbohtml.parse(html).to_markdown(_options()).strip()


@cache
def _options() -> Markdown:
    from turbohtml import Markdown

    # Markdown has no signs of its own for these, and H2O is not H₂O
    return Markdown(converters=dict.fromkeys(("sub", "sup"), _as_html))


def _as_html(element: Element, content: str) -> str:
    return f"<{element.tag}>{content}</{element.tag}>"
