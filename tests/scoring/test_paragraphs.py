"""Sentences amid a text."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from boilerstrip.page import Block, Page
from boilerstrip.scoring.paragraphs import with_lead, with_like_paragraphs, with_text_behind_boxes
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
    assert filled(text, 0.2) == "++--+"
    assert filled(text, 0.1) == "++---"
    # two of them as well, but not what is long, and no author in italics
    assert filled(text.replace("</p></div>", f"</p><p>{CLOSING}</p></div>"), 0.35)[:5] == "++---"
    two = f"<div>{f'<p>{SENTENCE}</p>' * 3}{BOX}{f'<p>{CLOSING}</p>' * 2}</div>"
    assert filled(two, 0.35) == "+++--++"
    assert filled(text.replace(CLOSING, f"<em>{CLOSING}</em>"), 0.35) == "++---"
    long = f"{CLOSING} " * 13
    assert filled(f"<div>{f'<p>{SENTENCE}</p>' * 12}{BOX}<p>{long}</p></div>", 0.35)[-1] == "-"


FIRST = f"{SENTENCE} It does so in winter, in spring, in summer and in autumn, and on every day of these."
NEXT = "Those who live on the island wait for it at the pier, and count the boxes that are carried ashore."
STORIES = "<div><b>Also read</b><ul><li><a href=/b>The bridge will cost more</a></ul></div>"
SINGLE = "<p>Also read: <a href=/b>The bridge will cost more</a></p>"


HEADED = "<h3>Also read</h3><ul><li><a href=/b>The bridge will cost more</a><li><a href=/c>A toll</a></ul>"


@pytest.mark.parametrize(
    "box",
    [
        HEADED,
        HEADED.replace("h3", "p"),
        "<h3>Also read</h3><p>The bridge will cost more</p>",
        STORIES,
        SINGLE,
        SINGLE.replace("<p>", "<div>").replace("</p>", "</div>"),
    ],
)
@pytest.mark.parametrize("tag", ["p", "div", "section", "span"])
def test_a_text_goes_on_behind_a_box_of_stories(box: str, tag: str) -> None:
    first, second = (f"<{tag}>{text}</{tag}>" for text in (FIRST, NEXT))
    kept = behind(f"<main>{first}{box}{second}{second}</main>", 0.03)
    # spans are one line
    assert " ".join(block.text for block in kept) == f"{FIRST} {NEXT} {NEXT}"


@pytest.mark.parametrize(
    "markup",
    [
        # nothing says what the box is
        f"<main><p>{FIRST}</p><div>By bus and by bicycle</div><p>{NEXT}</p></main>",
        # a heading may be of all that follows
        f"<main><p>{FIRST}</p><h3>Also read</h3><p>{NEXT}</p></main>",
        f"<main><p>{FIRST}</p>{HEADED.replace('Also read', 'At the pier')}<p>{NEXT}</p></main>",
        # a sentence below the label
        f"<main><p>{FIRST}</p><h3>Also read</h3><p>The bridge is shut.</p><p>{NEXT}</p></main>",
        # a list with other items
        f"<main><p>{FIRST}</p>{HEADED.replace('</ul>', '<li>and more</ul>')}<p>{NEXT}</p></main>",
        # the text of a story
        f"<main><p>{FIRST}</p>{SINGLE}<p class=teaser>{NEXT}</p></main>",
        f"<main><p>{FIRST}</p><p>Also read</p><p><a href=/b>The bridge</a></p><p>{NEXT}</p></main>",
        f"<main><p>{FIRST}</p>{SINGLE}<p><a href=/c>{NEXT}</a></p></main>",
        f"<div><main><p>{FIRST}</p></main>{SINGLE}<p>{NEXT}</p></div>",
        # a line of the site
        f"<main><p>{FIRST}</p>{SINGLE}<p>All prices include the tax.</p></main>",
    ],
)
def test_what_else_stands_behind_a_box_does_not_come(markup: str) -> None:
    assert [block.text for block in behind(markup, 0.03)] == [FIRST]


def test_a_short_sentence_behind_a_box_has_to_be_likelier() -> None:
    markup = f"<main><p>{FIRST}</p>{SINGLE}<p>The list is two years long.</p>{SINGLE}<p>So it was.</p></main>"
    assert [block.text for block in behind(markup, 0.1)] == [FIRST, "The list is two years long."]
    assert [block.text for block in behind(markup, 0.05)] == [FIRST]


def test_a_text_goes_on_in_a_part_like_the_one_before_several_boxes() -> None:
    part = "<div class=part><p>{}</p></div>"
    boxes = f"<p>Advertisement</p>{STORIES}"
    markup = f"<main>{part.format(FIRST)}{boxes}{part.format(NEXT)}</main>"
    assert [block.text for block in behind(markup, 0.2)] == [FIRST, NEXT]
    # in a part of another kind, and behind a line that is no label
    assert behind(markup.replace("part><p>Those", "stories><p>Those"), 0.2)[-1].text == FIRST
    assert behind(markup.replace("Advertisement", "By bus"), 0.2)[-1].text == FIRST


def test_a_text_goes_on_behind_a_table_that_is_kept() -> None:
    table = "<table><tr><td>1974<td>first ferry<tr><td>2024<td>last ferry</table>"
    for heading in ("", "<h3>In short</h3>"):
        markup = f"<main><p>{FIRST}</p>{heading}{table}<p>{NEXT}</p></main>"
        assert behind(markup, 0.2, kept=(FIRST, "In", "1974", "first", "2024", "last"))[-1].text == NEXT
        assert behind(markup, 0.2)[-1].text == FIRST


def behind(markup: str, unlikely: float, kept: Sequence[str] = (FIRST,)) -> list[Block]:
    """What stays of a page, where the model believes what begins as one of these."""
    page = Page(markup)
    sure = [block.text.startswith(tuple(kept)) for block in page.blocks]
    probabilities = [0.9 if one else unlikely for one in sure]
    whole = with_text_behind_boxes(page, sure, probabilities)
    return [block for block, keep in zip(page.blocks, whole, strict=True) if keep]


@pytest.mark.parametrize(
    ("lead", "comes"),
    [
        ("<p>This page lists what is new.</p>", True),
        ("<p>This page lists what is new.</p><p>It is kept by hand.</p>", True),
        ("<p>News</p>", False),
        ("<p>This page lists <a href=/n>what is new</a>.</p>", False),
        ("<div class=lead><p>This page lists what is new.</p></div>", False),
    ],
)
def test_sentences_between_title_and_first_section_come(lead: str, *, comes: bool) -> None:
    page = Page(f"<h1>News</h1>{lead}<h3>Version 2</h3><p>{SENTENCE}</p>")
    mask = [block.level == 3 or block.text == SENTENCE for block in page.blocks]
    whole = [False, *[True] * (len(mask) - 1)] if comes else mask
    assert with_lead(page, mask, [0.4] * len(mask)) == whole
    assert with_lead(page, mask, [0.2] * len(mask)) == mask
