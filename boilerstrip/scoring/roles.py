"""Roles that markup alone does not reveal: the title line, bylines, dates, comments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from itertools import compress

from boilerstrip import _kernels
from boilerstrip.metadata import MetadataReader, byline_name, dateline, may_be_bylines
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.block import (
    MAX_PROSE_LINKED,
    MIN_PROSE_WORDS,
    UNPUNCTUATED,
    headings_of,
    named,
    word_counts,
)
from boilerstrip.page.bylines import dated_lines
from boilerstrip.page.signatures import is_signature
from boilerstrip.page.titled_sections import MIN_TITLED, UNNAMED, titled_sections
from boilerstrip.text.class_names import comment_names
from boilerstrip.text.dates import DateReader
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import words as words_of

# Comments are not part of the body, unless they are most of the page: then it is a forum.
_MAX_COMMENT_SHARE = 0.5
_TITLE_OVERLAP = 0.8
_MAX_DATE_WORDS = 10
_DATE_NAME = lazy(r"(?<![a-z])date(?:line)?(?![a-z])")
_MAX_DATELINES = 3
# A byline has at most this many words besides the name: "Words and pictures by".
_MAX_BESIDE_NAME = 4
# So many sentences of so many words begin a body.
_MIN_SENTENCES, _MIN_SENTENCE_WORDS = 3, 8
_FIXED_ROLES = frozenset({Role.CODE, Role.TABLE, Role.CONTROL})


class _Opening:
    """The lines before a page's body, read with the help of its metadata."""

    def __init__(self, page: Page, metadata: MetadataReader) -> None:
        self.page = page
        self.title = set(words_of(metadata.title or ""))
        self._metadata = metadata
        self.dates = DateReader(metadata.language)
        # text above the headline, such as a cookie notice, is not the beginning of the body
        self.headline = next(
            (
                block.index
                for block in (headings_of(page.blocks) if self.title else ())
                if block.level == 1 and _states_title(page, block, self.title)
            ),
            0,
        )
        # a repeated headline stays a heading unless it is the page's top one
        self.has_title = False

    @cached_property
    def author(self) -> list[str]:
        """The words of the authors' names, which take long to find, and are asked for at a line for them."""
        return words_of(self._metadata.author or "")

    def lines(self) -> list[Block]:
        """Return the Blocks before the body that may have a role.

        Code, tables and controls are known by their markup, whatever their text; and menus mention titles,
        people and dates as well, but authors' names below the headline are often links.
        """
        if _kernels.rules is not None:
            found: list[Block] = _kernels.rules.opening_lines(
                self.page.blocks, self.page.sibling_group_ids, self.headline, Role.PARAGRAPH, _FIXED_ROLES,
                UNPUNCTUATED, MIN_PROSE_WORDS, MAX_PROSE_LINKED, _MIN_SENTENCE_WORDS, _MIN_SENTENCES,
            )  # fmt: skip
            return found
        return [
            block
            for block in self._before_body()
            if block.role not in _FIXED_ROLES and (not _is_of_menu(block) or block.index >= self.headline)
        ]

    def _before_body(self) -> Iterator[Block]:
        """Iterate over the Blocks before the body.

        It begins with the first prose below the headline, or with several like sentences in a row: some
        languages need few words.
        """
        kind, sentences = -1, 0
        for block in self.page.blocks:
            if block.index >= self.headline:
                if sentences == _MIN_SENTENCES or (block.words >= MIN_PROSE_WORDS and block.is_prose):
                    return
                above, kind = kind, self.sentence_kind(block)
                sentences = 0 if kind < 0 else sentences + 1 if kind == above else 1
            yield block

    def sentence_kind(self, block: Block) -> int:
        """Return the sibling group of a paragraph without links that ends as sentences do, -1 for others."""
        is_sentence = (
            block.role is Role.PARAGRAPH
            and block.words >= _MIN_SENTENCE_WORDS
            and block.element >= 0
            and not block.link_words
            and block.ends_sentence
        )
        return self.page.sibling_group_ids[block.element] if is_sentence else -1

    def roles_of(self, lines: list[Block]) -> Iterator[tuple[Block, Role]]:
        """Iterate over those of the `lines` that have a role of their own, each with its role."""
        # one look for all: most are neither
        bylines = set(may_be_bylines(self.page, lines, len(self.page.blocks)))
        dated = set(dated_lines(lines, len(lines), _MAX_DATE_WORDS))
        for block in lines:
            # before the test for links: authors' names are often links
            if block.index >= self.headline and self.names_author(block):
                yield block, Role.BYLINE
            elif _is_of_menu(block):
                continue
            # before bylines: the title of an interview may be "By" and a name
            elif self.title and not self.has_title and _states_title(self.page, block, self.title):
                self.has_title = block.level == 1
                yield block, Role.TITLE
            elif block in bylines and byline_name(self.page, block) is not None:
                yield block, Role.BYLINE
            # last: "By Ada Marsh, 4 May" is a byline
            elif block in dated and self.is_dateline(block):
                yield block, Role.DATE

    def names_author(self, block: Block) -> bool:
        """Return whether a line is hardly more than the author's name, perhaps linked."""
        tokens = self.page.block_words[block.index]
        # neither a quotation nor …
        if not tokens or block.level or block.text.endswith(("!", "?", "…")):
            return False
        author = self.author
        if not author or not len(author) <= len(tokens) <= len(author) + _MAX_BESIDE_NAME:
            return False
        # … a sentence about the author
        if block.text.endswith(".") and len(tokens) > len(author):
            return False
        position = next((n for n in range(len(tokens)) if tokens[n : n + len(author)] == author), None)
        return position is not None and (":" not in block.text or position + len(author) == len(tokens))

    def is_dateline(self, block: Block) -> bool:
        """Return whether a line, or a heading with the class name of one, reads like a dateline."""
        if block.level and not _names_date(self.page, block):
            return False
        # a note or a source: "[3] Gazette, 4 August 1911"
        if block.text.startswith("["):
            return False
        return bool(dateline(self.page, block, self.dates))


