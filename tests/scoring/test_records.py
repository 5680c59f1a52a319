"""Series of similar records come whole."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.scoring.records import with_bare_text, with_lines, with_lines_around, with_records
from tests.conftest import STORY
from tests.scoring.doubts import SENTENCE

ENTRIES = "".join(f"<div class=entry><b>{year}</b><p>The ice carried a cart.</p></div>" for year in range(3))


TEXT = f"<article><p>{STORY}</p><div>{ENTRIES}</div><p>{STORY}</p></article>"


def entries_kept(markup: str, text: float = 0.99, kept: int = 4, likely: float = 0.6) -> int:
    """How many Blocks of a series of six are kept, of which `kept` are to begin with."""
    page = Page(markup)
    mask = [not 0 < block.index < 7 or block.index <= kept for block in page.blocks]
    probabilities = [likely if 0 < block.index < 7 else text for block in page.blocks]
    whole = with_records(page, mask, [block.words for block in page.blocks], probabilities)
    return sum(whole[1:7])


def test_a_series_of_records_amid_a_text_comes_whole() -> None:
    assert entries_kept(TEXT) == 6
    # in a text that is doubtful itself, and where next to nothing of it is kept
    assert entries_kept(TEXT, text=0.75) == 4
    assert entries_kept(TEXT, kept=1, likely=0.04) == 1
    assert entries_kept(TEXT, kept=0, likely=0.04) == 0
    # but between two kept parts it comes where it is likely enough
    assert entries_kept(TEXT, kept=1) == 6
    assert entries_kept(TEXT, kept=0) == 6


@pytest.mark.parametrize(
    ("told_by", "instead"),
    [
        ("The ice carried a cart.", "The <a href=/ice>ice</a> carried a cart."),
        ("The ice carried a cart.", "All rights reserved"),
        ("<div class=entry><b>2", "<section class=entry><b>2"),
    ],
)
def test_links_phrases_and_what_is_unlike_make_no_series(told_by: str, instead: str) -> None:
    assert entries_kept(TEXT.replace(told_by, instead, 1)) == 4


def kept_of_series(series: str, kept: str = "") -> list[str]:
    """What is kept of a series at the end of a text, of which the model expects nothing."""
    page = Page(f"<article>{''.join(f'<p>{text}</p>' for text in STORY)}{series}</article><p>Foot</p>")
    mask = [block.text in {*STORY, kept} for block in page.blocks]
    probabilities = [0.99 if keep else 0.05 for keep in mask]
    whole = with_records(page, mask, [block.words for block in page.blocks], probabilities)
    return [block.text for block in page.blocks[len(STORY) :] if whole[block.index]]


PARTS = ("2 kg plums", "1 stick", "a dash of rum")
ROWS = "".join(f"<div class=row><span>{part}</span></div>" for part in PARTS)
STEPS = "".join(f"<div class=step><div>{step}</div></div>" for step in ("Stone.", "Boil.", "Fill."))


def test_rows_under_a_kept_heading_come_with_those_under_the_next_one() -> None:
    series = f"<h3>What goes in</h3>{ROWS}<h3>Steps</h3>{STEPS}"
    assert kept_of_series(series, "What goes in") == ["What goes in", *PARTS, "Stone.", "Boil.", "Fill."]
    assert kept_of_series(series) == []
    # a heading outside of the text heads nothing of it, nor does one beside a box
    for other in (f"</article><h3>What goes in</h3>{ROWS}", f"<h3>What goes in</h3><div>{ROWS}</div>"):
        assert kept_of_series(other, "What goes in") == ["What goes in"]


ASKED = ("Do I need a card?", "May I lend it?", "Is there coffee?")


def test_questions_may_be_nearly_all_of_a_page_and_links_to_nowhere() -> None:
    def kept(link: str, lines: tuple[str, ...] = ASKED) -> int:
        items = "".join(f"<li><b>{link}{line}</a></b><p>{SENTENCE}</p></li>" for line in lines)
        page = Page(f"<main><p>We are often asked.</p><ul>{items}</ul></main>")
        mask = [block.index == 0 for block in page.blocks]
        probabilities = [0.95 if keep else 0.05 for keep in mask]
        return sum(with_records(page, mask, [block.words for block in page.blocks], probabilities))

    assert kept("<a>") == kept('<a href="#a">') == kept('<a href="javascript:open()">') == 7
    assert kept("<a href=/ask>") == kept("<a>", ("Cards", "Loans", "Coffee")) == 1


def asked(lines: tuple[str, ...], said: str) -> list[str]:
    items = "".join(f"<div class=q><button>{line}</button><p>{said}</p></div>" for line in lines)
    return kept_of_series(f"<div><p><a href=/give>Support us</a></p></div><h2>Asked</h2>{items}")


@pytest.mark.parametrize("lines", [ASKED, ("Ann", "Bo", "Ann", "Bo")])
def test_questions_with_answers_and_talks_come_wherever_they_are_in_a_text(lines: tuple[str, ...]) -> None:
    assert asked(lines, "No.") == [text for line in lines for text in (line, "No.")]
    assert asked(lines, "No, <a href=/x>see here</a>.") == []
    assert asked(lines, "Read more") == []


@pytest.mark.parametrize(
    ("first", "likely", "comes"),
    [
        ("<h3>Step 1</h3><p>Open the glass.</p>", 0.06, True),
        ("<b>Is it old?</b><p>It is.</p>", 0.06, True),
        ("<h3><button>Is it old?</button></h3><div><p>It is.</p></div>", 0.06, True),
        ("<div>1.</div><p>Open the glass.</p>", 0.06, True),
        ("<time>1883</time><h4>Hung</h4><p>The clock is hung.</p>", 0.06, True),
        # headlines, what the model rules out, or of which one has no title, no sentence or a link
        ("<h3>Old lock gates to be replaced by Christmas at last</h3><p>At once.</p>", 0.3, False),
        ("<h3>Step 1</h3><p>Open the glass.</p>", 0.04, False),
        ("<p>Open the glass.</p><p>Slowly.</p>", 0.3, False),
        ("<h3>Step 1</h3><p>The glass</p>", 0.3, False),
        ("<h3>Step 1</h3><p>Open the <a href=/g>glass</a>.</p>", 0.3, False),
    ],
)
def test_two_titles_with_sentences_come_between_two_kept_parts(
    first: str, likely: float, comes: bool
) -> None:
    second = "<h3>Step 2</h3><p>Lift the hands off.</p>"
    steps = "".join(f"<div class=step>{step}</div>" for step in (first, second))
    page = Page(
        f"<article><p>{SENTENCE * 4}</p><div class=steps>{steps}</div><p>{SENTENCE * 4}</p></article>"
    )
    mask = [block.index in (0, len(page.blocks) - 1) for block in page.blocks]
    probabilities = [0.97 if keep else likely for keep in mask]
    whole = with_records(page, mask, [block.words for block in page.blocks], probabilities)
    assert whole == ([True] * len(mask) if comes else mask)


@pytest.mark.parametrize(
    ("first", "second", "comes"),
    [
        ("From $9.50 each.", "Only 12.99 while stocks last.", False),
        ("From $9.50 each.", "It fits every clock.", True),
        ("It keeps time.", "It fits every clock.", True),
    ],
)
def test_cards_that_name_a_price_each_are_products(first: str, second: str, comes: bool) -> None:
    cards = f"<div class=c><h3>Oil</h3><p>{first}</p></div><div class=c><h3>Key</h3><p>{second}</p></div>"
    page = Page(f"<article><p>{SENTENCE * 4}</p><div>{cards}</div><p>{SENTENCE * 4}</p></article>")
    mask = [block.index in (0, len(page.blocks) - 1) for block in page.blocks]
    probabilities = [0.97 if keep else 0.2 for keep in mask]
    whole = with_records(page, mask, [block.words for block in page.blocks], probabilities)
    assert whole == ([True] * len(mask) if comes else mask)


def test_turns_whose_class_names_alternate_are_one_series() -> None:
    turns = "".join(f"<div class=q{n % 2}>{who}:<p>No.</p></div>" for n, who in enumerate("ABABAB"))
    assert kept_of_series(turns) == ["A:", "No.", "B:", "No."] * 3


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        ("No ice this year.", "Nor boats.", [True, True, True]),
        ("No <a href=/ice>ice</a> this year.", "Nor boats.", [True, False, True]),
        ("All rights reserved", "Nor boats.", [True, False, True]),
        # most of it is left out
        ("No ice this year.", "Nor boats.", [False, False, True]),
    ],
)
def test_lines_of_one_element_come_whole(first: str, second: str, expected: list[bool]) -> None:
    page = Page(f"<div>{STORY}<br><br>{first}<br><br>{second}</div>")
    mask = [expected[0], False, True]
    assert with_lines(page, mask, [block.words for block in page.blocks], [0.3] * 3) == expected


def test_an_unlikely_line_comes_amid_the_lines_of_an_element_but_not_at_their_ends() -> None:
    page = Page(f"<div>one<br><br>{STORY}<br><br>two<br><br>{STORY}<br><br>three</div>")
    mask, weights = [False, True, False, True, False], [block.words for block in page.blocks]
    assert with_lines(page, mask, weights, [0.05, 0.9, 0.05, 0.9, 0.05]) == [False, True, True, True, False]
    assert all(with_lines(page, mask, weights, [0.2, 0.9, 0.2, 0.9, 0.2]))


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
    mask, words = [True, False, True], [block.words for block in page.blocks]
    assert with_bare_text(page, mask, words, [0.9, 0.4, 0.9]) == [True, True, True]
    assert with_bare_text(page, mask, words, [0.9, 0.3, 0.9]) == mask
    assert with_bare_text(page, [True, False, False], words, [0.9, 0.4, 0.9]) == [True, False, False]
    linked = Page(f"<div><p>{SENTENCE}</p><a href=/d>Dogs</a> travel free<p>{SENTENCE}</p></div>")
    assert with_bare_text(linked, mask, words, [0.9, 0.4, 0.9]) == mask


@pytest.mark.parametrize(
    ("text", "comes"),
    [
        (f"<div>{SENTENCE}</div>", True),
        (f"<div><div><span>{SENTENCE}</span></div></div>", True),
        ("<div>Are you an expert?</div>", False),
        ("<div>Posted by Ann</div>", False),
        (f"<div class=note>{SENTENCE}</div>", False),
        (f"<div hidden>{SENTENCE}</div>", False),
    ],
)
def test_a_sentence_in_a_div_that_says_nothing_stands_bare(text: str, comes: bool) -> None:
    page = Page(f"<div><p>{SENTENCE}</p>{text}<p>{SENTENCE}</p></div>")
    mask, words = [True, False, True], [block.words for block in page.blocks]
    assert with_bare_text(page, mask, words, [0.9, 0.4, 0.9]) == [True, comes, True]


@pytest.mark.parametrize(
    ("markup", "comes"),
    [
        ("<div><b>Ask.</b></div><div>He may have pumped.</div><div>Mind</div><div>Use a string.</div>", True),
        ("<b>Ask.</b><p>He may have pumped.</p>Mind<div><h3>Measure</h3>Use a string.</div>", True),
        (
            "<div>Ask.</div><div>He may have pumped.</div><div><a href=/m>Mind</a></div><div>Use it.</div>",
            False,
        ),
        ("<div>Ask.</div><div>He may have pumped.</div><div>Share</div><div>Use a string.</div>", False),
        ("<ul><li>Ask.<li>He may have pumped.<li>Mind<li>Use a string.</ul>", False),
        (f"<p>Ask.</p><p>{SENTENCE * 20}</p><p>Mind</p><p>Use a string.</p>", False),
    ],
)
def test_a_short_text_of_lines_comes_whole(markup: str, comes: bool) -> None:
    page = Page(f"<nav><a href=/>Home</a></nav><main>{markup}<p>Sarn District</p></main>")
    weights = [block.words for block in page.blocks]
    mask = [block.index in (1, 2, len(weights) - 2) for block in page.blocks]
    probabilities = [0.05 if block.index == len(weights) - 1 else 0.3 for block in page.blocks]
    whole = [0 < block.index < len(weights) - 1 for block in page.blocks]
    assert with_lines_around(page, mask, weights, probabilities) == (whole if comes else mask)
    # one of them alone, and none
    for kept in ([3], []):
        mask = [block.index in kept for block in page.blocks]
        assert with_lines_around(page, mask, weights, probabilities) == mask
