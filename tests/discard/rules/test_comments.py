"""Readers' comments."""

from __future__ import annotations

from boilerstrip.discard import discard
from boilerstrip.metadata import MetadataReader
from boilerstrip.page import Page
from boilerstrip.scoring.roles import with_roles
from tests.discard.pages import BODY, WRITTEN, dropped


def test_comments_stay_on_request() -> None:
    markup = f"<article>{BODY}</article><section id=comments><p>I do not agree with this.</p></section>"
    assert dropped(markup)
    assert not dropped(markup, comments=True)


def test_comments_go_however_well_they_are_written() -> None:
    comments = "".join(f"<div class=comment><p>{paragraph}</p></div>" for paragraph in WRITTEN)
    page = Page(f"<article>{BODY}{BODY}</article><details class=comment_box>{comments}</details>")
    page = with_roles(page, MetadataReader(page))
    reasons = discard(page, [True] * len(page.blocks), [1.0] * len(page.blocks))
    assert {page.blocks[at].text: reason for at, reason in reasons.items()} == dict.fromkeys(
        WRITTEN, "comments"
    )
