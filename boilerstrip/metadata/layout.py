"""Which parts of a page are its own: not comments, teasers, readers' reviews, or navigation."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import urlsplit

from boilerstrip.page import Block, Element, Page
from boilerstrip.page.block import headings_of
from boilerstrip.text.class_names import RELATED_PARTS, box_of, hyphened, names_author, names_comments
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import words

_FRAME = frozenset({"nav", "footer", "form"})
_READER_TYPES = lazy(r"schema\.org/(?:User)?(?:Comment|Review|Answer)s?$")
# How an address without a path may still be that of an article.
_NUMBERED_QUERY = lazy(r"(?:^|&)\w{0,12}=\d+(?:&|$)")
# Teasers are cards of a few Blocks; an element of more is the list of them, or the article.
_MAX_CARD = 12
_LOWEST_HEADLINE = 3
# Shares of a heading's words that are in the title element.
_MIN_SHARE = 0.5
_MIN_LOWER_SHARE = 0.8
# What stands so few Blocks below the headline is about the article, not a teaser for another.
_MAX_BYLINE_DISTANCE = 2
_MAX_SHORT = 15  # words
# The count of comments beside the byline stands so few Blocks below the headline.
_MAX_COUNT_DISTANCE = 6
_COUNT = lazy(r"\d\s+(?:comm?ent|kommentar|reacti|коммент|commenti)", re.IGNORECASE)
_MAX_AUTHOR_BOX = 3
# Widgets with the names of those who commented, and of other weblogs.
_OTHERS_WIDGETS = lazy(r"(?<![a-z])(?:recent-?_?comments|latest-?_?comments|comments?-author|blogroll)")
# Parts, one of which is in all names of what is not the page's own.
_MAY_BE_OTHERS = Needles(*RELATED_PARTS, "comment", "disqus", "blogroll")
# Headings that only label what stands below them.
_LABEL = lazy(
    r"(?:(?:date )?(?:published|posted|updated)(?: on| date)?|(?:publication )?date|authors?|written by|by"
    r"|last updated|tags?|topics?|share)\s*:?",
    re.IGNORECASE,
)
_MAX_CARD_WORDS = 120
_OTHERS, _COMMENTS = "others", "comments"


class PageLayout:
    """Tells the page's own content from secondary content; each element is judged once."""

    def __init__(self, page: Page, address: str | None) -> None:
        self._page = page
        #: whether it is the front page of a site
        self.is_front_page = _is_front_page(address)
        self._secondary: dict[int, bool] = {-1: False}
        title = set(words(page.head.title))
        self._title = title
        headline = self._find_headline(title)
        #: whether there is a headline
        self.has_headline = headline is not None
        #: index of the Block that is the headline, 0 where there is none
        self.headline_index = headline or 0

    def is_secondary(self, index: int) -> bool:
        """Return whether an element, by its index, is or stands in content that is not the page's own."""
        secondary = self._secondary.get(index)
        if secondary is None:
            element = self._page.elements[index]
            secondary = self._is_secondary_root(element) or self.has_secondary_ancestor(element)
            self._secondary[index] = secondary
        return secondary

    def has_secondary_ancestor(self, element: Element) -> bool:
        """Return whether an element stands in content that is not the page's own."""
        chain = []
        parent = element.parent
        while parent not in self._secondary:
            chain.append(parent)
            parent = self._page.elements[parent].parent
        secondary = self._secondary[parent]
        for parent in reversed(chain):
            secondary = secondary or self._is_secondary_root(self._page.elements[parent])
            self._secondary[parent] = secondary
        return secondary

    def _find_headline(self, title: set[str]) -> int | None:
        """Return the index of the heading that has the title's words, else that of the first top heading.

        Weblogs have their own name in the top heading, and the post's in a lower one.
        """
        headings = headings_of(self._page.blocks)
        top_headings = [block for block in headings if block.level == 1]
        for block in top_headings:
            if self._share_of_title(block) >= _MIN_SHARE:
                return block.index
        # where there is a top heading, a lower one must have nearly all of the title
        least = _MIN_LOWER_SHARE if top_headings else _MIN_SHARE
        for block in headings:
            if (
                2 <= block.level <= _LOWEST_HEADLINE
                and self._share_of_title(block) >= least
                and (
                    not top_headings
                    or len(title.intersection(self._page.block_words[block.index])) * 2 >= len(title)
                )
            ):
                return block.index
        return top_headings[0].index if top_headings else None

    def _share_of_title(self, block: Block) -> float:
        """Return the share of a heading's words that are in the title element, 0 for a single word."""
        if block.words < 2:
            return 0.0
        return len(self._title.intersection(self._page.block_words[block.index])) / block.words

    def _is_secondary_root(self, element: Element) -> bool:
        tag, names = element.tag, element.class_id
        if tag in ("html", "body"):
            return False
        if tag == "form" and self.has_headline and element.start <= self.headline_index < element.end:
            # some servers put the whole page into a form
            return False
        if tag == "footer" and self._page.innermost(element.index, "article") >= 0:
            # the byline of a theme, or what stands below a post
            return box_of(element.class_id).startswith("related ")
        if tag in _FRAME or (tag == "aside" and not self._is_note(element)):
            return True
        if names and (whose := _whose(names)) and (whose != _COMMENTS or not self._is_comment_count(element)):
            return True
        if element.itemtype != "" and _READER_TYPES.search(element.itemtype):
            return True
        return 1 < element.end - element.start <= _MAX_CARD and self._is_teaser(element)

    def _is_note(self, element: Element) -> bool:
        """Return whether an aside says who wrote the article, and when.

        It stands within the article and has no headings, or begins with a label such as "Published".
        """
        headings = (block for block in self._page.blocks[element.start : element.end] if block.level)
        if label := next(headings, None):
            return _LABEL.fullmatch(label.text) is not None
        return self._page.innermost(element.index, "article") >= 0

    def _is_comment_count(self, element: Element) -> bool:
        """Return whether an element at the headline is named after comments, but only counts them."""
        if not self.has_headline or not 0 < element.start - self.headline_index <= _MAX_COUNT_DISTANCE:
            return False
        lines = self._page.blocks[self.headline_index + 1 : element.end]
        own = self._page.blocks[element.start : element.end]
        counts = all(block.words <= _MAX_SHORT and _COUNT.search(block.text) for block in own)
        return counts and not any(block.is_prose for block in lines)

    def _is_teaser(self, element: Element) -> bool:
        """Return whether an element of few Blocks is a card with a linked headline that is not the page's."""
        blocks = self._page.blocks[element.start : element.end]
        headings = [block for block in blocks if block.level]
        linked = list(filter(self._is_headline_of_other, headings))
        # most have none
        if not linked or sum(block.words for block in blocks) > _MAX_CARD_WORDS:
            return False
        if 0 < element.start - self.headline_index <= _MAX_BYLINE_DISTANCE and all(
            block.words <= _MAX_SHORT for block in self._page.blocks[self.headline_index + 1 : element.start]
        ):
            # the article's byline
            return False
        headings = [block for block in headings if not self._names_author(block)]
        return headings != [] and all(block in linked for block in headings)

    def _is_headline_of_other(self, block: Block) -> bool:
        """Return whether a heading is a link, but not to the page itself: that has the title's words."""
        return (
            block.level > 1
            and block.link_density > 0.9
            and not (self._title and self._title.issuperset(self._page.block_words[block.index]))
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


@lru_cache(maxsize=4096)
def _whose(class_names: str) -> str:
    """Return whose an element is by its class names: that of others, of comments, or "" for the page's own.

    Others have widgets with what they wrote, and boxes of related pages.
    """
    # to look for parts of the words first takes a fraction of the time
    if not _MAY_BE_OTHERS.are_in(class_names):
        return ""
    if box_of(class_names).startswith("related ") or _OTHERS_WIDGETS.search(class_names):
        return _OTHERS
    return _COMMENTS if names_comments(class_names) else ""


def _is_front_page(address: str | None) -> bool:
    try:
        parts = urlsplit(address or "/page")
    except ValueError:
        return False
    return not parts.path.strip("/") and not _NUMBERED_QUERY.search(parts.query)
