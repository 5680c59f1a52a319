"""What pages write in many ways, written in one before the walk."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page, Role


def marks(markup: str) -> set[str]:
    return {mark for block in Page(markup).blocks for run in block.runs for mark in run.marks}


@pytest.mark.parametrize(
    ("style", "mark"),
    [("font-weight: bold", "strong"), ("font-weight:700", "strong"), ("font-style: italic", "em")],
)
def test_styles_are_marks(style: str, mark: str) -> None:
    assert marks(f"<p>Some <span style='{style}'>words</span> here.") == {mark}
    assert marks("<p>Some <span style='font-weight: normal'>words</span> here.") == set()


def test_short_quotations_get_the_signs_of_their_language() -> None:
    assert Page("<html lang=de><p>Er sagte <q>nein</q>.").blocks[0].text == "Er sagte „nein“."
    assert Page("<html lang=en><p>He said <q>no</q>.").blocks[0].text == "He said “no”."


def test_a_table_by_roles_is_a_table() -> None:
    row = "<div role=row><span role=cell>One</span><span role=cell>Two</span></div>"
    page = Page(f"<div role=table>{row}{row}</div>")
    assert [(block.role, block.text) for block in page.blocks] == [
        (Role.TABLE, "One"), (Role.TABLE, "Two"), (Role.TABLE, "One"), (Role.TABLE, "Two"),
    ]  # fmt: skip


def test_verses_keep_their_lines() -> None:
    assert Page("<div class=poem>One\nTwo</div>").blocks[0].text == "One\nTwo"
    assert Page("<div class=story>One\nTwo</div>").blocks[0].text == "One Two"
