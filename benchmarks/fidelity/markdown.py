"""Markdown read into HTML, as its readers do."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import TYPE_CHECKING

import turbohtml

if TYPE_CHECKING:
    from markdown_it import MarkdownIt


def to_html(markdown: str, *, with_formulas: bool = False) -> str:
    """The HTML of CommonMark with tables, strikethrough, footnotes and definition lists.

    GitHub's alerts and tasks are read, too. A line in italics by itself, right below an image, listing,
    quotation or link that stands alone, or right beside a table, is its caption. `with_formulas` reads TeX
    between dollar signs; elsewhere they are signs of shells and prices.
    """
    document = turbohtml.parse(str(_reader(with_formulas).render(markdown)))
    for quote in document.select("blockquote"):
        _read_alert(quote)
    for line in document.select("td > em, th > em"):
        before = _beside(line.previous_siblings)
        if before is not None and _is_image(before) and _beside(line.next_siblings) is None:
            line.tag = "figcaption"
    for paragraph in document.select("p"):
        if _is_in_italics(paragraph) and _is_beside_what_it_captions(paragraph):
            paragraph.tag = "figcaption"
            _unwrap(paragraph)
    return document.inner_html


@cache
def _reader(with_formulas: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt
    from mdit_py_plugins.deflist import deflist_plugin
    from mdit_py_plugins.dollarmath import dollarmath_plugin
    from mdit_py_plugins.footnote import footnote_plugin
    from mdit_py_plugins.tasklists import tasklists_plugin

    reader = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
    reader = reader.use(footnote_plugin).use(deflist_plugin).use(tasklists_plugin)
    if with_formulas:
        # a number in brackets behind a formula is text, as most readers have it, and no label
        reader = reader.use(dollarmath_plugin, allow_space=False, double_inline=True, allow_labels=False)
    return reader


def _read_alert(quote: turbohtml.Element) -> None:
    """Make a note, tip or warning of a quotation that begins with its kind in brackets."""
    paragraph = next((node for node in quote.children if isinstance(node, turbohtml.Element)), None)
    first = next(iter(paragraph.children), None) if paragraph is not None else None
    if paragraph is None or not isinstance(first, turbohtml.Text):
        return
    found = _ALERT.match(first.data)
    if found is None:
        return
    quote.tag = "div"
    quote.attrs["class"] = f"admonition {found[1].lower()}"
    first.data = first.data[found.end() :]
    if not paragraph.text.strip() and paragraph.select_one("img") is None:
        paragraph.extract()
    elif _only(paragraph.children, "strong") is not None:
        # a title of its own
        _unwrap(paragraph)
        return
    following = next((node for node in quote.children if isinstance(node, turbohtml.Element)), None)
    if following is not None and following.tag in _HEADINGS:
        return
    title = turbohtml.Element("p")
    title.append(turbohtml.Text(found[1].capitalize()))
    quote.insert(0, title)


def _is_in_italics(paragraph: turbohtml.Element) -> bool:
    return _only(paragraph.children, "em") is not None


def _is_beside_what_it_captions(paragraph: turbohtml.Element) -> bool:
    before = _beside(paragraph.previous_siblings)
    after = _beside(paragraph.next_siblings)
    return (before is not None and _may_have_caption(before)) or (after is not None and after.tag == "table")


def _may_have_caption(element: turbohtml.Element) -> bool:
    if element.tag in ("table", "pre", "figcaption", "blockquote"):
        return True
    return element.tag == "p" and (_is_image(element) or _only(element.children, "a") is not None)


def _is_image(element: turbohtml.Element) -> bool:
    """Whether an element is an image, or holds nothing else."""
    return element.tag == "img" or (not element.text.strip() and element.select_one("img") is not None)


def _beside(siblings: Iterable[turbohtml.Node]) -> turbohtml.Element | None:
    """The first element among siblings, with no text before it."""
    for node in siblings:
        if isinstance(node, turbohtml.Element):
            return node
        if isinstance(node, turbohtml.Text) and node.data.strip():
            return None
    return None


def _only(nodes: Iterable[turbohtml.Node], tag: str) -> turbohtml.Element | None:
    """The one element among nodes without text beside it, if it has this tag."""
    visible = [node for node in nodes if not (isinstance(node, turbohtml.Text) and not node.data.strip())]
    only = visible[0] if len(visible) == 1 else None
    return only if isinstance(only, turbohtml.Element) and only.tag == tag else None


def _unwrap(paragraph: turbohtml.Element) -> None:
    """Take what is in the only element of a paragraph out of it."""
    for inner in [node for node in paragraph.children if isinstance(node, turbohtml.Element)]:
        for child in list(inner.children):
            inner.insert_before(child)
        inner.extract()


_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
# The first line of an alert, as GitHub has them.
_ALERT = re.compile(r"\s*\[!(NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]\s*")
