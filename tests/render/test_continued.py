"""Sentences of one line are one paragraph of the body, where nothing between them is left out."""

from __future__ import annotations

import boilerstrip
from tests.conftest import STORY

BEFORE, AFTER = (
    " ".join(STORY),
    " ".join(f"In {year} it carried {year * 7} people." for year in range(1900, 1950)),
)


def test_sentences_that_follow_each_other_are_one_paragraph() -> None:
    page = boilerstrip.extract_plaintext(f"{BEFORE} {AFTER}")
    assert len(page.kept) == 60
    assert page.text == f"{BEFORE} {AFTER}"
    assert page.html.count("<p>") == 1


def test_what_is_left_out_parts_them() -> None:
    page = boilerstrip.extract_plaintext(f"{BEFORE} Also read: storm closes the harbour tonight. {AFTER}")
    assert page.text.split("\n\n") == [BEFORE, AFTER]


def test_labels_amid_a_line_head_what_is_behind_them() -> None:
    noise = (
        "Previous Story Singer buys a sheep farm Next Story Museum opens at midnight Don't Miss The last boat"
    )
    page = boilerstrip.extract_plaintext(f"{BEFORE} {AFTER} {noise}")
    assert page.text == f"{BEFORE} {AFTER}"
