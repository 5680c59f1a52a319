from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]

def layout(
    tree: Ints,
    element: Ints,
    group: Ints,
    box: Ints,
    places: Ints,
    is_heading: NDArray[np.uint8],
    units: list[Any],
    found: Ints,
) -> None: ...
def core(
    probabilities: Floats,
    weights: Floats,
    worth: float,
    logs: Floats,
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
def term_cooccurrence(
    probabilities: Floats,
    owner: Ints,
    word: Ints,
    size: int,
    usual: float,
    usual_odds: float,
    min_probability: float,
    max_sum: float,
    logs: Floats,
    log: Callable[[Any], Any],
    found: Floats,
) -> None: ...
def together(
    probabilities: Floats,
    weights: Floats,
    parent: Ints,
    place: Ints,
    section: Ints,
    unit_start: Ints,
    unit_end: Ints,
    group_start: Ints,
    group_end: Ints,
    box_start: Ints,
    box_end: Ints,
    beside: int,
    found: Floats,
) -> None: ...
