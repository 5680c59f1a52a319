"""Filters of a batch."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from boilerstrip.batch.filters import Facts, Filters, SeenBodies
from boilerstrip.errors import OptionError


@pytest.mark.parametrize(
    ("filters", "facts", "reason"),
    [
        (Filters(), Facts(None, 0, 0.0, None), ""),
        (Filters(languages=("pt",)), Facts("pt-BR", 9, 1.0, None), ""),
        (Filters(languages=("pt-BR",)), Facts("pt", 9, 1.0, None), "language is pt"),
        (Filters(languages=("pt",)), Facts(None, 9, 1.0, None), "language is unknown"),
        (Filters(min_words=10), Facts("en", 9, 1.0, None), "fewer than 10 words"),
        (Filters(min_confidence=0.5), Facts("en", 9, 0.4, None), "confidence below 0.5"),
    ],
)
def test_why_a_page_is_left_out(filters: Filters, facts: Facts, reason: str) -> None:
    assert filters.why_left_out(facts) == reason


@pytest.mark.parametrize("wrong", [{"min_words": -1}, {"min_confidence": 2}, {"languages": ("e n",)}])
def test_wrong_filters_are_told_at_once(wrong: dict[str, object]) -> None:
    with pytest.raises(OptionError):
        Filters(**wrong)  # type: ignore[arg-type]


@example(0, {0, 16, 32})
@example(0, {0, 1, 2, 63})
@given(st.integers(0, 2**64 - 1), st.sets(st.integers(0, 63), max_size=8))
def test_bodies_are_the_same_up_to_a_few_bits_wherever_these_are(bits: int, flipped: set[int]) -> None:
    seen = SeenBodies()
    seen.add(f"{bits:016x}", "first")
    other = bits
    for place in flipped:
        other ^= 1 << place
    is_same = len(flipped) <= 3
    assert seen.same_as(f"{other:016x}") == ("first" if is_same else None)


def test_a_page_without_a_body_is_like_no_other() -> None:
    seen = SeenBodies()
    seen.add(None, "first")
    assert seen.same_as(None) is None
