"""Lines that a tool wrapped, glued or joined are those of the page again; all other lines stay as they are."""

from __future__ import annotations

import math
import re
import textwrap
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip.input.line_breaks import longest_paragraph, restore_lines, sentences_of
from tests.conftest import STORY, examples_of

MENU = ["Home", "Sport", "Weather", "About us"]
FOOT = ["Previous Story", "Singer buys a sheep farm", "Next Story", "Museum opens at midnight"]
ANY_TEXT = st.text(st.sampled_from("abA é.!?。”(*-|>\t \n=я港"), max_size=400)


@given(ANY_TEXT)
def test_nothing_is_lost_and_nothing_moves(text: str) -> None:
    assert "".join("".join(restore_lines(text)).split()) == "".join(text.split())


@examples_of(50)
@given(paragraphs=st.permutations(STORY), width=st.integers(45, 100), indented=st.booleans())
def test_wrapping_does_not_change_the_lines(paragraphs: Sequence[str], width: int, *, indented: bool) -> None:
    indent = "   " if indented else ""
    wrapped = "\n\n".join(
        textwrap.fill(text, width, initial_indent=indent, subsequent_indent=indent) for text in paragraphs
    )
    assert [line.strip() for line in restore_lines(wrapped) if line] == paragraphs


def test_paragraphs_of_one_sentence_are_told_from_records_by_their_last_lines() -> None:
    sentences = [re.split(r"(?<=[.!?”]) ", text)[0] for text in STORY]
    wrapped = "\n\n".join(textwrap.fill(text, 60) for text in sentences)
    assert [line for line in restore_lines(wrapped) if line] == sentences


def test_words_wrapped_at_their_hyphens_are_whole() -> None:
    text = " ".join(STORY).replace("harbour council", "harbour-council").replace("boat", "well-known boat")
    for width in range(45, 80):
        assert restore_lines(textwrap.fill(text, width)) == [text]


def test_items_and_rows_of_wrapped_text_are_lines_of_their_own() -> None:
    rows = [
        "* pilots, a tug and a",
        "* lamp at the end of the",
        "Fare | adults | children | dogs",
        "> He said: “This will not do at",
    ]
    wrapped = [*textwrap.wrap(" ".join(STORY), 28), *rows, "all.”"]
    lines = restore_lines("\n".join(wrapped))
    assert lines[0].startswith("The ferry")
    assert all(any(line.startswith(row) for line in lines) for row in rows)


@pytest.mark.parametrize(
    "lines",
    [
        # verses, each as long as the next
        ["The boats that left the harbour before dawn", "The men who stood on deck and saw the rain"] * 8,
        ["12.03.2024 harbour closed 08:15 wind 9 Bft", "13.03.2024 harbour opened 09:40 wind 3 Bft"] * 9,
        # as in scripts that know no capitals
        ["港が閉まった。", "嵐のため。"] * 9,
        ["    harbour.close(reason=storm, until=None)", "    harbour.Open(reason=None, until=storm)"] * 9,
        ["It runs on Node.js, on ASP.NET and on YouTube", "Read it at example.org, says LinkedIn"] * 9,
        STORY,
        [],
    ],
)
def test_lines_of_their_own_stay(lines: Sequence[str]) -> None:
    assert restore_lines("\n".join(lines)) == list(lines)


@pytest.mark.parametrize(
    "lines",
    [
        [f"kernel: usb 1-{i}: new high-speed device number {i} using xhci" for i in range(9)],
        [f"drwxr-xr-x 2 root root 4096 Nov 30 11:3{i} harbour" for i in range(9)],
        [f"boat {i} of 9  {i:>12} metres {i:>12} crew" for i in range(9)],
        [f"anna {i}, harbour road 1{i}, old town, the {i} islands" for i in range(9)],
        ["fix the crash when the harbour is closed", "add a flag for boats that have no crew", ""] * 2
        + ["drop the timetable of the previous winter", "use one list for crews and passengers"] * 9,
        ["बंदरगाह में तूफान के कारण नाव सेवा बंद रही", "सरकार ने किसानों के लिए नई योजना शुरू की"] * 9,
    ],
)
def test_records_and_lists_of_one_length_stay(lines: Sequence[str]) -> None:
    assert restore_lines("\n".join(lines)) == list(lines)


def test_rows_points_and_comments_amid_wrapped_text_are_lines_of_their_own() -> None:
    lines = [
        *(
            f"   {title} ".ljust(69, ".") + f" {i}"
            for i, title in enumerate(["1.1. The boats", "On the crews"])
        ),
        *(
            f"{name:<40}{i:>29}"
            for i, name in enumerate(["The boats of the harbour", "The crews of the boats"])
        ),
        "(a) whoever leaves the harbour before the lamp is lit shall pay half",
        "(b) whoever leaves it later shall pay the whole of what the table says",
        "// the boats leave at nine in winter and at eleven in summer, as always",
        "// unless they do not.",
    ]
    wrapped = textwrap.fill(" ".join(STORY), 72)
    assert restore_lines("\n".join([wrapped, "", *lines])) == [" ".join(STORY), "", *lines]


@pytest.mark.parametrize(("first", "others"), [("", "    "), ("    ", "")])
@pytest.mark.parametrize("width", range(45, 100))
def test_an_indent_begins_a_paragraph(width: int, first: str, others: str) -> None:
    wrapped = [
        textwrap.fill(text, width, initial_indent=first, subsequent_indent=others, break_on_hyphens=False)
        for text in STORY
    ]
    assert restore_lines("\n".join(wrapped)) == [first + text for text in STORY]


