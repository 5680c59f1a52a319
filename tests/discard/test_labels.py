"""Labels that head what is under them."""

from __future__ import annotations

import pytest

from boilerstrip.discard.labels import FIELDS_AND_BUTTONS, MAX_LABEL_WORDS, heads_section, may_head_text
from boilerstrip.page import Page
from boilerstrip.text import phrases


def heads(markup: str) -> bool:
    page = Page(markup)
    return heads_section(page.blocks[0], page.phrase_matches[0])


@pytest.mark.parametrize(
    ("markup", "is_label"),
    [
        ("<p>Related articles</p>", True),
        ("<h3>Related articles</h3>", True),
        # a phrase of one line alone
        ("<p>All rights reserved</p>", False),
        # a phrase and more: in a paragraph it is a sentence, in a heading a label
        ("<p>Also read: storm closes the harbour</p>", False),
        ("<h3>Also read: storm closes the harbour</h3>", True),
        ("<h3>Also read: storm closes the harbour" + " and more" * MAX_LABEL_WORDS + "</h3>", False),
        ("<h3>The second day</h3>", False),
        ("<h3>2 comments</h3>", True),
        # where other stories come from
        ("<p>Latest from -Top News</p>", True),
        ("<p>Mehr aus der Region</p>", True),
        ("<p>More from the keeper of the bridge on Sunday</p>", False),
        ("<p>More from him was not to be had.</p>", False),
        ("<p>More from <a href=/>The Shore Paper</a></p>", False),
        # a field or button of comments
        ("<h3>Name</h3>", False),
        ("<p>Site</p>", False),
        ("<p>Reply</p>", False),
    ],
)
def test_a_label_says_nothing_else_or_is_a_short_heading(markup: str, is_label: bool) -> None:
    assert heads(markup) is is_label


def test_fields_and_buttons_are_phrases_of_comments() -> None:
    found = {phrase: phrases.match(phrase, 2) for phrase in FIELDS_AND_BUTTONS}
    assert all(match is not None and match.family == "comments" for match in found.values()), found


@pytest.mark.parametrize(
    ("label", "may"),
    [
        ("Recommended", True),
        ("Weitere Informationen", True),
        ("Diskussion", True),
        ("Related articles", False),
        ("More from Holm", False),
        ("Join the conversation", False),
        ("Noticias relacionadas", False),
        ("Susiję straipsniai", False),
        ("Relaterade artiklar", False),
        ("Схожі новини", False),
        ("Povezani članci", False),
        ("Seotud lood", False),
        ("সম্পর্কিত খবর", False),
        ("Рекомендуем", True),
        ("Popüler", True),
        ("I fokus", True),
    ],
)
def test_a_label_that_names_no_stories_may_head_a_text(label: str, may: bool) -> None:
    found = phrases.match(label, len(label.split()))
    assert found is not None
    assert may_head_text(found) is may
