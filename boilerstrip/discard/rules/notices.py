"""Notices in place of a body: no JavaScript, a check for robots, a page not found."""

from __future__ import annotations

from boilerstrip.discard.rules.teasers import MAX_LINE_WORDS
from boilerstrip.discard.view import KeptView
from boilerstrip.page import Page

# The family of phrases that pages have in place of a body: switch JavaScript on, show that you are no robot.
NOTICE = "notice"


def notice_in_place_of_body(view: KeptView) -> str:
    """The notice that is kept with no more than a line or two beside it, "Please wait"; "" for none."""
    notices = [
        (block, found)
        for block, found in zip(view.blocks, view.page.phrase_matches, strict=True)
        if found is not None and found.family == NOTICE and view.left[block.index]
    ]
    if notices and view.words_left - sum(block.words for block, _ in notices) <= MAX_LINE_WORDS:
        return f"{NOTICE}: “{notices[0][1].phrase}”"
    return ""


def why_empty(page: Page) -> str:
    """Why nothing is kept of a page that has text."""
    notices = (label.phrase for label in page.phrase_matches if label is not None and label.family == NOTICE)
    notice = next(notices, None)
    return (
        f"in place of a body there is a notice: “{notice}”"
        if notice
        else "no block of the page looks like content"
    )
