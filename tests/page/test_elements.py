"""Elements: what they say of themselves."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page, Role
from boilerstrip.page.elements import hides


def element_of(markup: str, tag: str) -> object:
    return next(element for element in Page(markup).elements if element.tag == tag)


@pytest.mark.parametrize(
    ("style", "hidden"),
    [
        ("display:none", True),
        ("color: red; DISPLAY : None", True),
        ("visibility: hidden", True),
        ("display: block", False),
        ("visibility: visible", False),
        ("", False),
    ],
)
def test_styles_that_hide(style: str, hidden: bool) -> None:
    assert hides(style) is hidden
    page = Page(f"<div style='{style}'><p>Text</p></div>")
    assert page.elements[-1].hidden is hidden


def test_what_a_hidden_element_holds_is_hidden() -> None:
    page = Page("<section hidden><div><p>Deep</div></section><p>Shown")
    assert [page.elements[block.element].hidden for block in page.blocks] == [True, False]


@pytest.mark.parametrize(("start", "first"), [("7", 7), ("-2", -2), ("0", 0), ("x", 1), ("99999999", 1)])
def test_the_first_number_of_a_list(start: str, first: int) -> None:
    assert element_of(f"<ol start={start}><li>One<li>Two</ol>", "ol").first == first  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("span", "columns"), [("3", 3), ("0", 1000), ("x", 1), ("99999", 1000), ("2.5", 2), (" +4 ", 4)]
)
def test_spans_of_cells_are_bounded(span: str, columns: int) -> None:
    markup = f"<table><tr><td colspan='{span}'>One<td>Two<tr><td>Three<td>Four</table>"
    assert element_of(markup, "td").columns == columns  # type: ignore[attr-defined]


def test_a_paragraph_in_an_item_is_an_item_and_in_a_section_of_its_own_is_none() -> None:
    page = Page("<ul><li><p>Item</p></li><li><section><p>Text</p></section></li></ul>")
    assert [block.role for block in page.blocks] == [Role.LIST_ITEM, Role.PARAGRAPH]


def test_an_id_leads_to_the_block_that_follows_it() -> None:
    page = Page("<p>One</p><h2 id=two>Two</h2><div id=three><p>Three</p></div>")
    assert page.anchors == {"two": 1, "three": 2}


def test_a_ticked_box_makes_a_task_of_its_item_alone() -> None:
    page = Page(
        "<ul><li><input type=checkbox checked>Done<li><input type=checkbox>Open<li>None</ul><input type=checkbox>"
    )
    assert [(e.form or {}).get("task") for e in page.elements if e.tag == "li"] == ["x", " ", None]
