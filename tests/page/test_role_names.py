"""Elements that are something else by their role."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page, Role


def test_a_table_by_roles_is_a_table() -> None:
    row = "<div role=row><span role=cell>One</span><span role=cell>Two</span></div>"
    page = Page(f"<div role=table>{row}{row}</div>")
    assert [(block.role, block.text) for block in page.blocks] == [
        (Role.TABLE, "One"), (Role.TABLE, "Two"), (Role.TABLE, "One"), (Role.TABLE, "Two"),
    ]  # fmt: skip


@pytest.mark.parametrize(("level", "expected"), [("", 2), (" aria-level=3", 3), (" aria-level=6", 6)])
def test_a_heading_by_role_is_a_heading(level: str, expected: int) -> None:
    block = Page(f"<div role=heading{level}>Ice</div><p>It broke in March.").blocks[0]
    assert (block.role, block.level) == (Role.HEADING, expected)


@pytest.mark.parametrize(
    "markup",
    [
        "<div role=heading aria-level=23>Ice</div>",
        "<div role=heading><p>Ice</p></div>",
        "<nav><div role=heading>Ice</div></nav>",
        "<a href=/x><span role=heading>Ice</span></a>",
    ],
)
def test_other_boxes_by_that_role_are_none(markup: str) -> None:
    assert all(block.role is not Role.HEADING for block in Page(markup).blocks)


def test_a_list_by_roles_is_a_list_of_lines() -> None:
    item = "<div role=listitem>{}</div>"
    lines = Page(f"<div role=list>{item.format('Two oars')}{item.format('A <b>rope</b>')}</div>")
    assert [(block.role, block.text) for block in lines.blocks] == [
        (Role.LIST_ITEM, "Two oars"), (Role.LIST_ITEM, "A rope"),
    ]  # fmt: skip
    inner = f"Food<div role=list>{item.format('bread')}{item.format('cheese')}</div>"
    nested = Page(f"<div role=list>{item.format('Water')}{item.format(inner)}</div>")
    assert [block.text for block in nested.blocks if block.role is Role.LIST_ITEM] == [
        "Water", "Food", "bread", "cheese",
    ]  # fmt: skip
    cards = Page(f"<div role=list>{item.format('<p>Two oars')}{item.format('<p>A rope')}</div>")
    assert all(block.role is not Role.LIST_ITEM for block in cards.blocks)


@pytest.mark.parametrize("sign", ["+", "▾", "–", "›"])
def test_the_sign_that_unfolds_a_text_is_none_of_it(sign: str) -> None:
    summary = f"<summary><div><span>Who may open it?</span><span> {sign} </span></div></summary>"
    assert Page(f"<details>{summary}<p>Its owner.</details>").blocks[0].text == "Who may open it?"
    assert Page("<details><summary><span>1 + 2</span></summary><p>It is 3.").blocks[0].text == "1 + 2"
