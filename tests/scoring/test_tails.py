"""The last sentences of a text."""

from __future__ import annotations

import pytest

from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.page import Page
from boilerstrip.scoring.tails import with_tails
from tests.conftest import STORY


@pytest.mark.parametrize(
    "set_apart",
    [
        "",
        "<hr>",
        "<p>* * *</p>",
        "<p>⁂</p>",
        "<p>—</p>",
        "<p>***</p>",
        "<div><br></div>",
        "<center>~</center>",
    ],
)
def test_the_last_sentences_of_a_text_stay_with_it_after_a_break_as_well(set_apart: str) -> None:
    tail = "<p>Years later we went back.</p><p>There was one hinge.</p>"
    page = Page(f"<body><article><p>text</p>{set_apart}{tail}</article><footer><p>All is ours.</p></footer>")
    mask = with_tails(page, [block.text == "text" for block in page.blocks])
    assert [block.text for block, keep in zip(page.blocks, mask, strict=True) if not keep] == ["All is ours."]


@pytest.mark.parametrize(
    "tail",
    [
        "<p>Ann Other, Picture House</p>",
        "<p><em>Ann Other is a writer who lives by the sea.</em></p>",
        "<p>More by <a href=/ann>Ann Other</a>.</p>",
        "<p class=bio>Ann Other is a writer who lives by the sea.</p>",
        "<p>Sign up for our newsletter.</p>",
        "<h2>Most read.</h2>",
        "<ul><li>Storm closes the harbour.</ul>",
        f"<p>{' '.join(STORY)}</p>",
        "<p>A lead that breaks off…</p>",
    ],
)
@pytest.mark.parametrize("set_apart", ["", "<hr>", "<p>* * *</p>"])
def test_what_else_ends_the_element_is_no_part_of_the_text(tail: str, set_apart: str) -> None:
    page = Page(f"<article><p>text</p>{set_apart}{tail}</article>")
    mask = [block.text == "text" for block in page.blocks]
    assert with_tails(page, mask) == mask
    # one such Block among the last sentences is enough
    page = Page(f"<article><p>text</p>{set_apart}<p>So it was.</p>{tail}</article>")
    mask = [block.text == "text" for block in page.blocks]
    assert with_tails(page, mask) == mask


def test_sentences_outside_of_what_the_text_stands_in_are_no_part_of_it() -> None:
    page = Page("<div class=story><p>text</p></div><div class=note><p>So it was.</p></div>")
    assert with_tails(page, [True, False]) == [True, False]
    lines = plaintext_page("text\n\nSo it was.")
    assert with_tails(lines, [True, False]) == [True, False]


ASKED = "<h3>Is there coffee?</h3><p>On Saturdays, and on other days where somebody has brought some.</p>"


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (ASKED * 5, 10),
        # one may be a teaser; a question without an answer, a line and a link end them
        (ASKED, 0),
        (f"{ASKED * 3}<h3>And tea?</h3>", 6),
        (f"{ASKED * 2}<p>Coffee</p>{ASKED}", 4),
        (f"{ASKED * 2}<p>Ask <a href=/a>others</a>.</p>", 4),
        ("<h3>Coffee</h3><p>On Saturdays, and on other days where somebody has brought some.</p>" * 3, 0),
    ],
)
def test_questions_with_answers_at_the_end_stay(asked: str, kept: int) -> None:
    page = Page(f"<article><p>{STORY[0]}</p>{asked}</article><footer><p>All is ours.</p></footer>")
    mask = with_tails(page, [block.index == 0 for block in page.blocks])
    assert sum(mask) == 1 + kept
