"""Roles that markup alone does not tell: the title line, bylines, dates, comments."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.metadata import Metadata, byline_name, dateline
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.titled_sections import MIN_TITLED, UNNAMED, titled_sections
from boilerstrip.text.class_names import names_comments
from boilerstrip.text.dates import DateReader
from boilerstrip.text.words import words

# Comments are beside the body; where they are most of the page, they are the body (a forum).
_MAX_COMMENT_SHARE = 0.5
_TITLE_OVERLAP = 0.8
_MAX_DATE_WORDS = 10
_MAX_DATELINES = 3
# "Words and pictures by" is as much as stands beside a name.
_MAX_BESIDE_NAME = 4
_UNTOUCHED = frozenset({Role.CODE, Role.TABLE, Role.CONTROL})


def assign_roles(page: Page, about: Metadata) -> None:
    """Give the Blocks that are title, byline, date or comment that role."""
    _assign_comments(page)
    title = set(words(about.title or ""))
    titled = False
    datelines: list[Block] = []
    author = words(about.author or "")
    dates = DateReader(about.language)
    # text above the headline, such as that of a cookie wall, is not the beginning of the body
    headline = next((b.index for b in page.blocks if title and b.level == 1 and _says(b, title)), 0)
    for block in page.blocks:
        if block.is_prose and block.index >= headline:
            break
        if block.role in _UNTOUCHED:
            continue
        if block.index >= headline and _names_author(page, block, author):
            block.role = Role.BYLINE
        elif block.link_density > 0.5 and not block.level:
            continue
        elif title and not titled and _says(block, title):
            block.role = Role.TITLE
            # a repeated headline stays a heading unless it is the page's top one
            titled = block.level == 1
        elif byline_name(page, block):
            block.role = Role.BYLINE
        elif block.words <= _MAX_DATE_WORDS and not block.level and dateline(block, dates):
            datelines.append(block)
    # a page has one or two; more are what it is about
    if len(datelines) <= _MAX_DATELINES:
        for block in datelines:
            block.role = Role.DATE


def _says(block: Block, title: set[str]) -> bool:
    said = set(words(block.text))
    return bool(said) and len(said & title) >= _TITLE_OVERLAP * len(said | title)


def _names_author(page: Page, block: Block, author: Sequence[str]) -> bool:
    """Whether a Block says who wrote the page, perhaps as a link, and hardly more."""
    said = page.block_words[block.index]
    if not author or block.level or not len(author) <= len(said) <= len(author) + _MAX_BESIDE_NAME:
        return False
    # what a speaker says, and a sentence about the author
    if block.text.endswith(("!", "?", "…")) or (block.text.endswith(".") and len(said) > len(author)):
        return False
    at = next((n for n in range(len(said)) if said[n : n + len(author)] == author), None)
    return at is not None and (":" not in block.text or at + len(author) == len(said))


def _assign_comments(page: Page) -> None:
    # a page has each name many times
    names = {said for said in {element.class_id for element in page.elements} if names_comments(said)}
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
