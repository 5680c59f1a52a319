from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from boilerstrip.model.forest import Floats, Ints

VERSION: int

def forest_sums(
    table: Floats, feature: Ints, border: Floats, asks: Ints, leaves: Floats, bias: float, sums: Floats
) -> None: ...
def bound(table: Floats, rows: Ints | None, least: Floats, most: Floats, bounded: Floats) -> None: ...
def name_sums(
    values: Ints, starts: Ints, lists: Ints, weights: Floats, most: float, rows: Floats
) -> None: ...
def kind_of_page(
    values: Ints, kinds: NDArray[np.int8], step: Floats, exp: Callable[..., Any], found: Floats
) -> None: ...
def rounded(odds: Floats, exp: Callable[..., Any], found: Floats) -> None: ...
def embedded_sums(
    values: Ints, starts: Ints, embedding: NDArray[np.int8], step: Floats, most: float, sums: Floats
) -> None: ...
