"""Planted structures: each is content, whole, and in markups that the other set does not have."""

from __future__ import annotations

import random
import re

import pytest

from benchmarks.corpora import Sample
from benchmarks.training import labels
from benchmarks.training.passages import sources_of, texts_of
from benchmarks.training.shapes import LABELS, TEST_BOXES, TEST_SHAPES, TRAIN_BOXES, TRAIN_SHAPES
from benchmarks.training.structures import KINDS, WRAPPED, all_structured, structured
from boilerstrip.page import Page
from boilerstrip.text.whitespace import collapse
from tests.benchmarks.conftest import page
from tests.benchmarks.training.test_long import TOPICS, sample, texts_about

SAMPLES = [sample(topic, 8) for topic in TOPICS]
SOURCES = sources_of(SAMPLES, ("article",))


@pytest.mark.parametrize("test", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_a_structure_is_content_and_nothing_else_changes(kind: str, test: bool) -> None:
    host = SAMPLES[0]
    before = [collapse(block.text) for block in Page(host.html.decode()).blocks]
    for seed in range(8):
        copy = structured(host, SOURCES, random.Random(seed), test, (kind,))
        assert copy is not None
        assert (copy.markup, copy.label) == (kind, 1.0)
        assert copy.planted_texts
        done = Page(copy.html.decode())
        after = [collapse(block.text) for block in done.blocks]
        added = set(texts_of(copy.fragment))
        assert [text for text in after if text not in added] == before
        assert len(after) == len(before) + len(texts_of(copy.fragment))
        wanted = labels.from_text(done, copy.text)
        wanted[[text in copy.planted_texts for text in after]] = copy.label
        noise = [
            text for text, label in zip(after, wanted, strict=True) if not label and re.search(r"\w", text)
        ]
        assert noise == ["Home", "Title of it, in full", "Contact us"]


def test_a_box_is_around_paragraphs_of_the_page() -> None:
    copy = structured(SAMPLES[0], SOURCES, random.Random(3), kinds=(WRAPPED,))
    assert copy is not None
    assert copy.planted_texts <= set(texts_about(TOPICS[0], 8))
    boxed = Page(copy.html.decode())
    names = " ".join(element.class_id for element in boxed.elements)
    assert any(box in names for box in TRAIN_BOXES)
    assert copy.text == SAMPLES[0].text


def test_the_sets_share_no_markup_and_have_the_same_kinds() -> None:
    assert {shape.kind for shape in TRAIN_SHAPES} == {shape.kind for shape in TEST_SHAPES}
    train, test = (
        {re.sub(r"\{c:[^{}]*\}", "", f"{one.wrap}|{one.item}|{one.more}") for one in shapes}
        for shapes in (TRAIN_SHAPES, TEST_SHAPES)
    )
    assert not train & test
    assert not set(TRAIN_BOXES) & set(TEST_BOXES)
    for language, table in LABELS.items():
        assert table.keys() == LABELS["en"].keys(), language
        assert all(train != test for train, test in table.values()), language


def test_a_text_that_the_page_has_as_noise_is_not_taken_for_planted() -> None:
    texts = texts_about("bridge", 8)
    html = page(texts).replace("<nav>Home</nav>", "<nav>Notes</nav><nav>References</nav>")
    host = Sample("c/n", "c", html.encode(), text="\n".join(texts), language="en", site="n.example")
    copies = [structured(host, SOURCES, random.Random(seed), kinds=("notes",)) for seed in range(20)]
    headed = [copy for copy in copies if copy is not None and "<h2" in copy.fragment]
    assert headed
    for copy in headed:
        assert not copy.planted_texts & {"Notes", "References"}


def test_testing_deals_out_one_kind_a_page_and_the_seed_decides() -> None:
    copies = all_structured(SAMPLES, 5, test=True)
    assert [copy.markup for copy in copies] == list(KINDS[: len(SAMPLES)])
    assert all_structured(SAMPLES, 5) == all_structured(SAMPLES, 5)
    assert all_structured(SAMPLES, 6) != all_structured(SAMPLES, 5)
