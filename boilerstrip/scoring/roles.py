"""Roles that markup alone does not tell: the title line, bylines, dates, comments."""

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

# Comments are beside the body; where they are most of the page, they are the body (a forum).
_MAX_COMMENT_SHARE = 0.5
_TITLE_OVERLAP = 0.8
_MAX_DATE_WORDS = 10
_DATE_NAME = re.compile(r"(?<![a-z])date(?:line)?(?![a-z])")
_MAX_DATELINES = 3
# "Words and pictures by" is as much as stands beside a name.
_MAX_BESIDE_NAME = 4
_UNTOUCHED = frozenset({Role.CODE, Role.TABLE, Role.CONTROL})


class _Opening:
    """What a page says of itself, to read the lines before its body by."""

    def __init__(self, page: Page, about: Metadata) -> None:
        self.page = page
        self.title = set(words(about.title or ""))
        self.author = words(about.author or "")
        self.dates = DateReader(base_of(about.language))
        # text above the headline, such as that of a cookie wall, is not the beginning of the body
        self.headline = next(
            (b.index for b in page.blocks if self.title and b.level == 1 and _says(page, b, self.title)), 0
        )
        # a repeated headline stays a heading unless it is the page's top one
        self.has_title = False

    def lines(self) -> Iterator[Block]:
        """Iterate over the Blocks before the body, which begins with the first prose below the headline."""
        return takewhile(lambda block: not block.is_prose or block.index < self.headline, self.page.blocks)

    def is_author(self, block: Block) -> bool:
        """Return whether a line below the headline names the author, perhaps as a link, and hardly more."""
        return block.index >= self.headline and _names_author(self.page, block, self.author)

    def is_title(self, block: Block) -> bool:
        """Return whether a Block says the title, where none before it is the title line."""
        return bool(self.title) and not self.has_title and _says(self.page, block, self.title)

    def is_byline(self, block: Block) -> bool:
        """Return whether a line reads as a byline."""
        return byline_name(self.page, block) is not None

    def is_dateline(self, block: Block) -> bool:
        """Return whether a line reads as a dateline, or a heading that is named as one does."""
        if block.words > _MAX_DATE_WORDS or (block.level and not _names_date(self.page, block)):
            return False
        return bool(dateline(self.page, block, self.dates))


def _keeps_role(_: _Opening, block: Block) -> bool:
    return block.role in _UNTOUCHED


def _is_link(_: _Opening, block: Block) -> bool:
    return block.link_density > 0.5 and not block.level


# The role of a line before the body, by the first test that it passes; None leaves the one that it has.
_ROLES: tuple[tuple[Callable[[_Opening, Block], bool], Role | None], ...] = (
    # markup tells what code, tables and controls are, whatever they say
    (_keeps_role, None),
    # before links are left alone: names of authors lead to their pages
    (_Opening.is_author, Role.BYLINE),
    # menus name titles, people and days as well
    (_is_link, None),
    # before bylines: the title of an interview may be "By" and a name
    (_Opening.is_title, Role.TITLE),
    (_Opening.is_byline, Role.BYLINE),
    # last: "By Ada Marsh, 4 May" is a byline
    (_Opening.is_dateline, Role.DATE),
)


def assign_roles(page: Page, about: Metadata) -> None:
    """Give the Blocks that are title, byline, date or comment that role."""
    _assign_comments(page)
    opening = _Opening(page, about)
    datelines: list[Block] = []
    for block in opening.lines():
        role = next((role for test, role in _ROLES if test(opening, block)), None)
        if role is Role.DATE:
            datelines.append(block)
        elif role is not None:
            block.role = role
        if role is Role.TITLE:
            opening.has_title = block.level == 1
    # a page has one or two; more are what it is about
    if len(datelines) <= _MAX_DATELINES:
        for block in datelines:
            block.role = Role.DATE


def _names_date(page: Page, block: Block) -> bool:
    """Return whether the class of what a Block stands in says that it is a date."""
    return block.element >= 0 and _DATE_NAME.search(page.elements[block.element].class_id) is not None


def _says(page: Page, block: Block, title: set[str]) -> bool:
    said = page.block_words[block.index]
    # too few words, as most lines have, cannot say it
    if len(said) < _TITLE_OVERLAP * len(title):
        return False
    tokens = set(said)
    return bool(tokens) and len(tokens & title) >= _TITLE_OVERLAP * len(tokens | title)


def _names_author(page: Page, block: Block, author: Sequence[str]) -> bool:
    """Return whether a Block says who wrote the page, perhaps as a link, and hardly more."""
    tokens = page.block_words[block.index]
    if not author or block.level or not len(author) <= len(tokens) <= len(author) + _MAX_BESIDE_NAME:
        return False
    # what a speaker says, and a sentence about the author
    if block.text.endswith(("!", "?", "…")) or (block.text.endswith(".") and len(tokens) > len(author)):
        return False
    position = next((n for n in range(len(tokens)) if tokens[n : n + len(author)] == author), None)
    return position is not None and (":" not in block.text or position + len(author) == len(tokens))


def _assign_comments(page: Page) -> None:
    # a page has each name many times
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
