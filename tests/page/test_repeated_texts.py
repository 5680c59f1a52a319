"""Texts that stand on the page more than once."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.page import Page

NUMBERS = "first second third fourth fifth sixth seventh eighth ninth tenth".split()
TEXT = [
    f"The {number} ferry of the day crossed the sound with two carts, a calf and nobody at the helm."
    for number in NUMBERS
]
OTHERS = [
    f"Until the {number} bell nobody on the quay of the island had asked where it was." for number in NUMBERS
]


def paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def box(markup: str) -> str:
    return f"<div>{markup}</div>"


def places(markup: str) -> list[list[range]]:
    return Page(markup).repeated_texts


@given(st.integers(2, 10), st.integers(0, 10), st.integers(2, 4))
def test_all_places_of_a_text_are_found(length: int, between: int, copies: int) -> None:
    texts = TEXT[:length]
    # what stands between the places is less than the text
    step = length + min(between, length // 2)
    text = box(paragraphs(texts)) + paragraphs(OTHERS[: step - length])
    found = places("".join(text.replace("bell", f"bell of {n}") for n in range(copies)))
    assert found == [[range(n * step, n * step + length) for n in range(copies)]]


def test_its_headings_and_short_lines_go_with_it() -> None:
    text = f"<h2>Crossings</h2>{paragraphs(TEXT[:3])}<p>More soon.</p>"
    assert places(f"{box(text)}<p>Printed today</p>{text}") == [[range(5), range(6, 11)]]


def test_a_line_may_differ() -> None:
    text = box(paragraphs(TEXT))
    assert places(text + text.replace("<p>The sixth", "<p>Share</p><p>The sixth")) == [
        [range(10), range(10, 21)]
    ]


def test_what_is_said_again_is_no_copy() -> None:
    # in another order, as a small part of the page, in the words of somebody else
    assert places(paragraphs(TEXT[:3] + TEXT[1::-1])) == []
    assert places(paragraphs(TEXT + OTHERS + TEXT[:2])) == []
    assert places(f"{box(paragraphs(TEXT[:3]))}<blockquote>{paragraphs(TEXT[:3])}</blockquote>") == []
    # a part of it alone
    mixed = [text for both in zip(TEXT, OTHERS, strict=True) for text in both]
    assert places(box(paragraphs(TEXT)) + paragraphs(mixed)) == []


def test_a_paragraph_twice_in_a_row_comes_once() -> None:
    assert places(f"<p>{TEXT[0]}</p><noscript><p>{TEXT[0]}</p></noscript>{paragraphs(OTHERS)}") == [
        [range(1), range(1, 2)]
    ]
    # an exercise is written more often, and a picture parts two captions
    assert places(f"<p>{TEXT[0]}</p>" * 3 + paragraphs(OTHERS)) == []
    assert places(f"<p>{TEXT[0]}</p><img src=/ferry.jpg><p>{TEXT[0]}</p>{paragraphs(OTHERS)}") == []
    # a refrain is sung twice
    stanza = f"<p>{TEXT[0].replace(' of', '<br>of')}</p>"
    assert places(stanza + stanza + paragraphs(OTHERS)) == []


def test_a_short_body_in_two_elements_comes_once() -> None:
    body = f"<p>{TEXT[0]}</p><ul><li>No dogs.</li></ul><p>Sorry.</p>"
    assert places(f"<main><div>{body}</div><div>{body}</div></main>") == [[range(3), range(3, 6)]]
    # what a note repeats is a part of it
    assert (
        places(
            f"<main><div>{body}</div><div><p>What the note on the door says, once more:</p>{body}</div></main>"
        )
        == []
    )
    assert places(f"<main><div>{body}</div><div>{body}</div>{paragraphs(OTHERS)}</main>") == []


@pytest.mark.parametrize("wrap", ["{}", "<div>{}</div>", "<section><h2>Part</h2>{}</section>"])
def test_refrains_and_clauses_are_no_copies(wrap: str) -> None:
    parts = (paragraphs([verse, *TEXT[:3]]) for verse in OTHERS[:3])
    assert places("".join(wrap.format(part) for part in parts)) == []
    assert len(places(box(paragraphs(TEXT[:3])) * 2)) == 1


@pytest.mark.parametrize("heading", ["Lease of a dry shed", "Lease of a wet shed"])
def test_what_stands_below_headings_of_its_own_is_no_copy(heading: str) -> None:
    text = paragraphs(TEXT[:3])
    assert places(f"<section><h2>{heading}</h2>{text}</section><section><h2>Lease</h2>{text}</section>") == []
    assert places(f"<h2>{heading}</h2>{box(text)}<h2>Lease</h2>{box(text)}") == []
    assert places(f"<dl><dt>{heading}<dd>{text}<dt>Lease<dd>{text}</dl>") == []
    # both have the same heading
    assert len(places(f"<section><h2>{heading}</h2>{text}</section>" * 2)) == 1


def test_rows_and_listings_are_the_same_on_purpose() -> None:
    table = f"<table>{''.join(f'<tr><td>{text}<td>07:10' for text in TEXT)}</table>"
    assert places(f"<h2>Weekdays</h2>{table}<h2>Sundays</h2>{table}") == []
    listing = "".join(f"<pre>{text}</pre>" for text in TEXT)
    assert places(box(listing) * 2) == []


def test_a_copy_is_a_good_part_of_a_plain_text() -> None:
    for lines, found in ((TEXT * 2, 1), (TEXT[:5] + OTHERS + TEXT[:5], 1), (TEXT[:3] + OTHERS + TEXT[:3], 0)):
        assert len(plaintext_page("\n\n".join(lines)).repeated_texts) == found
