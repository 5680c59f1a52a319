"""A Page: its Blocks and elements, and how they lie in one another."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.testing.strategies import soup

FERRY = Page("<main><h1>Ferry</h1><ul><li>six<li><p>eight<p>nine</ul></main><p>After")


@given(soup())
def test_every_element_holds_one_range_of_blocks_within_its_parent(markup: str) -> None:
    page = Page(markup)
    assert [block.index for block in page.blocks] == list(range(len(page.blocks)))
    for element in page.elements:
        assert 0 <= element.start <= element.end <= len(page.blocks)
        if element.parent >= 0:
            parent = page.elements[element.parent]
            assert parent.index < element.index
            assert parent.start <= element.start
            assert element.end <= parent.end
    for block in page.blocks:
        assert all(e.start <= block.index < e.end for e in page.ancestors(block.element))


def test_ancestors_lead_from_the_inside_outwards() -> None:
    six = next(block for block in FERRY.blocks if block.text == "six")
    tags = [element.tag for element in FERRY.ancestors(six.element)]
    assert tags[:3] == ["li", "ul", "main"]
    innermost = FERRY.innermost(six.element, "ul", "main")
    assert FERRY.elements[innermost].tag == "ul"
    assert FERRY.innermost(six.element, "table") == -1


def test_the_enclosing_container_holds_more_than_the_block() -> None:
    by_text = {block.text: FERRY.enclosing_container(block) for block in FERRY.blocks}
    assert {text: element.tag for text, element in by_text.items() if element is not None} == {
        "Ferry": "main", "six": "ul", "eight": "li", "nine": "li", "After": "body",
    }  # fmt: skip


@given(st.lists(st.sampled_from(["one", "two"])))
def test_a_note_is_told_once(notes: list[str]) -> None:
    page = Page("<p>x")
    for note in notes:
        page.note(note)
    assert page.notes == list(dict.fromkeys(notes))


def test_item_types_are_those_of_elements_with_microdata() -> None:
    page = Page(
        "<div itemscope itemtype='https://schema.org/Product'><p>Kettle</p></div><div><p>Tea</p></div>"
    )
    assert page.item_types == ["https://schema.org/Product"]
