"""Roles that markup alone does not reveal: the title line, bylines, dates, comments."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import takewhile

from boilerstrip.metadata import Metadata, byline_name, dateline
from boilerstrip.metadata.language import base_of
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.titled_sections import MIN_TITLED, UNNAMED, titled_sections
from boilerstrip.text.class_names import names_comments
from boilerstrip.text.dates import DateReader
from boilerstrip.text.words import words

# Comments are not part of the body, unless they are most of the page: then it is a forum.
_MAX_COMMENT_SHARE = 0.5
_TITLE_OVERLAP = 0.8
_MAX_DATE_WORDS = 10
_DATE_NAME = re.compile(r"(?<![a-z])date(?:line)?(?![a-z])")
_MAX_DATELINES = 3
# A byline has at most this many words besides the name: "Words and pictures by".
_MAX_BESIDE_NAME = 4
_FIXED_ROLES = frozenset({Role.CODE, Role.TABLE, Role.CONTROL})


class _Opening:
    """The lines before a page's body, read with the help of its metadata."""

    def __init__(self, page: Page, metadata: Metadata) -> None:
        self.page = page
        self.title = set(words(metadata.title or ""))
        self.author = words(metadata.author or "")
        self.dates = DateReader(base_of(metadata.language))
        # text above the headline, such as a cookie notice, is not the beginning of the body
        self.headline = next(
            (
                b.index
                for b in page.blocks
                if self.title and b.level == 1 and _states_title(page, b, self.title)
            ),
            0,
        )
        # a repeated headline stays a heading unless it is the page's top one
        self.has_title = False

    def lines(self) -> Iterator[Block]:
        """Iterate over the Blocks before the body, which begins with the first prose below the headline."""
        return takewhile(lambda block: not block.is_prose or block.index < self.headline, self.page.blocks)

    def is_author(self, block: Block) -> bool:
        """Return whether a line below the headline is hardly more than the author's name, perhaps linked."""
        return block.index >= self.headline and _names_author(self.page, block, self.author)

    def is_title(self, block: Block) -> bool:
        """Return whether a Block states the title, and no Block before it is the title line."""
        return bool(self.title) and not self.has_title and _states_title(self.page, block, self.title)

    def is_byline(self, block: Block) -> bool:
        """Return whether a line reads like a byline."""
        return byline_name(self.page, block) is not None

    def is_dateline(self, block: Block) -> bool:
        """Return whether a line, or a heading with the class name of one, reads like a dateline."""
        if block.words > _MAX_DATE_WORDS or (block.level and not _names_date(self.page, block)):
            return False
        return bool(dateline(self.page, block, self.dates))


def _keeps_role(_: _Opening, block: Block) -> bool:
    return block.role in _FIXED_ROLES


def _is_link(_: _Opening, block: Block) -> bool:
    return block.link_density > 0.5 and not block.level


# The role of a line before the body is that of the first test it passes; None keeps the role it has.
_ROLES: tuple[tuple[Callable[[_Opening, Block], bool], Role | None], ...] = (
    # code, tables and controls are known by their markup, whatever their text
    (_keeps_role, None),
    # before the test for links: authors' names are often links
    (_Opening.is_author, Role.BYLINE),
    # menus mention titles, people and dates as well
    (_is_link, None),
    # before bylines: the title of an interview may be "By" and a name
    (_Opening.is_title, Role.TITLE),
    (_Opening.is_byline, Role.BYLINE),
    # last: "By Ada Marsh, 4 May" is a byline
    (_Opening.is_dateline, Role.DATE),
)


def assign_roles(page: Page, metadata: Metadata) -> None:
    """Set the role of Blocks that are the title line, a byline, a date or a comment."""
    _assign_comments(page)
    opening = _Opening(page, metadata)
    datelines: list[Block] = []
    for block in opening.lines():
        role = next((role for test, role in _ROLES if test(opening, block)), None)
        if role is Role.DATE:
            datelines.append(block)
        elif role is not None:
            block.role = role
        if role is Role.TITLE:
            opening.has_title = block.level == 1
    # an article has one or two dates; more are its topic
    if len(datelines) <= _MAX_DATELINES:
        for block in datelines:
            block.role = Role.DATE


def _names_date(page: Page, block: Block) -> bool:
    """Return whether the class name of a Block's element contains "date"."""
    return block.element >= 0 and _DATE_NAME.search(page.elements[block.element].class_id) is not None


def _states_title(page: Page, block: Block, title: set[str]) -> bool:
    """Return whether a Block has nearly the same words as the title."""
    block_words = page.block_words[block.index]
    # most lines are too short
    if len(block_words) < _TITLE_OVERLAP * len(title):
        return False
    tokens = set(block_words)
    return bool(tokens) and len(tokens & title) >= _TITLE_OVERLAP * len(tokens | title)


def _names_author(page: Page, block: Block, author: Sequence[str]) -> bool:
    """Return whether a Block is hardly more than the author's name."""
    tokens = page.block_words[block.index]
    if not author or block.level or not len(author) <= len(tokens) <= len(author) + _MAX_BESIDE_NAME:
        return False
    # not a quotation, nor a sentence about the author
    if block.text.endswith(("!", "?", "…")) or (block.text.endswith(".") and len(tokens) > len(author)):
        return False
    position = next((n for n in range(len(tokens)) if tokens[n : n + len(author)] == author), None)
    return position is not None and (":" not in block.text or position + len(author) == len(tokens))


def _assign_comments(page: Page) -> None:
    """Set the role of readers' comments, known by class names, unless they are most of the page."""
    # tested once for each distinct class name
    class_ids = {element.class_id for element in page.elements}
    names = {class_id for class_id in class_ids if names_comments(class_id)}
    if not names:
        return
    total = sum(block.words for block in page.blocks)
    marked = [False] * len(page.blocks)
    sections = titled_sections(page)
    if len(sections) < MIN_TITLED:
        sections = frozenset()
    for element in page.elements:
        if element.class_id in names and element.tag not in UNNAMED and element.index not in sections:
            marked[element.start : element.end] = [True] * (element.end - element.start)
    count = sum(block.words for block, comment in zip(page.blocks, marked, strict=True) if comment)
    if count <= _MAX_COMMENT_SHARE * total:
        for block, comment in zip(page.blocks, marked, strict=True):
            if comment and block.role is not Role.CONTROL:
                block.role = Role.COMMENT
