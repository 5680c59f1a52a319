"""Markdown read into HTML, as its readers do."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def to_html(markdown: str, *, with_formulas: bool = False) -> str:
    """The HTML of CommonMark with tables, strikethrough, footnotes and definition lists.

    `with_formulas` reads TeX between dollar signs, too; elsewhere they are signs of shells and prices.
    """
    return str(_reader(with_formulas).render(markdown))


@cache
def _reader(with_formulas: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin

    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader = reader.use(footnote_plugin).use(deflist_plugin)
    return reader.use(dollarmath_plugin, allow_space=False, double_inline=True) if with_formulas else reader
