from collections.abc import Callable

VERSION: int

def possible(
    texts: list[str],
    counts: list[int],
    block_words: list[list[str]],
    most: int,
    heads: frozenset[str],
    openings: frozenset[tuple[str, ...]],
    telling: dict[str, tuple[frozenset[str], ...]],
    signs: str,
    is_normal: Callable[[str], bool],
) -> list[tuple[int, list[str] | None]]: ...
def normal_ascii(text: str) -> str: ...
