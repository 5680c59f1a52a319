from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION: int

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]
Bytes = NDArray[np.uint8]

def position(
    floats: Floats,
    flags: Bytes,
    places: Ints,
    tree: Ints,
    ids: Ints,
    starts: Ints,
    numbers: dict[str, int],
    title: set[str],
    total: float,
    logs: Floats,
    max_worth: int,
    price: int,
    penalty: int,
    overlap: float,
    half_overlap: float,
    found: Floats,
) -> None: ...
def votes(
    floats: Floats,
    tree: Ints,
    places: Ints,
    masks: list[tuple[bool, ...] | None],
    is_other: tuple[bool, ...],
    total: float,
    add: Callable[[Floats], float],
    found: Floats,
) -> None: ...
def articles(
    floats: Floats,
    flags: Bytes,
    places: Ints,
    tree: Ints,
    kinds: Ints,
    groups: list[int],
    headlines: list[int],
    bylines: list[bool],
    match: Floats,
    terms: list[str],
    owner: Ints,
    word: Ints,
    numbers: dict[str, int],
    has_slug: bool,
    least_match: float,
    line_level: int,
    furthest: int,
    logs: Floats,
    found: Floats,
) -> None: ...
