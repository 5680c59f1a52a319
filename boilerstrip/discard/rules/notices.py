"""Notices in place of a body: enable JavaScript, prove that you are human, page not found."""

from __future__ import annotations

from boilerstrip.discard.rules.teasers import MAX_LINE_WORDS
from boilerstrip.discard.view import KeptView
from boilerstrip.page import Page

# The family of the phrases in such notices.
NOTICE = "notice"


def notice_in_place_of_body(view: KeptView) -> str:
    """Return the reason if a notice is all that is kept, except for a line or two; "" for no notice."""
    notices = [
        (view.blocks[i], found)
        for i, found in view.page.phrased.items()
        if found.family == NOTICE and view.left[i]
    ]
    if notices and view.words_left - sum(block.words for block, _ in notices) <= MAX_LINE_WORDS:
        return f"{NOTICE}: “{notices[0][1].phrase}”"
    return ""


def why_empty(page: Page) -> str:
    """Return the reason why nothing is kept of a page that has text."""
    notices = (label.phrase for label in page.phrased.values() if label.family == NOTICE)
    notice = next(notices, None)
    return (
        f"in place of a body there is a notice: “{notice}”"
        if notice
        else "no block of the page looks like content"
    )
