from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

VERSION: int

Ints = NDArray[np.int64]
Floats = NDArray[np.floating[Any]]
Bytes = NDArray[np.uint8]

def wider(tree: Ints, places: Ints) -> None: ...
def containers(
    floats: Floats,
    flags: Bytes,
    tree: Ints,
    places: Ints,
    element_words: Floats,
    float_logs: Floats,
    logs: Floats,
    tags: list[str],
    sections: dict[str, int],
    tenth: float,
    half: float,
    total: float,
    images: Iterable[tuple[Any, ...]],
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
def siblings(
    floats: Floats,
    tree: Ints,
    places: Ints,
    groups: list[int],
    repeats: list[int],
    texts: list[str],
    element_words: Floats,
    logs: Floats,
    total: float,
    linked: float,
    least: int,
    log1p: Callable[[Any], Any],
    found: Floats,
) -> None: ...
def markup(
    elements: list[Any],
    places: Ints,
    tree: Ints,
    tags: list[str],
    kind_bits: Callable[[Any], int],
    unnamed: tuple[str, ...],
    stems: Stems,
    own_by_tag: dict[str, int],
    around_by_tag: dict[str, int],
    body_bits: int,
    own_kinds: int,
    around_kinds: int,
    families: int,
    logs: Floats,
    found: Floats,
) -> None: ...

class Stems:
    def __init__(
        self,
        first: NDArray[np.int16],
        following: NDArray[np.int16],
        letters: Bytes,
        lengths: Bytes,
        bits: Ints,
    ) -> None: ...
