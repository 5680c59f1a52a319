"""Articles cut into entries: the article's own paragraphs stay as they are, all else is told apart."""

from __future__ import annotations

import random

import pytest

from benchmarks.corpora import Sample
from benchmarks.training.entries import all_in_entries, cut_into_entries
from boilerstrip.page import Page
from boilerstrip.text.whitespace import collapse
from tests.benchmarks.conftest import page

TEXTS = [f"The bridge over the Sarn was counted by {n} people of the town before noon." for n in range(2, 9)]
SAMPLE = Sample("c/1", "c", page(TEXTS).encode(), text="\n".join(TEXTS), site="bridge.example")


@pytest.mark.parametrize("seed", range(30))
def test_paragraphs_stay_and_all_that_was_put_between_is_told(seed: int) -> None:
    copy = cut_into_entries(SAMPLE, random.Random(seed))
    assert copy is not None
    before = [collapse(block.text) for block in Page(SAMPLE.html.decode()).blocks]
    after = [collapse(block.text) for block in Page(copy.html.decode()).blocks]
    assert [text for text in after if text not in copy.planted_texts] == before
    assert copy.planted_texts.isdisjoint(TEXTS)


def test_what_follows_the_article_stands_where_it_stood() -> None:
    plain = Page(SAMPLE.html.decode()).blocks[-1]
    for seed in range(30):
        copy = cut_into_entries(SAMPLE, random.Random(seed))
        assert copy is not None
        last = Page(copy.html.decode()).blocks[-1]
        assert (last.text, last.path) == (plain.text, plain.path)


def test_a_page_without_its_article_is_left_alone() -> None:
    assert (
        cut_into_entries(Sample("c/2", "c", b"<p>Nothing of it", text=SAMPLE.text), random.Random(1)) is None
    )


def test_the_seed_decides() -> None:
    first, again = (all_in_entries([SAMPLE], 7) for _ in range(2))
    assert first == again
    assert all_in_entries([SAMPLE], 8) != first
