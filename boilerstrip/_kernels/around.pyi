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
    log_words: Floats,
    logs: Floats,
    steps: tuple[int, ...],
    windows: tuple[int, ...],
    found: Floats,
) -> None: ...
def headings(
    floats: Floats,
    flags: Bytes,
    places: Ints,
    tree: Ints,
    log_words: Floats,
    logs: Floats,
    matches: Sequence[Any],
    family_at: dict[str, int],
    max_words: int,
    heading: Bytes,
    is_label: Bytes,
    is_related: Bytes,
    max_label_words: int,
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
