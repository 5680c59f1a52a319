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
        (block, found)
        for block, found in zip(view.blocks, view.page.phrase_matches, strict=True)
        if found is not None and found.family == NOTICE and view.left[block.index]
    ]
    if notices and view.words_left - sum(block.words for block, _ in notices) <= MAX_LINE_WORDS:
        return f"{NOTICE}: “{notices[0][1].phrase}”"
    return ""


def why_empty(page: Page) -> str:
    """Return the reason why nothing is kept of a page that has text."""
    notices = (label.phrase for label in page.phrase_matches if label is not None and label.family == NOTICE)
    notice = next(notices, None)
    return (
        f"in place of a body there is a notice: “{notice}”"
        if notice
        else "no block of the page looks like content"
    )
