"""Kept Blocks as Markdown, by way of their HTML."""

from __future__ import annotations


def to_markdown(html: str) -> str:
    """CommonMark with pipe tables of a body's sanitised HTML."""
    import turbohtml

    return turbohtml.parse(html).to_markdown().strip()
