"""Forests of oblivious trees, and how they are written."""

from __future__ import annotations

import numpy as np
import pytest

from boilerstrip.model.forest import Forest


def test_a_forest_answers_as_its_trees_do() -> None:
    forest = Forest(
        feature=np.array([0, 1]),
        border=np.array([0.5, 2.0], np.float32),
        split_index=np.array([[0, 1], [1, 0]]),
        leaves=np.array([[0, 1, 2, 3], [0, 10, 20, 30]], np.float32),
        bias=0.5,
    )
    table = np.array([[0.0, 1.0, 0.0, 1.0], [0.0, 0.0, 3.0, 3.0]], np.float32)
    assert forest.logits(table) == pytest.approx(np.array([0, 1 + 20, 2 + 10, 3 + 30]) + 0.5)
    arrays = forest.write("one")
    again = Forest.read(arrays, "one")
    assert np.array_equal(again.logits(table), forest.logits(table))
