"""The languages of drawn pages, and what can be sentences in them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from boilerstrip.testing.texts import ARTICLE, BESIDE, Language, languages


@pytest.mark.parametrize("language", languages().values(), ids=str)
def test_sentences_differ_and_neighbours_share_no_part(language: Language) -> None:
    sentences = language.sentences(ARTICLE)
    assert len(set(sentences)) == len(sentences)
    parts = language._parts(ARTICLE)
    assert all(one["who"] != two["who"] and one["does"] != two["does"] for one, two in pairwise(parts))
    assert set(sentences).isdisjoint(language.sentences(BESIDE))


@pytest.mark.parametrize("language", languages().values(), ids=str)
def test_a_paragraph_has_all_of_its_sentences(language: Language) -> None:
    sentences = list(language.sentences(ARTICLE)[:3])
    paragraph = language.joined(sentences)
    assert all(sentence[1:] in paragraph for sentence in sentences)
    assert (" " in paragraph) >= language.spaced
    assert paragraph[0] == paragraph[0].upper()
