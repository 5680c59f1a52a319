"""The mask of highest expected F1."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.scoring.selection import best_mask, expected_f1

blocks = st.lists(st.tuples(st.integers(0, 50), st.floats(0, 1)), min_size=1, max_size=8)


def test_expected_f1_by_hand() -> None:
    # 10 words surely content and 10 that are content half of the time: wanted 15, hits 10, kept 10
    assert expected_f1([10, 10], [1.0, 0.5], [True, False]) == pytest.approx(2 * 10 / (10 + 15))
    assert expected_f1([10, 10], [1.0, 0.5], [True, True]) == pytest.approx(2 * 15 / (20 + 15))
    assert expected_f1([10], [1.0], [False]) == 0
    assert expected_f1([], [], []) == 0


@given(blocks)
def test_no_mask_is_expected_to_do_better(page: list[tuple[int, float]]) -> None:
    weights, probabilities = [w for w, _ in page], [p for _, p in page]
    best = expected_f1(weights, probabilities, best_mask(weights, probabilities))
    for mask in product([False, True], repeat=len(page)):
        assert expected_f1(weights, probabilities, mask) <= best + 1e-9
