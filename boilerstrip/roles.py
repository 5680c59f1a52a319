"""Roles that markup alone does not tell: the title line, bylines, dates, comments."""

from __future__ import annotations

import re
from functools import lru_cache

from boilerstrip.block import Block, Role
from boilerstrip.dates import DateReader
from boilerstrip.metadata import Metadata, byline_name
from boilerstrip.page import Page
from boilerstrip.words import words

_COMMENTS = re.compile(
    r"(?<![\w-])(comments?(-?(list|section|area|thread|body|content))?|disqus\S*)(?![\w-])"
)
# Comments are beside the body; where they are most of the page, they are the body (a forum).
_MAX_COMMENT_SHARE = 0.5
_TITLE_OVERLAP = 0.8
_MAX_DATE_WORDS = 10
# "Words and pictures by" is as much as stands beside a name.
_MAX_BESIDE_NAME = 4
_UNTOUCHED = frozenset({Role.CODE, Role.TABLE, Role.CONTROL})


def assign_roles(page: Page, about: Metadata) -> None:
    """Give the Blocks that are title, byline, date or comment that role."""
    _assign_comments(page)
    title = set(words(about.title or ""))
    titled = False
    dates = DateReader(about.language)
    # text above the headline, such as that of a cookie wall, is not the beginning of the body
    headline = next((b.index for b in page.blocks if title and b.level == 1 and _says(b, title)), 0)
    for block in page.blocks:
        if block.solid and block.index >= headline:
            break
        if block.role in _UNTOUCHED:
            continue
        if block.index >= headline and _names_author(block, about.author):
            block.role = Role.BYLINE
        elif block.link_density > 0.5 and not block.level:
            continue
        elif title and not titled and _says(block, title):
            block.role = Role.TITLE
            # a repeated headline stays a heading unless it is the page's top one
            titled = block.level == 1
        elif byline_name(page, block):
            block.role = Role.BYLINE
        elif block.words <= _MAX_DATE_WORDS and not block.level and dates.read(block.text):
            block.role = Role.DATE


def _says(block: Block, title: set[str]) -> bool:
    said = set(words(block.text))
    return bool(said) and len(said & title) >= _TITLE_OVERLAP * len(said | title)


def _names_author(block: Block, author: str | None) -> bool:
    """Whether a Block says who wrote the page, perhaps as a link, and hardly more."""
    if not author or block.level or author not in block.text:
        return False
    return block.words <= len(words(author)) + _MAX_BESIDE_NAME


@lru_cache(maxsize=4096)
def _names_comments(names: str) -> bool:
    return _COMMENTS.search(names) is not None


def _assign_comments(page: Page) -> None:
    total = sum(block.words for block in page.blocks)
    marked = [False] * len(page.blocks)
    for element in page.elements:
        if element.names and element.tag not in ("html", "body", "main") and _names_comments(element.names):
            marked[element.start : element.end] = [True] * (element.end - element.start)
    count = sum(block.words for block, comment in zip(page.blocks, marked, strict=True) if comment)
    if count <= _MAX_COMMENT_SHARE * total:
        for block, comment in zip(page.blocks, marked, strict=True):
            if comment and block.role is not Role.CONTROL:
                block.role = Role.COMMENT
