"""Drawn articles."""

from __future__ import annotations

import pytest

from boilerstrip import testing
from boilerstrip.testing.choices import Seeded
from boilerstrip.testing.drawn_articles import draw_article


@pytest.mark.parametrize("kind", testing.KINDS)
def test_there_is_enough_to_say_in_the_longest_articles(kind: str) -> None:
    for seed in range(10):
        article = draw_article(Seeded(seed), kinds=[kind], min_parts=12, max_parts=12)
        said = [text for part in article.parts if part.kind != "table" for text in part.texts]
        assert len(set(said)) == len(said)
