"""Oblivious trees, evaluated for all Blocks of a page at once.

In an oblivious tree all nodes of a level ask the same question, so a tree is a few questions and
a table of answers: the outcomes, read as a binary number, are the place in the table.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels

Floats = NDArray[np.floating[Any]]
Ints = NDArray[np.int64]
# Blocks evaluated at once: what is in flight then fits the processor's cache.
_CHUNK = 256


def is_plain(values: Floats) -> bool:
    """Return whether an array is laid out as kernels take it."""
    return values.dtype == np.float32 and values.flags.c_contiguous


class Forest(NamedTuple):
    """A sum of oblivious trees over the rows of a feature table.

    Question q asks whether row `feature[q]` is above `border[q]`. Tree t asks, at level d, question
    `asks[d, t]`; its answers are `leaves[t]`, with the outcome at level d worth 2**d.
    """

    feature: NDArray[np.int64]
    border: NDArray[np.float32]
    asks: NDArray[np.int64]
    leaves: NDArray[np.float32]
    bias: float

    @classmethod
    def read(cls, arrays: Mapping[str, Any], name: str) -> Forest:
        """The forest that `arrays` holds under `name`, as `write` named its parts."""
        return cls(
            feature=arrays[f"{name}.feature"].astype(np.int64),
            border=arrays[f"{name}.border"].astype(np.float32),
            asks=arrays[f"{name}.asks"].astype(np.int64),
            leaves=arrays[f"{name}.leaves"].astype(np.float32),
            bias=float(arrays[f"{name}.bias"]),
        )

    def write(self, name: str) -> dict[str, NDArray[Any]]:
        """The parts as arrays of the smallest types that hold them."""
        return {
            f"{name}.feature": self.feature.astype(np.uint16),
            f"{name}.border": self.border,
            f"{name}.asks": self.asks.astype(np.uint16),
            f"{name}.leaves": self.leaves.astype(np.float16),
            f"{name}.bias": np.array(self.bias),
        }

    def logits(self, table: Floats) -> Floats:
        """The sum of all trees, a log-odds, for each column of `table`, shape (rows, n) to (n,)."""
        n = table.shape[1]
        sums = np.empty(n, np.float32)
        if _kernels.inference is not None and is_plain(table):
            _kernels.inference.forest_sums(table, self.feature, self.border, self.asks, self.leaves, sums)
            return np.asarray(sums + self.bias, np.float32)
        for start in range(0, n, _CHUNK):
            sums[start : start + _CHUNK] = self._sums(table[:, start : start + _CHUNK])
        return np.asarray(sums + self.bias, np.float32)

    def _sums(self, table: Floats) -> Floats:
        # `take` and in-place operations: indexing proper costs half as much again
        depth, trees = self.asks.shape
        outcome = (table.take(self.feature, axis=0) > self.border[:, None]).view(np.uint8)
        place = outcome.take(self.asks[0], axis=0)
        for level in range(1, depth):
            bit = outcome.take(self.asks[level], axis=0)
            place |= np.left_shift(bit, np.uint8(level), out=bit)
        size = self.leaves.shape[1]
        rows = np.arange(0, trees * size, size)[:, None]
        # no place is out of bounds: to wrap is just the quickest way not to check
        return np.asarray(self.leaves.take(place + rows, mode="wrap").sum(axis=0), np.float32)
