"""jusText as a strategy."""

from __future__ import annotations

from tests.conftest import STORY
from tests.strategies.pages import NAV, masked


def test_justext_finds_long_paragraphs() -> None:
    long = [" ".join(STORY[:3]), " ".join(STORY[3:])]
    assert masked("justext", f"<html lang=en><body>{NAV}<p>{long[0]}</p><p>{long[1]}</p>") == long
