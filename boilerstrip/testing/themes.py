"""Themes of drawn pages: their elements, names, depth of nesting, and faults."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass

from boilerstrip.testing.choices import Choices
from boilerstrip.testing.nodes import FAULTS, Node, node

# Whatever a theme can be, simplest first.
TAGS = ("semantic", "div", "table")
NAMES = ("words", "ids", "hashed", "none")
PARAGRAPHS = ("p", "div", "br")
MAX_WRAPPERS = 4

# Elements of boxes in a semantic theme; all others, and all in other themes, are `div`s.
_SEMANTIC = {
    "header": "header", "menu": "nav", "main": "main", "article": "article", "beside": "aside",
    "footer": "footer", "teasers": "section", "pager": "nav", "comments": "section", "crumbs": "nav",
}  # fmt: skip
# Class names of boxes in themes with words as names.
_WORDS = {
    "header": "site-header", "menu": "main-menu", "main": "content-area", "article": "post",
    "title": "post-title", "byline": "byline", "body": "post-body", "beside": "sidebar",
    "footer": "site-footer", "wrapper": "wrap", "teasers": "related-posts", "teaser": "teaser",
    "pager": "pager", "comments": "comments", "comment": "comment", "cookies": "cookie-notice",
    "newsletter": "newsletter", "advert": "advert", "share": "share-links", "crumbs": "breadcrumbs",
    "tags": "tags", "author": "author-box", "also": "also-read", "message": "message",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Theme:
    """The markup of a page: elements, names, depth of nesting, and faults."""

    tags: str = "semantic"
    names: str = "words"
    paragraphs: str = "p"
    wrappers: int = 0
    faults: tuple[str, ...] = ()

    def box(self, role: str, *children: Node | str) -> Node:
        """Return an element for a role, a key of `_WORDS`."""
        attributes = self._named(role)
        if self.tags == "table" and role not in ("wrapper", "title", "byline"):
            return Node("table", (node("tr", node("td", *children)),), attributes)
        tag = _SEMANTIC.get(role, "div") if self.tags == "semantic" else "div"
        return Node(tag, children, attributes)

    def wrapped(self, inner: Node) -> Node:
        """Return a node inside as many wrappers as the theme has."""
        for _ in range(self.wrappers):
            inner = Node("div", (inner,), self._named("wrapper"))
        return inner

    def _named(self, role: str) -> dict[str, str]:
        word = _WORDS[role]
        hashed = f"css-{zlib.crc32(word.encode()):08x}"
        return {
            "words": {"class": f"{word} block"}, "ids": {"id": word}, "hashed": {"class": hashed}, "none": {},
        }[self.names]  # fmt: skip


def draw_theme(
    choose: Choices,
    *,
    tags: Sequence[str] = TAGS,
    names: Sequence[str] = NAMES,
    faults: Sequence[str] = FAULTS,
) -> Theme:
    """Return a theme; half of them have no faults."""
    return Theme(
        tags=choose.one(tags),
        names=choose.one(names),
        paragraphs=choose.one(PARAGRAPHS),
        wrappers=choose.number(0, MAX_WRAPPERS),
        faults=tuple(choose.some(faults, 1, 3)) if faults and choose.number(0, 1) else (),
    )


def link(text: str, number: int = 0) -> Node:
    """Return a link whose address depends on its text and a number."""
    return node("a", text, href=f"/page/{zlib.crc32(text.encode()) % 10_000 + number}", target="_self")
