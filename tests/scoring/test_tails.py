"""The last sentences of a text."""

from __future__ import annotations

import pytest

from boilerstrip.input.plaintext import plaintext_page
from boilerstrip.page import Page
from boilerstrip.scoring.tails import with_tails
from tests.conftest import STORY
from tests.discard.pages import WRITTEN


def _with_tails(page: Page, mask: list[bool], probability: float = 0.1) -> list[bool]:
    return with_tails(page, mask, [1.0 if keep else probability for keep in mask])


@pytest.mark.parametrize(
    "set_apart",
    [
        "",
        "<hr>",
        "<p>* * *</p>",
        "<p>⁂</p>",
        "<p>—</p>",
        "<p>***</p>",
        "<div><br></div>",
        "<center>~</center>",
    ],
)
def test_the_last_sentences_of_a_text_stay_with_it_after_a_break_as_well(set_apart: str) -> None:
    tail = "<p>Years later we went back.</p><p>There was one hinge.</p>"
    page = Page(f"<body><article><p>text</p>{set_apart}{tail}</article><footer><p>All is ours.</p></footer>")
    mask = _with_tails(page, [block.text == "text" for block in page.blocks])
    assert [block.text for block, keep in zip(page.blocks, mask, strict=True) if not keep] == ["All is ours."]


@pytest.mark.parametrize(
    "tail",
    [
        "<p>Ann Other, Picture House</p>",
        "<p><em>Ann Other is a writer who lives by the sea.</em></p>",
        "<p>More by <a href=/ann>Ann Other</a>.</p>",
        "<p class=bio>Ann Other is a writer who lives by the sea.</p>",
        "<p>Sign up for our newsletter.</p>",
        "<h2>Most read.</h2>",
        "<ul><li>Storm closes the harbour.</ul>",
        f"<p>{' '.join(STORY)}</p>",
        "<p>A lead that breaks off…</p>",
    ],
)
@pytest.mark.parametrize("set_apart", ["", "<hr>", "<p>* * *</p>"])
def test_what_else_ends_the_element_is_no_part_of_the_text(tail: str, set_apart: str) -> None:
    page = Page(f"<article><p>text</p>{set_apart}{tail}</article>")
    mask = [block.text == "text" for block in page.blocks]
    assert _with_tails(page, mask) == mask
    # one such Block among the last sentences is enough
    page = Page(f"<article><p>text</p>{set_apart}<p>So it was.</p>{tail}</article>")
    mask = [block.text == "text" for block in page.blocks]
    assert _with_tails(page, mask) == mask


def test_sentences_outside_of_what_the_text_stands_in_are_no_part_of_it() -> None:
    page = Page("<div class=story><p>text</p></div><div class=note><p>So it was.</p></div>")
    assert _with_tails(page, [True, False]) == [True, False]
    lines = plaintext_page("text\n\nSo it was.")
    assert _with_tails(lines, [True, False]) == [True, False]


@pytest.mark.parametrize(
    "note",
    [
        "<p class=note><em>Correction, 5 May: the bell has one crack, not two.</em></p>",
        "<div class=note>This article was amended on 5 May. The bell has one crack.</div>",
        "<p class=n><i>Anmerkung der Redaktion:</i> Die Glocke hat einen Sprung.</p>",
        "<p class=n>更正:钟上只有一道裂缝。</p>",
    ],
)
def test_a_correction_at_the_end_is_part_of_the_text_however_it_is_set(note: str) -> None:
    page = Page(f"<article><p>text</p>{note}</article><footer><p>All is ours.</p></footer>")
    assert _with_tails(page, [True, False, False]) == [True, True, False]
    other = Page("<article><p>text</p><p class=note>Corrections officers met in May.</p></article>")
    assert _with_tails(other, [True, False]) == [True, False]


ASKED = "<h3>Is there coffee?</h3><p>On Saturdays, and on other days where somebody has brought some.</p>"


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        (ASKED * 5, 10),
        # one may be a teaser; a question without an answer, a line and a link end them
        (ASKED, 0),
        (f"{ASKED * 3}<h3>And tea?</h3>", 6),
        (f"{ASKED * 2}<p>Coffee</p>{ASKED}", 4),
        (f"{ASKED * 2}<p>Ask <a href=/a>others</a>.</p>", 4),
        ("<h3>Coffee</h3><p>On Saturdays, and on other days where somebody has brought some.</p>" * 3, 0),
    ],
)
def test_questions_with_answers_at_the_end_stay(asked: str, kept: int) -> None:
    page = Page(f"<article><p>{STORY[0]}</p>{asked}</article><footer><p>All is ours.</p></footer>")
    mask = _with_tails(page, [block.index == 0 for block in page.blocks])
    assert sum(mask) == 1 + kept


