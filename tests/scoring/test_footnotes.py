"""Notes go with the text that refers to them."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.scoring.footnotes import _LABEL_HEADS, NOTE_LABELS, decide_footnotes, footnote_blocks

TEXT = (
    "The ferry to the outer islands will run all winter, as the council decided on Monday after three years."
)
PAGE = (
    f"<article><p>{TEXT}<sup><a href=#n1>1</a></sup></p><p>{TEXT}<sup><a href=#n2>2</a></sup></p>"
    "<ol><li id=n1><p>First note.</p></li><li id=n2><p>Second note.</p></li></ol></article>"
)


def noted(*kept: str) -> dict[str, bool]:
    page = Page(PAGE)
    mask = [any(block.text.endswith(text) for text in kept) for block in page.blocks]
    return {page.blocks[i].text: goes for i, goes in footnote_blocks(page, mask).items()}


def test_a_note_goes_with_the_block_that_refers_to_it() -> None:
    page = Page(PAGE)
    first = [i == 0 for i in range(len(page.blocks))]
    assert {page.blocks[i].text: goes for i, goes in footnote_blocks(page, first).items()} == {
        "First note.": True,
        "Second note.": False,
    }
    assert set(footnote_blocks(page, [False] * len(page.blocks)).values()) == {False}


@pytest.mark.parametrize("include", [True, False])
def test_the_option_decides_over_notes_of_kept_text(include: bool) -> None:
    page = Page(PAGE)
    mask = [i < 2 for i in range(len(page.blocks))]
    decision = decide_footnotes(page, mask, (), include=include)
    notes = {block.index for block in page.blocks if block.text.endswith("note.")}
    assert decision[0] == notes
    assert set(decision[1]) == (notes if include else set())
    assert set(decision[2]) == (set() if include else notes)


def test_a_page_without_notes_has_none() -> None:
    page = Page(f"<p>{TEXT}</p>")
    assert footnote_blocks(page, [True]) == {}


def test_labels_of_notes_are_known_by_every_sign_that_they_may_begin_with() -> None:
    heads = {label[0] for label in NOTE_LABELS} | set(" :")
    assert {sign for sign in map(chr, range(0x110000)) if sign.lower()[0] in heads} == _LABEL_HEADS
