"""The figures of a model that is being trained."""

from __future__ import annotations

import pytest

np = pytest.importorskip("numpy")
for module in ("scipy", "sklearn"):
    pytest.importorskip(module, reason="needs the train extra")

from benchmarks.training.dataset import FOLDS  # noqa: E402
from benchmarks.training.measures import Measures  # noqa: E402


def test_confidence_is_corrected_by_the_real_figures() -> None:
    real = np.linspace(0.2, 0.9, 100)
    fold = np.arange(100) % FOLDS
    measures = Measures([], [], seed=0, threads=1)
    # what the model expects is too much, and in the right order
    figures = measures.confidence(np.column_stack([np.sqrt(real), real, fold]), calibrate=True)
    assert figures["spearman"] == 1
    assert figures["ece"] < 0.02
    assert figures["mean_of_most_confident_80_percent"] > figures["mean"] == pytest.approx(0.55)
    expected, corrected = measures.confidence_curve
    assert (np.diff(corrected) > 0).all()
    assert np.interp(0.7, expected, corrected) == pytest.approx(0.49, abs=0.03)


def test_without_calibration_confidence_stays_as_it_is() -> None:
    measures = Measures([], [], seed=0, threads=1)
    real = np.linspace(0.2, 0.9, 50)
    measures.confidence(np.column_stack([real, real, np.arange(50) % FOLDS]), calibrate=False)
    assert [list(values) for values in measures.confidence_curve] == [[0, 1], [0, 1]]
