"""Blocks: the text-bearing leaves of a page's block structure, and the elements that hold them."""

from __future__ import annotations

from collections.abc import Container, Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeVar

from boilerstrip import _kernels
from boilerstrip.text import sentences

# An unlinked sentence of this length is text somebody wrote for this page.
MIN_PROSE_WORDS = 25
MAX_PROSE_LINKED = 0.3


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
    FOOTNOTE = "footnote"


# What ends as it comes, prose or not.
UNPUNCTUATED = frozenset({Role.CODE, Role.TABLE})


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
    # class and id, lower-cased, camel case with hyphens: the words that themes name their boxes with
    class_id: str
    role: str
    itemtype: str
    itemprop: str
    hidden: bool
    start: int
    end: int = 0
    # the tags around and of it, "body/div/ul"
    path: str = ""
    # the role of a Block in here, and the level if that is a heading
    content_role: Role = Role.PARAGRAPH
    level: int = 0
    # the number of the first item, if it is an ordered list
    first: int = 1
    # how many columns and rows it spans, if it is a cell, and how many columns stay blank before it
    columns: int = 1
    rows: int = 1
    blank: int = 0
    # class and id as the page writes them, for selectors
    class_attribute: str = ""
    id_attribute: str = ""
    # attributes that give it its form: the language of a listing, how a list is numbered, whether an item
    # is done
    form: dict[str, str] | None = None

    @property
    def names(self) -> str:
        """Deprecated: `class_id`."""
        return self.class_id


@dataclass(slots=True, eq=False)
class Block:
    """A text-bearing leaf of the page, with what was decided about it.

    `element` is the index in `Page.elements` of the nearest block-level element. `words` and
    `link_words` count words as in `boilerstrip.text.words`. `kept`, `reason` and `probability` are
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

    def with_role(self, role: Role) -> Block:
        """Return the Block with another role."""
        # several times as fast as `dataclasses.replace`
        return Block(
            self.index, self.text, self.element, role, self.words, self.link_words, self.path, self.runs,
            self.level, self.kept, self.reason, self.probability,
        )  # fmt: skip

    @property
    def link_density(self) -> float:
        """Share of the Block's words that stand inside links, 0 to 1."""
        return self.link_words / self.words if self.words else 0.0

    @property
    def is_truncated(self) -> bool:
        """Return whether the text breaks off with an ellipsis, as the leads of teasers do."""
        return sentences.is_truncated(self.text)

    @property
    def ends_sentence(self) -> bool:
        """Return whether the text ends as sentences end, or before what they announce."""
        return sentences.ends_sentence(self.text)

    @property
    def is_question(self) -> bool:
        """Return whether the text ends with a question mark."""
        return sentences.is_question(self.text)

    @property
    def is_prose(self) -> bool:
        """Return whether it reads as running text: long, hardly linked, ending as sentences end."""
        return (
            self.words >= MIN_PROSE_WORDS
            and self.link_density < MAX_PROSE_LINKED
            and not self.is_truncated
            and (self.role in UNPUNCTUATED or self.ends_sentence)
        )

    @property
    def solid(self) -> bool:
        """Deprecated: `is_prose`."""
        return self.is_prose

    @property
    def asks(self) -> bool:
        """Deprecated: `is_question`."""
        return self.is_question

    @property
    def cut_off(self) -> bool:
        """Deprecated: `is_truncated`."""
        return self.is_truncated


def of_roles(blocks: list[Block], roles: frozenset[Role]) -> list[Block]:
    """Return the Blocks that have one of these roles."""
    if _kernels.columns is not None:
        found: list[Block] = _kernels.columns.of_roles(blocks, roles)
        return found
    return [block for block in blocks if block.role in roles]


def word_counts(blocks: list[Block]) -> list[int]:
    """Return the number of words of each Block."""
    if _kernels.columns is not None:
        found: list[int] = _kernels.columns.values_of(blocks, "words")
        return found
    return [block.words for block in blocks]


def texts_of(blocks: list[Block]) -> list[str]:
    """Return the text of each Block."""
    if _kernels.columns is not None:
        found: list[str] = _kernels.columns.values_of(blocks, "text")
        return found
    return [block.text for block in blocks]


def saying(blocks: list[Block], part: str) -> list[Block]:
    """Return the Blocks whose text has this part."""
    if _kernels.rules is not None:
        found: list[Block] = _kernels.rules.saying(blocks, part)
        return found
    return [block for block in blocks if part in block.text]


def is_bold(block: Block) -> bool:
    """Return whether all words of a Block are bold."""
    return all("strong" in run.marks for run in block.runs if run.text.strip())


def has_bold_label(block: Block) -> bool:
    """Return whether a line begins with bold words, no number, and says something else behind them."""
    marks = [run.marks for run in block.runs if run.text.strip()]
    if not block.text[:1].isalpha():
        return False
    return len(marks) > 1 and "strong" in marks[0] and not any("strong" in mark for mark in marks[1:])


def class_ids(elements: list[Element]) -> set[str]:
    """Return the distinct class names and IDs of elements."""
    if _kernels.columns is not None:
        found: set[str] = _kernels.columns.distinct(elements, "class_id")
        return found
    return {element.class_id for element in elements}


def named(elements: list[Element], names: Container[str]) -> list[Element]:
    """Return the elements whose class name and ID are among these."""
    if _kernels.columns is not None:
        found: list[Element] = _kernels.columns.named(elements, names)
        return found
    return [element for element in elements if element.class_id in names]


def kept_of(blocks: list[Block]) -> list[Block]:
    """Return the Blocks that are kept."""
    return _having(blocks, "kept")


def with_item_type(elements: list[Element]) -> list[Element]:
    """Return the elements that have types of microdata."""
    return _having(elements, "itemtype")


def with_item_property(elements: list[Element]) -> list[Element]:
    """Return the elements that are properties of microdata."""
    return _having(elements, "itemprop")


def hidden_elements(elements: list[Element]) -> list[Element]:
    """Return the elements that are hidden."""
    return _having(elements, "hidden")


def outermost(elements: Iterable[Element]) -> list[Element]:
    """Return those of these elements, in document order, that are in none of the others."""
    found: list[Element] = []
    for element in elements:
        if not found or element.start >= found[-1].end:
            found.append(element)
    return found


def with_form(elements: list[Element]) -> list[Element]:
    """Return the elements whose attributes give them a form of their own."""
    return _having(elements, "form")


def headings_of(blocks: list[Block]) -> list[Block]:
    """Return the Blocks that are headings."""
    return _having(blocks, "level")


_Record = TypeVar("_Record", "Block", "Element")


def _having(records: list[_Record], name: str) -> list[_Record]:
    """Return the Blocks or elements of which the field of this name is true."""
    if _kernels.columns is not None:
        found: list[_Record] = _kernels.columns.having(records, name)
        return found
    return [record for record in records if getattr(record, name)]


def opened_by(blocks: list[Block], signs: str) -> list[Block]:
    """Return the Blocks whose text begins with one of these signs."""
    if _kernels.columns is not None:
        found: list[Block] = _kernels.columns.opened_by(blocks, signs)
        return found
    return [block for block in blocks if block.text and block.text[0] in signs]


def formatted(blocks: list[Block], marks: frozenset[str]) -> set[int]:
    """Return the indexes of the Blocks that have text of one of these formats."""
    if _kernels.columns is not None:
        found: set[int] = _kernels.columns.formatted(blocks, marks)
        return found
    return {block.index for block in blocks if any(not marks.isdisjoint(run.marks) for run in block.runs)}
