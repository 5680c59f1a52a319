"""Sums over ranges of Blocks."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.features.context import best_segment, prefix


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=12))
def test_the_best_segment_is_the_best_of_all(values: list[int]) -> None:
    ranges = [(s, e) for e in range(1, len(values) + 1) for s in range(e)]
    best = max(sum(values[s:e]) for s, e in ranges)
    first = next((s, e) for s, e in ranges if sum(values[s:e]) == best)
    assert best_segment(prefix(np.array(values, np.float32))) == first
