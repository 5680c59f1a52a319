"""Oblivious trees, evaluated for all Blocks of a page at once.

In an oblivious tree all nodes of a level have the same split, so a tree consists of a few splits and a table
of leaves: the outcomes of the splits, read as a binary number, are the index of the leaf.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
# Blocks evaluated at once, so that intermediate results fit the processor's cache.
_CHUNK = 256


def is_kernel_array(values: Floats) -> bool:
    """Return whether an array has the layout that kernels need: float32 and contiguous."""
    return values.dtype == np.float32 and values.flags.c_contiguous


class Forest(NamedTuple):
    """A sum of oblivious trees over the rows of a feature table.

    Split s tests whether row `feature[s]` is above `border[s]`. Tree t has split `split_index[d, t]` at level
    d and the leaves `leaves[t]`; the outcome at level d adds 2**d to the index of the leaf.
    """

    feature: NDArray[np.int64]
    border: NDArray[np.float32]
    split_index: NDArray[np.int64]
    leaves: NDArray[np.float32]
    bias: float

    @classmethod
    def read(cls, arrays: Mapping[str, Any], name: str) -> Forest:
        """Read a forest from arrays that `write` named."""
        return cls(
            feature=arrays[f"{name}.feature"].astype(np.int64),
            border=arrays[f"{name}.border"].astype(np.float32),
            split_index=arrays[f"{name}.asks"].astype(np.int64),
            leaves=arrays[f"{name}.leaves"].astype(np.float32),
            bias=float(arrays[f"{name}.bias"]),
        )

    def write(self, name: str) -> dict[str, NDArray[Any]]:
        """The parts by name, beginning with `name`, as arrays of the smallest sufficient types."""
        return {
            f"{name}.feature": self.feature.astype(np.uint16),
            f"{name}.border": self.border,
            f"{name}.asks": self.split_index.astype(np.uint16),
            f"{name}.leaves": self.leaves.astype(np.float16),
            f"{name}.bias": np.array(self.bias),
        }

    def logits(self, table: Floats) -> Floats:
        """Log-odds for each column of `table`, the sum of all trees; shape (rows, n) to (n,)."""
        n = table.shape[1]
        sums = np.empty(n, np.float32)
        if _kernels.inference is not None and is_kernel_array(table):
            _kernels.inference.forest_sums(
                table, self.feature, self.border, self.split_index, self.leaves, self.bias, sums
            )
            return sums
        for start in range(0, n, _CHUNK):
            sums[start : start + _CHUNK] = self._sums(table[:, start : start + _CHUNK])
        return np.asarray(sums + self.bias, np.float32)

    def _sums(self, table: Floats) -> Floats:
        # `take` and in-place operations, because plain indexing takes half as long again
        depth, trees = self.split_index.shape
        outcome = (table.take(self.feature, axis=0) > self.border[:, None]).view(np.uint8)
        place = outcome.take(self.split_index[0], axis=0)
        for level in range(1, depth):
            bit = outcome.take(self.split_index[level], axis=0)
            place |= np.left_shift(bit, np.uint8(level), out=bit)
        size = self.leaves.shape[1]
        rows = np.arange(0, trees * size, size)[:, None]
        # no index is out of bounds; mode="wrap" is the fastest way to skip the check
        return np.asarray(self.leaves.take(place + rows, mode="wrap").sum(axis=0), np.float32)
