"""Lines that are a date and hardly anything else."""

from __future__ import annotations

import pytest

from boilerstrip.metadata.short_lines import is_date_only, is_short_line, n_letter_words
from boilerstrip.page import Page


def line(text: str, tag: str = "p") -> Page:
    return Page(f"<body><{tag}>{text}</{tag}></body>")


@pytest.mark.parametrize(
    ("text", "short", "alone"),
    [
        ("5 March 2014", True, True),
        ("Wednesday, 5 March 2014", True, True),
        ("5 March 2014, 10:15", True, True),
        ("2014年3月5日", True, True),
        ("Published in Boats on 5 March 2014 by Ann Lee", True, False),
        ("Author: Ann Lee, 12 March 2024, 10.30 h.", True, False),
        ("On 5 March 2014 she sailed.", True, False),
        ("On 5 March 2014 she sailed for Holm.", False, False),
        ("On 5 March 2014 she sailed for Holm with Ann Lee and a dog on board, and nobody saw", False, False),
    ],
)
def test_a_dateline_says_little_beside_its_digits(text: str, short: bool, alone: bool) -> None:
    page = line(text)
    assert is_short_line(page, page.blocks[0]) == short
    assert is_date_only(page, page.blocks[0]) == alone


def test_a_headline_and_an_entry_of_a_chronology_are_none() -> None:
    headline, entry = line("Holm in March 2014", "h1"), line("5 March 2014 she sailed for Holm", "li")
    assert not is_short_line(headline, headline.blocks[0])
    assert not is_date_only(headline, headline.blocks[0])
    assert not is_short_line(entry, entry.blocks[0])
    assert is_short_line(line("5 March 2014", "li"), line("5 March 2014", "li").blocks[0])


def test_words_without_digits_are_counted() -> None:
    page = line("Wed 5 March 2014 10:15")
    assert n_letter_words(page, page.blocks[0]) == 2
