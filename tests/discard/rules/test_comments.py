"""Readers' comments."""

from __future__ import annotations

import pytest

from boilerstrip.discard import discard
from boilerstrip.metadata import MetadataReader
from boilerstrip.page import Page
from boilerstrip.scoring.roles import with_roles
from tests.discard.pages import BODY, MORE, STORY, WRITTEN, dropped


def test_comments_stay_on_request() -> None:
    markup = f"<article>{BODY}</article><section id=comments><p>I do not agree with this.</p></section>"
    assert dropped(markup)
    assert not dropped(markup, comments=True)


def test_comments_go_however_well_they_are_written() -> None:
    comments = "".join(f"<div class=comment><p>{paragraph}</p></div>" for paragraph in WRITTEN)
    page = Page(f"<article>{BODY}{MORE}</article><details class=comment_box>{comments}</details>")
    page = with_roles(page, MetadataReader(page))
    reasons = discard(page, [True] * len(page.blocks), [1.0] * len(page.blocks))
    assert {page.blocks[at].text: reason for at, reason in reasons.items()} == dict.fromkeys(
        WRITTEN, "comments"
    )


def test_names_with_sentences_below_a_label_are_comments() -> None:
    turns = f"<p>Ann</p><p>{WRITTEN[0]}</p><p>E. Tull, 4 May</p><p>{WRITTEN[1]}</p>"
    page = f"<div><p>{STORY[0]}</p><p>{STORY[1]}</p><h3>Comments</h3>{turns}<h2>The next day</h2><p>It rained.</p></div>"
    sure = [0.97, 0.97]
    gone = {"Comments", "Ann", "E. Tull, 4 May", *WRITTEN}
    below = [0.6, 0.6, 0.97, 0.6, 0.95, 0.9, 0.9]
    assert set(dropped(page, [*sure, *below])) == gone
    assert dropped(page, [*sure, *below], comments=True) == {}
    # short headings of a section of which the scorer is sure, a single name, and no text above
    assert WRITTEN[1] not in dropped(page, [*sure, 0.9, 0.6, 0.97, 0.6, 0.95, 0.9, 0.9])
    assert WRITTEN[1] not in dropped(page, [*sure, 0.6, 0.9, 0.97, 0.6, 0.95, 0.9, 0.9])
    alone = page.replace("<p>E. Tull, 4 May</p>", "")
    assert WRITTEN[1] not in dropped(alone, [*sure, 0.6, 0.6, 0.97, 0.95, 0.9, 0.9])
    assert WRITTEN[1] not in dropped(f"<div><h3>Comments</h3>{turns}</div>", below[:5])


@pytest.mark.parametrize(
    ("first", "goes"), [("Ann (5 May 2024, 9:12)", True), ("Ann, 2024-05-05", True), ("Ann was asked", False)]
)
def test_paragraphs_that_open_with_who_and_when_below_a_label_are_comments(first: str, goes: bool) -> None:
    said = "".join(f"<p><b>{first}</b><br>{text}" for text in WRITTEN)
    page = f"<p>{STORY[0]}<p>{STORY[1]}<h3>Comments</h3>{said}<h2>The next day</h2><p>It rained."
    gone = {"Comments", *(f"{first}\n{text}" for text in WRITTEN)}
    assert set(dropped(page, [0.97, 0.97, 0.2, *[0.91] * (len(WRITTEN) + 2)])) == (gone if goes else set())
