from collections.abc import Callable, Sequence
from typing import Any

VERSION: int

def match_all(
    texts: list[str],
    counts: list[int],
    block_words: list[list[str]],
    most: int,
    most_at_start: int,
    words_counted: float,
    heads: frozenset[str],
    openings: frozenset[str],
    required_words: dict[str, tuple[tuple[str, tuple[str, ...]], ...]],
    openers: bytes,
    tellers: bytes,
    signs: str,
    line: dict[str, str],
    start: dict[str, str],
    within: dict[str, str],
    starting: dict[str, tuple[str, ...]],
    holding: dict[str, tuple[str, ...]],
    first_signs: frozenset[str],
    full_stops: tuple[str, ...],
    is_normal: Callable[[str], bool],
    normalise: Callable[[str], str],
    labelled_by: Callable[[str], str],
    goes_on: Callable[[str, int], bool],
    match: Callable[[str, str, bool], Any],
) -> list[Any]: ...
def find(
    text: str,
    normal: str,
    tokens: list[str],
    is_short: bool,
    opens: bool,
    possible: list[str] | None,
    line: dict[str, str],
    start: dict[str, str],
    within: dict[str, str],
    starting: dict[str, tuple[str, ...]],
    holding: dict[str, tuple[str, ...]],
    first_signs: frozenset[str],
    full_stops: tuple[str, ...],
    labelled_by: Callable[[str], str],
    goes_on: Callable[[str, int], bool],
    possible_within: Callable[[Sequence[str]], list[str]],
) -> tuple[str, str, bool] | None: ...
def normal(text: str) -> str: ...
