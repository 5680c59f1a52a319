"""Files of weights give back what was written to them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from boilerstrip.model.weights_file import read_arrays, write_arrays

ARRAYS = {
    "odd": np.arange(3, dtype=np.int8),
    "table": np.arange(12, dtype=np.float32).reshape(3, 4) / 7,
    "halves": np.array([[0.5], [-0.25]], np.float16),
    "numbers": np.array([1, 65_535], np.uint16),
    "wide": np.array([-(2**40)], np.int64),
    "none": np.zeros((0, 5), np.float32),
    "one": np.array(0.1),
}


def test_arrays_are_read_as_they_were_written(tmp_path: Path) -> None:
    file = tmp_path / "weights.safetensors"
    write_arrays(file, ARRAYS)
    found = read_arrays(file)
    assert found.keys() == ARRAYS.keys()
    for name, values in ARRAYS.items():
        assert found[name].dtype == values.dtype
        assert found[name].shape == values.shape
        assert found[name].tobytes() == values.tobytes()
        # kernels take pointers to them
        assert found[name].flags.aligned
        assert found[name].flags.c_contiguous


def test_other_types_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "weights.safetensors"
    with pytest.raises(KeyError):
        write_arrays(file, {"words": np.array(["a"])})
    assert not file.exists()
