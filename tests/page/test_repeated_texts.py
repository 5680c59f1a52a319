"""Texts that stand on the page more than once."""

from __future__ import annotations

from collections.abc import Iterable

from hypothesis import given
from hypothesis import strategies as st

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


def places(markup: str) -> list[list[range]]:
    return Page(markup).repeated_texts


@given(st.integers(2, 10), st.integers(0, 10), st.integers(2, 4))
def test_all_places_of_a_text_are_found(length: int, between: int, copies: int) -> None:
    texts = TEXT[:length]
    # what stands between the places is less than the text
    step = length + min(between, length // 2)
    text = paragraphs([*texts, *OTHERS[: step - length]])
    found = places("".join(text.replace("bell", f"bell of {n}") for n in range(copies)))
    assert found == [[range(n * step, n * step + length) for n in range(copies)]]


def test_its_headings_and_short_lines_go_with_it() -> None:
    text = f"<h2>Crossings</h2>{paragraphs(TEXT[:3])}<p>More soon.</p>"
    assert places(f"{text}<p>Printed today</p>{text}") == [[range(5), range(6, 11)]]


def test_a_line_may_differ() -> None:
    text = paragraphs(TEXT)
    assert places(text + text.replace("<p>The sixth", "<p>Share</p><p>The sixth")) == [
        [range(10), range(10, 21)]
    ]


def test_what_is_said_again_is_no_copy() -> None:
    # in another order, twice in a row, as a small part of the page, in the words of somebody else
    assert places(paragraphs(TEXT[:3] + TEXT[2::-1])) == []
    assert places(paragraphs(text for text in TEXT for _ in range(2))) == []
    assert places(paragraphs(TEXT + OTHERS + TEXT[:2])) == []
    assert places(f"{paragraphs(TEXT[:3])}<blockquote>{paragraphs(TEXT[:3])}</blockquote>") == []
    # a part of it alone
    mixed = [text for both in zip(TEXT, OTHERS, strict=True) for text in both]
    assert places(paragraphs(TEXT + mixed)) == []
