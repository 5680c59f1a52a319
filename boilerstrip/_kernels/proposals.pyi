from collections.abc import Sequence
from typing import Any

def anchored(page: list[str], wanted: list[str], matched: bytearray) -> list[tuple[int, int, int]]: ...
def plain_word_sums(blocks: list[Any]) -> list[int]: ...
def densest(
    blocks: list[Any],
    elements: list[Any],
    short_roles: frozenset[Any],
    control_role: object,
    price: int,
    penalty: int,
    max_worth: int,
    share: float,
) -> list[bool]: ...
def marked(
    elements: list[Any], content: frozenset[str], aside_tags: frozenset[str], aside_roles: frozenset[str]
) -> tuple[list[Any], list[Any]]: ...
def best_records(
    blocks: list[Any],
    elements: list[Any],
    kinds: list[int],
    skipped: frozenset[str],
    min_members: int,
    min_words: int,
) -> list[int]: ...
def expected_f1s(
    weights: list[int], probabilities: list[float], masks: list[Sequence[bool]]
) -> list[float]: ...
def best_mask(
    weights: list[int],
    probabilities: list[float],
    beta: float,
    cases: tuple[tuple[float, float], ...],
    likely: float,
) -> list[bool]: ...
def matched_blocks(block_words: Sequence[Sequence[str]], matched: bytearray, share: float) -> list[bool]: ...
