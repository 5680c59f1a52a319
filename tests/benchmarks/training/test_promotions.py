"""The requests to readers that are planted as noise: their form."""

from __future__ import annotations

import json
import re
from itertools import chain
from pathlib import Path

import pytest

import benchmarks.training
from boilerstrip.text import phrases
from boilerstrip.text.words import count_words

PROMOTIONS: dict[str, list[list[str]]] = json.loads(
    Path(benchmarks.training.__file__).with_name("promotions.json").read_text("utf-8")
)


@pytest.mark.parametrize("language", PROMOTIONS)
def test_promotions_have_the_form_that_is_planted(language: str) -> None:
    for heading, text, link in PROMOTIONS[language]:
        assert link in text
        assert 6 <= count_words(text) <= 60, text
        assert set(re.findall(r"{\w*}?", heading + text)) <= {"{name}", "{topic}"}


@pytest.mark.parametrize("language", PROMOTIONS)
def test_both_halves_have_promotions_with_headings_and_without(language: str) -> None:
    for half in (PROMOTIONS[language][::2], PROMOTIONS[language][1::2]):
        headed = [heading for heading, _, _ in half if heading]
        assert len(half) / 4 <= len(headed) <= len(half) * 3 / 4


def test_promotions_are_told_by_more_than_their_phrases() -> None:
    """What a table of phrases finds by itself teaches the model nothing about the others."""
    texts = [text for _, text, _ in chain.from_iterable(PROMOTIONS.values())]
    assert len(set(texts)) == len(texts)
    known = [text for text in texts if phrases.match(text, count_words(text))]
    assert len(known) < len(texts) / 20
