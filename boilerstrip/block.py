"""Blocks: the text-bearing leaves of a page's block structure, and the elements that hold them."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Role(StrEnum):
    """What a Block is on its page, told from markup alone."""

    TITLE = "title"
    HEADING = "heading"
    BYLINE = "byline"
    DATE = "date"
    PARAGRAPH = "paragraph"
    LIST_ITEM = "list_item"
    QUOTE = "quote"
    CAPTION = "caption"
    CODE = "code"
    TABLE = "table"
    COMMENT = "comment"
    CONTROL = "control"


class Run(NamedTuple):
    """A stretch of a Block's text under one inline formatting."""

    text: str
    href: str | None = None
    marks: tuple[str, ...] = ()


@dataclass(slots=True, eq=False)
class Element:
    """A block-level element of the page, holding the Blocks `start` to `end` (exclusive).

    Blocks are numbered in document order, so whatever an element holds is one range: sums
    over an element are differences of prefix sums.
    """

    index: int
    parent: int
    depth: int
    tag: str
    # class and id, lower-cased: the words that themes name their boxes with
    names: str
    role: str
    itemtype: str
    itemprop: str
    hidden: bool
    start: int
    end: int = 0


@dataclass(slots=True, eq=False)
class Block:
    """A text-bearing leaf of the page, with what was decided about it.

    `element` is the index in `Page.elements` of the nearest block-level element. `words` and
    `link_words` count words as in `boilerstrip.words`. `kept`, `reason` and `probability` are
    filled in by the pipeline: the reason names the rule or scorer that decided.
    """

    index: int
    text: str
    element: int
    role: Role
    words: int
    link_words: int
    path: str
    runs: list[Run] = field(repr=False)
    level: int = 0
    kept: bool = False
    reason: str = ""
    probability: float = 0.0

    @property
    def link_density(self) -> float:
        """Share of the Block's words that stand inside links, 0 to 1."""
        return self.link_words / self.words if self.words else 0.0
