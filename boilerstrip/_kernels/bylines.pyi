from collections.abc import Callable
from typing import Any

VERSION: int

def candidates(
    blocks: list[Any],
    block_words: list[list[str]],
    elements: list[Any],
    end: int,
    headline: int,
    max_words: int,
    max_address: int,
    by_words: frozenset[str],
    by_signs: frozenset[str],
    names_author: Callable[[str], bool],
    heads: str,
    leads: Callable[[str], bool],
) -> list[int]: ...
