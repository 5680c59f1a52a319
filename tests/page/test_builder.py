"""A Page from its markup: any markup makes one."""

from __future__ import annotations

import html
import json

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import Limits
from boilerstrip.page import Page
from boilerstrip.testing import soup
from tests.conftest import examples_of


@given(st.one_of(soup(), st.text()))
@examples_of(100)
def test_any_text_is_a_page_with_blocks_in_document_order(markup: str) -> None:
    page = Page(markup)
    assert [block.index for block in page.blocks] == list(range(len(page.blocks)))
    assert [element.index for element in page.elements] == list(range(len(page.elements)))
    assert all(element.parent < element.index for element in page.elements)
    assert all(
        page.elements[b.element].start <= b.index < page.elements[b.element].end
        for b in page.blocks
        if b.element >= 0
    )


def test_relative_addresses_go_by_the_base_that_is_named() -> None:
    assert Page("<base href=/news/><p>x", "https://a.example/b").base == "https://a.example/news/"
    assert Page("<base href='http://['><p>x", "https://a.example/b").base == "https://a.example/b"
    assert Page("", "https://a.example/b").blocks == []


@given(st.text(max_size=20))
def test_the_state_of_an_application_in_an_attribute_is_kept(title: str) -> None:
    state = json.dumps({"props": {"title": title}})
    page = Page(f'<div id="app" data-page="{html.escape(state)}"><p>x</p></div>')
    assert [json.loads(source) for source in page.head.state] == [json.loads(state)]
    # others name their pages so
    assert Page("<div data-page='home'><p>x</p></div>").head.state == []
    assert Page(f'<div data-page="{html.escape(state)}"><p>x', limits=Limits(embedded=5)).head.state == []
