from collections.abc import Callable
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Bytes = NDArray[np.uint8]

VERSION: int

def page_tokens(
    blocks: list[Any],
    elements: list[Any],
    ids: Ints,
    said_at: Ints,
    word_hashes: Ints,
    hashes: Callable[[str, str], tuple[int, ...]],
    salts: dict[str, int],
) -> tuple[bytearray, bytearray, bytearray]: ...
def content_terms(
    block_words: list[list[str]], shortest: int, unspaced: str
) -> tuple[bytearray, bytearray, bytearray, dict[str, int], bytearray, bytearray, bytearray]: ...
def character_figures(
    texts: list[str],
    table: Bytes,
    far_codes: NDArray[np.uint32],
    far_kinds: Bytes,
    other: int,
    counts: Ints,
    lengths: Ints,
    ends: Bytes,
    words: Ints,
) -> None: ...
