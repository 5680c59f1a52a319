"""Blocks of noise."""

from __future__ import annotations

import pytest

from boilerstrip.testing.choices import Seeded
from boilerstrip.testing.noise import NOISE, draw_noise
from boilerstrip.testing.texts import ARTICLE, languages
from boilerstrip.testing.themes import Theme


@pytest.mark.parametrize("kind", NOISE)
@pytest.mark.parametrize("code", ["en", "ar", "zh"])
def test_noise_has_texts_of_which_none_is_of_an_article(kind: str, code: str) -> None:
    language = languages()[code]
    for seed in range(8):
        noise = draw_noise(Seeded(seed), kind, language, Theme())
        assert noise.kind == kind
        assert any(text.strip() for text in noise.texts)
        assert set(noise.texts).isdisjoint(language.sentences(ARTICLE))


def test_places_of_noise_differ() -> None:
    drawn = {draw_noise(Seeded(seed), "teasers", languages()["en"], Theme()).place for seed in range(40)}
    assert drawn == {"below", "beside", "inside", "above"}
