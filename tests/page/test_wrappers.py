"""Boxes around boxes make no difference: to elements, Blocks or what is extracted."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.testing import NoisyPage, changes, pages
from tests.conftest import SAMPLES

CHANGES = [changes.wrap, changes.unwrap, changes.shuffle]


def shape(page: Page) -> object:
    """All that strategies and features see of a page's structure."""
    elements = [
        (e.tag, e.class_id, e.path, e.depth, e.parent, e.start, e.end, e.content_role) for e in page.elements
    ]
    return elements, [(b.text, b.element, b.path, b.role, b.level) for b in page.blocks], page.images


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@given(noisy=pages(), seed=st.integers(0, 2**32))
def test_drawn_pages_keep_their_shape(change: changes.Change, noisy: NoisyPage, seed: int) -> None:
    markup = changes.reserialise(noisy.html)
    assert shape(Page(markup)) == shape(Page(change(markup, random.Random(seed))))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
@pytest.mark.parametrize("path", sorted(SAMPLES.glob("*.html")), ids=lambda path: path.stem)
def test_samples_keep_their_shape(change: changes.Change, path: Path) -> None:
    markup = changes.reserialise(path.read_text(encoding="utf-8"))
    assert shape(Page(markup)) == shape(Page(change(markup, random.Random(0))))


def test_only_bare_boxes_are_left_out() -> None:
    page = Page(
        "<body><div><div class='story'><div><p>one</p></div><div><p>two</p><p>three</p></div></div></div>"
    )
    assert [(element.tag, element.class_id) for element in page.elements] == [
        ("body", ""), ("div", "story"), ("p", ""), ("div", ""), ("p", ""), ("p", ""),
    ]  # fmt: skip
    assert [block.path for block in page.blocks] == ["body/div/p", "body/div/div/p", "body/div/div/p"]


def test_a_box_that_hides_what_it_holds_stays() -> None:
    page = Page("<body><div style='display:none'><p>unseen</p></div></body>")
    assert [element.hidden for element in page.elements] == [False, True, True]


def test_an_empty_box_at_the_top_holds_nothing() -> None:
    page = Page("<body><div id='ad'></div><p>text</p></body>")
    assert [
        (element.class_id, element.start, element.end) for element in page.elements if element.tag == "div"
    ] == [("ad", 0, 0)]


WHERE = (
    ("<time datetime='2024-05-03'>3 May</time>", "times"),
    ("<span itemprop=datePublished content='2024-05-03'>3 May</span>", "marked_times"),
    ("<a rel=author href=/mira>Mira Holt</a>", "authors"),
    ("<a rel=tag href=/eels>eels</a>", "tags"),
    ("<a rel='category tag' href=/news>news</a>", "categories"),
)


@pytest.mark.parametrize(("markup", "name"), WHERE)
@given(wrappers=st.integers(0, 4))
def test_what_the_head_has_of_elements_is_told_where_they_are(markup: str, name: str, wrappers: int) -> None:
    inside = f"<article class=post><p class=meta>By us, {markup}</p><p>Text.</p></article>"
    page = Page(f"<body>{'<div>' * wrappers}{inside}{'</div>' * wrappers}<p>End.</p></body>")
    [(element, *_)] = getattr(page.head, name)
    assert page.elements[element].class_id == "meta"
