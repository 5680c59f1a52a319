from collections.abc import Callable, Container
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float32]

VERSION: int

def views(
    floats: Floats, flags: NDArray[np.uint8], places: Ints, tree: Ints
) -> tuple[Any, Any, Any, Any]: ...
def view(values: Floats) -> Any: ...
def formatted(blocks: list[Any], marks: frozenset[str]) -> set[int]: ...
def ends_sentence(text: str) -> bool: ...
def is_truncated(text: str) -> bool: ...
def block_columns(
    blocks: list[Any],
    floats: Floats,
    places: Ints,
    flags: NDArray[np.uint8],
    figures: Floats,
    prose_words: float,
    short_words: float,
    linked: float,
    code_role: object,
    squeeze: Callable[[str], str],
) -> list[str]: ...
def element_columns(elements: list[Any], columns: Ints) -> list[str]: ...
def element_words(floats: Floats, tree: Ints, found: Floats) -> None: ...
def have_bylines(
    blocks: list[Any],
    matches: list[Any],
    headlines: list[int],
    distance: int,
    max_words: int,
    allow_sentences: bool,
    names_day: Callable[[str], bool] | None,
) -> list[bool]: ...
def of_roles(blocks: list[Any], roles: frozenset[Any]) -> list[Any]: ...
def named(elements: list[Any], names: Container[str]) -> list[Any]: ...
def labels(
    texts: list[str],
    floats: Floats,
    flags: NDArray[np.uint8],
    short_words: float,
    found: NDArray[np.uint8],
) -> None: ...
def headlines(
    ids: Ints,
    starts: Ints,
    numbers: dict[str, int],
    floats: Floats,
    flags: NDArray[np.uint8],
    titles: list[frozenset[str]],
    heading_words: float,
    line_words: float,
    line_match: float,
    matches: NDArray[np.float64],
) -> list[int]: ...
def text_columns(
    floats: Floats,
    tails: NDArray[np.uint8],
    counts: Ints,
    lengths: Ints,
    ends: NDArray[np.uint8],
    word_lengths: Ints,
    figures: Floats,
    float_logs: Floats,
    logs: Floats,
    found: Floats,
) -> bool: ...
def count_wide(text: str) -> int: ...
def page_sums(
    floats: Floats, flags: NDArray[np.uint8], places: Ints
) -> tuple[int, int, int, int, int, int, int]: ...
def distinct(holders: list[Any], name: str) -> set[Any]: ...
def opened_by_headings(elements: list[Any], blocks: list[Any]) -> list[Any]: ...
def values_of(holders: list[Any], name: str) -> list[Any]: ...
def having(holders: list[Any], name: str) -> list[Any]: ...
def count_prices(text: str) -> int: ...