def with_roles(page: Page, metadata: MetadataReader) -> Page:
    """Return the page with the roles of its title line, bylines, dates and comments."""
    # first, as copies of the page share what was computed of it before
    opening = _Opening(page, metadata)
    comments = dict.fromkeys(_comments(page), Role.COMMENT)
    if comments and metadata.is_thread:
        # programs of forums call the posts of a thread so
        comments = {}
    opening.page = commented = page.with_roles(comments)
    return commented.with_roles(_opening_roles(opening))


def _opening_roles(opening: _Opening) -> dict[int, Role]:
    """Return the roles of the lines before the body, by the Block's index."""
    roles = {block.index: role for block, role in opening.roles_of(opening.lines())}
    # an article has one or two dates; more are its topic
    if sum(role is Role.DATE for role in roles.values()) > _MAX_DATELINES:
        return {i: role for i, role in roles.items() if role is not Role.DATE}
    return roles


def _is_of_menu(block: Block) -> bool:
    """Return whether a line is mostly links, as those of menus are."""
    return 2 * block.link_words > block.words and not block.level


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


def _comments(page: Page) -> list[int]:
    """Return the indexes of readers' comments, known by class names, unless they are most of the page."""
    names = comment_names(page.names_of_people)
    if not names:
        return []
    if any(_explains_member(page, element) for element in named(page.elements, names)):
        return []
    words = word_counts(page.blocks)
    marked = [False] * len(page.blocks)
    sections = titled_sections(page)
    if len(sections) < MIN_TITLED:
        sections = frozenset()
    for element in named(page.elements, names):
        if element.tag not in UNNAMED and element.index not in sections:
            marked[element.start : element.end] = [True] * (element.end - element.start)
    if sum(compress(words, marked)) > _MAX_COMMENT_SHARE * sum(words):
        return []
    return [block.index for block in compress(page.blocks, marked) if block.role is not Role.CONTROL]


def _explains_member(page: Page, element: Element) -> bool:
    """Return whether a signature is above a comment or begins its item: documentation calls texts so too."""
    item = page.innermost(element.index, "li")
    above = (element.start - 1, page.elements[item].start if item >= 0 else -1)
    return any(0 <= i < element.start and is_signature(page.blocks[i]) for i in above)
