"""Several words looked for at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.text.needles import Needles

NEEDLES = st.lists(st.text("abé", min_size=2, max_size=4).filter(str.isascii), min_size=1, max_size=4)


@given(NEEDLES, st.text("abABé\ud800ſK", max_size=20))
def test_words_are_found_in_capitals_or_not(words: list[str], text: str) -> None:
    lowered = text.translate({ord(c): c.lower() for c in "AB"})
    expected = any(word in lowered for word in words)
    needles = Needles(*words)
    assert needles.are_in(text) is needles.are_in(text) is needles.look(text) is expected


@given(NEEDLES, st.lists(st.text("abABé\ud800ſK", max_size=20), max_size=3), st.booleans())
def test_each_word_of_some_texts_is_found(words: list[str], texts: list[str], is_exact: bool) -> None:
    needles = Needles(*words, is_exact=is_exact)
    expected = {word for word in words for text in texts if Needles(word, is_exact=is_exact).are_in(text)}
    assert needles.found_in(texts) == needles.found_in(texts) == needles.find(texts) == expected
    wanted = {text for text in texts if needles.are_in(text)}
    assert needles.those_with(texts) == needles.those_with(texts) == needles.choose(texts) == wanted
