"""Like paragraphs: of a text that the model doubts, and amid one of which it is sure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.scoring.articles import doubt_other_texts
from boilerstrip.scoring.coherence import doubted_texts, equalise_paragraphs
from boilerstrip.scoring.lists_and_tables import with_lists_amid
from boilerstrip.scoring.paragraphs import with_like_paragraphs
from boilerstrip.scoring.records import with_bare_text, with_records
from boilerstrip.scoring.selection import best_mask

SENTENCE = "The ice on the bay carried a cart in March, and a week later not even a dog."
CLOSING = "The flag is red today."
BOX = "<div><p>The bridge will cost more</p><p>Who lights the beacon?</p></div>"


def evened(markup: str, probabilities: Sequence[float]) -> list[float]:
    page, found = Page(markup), list(probabilities)
    equalise_paragraphs(doubted_texts(page, found), [block.words for block in page.blocks], found)
    return found


def test_paragraphs_that_the_model_doubts_are_judged_alike() -> None:
    text = f"<div>{f'<p>{SENTENCE}</p>' * 4}</div>"
    assert evened(text, [0.3, 0.6, 0.3, 0.6]) == pytest.approx([0.45] * 4)
    # of what it is sure it stays sure, and two make no text
    assert evened(text, [0.99, 0.6, 0.3, 0.6]) == pytest.approx([0.99, 0.5, 0.5, 0.5])
    assert evened(text, [0.99, 0.01, 0.3, 0.6]) == [0.99, 0.01, 0.3, 0.6]
    # nor do paragraphs of two elements, of two classes, or lines
    apart = f"<div>{f'<p>{SENTENCE}</p>' * 2}</div><div>{f'<p class=a>{SENTENCE}</p>' * 2}</div>"
    assert evened(apart, [0.3, 0.6, 0.3, 0.6]) == [0.3, 0.6, 0.3, 0.6]
    assert evened(f"<div>{'<p>A line of it</p>' * 4}</div>", [0.3, 0.6, 0.3, 0.6]) == [0.3, 0.6, 0.3, 0.6]


@given(st.lists(st.floats(0.15, 0.85), min_size=3, max_size=20))
def test_no_text_is_kept_in_stripes(probabilities: list[float]) -> None:
    page = Page(f"<div>{f'<p>{SENTENCE}</p>' * len(probabilities)}</div>")
    weights = [block.words for block in page.blocks]
    equalise_paragraphs(doubted_texts(page, probabilities), weights, probabilities)
    assert len(set(best_mask(weights, [round(p, 9) for p in probabilities]))) == 1


def doubted(own: float, other: float, paragraphs: int = 20, own_paragraphs: int = 6) -> bool:
    """Whether a text that the model believes by `other` becomes less likely beside one that it believes by `own`."""
    page = Page(
        f"<div>{f'<p>{SENTENCE}</p>' * own_paragraphs}</div><div>{f'<p>{SENTENCE}</p>' * paragraphs}</div>"
    )
    probabilities = [own] * own_paragraphs + [other] * paragraphs
    texts = doubted_texts(page, probabilities)
    doubt_other_texts(texts, [block.words for block in page.blocks], probabilities)
    assert probabilities[:own_paragraphs] == [own] * own_paragraphs
    return probabilities[-1] < other


def test_a_text_that_is_doubted_beside_a_sure_one_is_another() -> None:
    assert doubted(0.97, 0.5)
    # where there is none, or next to nothing of it, or where it is doubted but little
    assert not doubted(0.7, 0.5)
    assert not doubted(0.97, 0.5, paragraphs=40)
    assert not doubted(0.97, 0.7)
    # what is short is a section of the same one
    assert not doubted(0.97, 0.5, paragraphs=6)


def filled(markup: str, unlikely: float, *, texts: Sequence[str] = (SENTENCE,)) -> str:
    """The Blocks that stay, as signs, where the model believes all that begins as one of the texts."""
    page = Page(markup)
    sure = [block.text.startswith(tuple(text[:10] for text in texts)) for block in page.blocks]
    probabilities = [0.97 if one else unlikely for one in sure]
    whole = with_like_paragraphs(page, sure, probabilities)
    return "".join("+-"[not one] for one in whole)


def test_sentences_amid_a_text_come() -> None:
    text = f"<div><p>{SENTENCE}</p><p>{CLOSING}</p><p>{SENTENCE}</p></div>"
    assert filled(text, 0.2) == "+++"
    assert filled(text, 0.1) == "+-+"
    assert filled(text.replace("The flag", "<a href=/f>The flag</a>"), 0.2) == "+-+"
    assert filled(text.replace("today.", "today:"), 0.2) == "+-+"
    assert filled(text.replace(f"<p>{CLOSING}", f"<p class=x>{CLOSING}"), 0.2) == "+-+"


def test_the_last_sentence_comes_whatever_box_stands_before_it() -> None:
    text = f"<div><p>{SENTENCE}</p><p>{SENTENCE}</p>{BOX}<p>{CLOSING}</p></div>"
    assert filled(text, 0.35) == "++--+"
    assert filled(text, 0.2) == "++---"
    # two of them as well, but not what is long, and no author in italics
    assert filled(text.replace("</p></div>", f"</p><p>{CLOSING}</p></div>"), 0.35)[:5] == "++---"
    two = f"<div>{f'<p>{SENTENCE}</p>' * 3}{BOX}{f'<p>{CLOSING}</p>' * 2}</div>"
    assert filled(two, 0.35) == "+++--++"
    assert filled(text.replace(CLOSING, f"<em>{CLOSING}</em>"), 0.35) == "++---"
    long = f"{CLOSING} " * 13
    assert filled(f"<div>{f'<p>{SENTENCE}</p>' * 12}{BOX}<p>{long}</p></div>", 0.35)[-1] == "-"


def test_lists_amid_a_text_come() -> None:
    items = "<ul><li>Blue ice</li><li>White ice</li></ul>"
    page = Page(f"<p>{SENTENCE}</p>{items}<p>{SENTENCE}</p>{items}<p>x</p>")
    mask = [True, False, False, True, False, False, False]
    assert with_lists_amid(page, mask, [0.3] * 7) == [True, True, True, True, False, False, False]
    assert with_lists_amid(page, mask, [0.2] * 7) == mask


def test_lists_of_links_amid_a_text_have_to_be_likelier() -> None:
    page = Page(f"<p>{SENTENCE}</p><ul><li><a href=/x>Blue ice</a><li>Ice</ul><p>{SENTENCE}</p>")
    assert with_lists_amid(page, [True, False, False, True], [0.3] * 4) == [True, False, False, True]
    assert with_lists_amid(page, [True, False, False, True], [0.4] * 4) == [True] * 4


def test_lists_with_a_phrase_of_boilerplate_do_not_come() -> None:
    page = Page(f"<p>{SENTENCE}</p><ul><li>Blue ice</li><li>Share this article</li></ul><p>{SENTENCE}</p>")
    assert with_lists_amid(page, [True, False, False, True], [0.5] * 4) == [True, False, False, True]


def test_lists_come_under_a_heading_that_is_doubted_as_well() -> None:
    items = "<ul><li>Blue ice</li><li>White ice</li></ul>"
    page = Page(f"<p>{SENTENCE}</p><h3>The facts</h3>{items}<p>{SENTENCE}</p>")
    mask = [True, False, False, False, True]
    assert with_lists_amid(page, mask, [0.4] * 5) == [True, False, True, True, True]
    # but not where two headings, or something else, stand between
    page = Page(f"<p>{SENTENCE}</p><h3>The facts</h3><h4>In short</h4>{items}<p>{SENTENCE}</p>")
    mask = [True, False, False, False, False, True]
    assert with_lists_amid(page, mask, [0.4] * 6) == mask


def test_a_series_of_records_comes_between_two_kept_parts() -> None:
    rows = "".join(
        f"<div class=row><b>{n} g</b> <span>of rye flour, sifted</span></div>" for n in (500, 7, 9)
    )
    page = Page(
        f"<article><p>{SENTENCE * 4}</p><div><h3>What it takes</h3>{rows}</div><p>{SENTENCE * 4}</p></article>"
    )
    last = len(page.blocks) - 1
    mask = [block.index in (0, 1, last) for block in page.blocks]
    weights = [block.words for block in page.blocks]
    for row, comes in ((0.3, True), (0.2, False)):
        probabilities = [0.97 if keep else row for keep in mask]
        whole = with_records(page, mask, weights, probabilities)
        assert all(whole) == comes
        assert whole == mask or comes


def test_bare_text_comes_between_children_that_are_kept() -> None:
    page = Page(f"<div><p>{SENTENCE}</p>Dogs travel free of charge<p>{SENTENCE}</p></div>")
    mask = [True, False, True]
    assert with_bare_text(page, mask, [0.9, 0.4, 0.9]) == [True, True, True]
    assert with_bare_text(page, mask, [0.9, 0.3, 0.9]) == mask
    assert with_bare_text(page, [True, False, False], [0.9, 0.4, 0.9]) == [True, False, False]
    linked = Page(f"<div><p>{SENTENCE}</p><a href=/d>Dogs</a> travel free<p>{SENTENCE}</p></div>")
    assert with_bare_text(linked, mask, [0.9, 0.4, 0.9]) == mask
