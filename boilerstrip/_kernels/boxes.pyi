from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION: int

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]
Bytes = NDArray[np.uint8]

def wider(tree: Ints, found: Ints) -> None: ...
def containers(
    floats: Floats,
    flags: Bytes,
    tree: Ints,
    own: Ints,
    wider: Ints,
    element_words: Floats,
    log_means: Floats,
    float_logs: Floats,
    logs: Floats,
    is_section: Ints,
    tenth: float,
    half: float,
    total: float,
    images: Ints,
    found: Floats,
) -> None: ...
def siblings(
    floats: Floats,
    tree: Ints,
    own: Ints,
    groups: list[int],
    places: list[int],
    texts: list[str],
    element_words: Floats,
    logs: Floats,
    total: float,
    linked: float,
    least: int,
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
def inherited(
    elements: list[Any],
    tree: Ints,
    tags: list[str],
    kind_bits: Callable[[Any], int],
    unnamed: tuple[str, ...],
    first: NDArray[np.int16],
    following: NDArray[np.int16],
    letters: Bytes,
    lengths: Bytes,
    bits: Ints,
    kinds: Ints,
    found: Ints,
) -> None: ...
def markup(
    places: Ints,
    tree: Ints,
    own_kind: Ints,
    is_body: Ints,
    kinds: Ints,
    around: Ints,
    own_kinds: int,
    around_kinds: int,
    families: int,
    logs: Floats,
    found: Floats,
) -> None: ...
