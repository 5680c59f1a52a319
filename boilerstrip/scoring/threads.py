"""Whether the headlines of a page are the subjects of posts in a thread, not those of articles."""

from __future__ import annotations

from collections.abc import Collection

from boilerstrip.page import Page
from boilerstrip.scoring.datelines import moment
from boilerstrip.text.dates import DateReader
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import overlap_f1, terms

# So many posts are a thread if each is later than the one above.
_MIN_POSTS = 3
# The subject of an answer: "Re:" and the title, so much the same.
_ANSWER, _SAME = lazy(r"\w{2,4}\s?[:\uff1a]\s*"), 0.8


def says_thread(page: Page) -> bool:
    """Return whether the head of the page says that it is a thread: its posts may have subjects."""
    return any(
        word in str(item.get("@type", "")) for item in page.json_ld for word in ("DiscussionForum", "QAPage")
    )


def are_posts(page: Page, title: int, headlines: Collection[int]) -> bool:
    """Return whether the headlines are the subjects of posts in a thread, whatever the head of the page says.

    One answers the title, as "Re: A title", or each post is later than the one above it; next articles are
    older, or in no such order.
    """
    others = sorted(i for i in headlines if i > title)
    for i in others:
        answer = _ANSWER.match(page.blocks[i].text)
        if answer is not None:
            subject, asked = page.blocks[i].text[answer.end() :], page.blocks[title].text
            if overlap_f1(terms(subject), terms(asked)) >= _SAME:
                return True
    if len(others) + 1 < _MIN_POSTS:
        return False
    # of most pages the first few tell
    reader, before = DateReader(), ""
    for i in (title, *others):
        at = moment(page, i, reader)
        if at <= before:
            return False
        before = at
    return True
