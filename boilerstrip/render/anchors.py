"""Places that links within a body lead to, in Markdown: headings have names, all else needs an element."""

from __future__ import annotations

from collections.abc import Callable
from html import escape
from typing import TYPE_CHECKING

from boilerstrip.page.tags import HEADINGS
from boilerstrip.render.markdown_forms import LINE
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    from turbohtml import Document, Element

# What holds others, of which the first is where it begins.
_HOLDERS = frozenset("ul ol dl table thead tbody tr blockquote div details figure li dd td th".split())
# What may have the element of a place for its first.
_LINES = frozenset({"p", "li", "td", "th", "dt", "dd", "figcaption", "summary", *HEADINGS})
_NOTE = ("fn-", "fnref-")
_NOT_IN_SLUG = lazy(r"[^\w\- ]")


def set_anchors(document: Document) -> None:
    """Put an empty element into a body's tree wherever a link of it leads to; take away links to nowhere.

    A heading whose name in Markdown is the one that links have needs none.
    """
    from turbohtml import Element

    names = set()
    for element in document.select("[id]"):
        name = element.attr("id") or ""
        names.add(name)
        if element.tag == "span" or name.startswith(_NOTE):
            continue
        if not (element.tag in HEADINGS and slug(element.text) == name):
            anchor = Element("span")
            anchor.attrs["id"] = name
            _insert(anchor, element)
        del element.attrs["id"]
    for link in document.select("a[href^='#']"):
        name = (link.attr("href") or "")[1:]
        if name not in names and not name.startswith(_NOTE):
            for child in list(link.children):
                link.insert_before(child)
            link.extract()


def slug(heading: str) -> str:
    """Return the name that a heading has in Markdown, as GitHub and most others make it of its text."""
    return _NOT_IN_SLUG.sub("", " ".join(heading.split()).lower()).replace(" ", "-")


def _insert(anchor: Element, element: Element) -> None:
    """Put a place at the begin of an element: in the first line of it, or before what is no line."""
    from turbohtml import Element, Text

    while element.tag in _HOLDERS:
        first = next((node for node in element.children if not _is_empty(node)), None)
        if not isinstance(first, Element) or first.tag not in _HOLDERS | _LINES:
            break
        element = first
    if element.tag in _LINES:
        first = next(iter(element.children), None)
        if isinstance(first, Element) and first.tag == LINE:
            first.insert(0, anchor)
            return
        # a box to tick comes first
        is_task = isinstance(first, Element) and first.text in ("[ ]", "[x]")
        element.insert(1 if is_task else 0, anchor)
        if is_task:
            anchor.insert_before(Text(" "))
            if isinstance(following := anchor.next_sibling, Text):
                following.data = following.data.lstrip()
    else:
        paragraph = Element("p")
        paragraph.append(anchor)
        element.insert_before(paragraph)


def _is_empty(node: object) -> bool:
    return getattr(node, "data", None) is not None and not str(getattr(node, "data", "")).strip()


def _anchor(element: Element, content: str) -> str:
    """A place that links lead to, as HTML."""
    name = element.attr("id")
    if not name:
        return content
    # neither may end a cell or the code that a line begins
    written = escape(name).replace("|", "&#124;").replace("`", "&#96;")
    return f'<a id="{written}"></a>{content}'


CONVERTERS: dict[str, Callable[[Element, str], str]] = {"span": _anchor}
