"""The mask of highest expected F1."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.scoring.selection import best_mask, expected_f1, without_far_lines

blocks = st.lists(st.tuples(st.integers(0, 50), st.floats(0, 1)), min_size=1, max_size=8)


def test_expected_f1_by_hand() -> None:
    # 10 words surely content and 10 that are content half of the time: wanted 15, hits 10, kept 10
    assert expected_f1([10, 10], [1.0, 0.5], [True, False]) == pytest.approx(2 * 10 / (10 + 15))
    assert expected_f1([10, 10], [1.0, 0.5], [True, True]) == pytest.approx(2 * 15 / (20 + 15))
    assert expected_f1([10], [1.0], [False]) == 0
    assert expected_f1([], [], []) == 0


def expected(page: list[tuple[int, float]], mask: Sequence[bool]) -> float:
    """The mean of the expected F1 of a mask if all Blocks are less likely than said, as likely, or likelier."""
    weights = [words for words, _ in page]
    return sum(
        share * expected_f1(weights, [p * odds / (1 - p + p * odds) for _, p in page], mask)
        for odds, share in ((1 / 4, 0.25), (1, 0.5), (4, 0.25))
    )


@given(blocks)
def test_no_mask_is_expected_to_do_better(page: list[tuple[int, float]]) -> None:
    best = expected(page, best_mask([words for words, _ in page], [p for _, p in page]))
    for mask in product([False, True], repeat=len(page)):
        assert expected(page, mask) <= best + 1e-9


def test_more_is_kept_where_all_is_unsure() -> None:
    # of Blocks that have nothing to do with one another, the first alone would be the best guess
    assert expected_f1([100, 100], [0.5, 0.25], [True, False]) > expected_f1(
        [100, 100], [0.5, 0.25], [True, True]
    )
    assert best_mask([100, 100], [0.5, 0.25]) == [True, True]
    assert best_mask([100, 100, 100], [0.98, 0.97, 0.3]) == [True, True, False]


def test_signs_are_kept_if_they_are_likely() -> None:
    assert best_mask([100, 0, 0, 100], [0.5, 0.5, 0.3, 0.27]) == [True, True, False, True]


def test_unlikely_lines_far_from_sure_ones_are_no_part_of_a_plain_text() -> None:
    lines = 100
    weights, probabilities = [20] * lines, [0.3] * lines
    probabilities[10:13] = [0.95] * 3
    kept = without_far_lines([True] * lines, weights, probabilities)
    assert kept == [i <= 32 for i in range(lines)]
    # likely lines stay wherever they are, and without sure ones all do
    assert without_far_lines([True] * lines, weights, [*probabilities[:50], *[0.4] * 50])[50:] == [True] * 50
    assert all(without_far_lines([True] * lines, weights, [0.3] * lines))
    assert not any(without_far_lines([False] * lines, weights, probabilities))
