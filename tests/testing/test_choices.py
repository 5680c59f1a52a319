"""Sources of choices."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.testing.choices import Seeded


@given(st.integers(), st.lists(st.integers(), unique=True, min_size=1), st.integers(0, 5), st.integers(0, 5))
def test_some_are_different_and_as_many_as_asked_for(
    seed: int, options: list[int], low: int, more: int
) -> None:
    chosen = Seeded(seed).some(options, low, low + more)
    assert len(set(chosen)) == len(chosen)
    assert set(chosen) <= set(options)
    assert min(low, len(options)) <= len(chosen) <= low + more
    assert Seeded(seed).some(options, low, low + more) == chosen
    assert Seeded(seed).one(options) in options


@given(st.integers(), st.integers(-5, 5), st.integers(0, 5))
def test_numbers_are_within_their_bounds(seed: int, low: int, more: int) -> None:
    assert low <= Seeded(seed).number(low, low + more) <= low + more


def test_rarely_is_one_time_in_four() -> None:
    choose = Seeded(1)
    assert 150 < sum(choose.rarely() for _ in range(800)) < 250
