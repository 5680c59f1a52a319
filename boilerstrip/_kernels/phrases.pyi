from collections.abc import Callable

VERSION: int

def possible(
    texts: list[str],
    counts: list[int],
    block_words: list[list[str]],
    most: int,
    heads: frozenset[str],
    openings: frozenset[tuple[str, ...]],
    required_words: dict[str, tuple[frozenset[str], ...]],
    tellers: bytes,
    signs: str,
    is_normal: Callable[[str], bool],
    plain_words: Callable[[str], list[str]],
) -> list[tuple[int, list[str] | None, bool | None]]: ...
def normal_ascii(text: str) -> str: ...
