from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

VERSION: int

def ends_sentence(text: str) -> bool: ...
def is_truncated(text: str) -> bool: ...
def block_columns(
    blocks: list[Any], words: Floats, link_words: Floats, level: Ints, element: Ints, tails: NDArray[np.uint8]
) -> list[str]: ...
def element_columns(elements: list[Any], columns: Ints) -> list[str]: ...
def run_figures(
    blocks: list[Any], code_role: object, squeeze: Callable[[str], str], figures: Floats
) -> None: ...
def bold(blocks: list[Any], indexes: list[int]) -> list[bool]: ...
def best_matches(
    block_words: list[list[str]],
    indexes: list[int],
    titles: list[frozenset[str]],
    matches: NDArray[np.float64],
) -> None: ...
