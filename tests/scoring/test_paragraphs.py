"""Sentences amid a text."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Page
from boilerstrip.scoring.paragraphs import with_like_paragraphs
from tests.scoring.doubts import SENTENCE

CLOSING = "The flag is red today."


BOX = "<div><p>The bridge will cost more</p><p>Who lights the beacon?</p></div>"


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
