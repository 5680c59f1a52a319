"""What an option asks for beside the body is kept, whatever the scorer makes of it, and nothing else changes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given

import boilerstrip
from boilerstrip import Role, testing
from tests.conftest import SAMPLES, STORY

PAGES = sorted(SAMPLES.glob("*.html"))
DEFAULT = boilerstrip.Extractor(effort="fast")
TITLED = boilerstrip.Extractor(effort="fast", include_title=True)
SIGNED = boilerstrip.Extractor(effort="fast", include_byline=True)
ANSWERED = boilerstrip.Extractor(effort="fast", include_comments=True)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_the_title_line_is_kept_where_it_is_asked_for(path: Path) -> None:
    without, page = DEFAULT.extract(path.read_bytes()), TITLED.extract(path.read_bytes())
    titles = [block for block in page.blocks if block.role is Role.TITLE]
    kept = [block.text for block in titles if block.kept]
    assert kept == [page.title] * bool(titles)
    others = [block.text for block in page.kept if block.role is not Role.TITLE]
    assert others == [block.text for block in without.kept]
    assert not {block.index for block in page.discarded} & {block.index for block in page.kept}


@pytest.mark.parametrize(
    ("name", "byline"),
    [
        ("blog", "Written by Odile Marchetti-Bray"),
        ("news-theme", "March 11, 2023"),
        ("french-recipe", "Par Capucine Ferrandel"),
    ],
)
def test_bylines_are_kept_where_they_are_asked_for(name: str, byline: str) -> None:
    page = SIGNED.extract((SAMPLES / f"{name}.html").read_bytes())
    assert any(block.text.startswith(byline) for block in page.kept)
    assert byline not in DEFAULT.extract((SAMPLES / f"{name}.html").read_bytes()).text


@pytest.mark.parametrize(
    "byline",
    [
        "<p class=byline>By <a rel=author href=/jane>Jane Doe</a></p>",
        "<div><a rel=author href=/jane>Jane Doe</a></div>",
        "<p>Words by <a rel=author href=/jane>Jane Doe</a></p>",
    ],
)
def test_bylines_that_are_links(byline: str) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    menu = "<nav><a href=/>Home</a> <a class=author href=/jane>Jane Doe</a></nav>"
    page = f"<title>The boat</title><body>{menu}<main><h1>The boat</h1>{byline}{body}</main>"
    signed = SIGNED.extract(page)
    assert signed.author == "Jane Doe"
    assert [block.role for block in signed.kept if "Jane Doe" in block.text] == [Role.BYLINE]
    assert "Jane" not in DEFAULT.extract(page).text


@pytest.mark.parametrize(
    "line", ["Ann: Thank you", "Ann smiled, then left.", "Annexes of the report", "Is it Ann?"]
)
def test_lines_that_hold_the_author_s_name_are_no_bylines(line: str) -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    page = f"<title>The boat</title><meta name=author content=Ann><main><h1>The boat</h1><p>{line}</p>{body}</main>"
    kept = {block.text: block.role for block in SIGNED.extract(page).blocks}
    assert kept[line] is Role.PARAGRAPH


def test_short_lines_with_dates_may_be_what_the_page_is_about() -> None:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    entries = [
        f"{day} May 2013: {what}" for day, what in enumerate(("it burnt", "it rose", "it sank", "it swam"), 1)
    ]
    lines = "".join(f"<p>{entry}</p>" for entry in entries)
    blocks = DEFAULT.extract(f"<title>The boat</title><main><h1>The boat</h1>{lines}{body}</main>").blocks
    assert Role.DATE not in {block.role for block in blocks}
    blocks = DEFAULT.extract(
        f"<title>The boat</title><main><h1>The boat</h1><p>1 May 2013</p>{body}</main>"
    ).blocks
    assert Role.DATE in {block.role for block in blocks}


def test_the_date_in_the_head_of_a_site_is_no_dateline() -> None:
    page = SIGNED.extract((SAMPLES / "news-theme.html").read_bytes())
    assert "May 16" not in page.text


def test_comments_are_kept_without_their_frame() -> None:
    page = ANSWERED.extract((SAMPLES / "blog.html").read_bytes())
    assert "Old Tom" in page.text
    assert "Ten! You win. Wear a hat." in page.text
    assert "Leave a comment" not in page.text
    assert "Reply" not in page.text.split()


class Nothing:
    """A scorer that sees no content anywhere."""

    def probabilities(
        self, page: boilerstrip.Page, candidates: Sequence[boilerstrip.Candidate]
    ) -> list[float]:
        return [0.0] * len(page.blocks)

    def confidence(self, page: object, expected: float) -> float:
        return expected


def test_where_there_is_no_body_nothing_stands_beside_it() -> None:
    everything = boilerstrip.Extractor(
        include_title=True, include_byline=True, include_comments=True, effort="fast", scorer=Nothing()
    )
    page = everything.extract((SAMPLES / "blog.html").read_bytes())
    assert page.text == ""
    assert page.notes


@given(testing.pages())
def test_asking_for_more_loses_nothing(page: testing.NoisyPage) -> None:
    kept = {block.index for block in DEFAULT.extract(page.html).kept}
    for extractor in (TITLED, SIGNED, ANSWERED):
        assert kept <= {block.index for block in extractor.extract(page.html).kept}


@pytest.mark.parametrize("holder", ["h3", "div"])
def test_questions_on_buttons_that_head_their_answers_stay(holder: str) -> None:
    questions = [
        "When does the ferry run?",
        "What does it cost?",
        "Who may bring a bicycle?",
        "Where does it land?",
    ]
    items = "".join(
        f"<div class=item><{holder}><button>{question}</button></{holder}><div><p>{answer}</p></div></div>"
        for question, answer in zip(questions, STORY, strict=False)
    )
    others = ("Print this page", "Print this page?")
    buttons = "".join(f"<p><button>{other}</button></p>" for other in others)
    page = DEFAULT.extract(f"<main><h1>Questions</h1>{items}</main>{buttons}")
    kept = [block.text for block in page.kept]
    assert [text for text in kept if text in questions] == questions
    assert not set(others) & set(kept)


def test_a_notice_in_place_of_a_body_has_no_title_either() -> None:
    page = TITLED.extract("<h1>Nothing here</h1><p>The page you are looking for could not be found.</p>")
    assert page.text == ""
    assert page.notes[0].startswith("in place of a body there is a notice")
