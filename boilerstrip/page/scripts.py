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


# What a browser runs.
_CODE = frozenset({"", "text/javascript", "module"})


class Script(NamedTuple):
    """The text of a script, and what it is kept as: a list of `Head`, "" for a script that tells nothing."""

    source: str
    kept_as: str
    # whether it is about MathJax or KaTeX, unless it is JSON
    is_about_formulas: bool = False


_EMPTY = Script("", "")


def read_scripts(document: turbohtml.Document) -> dict[turbohtml.Element, Script]:
    """Return the scripts of the page of this tree, in its order."""
    return {node: read_script(node) for node in document.select("script")}


def read_script(node: turbohtml.Element) -> Script:
    """Return what is in a script."""
    source = node.text
    if not source:
        return _EMPTY
    kind = (node.attr("type") or "").lower()
    if "json" in kind:
        return Script(source, "json_ld" if "ld+json" in kind else "state")
    parts = _TELLING.found_in([source])
    kept_as = _kept_as(source, parts) if kind in _CODE else ""
    return Script(source, kept_as, not parts.isdisjoint(RENDERERS)) if kept_as or parts else _EMPTY


def _kept_as(source: str, parts: frozenset[str]) -> str:
    """Return the list that a script goes into by its parts, "" for none."""
    if not parts:
        return "scripts" if has_paragraph(source) else ""
    if not parts.isdisjoint(BODIES):
        return "state"
    if has_paragraph(source) or not parts.isdisjoint(ESCAPED_PARAGRAPHS):
        return "scripts"
    return "" if parts.isdisjoint(DATE_KEYS) else "dated_scripts"


def has_paragraph(source: str) -> bool:
    """Return whether there is "<p" in a script, as where a paragraph begins in markup."""
    if _kernels.markup is None:
        return PARAGRAPHS[0] in source
    found: bool = _kernels.markup.has_paragraph(source)
    return found
