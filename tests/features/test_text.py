"""Figures of a Block's own text."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.features.text import DIGIT, UPPER, characters
from boilerstrip.page import Page
from tests.features.pages import column


def of(text: str, name: str) -> float:
    return column(Page(f"<p>{text}</p>"), f"text.{name}")[0]


@pytest.mark.parametrize(
    ("text", "name", "value"),
    [
        ("ONE two", "upper_share", 0.5),
        ("12 34", "digit_share", 0.8),
        ("It rained.", "last_stop", 1),
        ("It rained", "last_stop", 0),
        ("会议结束了。", "last_stop", 1),
        ("They need:", "last_colon", 1),
        ("And then…", "last_dots", 1),
        ("One <a href=x>two three</a> four", "link_density", 0.5),
        ("One", "first_upper", 1),
        ("one", "first_lower", 1),
        ("1 one", "first_digit", 1),
        ("– one", "first_sign", 1),
        ("<b>One</b> two", "marked", 3 / 7),
    ],
)
def test_columns_mean_what_they_say(text: str, name: str, value: float) -> None:
    assert of(text, name) == pytest.approx(value, abs=1e-6)


@given(st.text("ab, .", min_size=1, max_size=30).filter(str.strip))
def test_shares_are_shares(text: str) -> None:
    for name in ("upper_share", "digit_share", "short_words", "long_words", "marked", "code"):
        assert 0 <= of(text, name) <= 1


@given(st.lists(st.text("aZ1é水😀 ", max_size=6), max_size=6))
def test_each_character_belongs_to_its_text(texts: list[str]) -> None:
    classes, owner, lengths = characters(texts)
    assert lengths.tolist() == [max(1, len(text)) for text in texts]
    assert np.bincount(owner, minlength=len(texts)).tolist() == lengths.tolist()
    letters = [(char, kind) for char, kind in zip("".join(t or " " for t in texts), classes, strict=True)]
    assert all((kind == DIGIT) == (char == "1") for char, kind in letters)
    assert all((kind == UPPER) == (char == "Z") for char, kind in letters)
