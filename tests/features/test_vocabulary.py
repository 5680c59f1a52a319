"""Whether a Block shares the vocabulary of the rest of its page."""

from __future__ import annotations

from boilerstrip.features.vocabulary import COLUMNS
from boilerstrip.page import Page
from tests.features.pages import ARTICLE, block_with, column

PROSE = (
    "The harbour council met on Monday to hear what the ferry, the lighthouse and the dredger will cost the "
    "islands in the coming winter, and whether the boats will sail at all before March."
)


def test_terms_of_the_prose_are_told_from_others() -> None:
    page = Page(f"<p>{PROSE}</p><p>ferry lighthouse</p><p>horoscope recipes</p>")
    assert column(page, "vocabulary.in_prose")[1:] == [1, 0]
    assert column(page, "vocabulary.elsewhere")[1:] == [1, 0]
    assert column(page, "vocabulary.once")[1:] == [0, 1]


def test_a_block_is_no_evidence_for_itself() -> None:
    page = Page(f"<p>{PROSE}</p>")
    assert column(page, "vocabulary.in_prose") == [0]


def test_the_headline_has_the_words_of_the_title() -> None:
    page = Page(ARTICLE)
    headline = next(block.index for block in page.blocks if block.level == 1)
    assert column(page, "vocabulary.in_title")[headline] == 1
    assert column(page, "vocabulary.in_title")[block_with(page, "Ferry").index] == 0


def test_without_content_terms_all_is_nothing() -> None:
    page = Page("<p>of the</p><p>12</p>")
    assert all(set(column(page, name)) == {0} for name in COLUMNS)
