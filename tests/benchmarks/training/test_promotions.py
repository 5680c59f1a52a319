"""Requests to the reader planted in articles."""

from __future__ import annotations

import random
import re
from itertools import chain

import pytest

pytest.importorskip("turbohtml")

from benchmarks.compare.leak import leak_of
from benchmarks.corpora import Sample
from benchmarks.training import promotions
from boilerstrip.page import Page
from boilerstrip.text import phrases
from boilerstrip.text.words import count_words, words

PARAGRAPHS = [
    f"The {word} river rose again last night, and the road to the mill is closed."
    for word in "old new wide slow cold".split()
]
TEXT = "\n".join(PARAGRAPHS)
HTML = "<main>" + "".join(f'<p class="c-text">{paragraph}</p>' for paragraph in PARAGRAPHS) + "</main>"


def sample(**changes: str) -> Sample:
    given = {"id": "a", "corpus": "toy", "text": TEXT, "page_type": "article", "language": "en"} | changes
    return Sample(html=HTML.encode(), **given)


@pytest.mark.parametrize("test", [False, True])
def test_requests_stand_in_the_articles_own_markup_and_are_no_part_of_its_text(test: bool) -> None:
    copies = [copy for seed in range(20) for copy in promotions.all_promoted([sample()], seed, test)]
    assert copies
    for copy in copies:
        blocks = Page(copy.html.decode()).blocks
        planted = [block for block in blocks if " ".join(block.text.split()) in copy.planted_texts]
        assert planted
        assert copy.text == TEXT
        assert copy.label == 0
        assert [block.text for block in blocks if block not in planted] == PARAGRAPHS
        assert leak_of("\n".join(block.text for block in blocks), copy) == 1
        assert 'class="c-text"' in copy.fragment


def test_what_is_tested_is_not_trained() -> None:
    taught = {
        text
        for seed in range(30)
        for copy in promotions.all_promoted([sample()], seed)
        for text in copy.planted_texts
    }
    tested = {
        text
        for seed in range(30)
        for copy in promotions.all_promoted([sample()], seed, test=True)
        for text in copy.planted_texts
    }
    assert not {text for text in taught & tested if len(words(text)) > 8}


def test_an_article_that_cannot_be_found_gets_none() -> None:
    assert (
        promotions.promoted(sample(text="Something else."), {}, random.Random(1), "paragraph", "after")
        is None
    )


@pytest.mark.parametrize("language", promotions.REQUESTS)
def test_requests_have_the_form_that_is_planted(language: str) -> None:
    for heading, text, link in promotions.REQUESTS[language]:
        assert link in text
        assert 6 <= count_words(text) <= 60, text
        assert set(re.findall(r"{\w*}?", heading + text)) <= {"{name}", "{topic}"}


@pytest.mark.parametrize("language", promotions.REQUESTS)
def test_both_halves_have_requests_with_headings_and_without(language: str) -> None:
    for test in (False, True):
        known = promotions.requests(language, test)
        headed = [heading for heading, _, _ in known if heading]
        assert len(known) / 4 <= len(headed) <= len(known) * 3 / 4


def test_requests_are_told_by_more_than_their_phrases() -> None:
    """What a table of phrases finds by itself teaches the model nothing about the others."""
    texts = [text for _, text, _ in chain.from_iterable(promotions.REQUESTS.values())]
    assert len(set(texts)) == len(texts)
    known = [text for text in texts if phrases.match(text, count_words(text))]
    assert len(known) < len(texts) / 20
