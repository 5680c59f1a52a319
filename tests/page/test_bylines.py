"""Bylines under a headline, as features and as whole articles know them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.page.bylines import dated_lines, has_byline
from boilerstrip.text.dates import may_have_date

LINES = (
    "About the author", "4 May 2024", "Updated 9:30", "A boat for the islands", "It sails at six.",
    "The ferry to the outer islands will run all winter, the harbour council decided on Monday after long talks.",
)  # fmt: skip


def found(*lines: str, allow_sentences: bool = False) -> bool:
    return has_byline(
        Page("<h1>Ferry</h1>" + "".join(f"<p>{line}" for line in lines)), 0, allow_sentences=allow_sentences
    )


@pytest.mark.parametrize("line", ["About the author", "4 May 2024", "Updated 9:30"])
def test_a_phrase_or_a_date_within_three_blocks(line: str) -> None:
    assert found(line)
    assert found("A boat for the islands", "Shore Paper", line)
    assert not found("A boat for the islands", "Shore Paper", "Photo: Jon", line)


def test_the_search_ends_at_text_and_at_the_next_heading() -> None:
    assert not found(LINES[-1], "About the author")
    page = Page("<h1>Ferry</h1><h2>Winter</h2><p>4 May 2024")
    assert not has_byline(page, 0, allow_sentences=True)
    assert has_byline(page, 1, allow_sentences=True)


def test_only_features_look_behind_a_sentence() -> None:
    assert not found("It sails at six.", "About the author")
    assert found("It sails at six.", "About the author", allow_sentences=True)


@given(st.lists(st.sampled_from(LINES), max_size=5))
def test_what_is_found_without_sentences_is_found_with_them(lines: list[str]) -> None:
    assert not found(*lines) or found(*lines, allow_sentences=True)


@pytest.mark.parametrize(
    "line", ["文・安藤かな · 2024年5月1日", "记者 林晓岚 5月1日", "김영희 2024년 5월 1일", "1 พฤษภาคม 2567"]
)
def test_only_whole_articles_know_days_of_scripts_without_spaces(line: str) -> None:
    assert found(line)
    assert not found(line, allow_sentences=True)
    assert not found("人参は2024本ある")


@pytest.mark.parametrize(
    "line",
    [
        "Kovács Anna, 2024. április 8.",
        "Objavljeno 8. travnja 2024.",
        "8. huhtikuuta 2024 klo 10.30.",
        "08.04.2024.",
    ],
)
def test_the_full_stop_of_a_date_ends_no_sentence(line: str) -> None:
    assert found("A boat for the islands", line)
    assert found("A boat for the islands", line, allow_sentences=True)


def test_a_sentence_may_end_with_a_year() -> None:
    assert not found("The harbour council of Holm decided on the new timetable of 2024.", "4 May 2024")


@given(st.lists(st.sampled_from(LINES), max_size=8), st.integers(0, 9))
def test_short_lines_that_may_have_a_date(lines: list[str], end: int) -> None:
    page = Page("".join(f"<p>{line}" for line in lines))
    expected = [b for b in page.blocks[:end] if b.words <= 10 and may_have_date(b.text)]
    assert dated_lines(page.blocks, end, 10) == expected


@pytest.mark.parametrize("line", ["Kovács Anna2024.04.08.", "Ann Lee2024-04-08", "김영희2024.04.08"])
def test_a_date_right_behind_a_name_is_read_beside_headlines(line: str) -> None:
    assert found("A boat for the islands", line)