@pytest.mark.parametrize(
    ("answer", "stays"), [("No.", True), ("Nein.", True), ("No", False), ("Close", False)]
)
def test_a_last_answer_stays_though_a_button_may_say_the_same(answer: str, stays: bool) -> None:
    page = Page(f"<article><p>{STORY[0]}</p><p>Would you go back?</p><p>{answer}</p></article>")
    assert _with_tails(page, [True, True, False]) == [True, True, stays]


@pytest.mark.parametrize("names", ["", "class=social"])
def test_a_section_of_sentences_behind_the_text_belongs_to_it_unless_it_is_unlikely(names: str) -> None:
    def kept(section: str, probability: float = 0.2, around: str = "") -> bool:
        text = f"<article><p>{' '.join(STORY)}</p><section {names}>{section}</section>"
        page = Page(f"<body>{around}{text}</article><footer><p>All is ours.</p></footer>")
        *mask, last = _with_tails(page, [b.text.startswith(STORY[0]) for b in page.blocks], probability)
        assert not last
        return mask[-1]

    sentences = f"<h2>At the quay</h2><p>{WRITTEN[0]}</p><p>{WRITTEN[1]}</p>"
    assert kept(sentences)
    assert not kept(sentences, 0.1)
    assert not kept(f"<div class=promo>{sentences}</div>")
    assert not kept(f"<h2><a href=/quay>At the quay</a></h2><p>{WRITTEN[1]}</p>")
    assert not kept(f"<h2>At the quay</h2><p>{WRITTEN[1]} <a href=/quay>More</a>.</p>")
    assert not kept(f"<h2>Most read</h2><p>{WRITTEN[1]}</p>")
    assert not kept(f"<h2>At the quay</h2><p>{WRITTEN[1]}</p><p>By the Editor</p>")
    assert not kept("<h2>At the quay</h2>")
    # the text is elsewhere
    assert not kept(sentences, around=f"<p>{' '.join(STORY * 5)}</p>")


@pytest.mark.parametrize("name", ["", " class=text"])
def test_the_last_sentence_may_have_no_element_of_its_own(name: str) -> None:
    page = Page(
        f"<body><div{name}><p>text</p>Years later we went back.</div><footer><p>All is ours.</footer>"
    )
    mask = _with_tails(page, [block.text == "text" for block in page.blocks])
    assert mask == [True, True, False]
    page = Page(f"<body><div{name}><p>text</p>Years later we went back.<a href=/b>More of it</a></div>")
    mask = [block.text == "text" for block in page.blocks]
    assert _with_tails(page, mask) == mask


@pytest.mark.parametrize(("label", "comes"), [("Most read", True), ("The pier", False), ("Share", False)])
def test_the_last_sentences_end_above_a_label_of_other_stories(label: str, comes: bool) -> None:
    stories = f"<b>{label}</b><ul><li><a href=/1>A bridge is shut</a></ul>"
    page = Page(f"<body><p>text</p><p>***</p><p>Years later we went back.</p><hr>{stories}")
    mask = [block.text == "text" for block in page.blocks]
    assert _with_tails(page, mask, 0.2) == [block.index < (3 if comes else 1) for block in page.blocks]
    assert _with_tails(page, mask, 0.1) == mask


@pytest.mark.parametrize(
    "asked",
    [
        "<div class=q>{}</div><div class=a>{}</div>",
        "<p><b>{}</b></p><p>{}</p>",
        "<div class=box><h3><button aria-expanded=false>{}</button></h3><div hidden>{}</div></div>",
        "<dt>{}</dt><dd>{}</dd>",
    ],
)
def test_questions_need_not_be_headings(asked: str) -> None:
    answers = [asked.format(f"Is there {drink}?", "Not yet.") for drink in ("coffee", "tea")]
    folded = f"<dl>{''.join(answers)}</dl>"
    page = Page(f"<article><p>{STORY[0]}</p>{folded}</article><footer><p>All is ours.</p></footer>")
    # the first of them may have been kept
    for kept in (1, 2):
        mask = _with_tails(page, [block.index < kept for block in page.blocks])
        assert mask == [True] * 5 + [False]


def test_a_paragraph_that_asks_is_no_question_of_a_list() -> None:
    page = Page("<article><p>text</p><p>Is there tea?</p><p>Yes.</p><p>Milk?</p><p>Come in now</p></article>")
    assert sum(_with_tails(page, [block.index == 0 for block in page.blocks])) == 1
