"""Where a page speaks for itself: not in comments, teasers, reviews by readers, or the frame."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

from boilerstrip.page import Block, Element, Page
from boilerstrip.text.class_names import box_of, hyphened, names_author, names_comments
from boilerstrip.text.words import words

_FRAME = frozenset({"nav", "footer", "form"})
_OF_READERS = re.compile(r"schema\.org/(?:User)?(?:Comment|Review|Answer)s?$")
# How an address without a path may still be that of an article.
_NUMBERED = re.compile(r"(?:^|&)\w{0,12}=\d+(?:&|$)")
# Teasers are cards of a few Blocks; an element of more is the list of them, or the article.
_MAX_CARD = 12
_LOWEST_HEADLINE = 3
# What stands so few Blocks below the headline is about the article, not a teaser for another.
_RIGHT_BELOW = 2
_MAX_SHORT = 15  # words
_MAX_AUTHOR_BOX = 3
# Widgets with the names of those who commented, and of other weblogs.
_OF_OTHERS = re.compile(r"(?<![a-z])(?:recent-?_?comments|latest-?_?comments|comments?-author|blogroll)")
# Headings that only label what stands below them.
_LABEL = re.compile(
    r"(?:(?:date )?(?:published|posted|updated)(?: on| date)?|(?:publication )?date|authors?|written by|by"
    r"|last updated|tags?|topics?|share)\s*:?",
    re.IGNORECASE,
)
_MAX_CARD_WORDS = 120


class Places:
    """The page's places, each judged once."""

    def __init__(self, page: Page, address: str | None) -> None:
        self._page = page
        #: whether it is the front page of a site
        self.is_front = _is_front(address)
        self._beside: dict[int, bool] = {-1: False}
        title = set(words(page.head.title))
        self._title = title
        headline = self._find_headline(title)
        #: whether there is a headline
        self.has_headline = headline is not None
        #: index of the Block that is the headline, 0 where there is none
        self.headline = headline or 0

    def is_beside(self, element: int) -> bool:
        """Return whether an element stands in what is not the page's own."""
        known = self._beside.get(element)
        if known is None:
            holder = self._page.elements[element]
            known = self._is_foreign(holder) or self.is_beside_parent(holder)
            self._beside[element] = known
        return known

    def is_beside_parent(self, holder: Element) -> bool:
        """Return whether what is around an element is not the page's own."""
        chain = []
        at = holder.parent
        while at not in self._beside:
            chain.append(at)
            at = self._page.elements[at].parent
        known = self._beside[at]
        for at in reversed(chain):
            known = known or self._is_foreign(self._page.elements[at])
            self._beside[at] = known
        return known

    def near_headline(self) -> Iterator[Block]:
        """Yield the lines from the headline to the text, then those above it.

        A date far above is that of the day; further down it is what the text or a comment tells.
        """
        blocks = self._page.blocks
        for block in blocks[self.headline :]:
            if block.is_prose:
                break
            yield block
        yield from reversed(blocks[: self.headline])

    def _find_headline(self, title: set[str]) -> int | None:
        """Return the first top heading with the title's words, else the first, or a lower one with them."""
        tops = [block for block in self._page.blocks if block.level == 1]
        lower = [] if tops else [block for block in self._page.blocks if 2 <= block.level <= _LOWEST_HEADLINE]
        agreeing = (
            block.index
            for block in (*tops, *lower)
            if title and len(title & set(self._page.block_words[block.index])) * 2 >= block.words > 1
        )
        return next(agreeing, tops[0].index if tops else None)

    def _is_foreign(self, holder: Element) -> bool:
        if holder.tag in ("html", "body"):
            return False
        if holder.tag == "form" and self.has_headline and holder.start <= self.headline < holder.end:
            # some servers put the whole page into a form
            return False
        if holder.tag == "footer" and self._page.innermost(holder.index, "article") >= 0:
            # the byline of a theme, or what stands below a post
            return box_of(holder.class_id).startswith("related ")
        return (
            holder.tag in _FRAME
            or (holder.tag == "aside" and not self._is_note(holder))
            or names_comments(holder.class_id)
            or _OF_OTHERS.search(holder.class_id) is not None
            or box_of(holder.class_id).startswith("related ")
            or (holder.itemtype != "" and _OF_READERS.search(holder.itemtype) is not None)
            or self._is_teaser(holder)
        )

    def _is_note(self, holder: Element) -> bool:
        """Return whether an aside says who wrote the article, and when.

        It stands within the article and has no headings, or begins with a label such as "Published".
        """
        headings = (block for block in self._page.blocks[holder.start : holder.end] if block.level)
        if label := next(headings, None):
            return _LABEL.fullmatch(label.text) is not None
        return self._page.innermost(holder.index, "article") >= 0

    def _is_teaser(self, holder: Element) -> bool:
        """Return whether an element is a card with a linked headline that is not the page's."""
        if not 1 < holder.end - holder.start <= _MAX_CARD:
            return False
        blocks = self._page.blocks[holder.start : holder.end]
        headings = [block for block in blocks if block.level and not self._names_author(block)]
        if not headings or sum(block.words for block in blocks) > _MAX_CARD_WORDS:
            return False
        between = self._page.blocks[self.headline : holder.start]
        if 0 < len(between) <= _RIGHT_BELOW and all(block.words <= _MAX_SHORT for block in between[1:]):
            # the article's byline
            return False
        # a headline that links to the page itself has the title's words
        return all(
            block.level > 1
            and block.link_density > 0.9
            and not (self._title and set(self._page.block_words[block.index]) <= self._title)
            for block in headings
        )

    def _names_author(self, block: Block) -> bool:
        """Return whether a heading is the name in the box of an author."""
        around = block.element
        # the heading itself, the box around it, and what is between them
        for _ in range(_MAX_AUTHOR_BOX):
            if around < 0:
                return False
            if names_author(hyphened(self._page.elements[around].class_id)):
                return True
            around = self._page.elements[around].parent
        return False


def _is_front(address: str | None) -> bool:
    try:
        parts = urlsplit(address or "/page")
    except ValueError:
        return False
    return not parts.path.strip("/") and not _NUMBERED.search(parts.query)
