"""The scripts of a page: each is read once, and looked through once for all that tells what is in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from boilerstrip import _kernels
from boilerstrip.text.needles import Needles

if TYPE_CHECKING:
    import turbohtml

# How a paragraph begins in a text that is markup, escaped or not.
PARAGRAPHS = ("<p", "&lt;p", "&amp;lt;p")
ESCAPED_PARAGRAPHS = frozenset({*PARAGRAPHS[1:], "\\u003cp"})
# Keys of data in scripts that tell when a page was published.
DATE_KEYS = frozenset({
    "datePublished", "dateCreated", "publishedAt", "published_at", "publishDate", "publish_date",
    "published_date", "publishedDate", "publicationDate", "publication_date", "PublishedAt",
    "first_published_at", "pubDate",
    "publishedTime", "published_time", "createdAt", "created_at", "datePosted",
    # the stream of server components, which breaks off anywhere
    "__next_f.push",
})  # fmt: skip
# What a script with a body in it has somewhere, beside paragraphs.
BODIES = frozenset({"articleBody", '"body"'})
# What is about MathJax or KaTeX.
RENDERERS = frozenset({"MathJax", "mathjax", "katex"})
_TELLING = Needles(*ESCAPED_PARAGRAPHS, *DATE_KEYS, *BODIES, *RENDERERS, is_exact=True)


class Script(NamedTuple):
    """The type of a script in small letters, its text, and the words above that it has, unless it is JSON."""

    kind: str
    source: str
    parts: frozenset[str]

    @property
    def is_json(self) -> bool:
        """Return whether it is data of any type."""
        return "json" in self.kind


def read_scripts(document: turbohtml.Document) -> dict[turbohtml.Element, Script]:
    """Return the scripts of the page of this tree, in its order."""
    return {node: read_script(node) for node in document.select("script")}


def read_script(node: turbohtml.Element) -> Script:
    """Return what is in a script."""
    kind, source = (node.attr("type") or "").lower(), node.text
    return Script(kind, source, frozenset() if "json" in kind else _TELLING.found_in([source]))


def has_paragraph(source: str) -> bool:
    """Return whether there is "<p" in a script, as where a paragraph begins in markup."""
    if _kernels.markup is None:
        return PARAGRAPHS[0] in source
    found: bool = _kernels.markup.has_paragraph(source)
    return found
