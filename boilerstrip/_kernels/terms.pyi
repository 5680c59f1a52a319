from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION: int

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]
Bytes = NDArray[np.uint8]

def terms_in_prose(owner: Ints, word: Ints, times: Ints, flags: Bytes, size: int, found: Floats) -> None: ...
def vocabulary(
    owner: Ints,
    word: Ints,
    times: Ints,
    flags: Bytes,
    size: int,
    in_prose: Floats,
    title: list[str],
    description: list[str],
    numbers: dict[str, int],
    tree: Ints,
    places: Ints,
    starts: Ints,
    logs: Floats,
    near: int,
    found: Floats,
) -> None: ...
def stretches(
    floats: Floats,
    flags: Bytes,
    places: list[int],
    texts: list[str],
    in_prose: Floats,
    logs: Floats,
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
def parts(
    floats: Floats,
    flags: Bytes,
    heading: Bytes,
    owner: Ints,
    word: Ints,
    times: Ints,
    size: int,
    near: int,
    logs: Floats,
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
def units(
    floats: Floats,
    flags: Bytes,
    places: Ints,
    tree: Ints,
    texts: list[str],
    found_units: Sequence[tuple[str, int, int, int]],
    kinds: list[str],
    matches: Sequence[object],
    in_prose: Floats,
    log_words: Floats,
    logs: Floats,
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
