"""Plain text: lines are the Blocks, and the same rules apply."""

from __future__ import annotations

import pickle
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip import strategies, testing
from boilerstrip.input.plaintext import plaintext_page, title_of
from boilerstrip.page import Role
from boilerstrip.text.words import words
from tests.conftest import STORY, examples_of

PAGE = "\n\n".join(
    [
        "March 11, 2024", "3 mins read", "Ferry to run all winter", *STORY, "ALSO READ: Storm closes the harbour",
        "Previous Story", "Singer buys a sheep farm", "Next Story", "Museum opens at midnight",
        "Latest from Region", "Toll row deepens", "Drivers say the new charge on the crossing was brought in without",
        "Census finds fewer children", "One in five schools may have to close before the end of", "Go to top",
        "Don't Miss", "The airport nobody uses", "Built for games that never took place, the terminal stands",
    ]
)  # fmt: skip


def test_the_story_and_nothing_else() -> None:
    extraction = boilerstrip.extract_plaintext(PAGE)
    assert extraction.text == "\n\n".join(STORY)
    assert extraction.title == "Ferry to run all winter"
    assert extraction.date == "2024-03-11"
    assert extraction.language == "en"


def test_extract_finds_out_by_itself() -> None:
    assert boilerstrip.extract(PAGE).text == boilerstrip.extract(PAGE.encode()).text == "\n\n".join(STORY)


def test_nothing_in_text_is_markup() -> None:
    line = "In HTML a paragraph is written <p>like this</p>, and a link <a href=x>like that</a>, as everybody knows."
    assert line in boilerstrip.extract_plaintext("\n".join([*STORY, line, *STORY])).text


@examples_of(20)
@given(st.text())
def test_any_text(text: str) -> None:
    boilerstrip.extract_plaintext(text).to_json()


@examples_of(20)
@given(testing.articles(kinds=["news"], min_parts=4))
def test_paragraphs_of_a_clean_text_stay_but_for_two(article: testing.Article) -> None:
    # sentences drawn at random hang together so little that a paragraph may pass for a teaser: of 900 such
    # articles, 6 lost two
    body = [text for part in article.parts if part.kind != "heading" for text in part.texts]
    kept = boilerstrip.extract_plaintext("\n".join(body)).text.split("\n\n")
    assert [text for text in body if text in kept] == kept
    assert len(kept) >= len(body) - 2


def test_what_flattening_leaves_of_the_structure_is_kept() -> None:
    page = plaintext_page("one\n * two\n • three\n\n \nfour\n\n- \n-5 degrees\n")
    assert [block.text for block in page.blocks] == ["one", "two", "three", "four", "-", "-5 degrees"]
    assert [block.path for block in page.blocks] == [
        "body/div/p", "body/div/li", "body/div/li", "body/p", "body/div/p", "body/div/p"
    ]  # fmt: skip
    assert [block.role for block in page.blocks][1:3] == [Role.LIST_ITEM] * 2


@pytest.mark.parametrize("effort", ["fast", "auto", "full"])
def test_strategies_that_need_markup_are_not_asked(effort: str) -> None:
    candidates = boilerstrip.Extractor(effort=effort).extract_plaintext(PAGE).candidates
    assert [candidate.name for candidate in candidates] == list(strategies.OWN)


def test_strategies_named_alone_are_asked_anyway() -> None:
    candidates = boilerstrip.Extractor(strategies=["trafilatura"]).extract_plaintext(PAGE).candidates
    assert [candidate.name for candidate in candidates] == ["trafilatura"]


@pytest.mark.parametrize("lines", [STORY[:1], STORY[1:2], STORY[:2], STORY[1:]])
def test_a_text_of_few_paragraphs_is_kept_whole(lines: Sequence[str]) -> None:
    assert boilerstrip.extract_plaintext("\n\n".join(lines)).text.split("\n\n") == list(lines)


def test_old_names_still_work_for_now() -> None:
    new = boilerstrip.extract_plaintext(PAGE)
    with pytest.deprecated_call(match="extract_plaintext"):
        assert boilerstrip.extract_text(PAGE).text == new.text
    with pytest.deprecated_call(match="extract_plaintext"):
        assert boilerstrip.Extractor().extract_text(PAGE).text == new.text
    page = plaintext_page(PAGE)
    assert page.is_plaintext
    assert page.flattened
    source = boilerstrip.PageSource("a", PAGE, flattened=True)
    assert source == boilerstrip.PageSource("a", PAGE, is_plaintext=True) == ("a", PAGE, None, None, True)
    assert pickle.loads(pickle.dumps(source)).flattened


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        (["Storm closes the harbour | Shore Paper", "Menu", "Storm closes the harbour"], True),
        (["Storm closes the harbour | Shore Paper", "Menu", "The harbour is closed for the night."], False),
        (["Home", "Home"], False),
        ([], False),
    ],
)
def test_the_title_that_a_text_begins_with(lines: Sequence[str], title: bool) -> None:
    assert title_of(lines, [words(line) for line in lines]) == (lines[0] if title else "")


def test_the_title_of_a_flattened_page_is_no_part_of_its_body() -> None:
    story = [
        f"Paragraph {number} of the story is long enough that nobody takes it for a label, since it has two "
        "sentences. The second one of them ends the way that sentences do in any newspaper worth reading."
        for number in ("one", "two", "three", "four")
    ]
    lines = ["Storm closes the harbour | Shore Paper", "Menu", "Sport", "Storm closes the harbour", *story]
    page = boilerstrip.extract_plaintext("\n".join(lines))
    assert page.title == "Storm closes the harbour"
    assert page.text.split("\n\n") == story
