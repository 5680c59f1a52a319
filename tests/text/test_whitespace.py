"""White space and what is invisible."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.text.whitespace import collapse, squeeze, strip_invisible, strip_lone_surrogates

TEXTS = st.text(st.sampled_from("ab \t\n\u00a0\u200b\u00ad\u202e\ufeff\u200d\u3000é水\x00")) | st.text()


@given(TEXTS)
def test_what_is_squeezed_or_collapsed_stays_so(text: str) -> None:
    assert squeeze(squeeze(text)) == squeeze(text)
    assert collapse(collapse(text)) == collapse(text)
    assert "  " not in squeeze(text)
    assert collapse(text) == collapse(text).strip()


@given(TEXTS)
def test_no_letter_is_lost(text: str) -> None:
    letters = [character for character in text if character.isalnum()]
    for change in (squeeze, collapse, strip_invisible, strip_lone_surrogates):
        assert [character for character in change(text) if character.isalnum()] == letters


def test_what_nobody_sees_goes() -> None:
    assert squeeze("a\u200bb \u00ad c\u202e\nd") == "ab c d"
    assert strip_invisible("a\u200b\n b\x00") == "a\n b"
    assert strip_lone_surrogates("a\ud800b") == "ab"
    assert collapse(" \u200e\u3000 ") == ""


@given(st.text(st.characters(exclude_categories=[])))
def test_anything_without_lone_surrogates_can_be_encoded(text: str) -> None:
    strip_lone_surrogates(text).encode()
