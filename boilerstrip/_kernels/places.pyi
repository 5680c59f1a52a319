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
    block_words: list[list[str]],
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
    group: Ints,
    box: Ints,
    masks: list[tuple[bool, ...] | None],
    is_other: Bytes,
    total: float,
    found: Floats,
) -> None: ...
def sections(
    floats: Floats,
    flags: Bytes,
    block: Ints,
    match: Floats,
    byline: Bytes,
    starts: Bytes,
    places: Ints,
    own_headline: int,
    owner: Ints,
    word: Ints,
    term_of: Ints,
    terms: int,
    furthest: int,
    logs: Floats,
    found: Floats,
) -> float: ...
def own_boxes(
    floats: Floats,
    flags: Bytes,
    tree: Ints,
    block: Ints,
    starts: Bytes,
    box: int,
    groups: list[int],
    logs: Floats,
    found: Floats,
) -> None: ...
