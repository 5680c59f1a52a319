"""Several words looked for at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.text.needles import Needles

NEEDLES = st.lists(st.text("abé", min_size=1, max_size=3).filter(str.isascii), min_size=1, max_size=4)


@given(NEEDLES, st.text("abABé\ud800ſK", max_size=20))
def test_words_are_found_in_capitals_or_not(words: list[str], text: str) -> None:
    lowered = text.translate({ord(c): c.lower() for c in "AB"})
    expected = any(word in lowered for word in words)
    needles = Needles(*words)
    assert needles.are_in(text) is needles.are_in(text) is needles.look(text) is expected
