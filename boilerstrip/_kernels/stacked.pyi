from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]

def layout(
    tree: Ints,
    places: Ints,
    kinds: Ints,
    flags: NDArray[np.uint8],
    units: list[Any],
    found: Ints,
) -> None: ...
def table(
    first: Floats,
    by_trees: Floats,
    by_network: Floats,
    words: Floats,
    owner: Ints,
    word: Ints,
    size: int,
    layout: Ints,
    worth: float,
    beside: int,
    min_probability: float,
    min_term_probability: float,
    max_sum: float,
    min_logs: int,
    log_table: Callable[[int], Floats],
    double_logs: Callable[[int], Floats],
    add: Callable[[Floats], float],
    log: Callable[[Any], Any],
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