def test_vowel_signs_end_sentences() -> None:
    sentences = ["बंदरगाह में तूफान के कारण नाव सेवा बंद रही। ", "सरकार ने किसानों के लिए नई योजना शुरू की। "]
    assert sentences_of("".join(sentences * 30)) == sentences * 30


@pytest.mark.parametrize(
    "both", ["land- and seaside", "Hafen- und Seeamt", "авто- и мотоклуб", "avant- et après-guerre"]
)
def test_a_hyphen_that_stands_for_a_word_keeps_its_space(both: str) -> None:
    text = " ".join(STORY).replace("harbour", both).replace("boat", both)
    for width in range(50, 80):
        wrapped = textwrap.fill(text, width, break_on_hyphens=False)
        assert restore_lines(wrapped) == [text]


@pytest.mark.parametrize(
    "text",
    [
        "Office: ul.Nowa 5, Gdynia\nShop: os.Kopernika 3, Toruń\nStore: al.Jana 7, Sopot",
        "Офис: ул.Ленина 5, Тверь\nСклад: пр.Мира, 7, Тула\nДом: просп.Победы, 9, Клин",
        "Fatih Mah.Atatürk Cad. No 5\nYeni Mah.Barış Sok. No 7\nProf.Ayşe Kaya",
        "Yahoo!Finance has it.\nIts chart on Yahoo!Finance fell, says Yahoo!Finance today.",
        "Booking.Com is large, Amazon.Com larger.\nSalon.Com writes of it.",
        "“Well…Maybe we should,” she said.\n“Nothing…Nothing at all.”\n“Wait…What now?”",
        # as someone writes who leaves out all spaces
        "I went there yesterday.It was really good.Then we left for the harbour.My friend stayed.",
        "Import Data.Map and Control.Monad, or System.Text from there.",
    ],
)
def test_abbreviations_and_names_end_no_sentence(text: str) -> None:
    assert restore_lines(text) == text.splitlines()


def test_glued_sentences_and_words_are_apart() -> None:
    glued = (
        "".join(["Home", "Sport", *STORY, "Next Story", "Home", "About us"]) + "\nHome\nSport\nThe Next Story"
    )
    assert restore_lines(glued)[:9] == ["Home", "Sport", *STORY[:6], "Next Story"][: 2 + len(STORY) + 1]


def test_glued_labels_stand_alone() -> None:
    foot = ["ALSO READ: Storm closes the harbour", "Previous Story", "Singer buys a sheep farm", "Next Story"]
    assert restore_lines("".join([*STORY, *foot])) == [*STORY, *foot]
    # a label among the words of a sentence is part of it
    named = [text.replace("boat", "Next Story") for text in STORY]
    assert restore_lines("".join(named)) == named


def test_a_name_is_not_taken_apart() -> None:
    named = [text.replace("boat", "YouTube") for text in STORY]
    assert [line for line in restore_lines("".join(named) + "\nTube") if line in named] == named


def test_a_text_without_line_breaks_is_seen_as_its_sentences() -> None:
    text = " ".join(STORY * 3)
    assert longest_paragraph([text]) < len(text)
    sentences = sentences_of(text)
    assert sentences[0] == f"{STORY[0]} "
    assert len(sentences) == 30
    assert "".join(sentences) == text
    assert len(sentences_of("港が嵐のため閉まった。船は出ない。" * 150)) == 300


@pytest.mark.parametrize("noise", [" ".join(MENU * 11), "Previous Story Singer buys a sheep farm"])
def test_a_short_page_in_one_line_is_seen_as_its_sentences(noise: str) -> None:
    paragraph = " ".join(STORY[:2])
    assert longest_paragraph([paragraph]) == math.inf
    for page in (f"{noise} {paragraph}", f"{paragraph} {noise}"):
        assert longest_paragraph(["", page]) == 0
        assert paragraph in boilerstrip.extract_plaintext(page).text


def test_one_long_paragraph_among_others_says_nothing_of_line_breaks() -> None:
    assert longest_paragraph([" ".join(STORY * 2), *STORY * 3]) == math.inf
    assert longest_paragraph([]) == math.inf


def test_a_book_in_one_line_is_not_taken_apart() -> None:
    assert longest_paragraph([" ".join(STORY * 300)]) == math.inf


def test_a_clean_text_in_one_line_stays_one_line() -> None:
    text = " ".join([*STORY, *(f"In {year} it carried {year * 7} people." for year in range(1900, 1950))])
    page = boilerstrip.extract_plaintext(text)
    assert (page.text, page.markdown) == (text, text)


@pytest.mark.parametrize("width", [60, 72, 79])
def test_the_story_of_a_wrapped_page(width: int) -> None:
    lines = [piece for text in [*MENU, *STORY, *FOOT] for piece in [*textwrap.wrap(text, width), ""]]
    assert boilerstrip.extract_plaintext("\n".join(lines)).text.split("\n\n") == STORY


def test_the_story_of_a_page_whose_lines_are_glued() -> None:
    page = "\n".join([*MENU, "".join(STORY), *FOOT])
    assert boilerstrip.extract_plaintext(page).text.split("\n\n") == STORY
