from collections.abc import Callable
from typing import Any

VERSION: int

def may_be_bylines(
    blocks: list[Any],
    block_words: list[list[str]],
    elements: list[Any],
    max_words: int,
    by_words: frozenset[str],
    by_signs: frozenset[str],
    marked: set[str],
    links_from: int,
    max_address: int,
    heads: str,
    leads: Callable[[str], bool],
) -> list[Any]: ...
