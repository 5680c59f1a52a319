"""Forms to sign up for a newsletter."""

from __future__ import annotations

import pytest

from boilerstrip.discard.rules.forms import propose_forms
from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Page
from tests.discard.pages import BODY, MORE, STORY, dropped

FORM = "<form><input type=email><button>{button}</button></form>"


@pytest.mark.parametrize("button", ["Subscribe", "S'abonner", "登録する", "सदस्यता लें"])
def test_what_little_text_stands_around_a_form_to_sign_up_goes_with_it(button: str) -> None:
    box = f"<div><p>Words in a language of which no phrase is known</p>{FORM.format(button=button)}</div>"
    assert set(dropped(f"<article>{BODY}{box}{MORE}</article>")) == {block.text for block in Page(box).blocks}


def test_a_form_beside_a_long_text_takes_only_itself() -> None:
    form = FORM.format(button="Subscribe")
    assert set(dropped(f"<article>{BODY}<p>A word of the editor</p>{form}</article>")) == {"Subscribe"}


def test_a_form_beside_a_sure_sentence_takes_only_itself() -> None:
    sentence = "The ferry runs again on Monday, whatever the harbour council says."
    box = f"<div><p>{sentence}</p>{FORM.format(button='Subscribe')}</div>"

    def gone(probability: float) -> set[str]:
        return set(dropped(f"<main>{BODY}{box}</main>", [*[0.97] * len(STORY), probability, 0.1]))

    assert gone(0.95) == {"Subscribe"}
    assert gone(0.6) == {sentence, "Subscribe"}


def test_a_form_is_proposed_once_whatever_the_number_of_its_labels() -> None:
    page = Page(f"<form>{'<p>Subscribe</p>' * 8}</form>{BODY}")
    view = KeptView(page, [True] * len(page.blocks), [0.5] * len(page.blocks))
    assert list(propose_forms(view)) == [Proposal(0, 8, "newsletter: “subscribe”")]


def test_many_forms_take_no_quadratic_time() -> None:
    page = Page("<form><p>Subscribe</p></form>" * 30_000)
    view = KeptView(page, [True] * len(page.blocks), [0.5] * len(page.blocks))
    assert len(list(propose_forms(view))) == len(page.blocks)
