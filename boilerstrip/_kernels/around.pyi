from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION: int

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]
Bytes = NDArray[np.uint8]

def surroundings(
    floats: Floats,
    flags: Bytes,
    places: Ints,
    tree: Ints,
    root: Ints,
    log_words: Floats,
    logs: Floats,
    steps: tuple[int, ...],
    windows: tuple[int, ...],
    found: Floats,
) -> None: ...
def phrase_columns(
    matches: Sequence[Any],
    words: Floats,
    max_words: int,
    family_at: dict[str, int],
    family: Ints,
    whole: Bytes,
) -> None: ...
def headings(
    floats: Floats,
    flags: Bytes,
    places: Ints,
    tree: Ints,
    group: Ints,
    box: Ints,
    log_words: Floats,
    logs: Floats,
    family: Ints,
    whole: Bytes,
    heading: Bytes,
    is_label: Bytes,
    is_related: Bytes,
    max_label_words: int,
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
