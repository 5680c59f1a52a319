from collections.abc import Sequence
from typing import Any

VERSION: int

def kept_columns(
    blocks: list[Any],
    mask: Sequence[bool],
    probabilities: Sequence[float],
    unpunctuated: frozenset[Any],
    prose_words: int,
    prose_linked: float,
    prose_roles: frozenset[Any],
    text_words: int,
    text_linked: float,
    high: float,
) -> tuple[list[int], list[bool], list[bool], list[bool], list[int], list[int], float]: ...
def holders(elements: list[Any], sums: list[int]) -> tuple[list[Any], set[str]]: ...
def pair_levels(blocks: list[Any], lines: frozenset[Any], min_words: int, max_words: int) -> list[int]: ...
def labelled(
    blocks: list[Any], paragraph: Any, max_words: int, max_letters: int
) -> list[tuple[str, Any]]: ...
def saying(blocks: list[Any], part: str) -> list[Any]: ...
def find_code(blocks: list[Any], code: Any, max_signature: int) -> tuple[list[bool], list[int]]: ...
def left_out(mask: Sequence[bool], probabilities: Sequence[float], least: float) -> list[int]: ...
def count_within(probabilities: list[float], least: float, most: float) -> int: ...
def smooth_groups(groups: list[list[int]], probabilities: list[float]) -> None: ...
def move_to_mean(blocks: list[int], share: float, weights: list[int], probabilities: list[float]) -> None: ...
def equalise_units(
    units: list[Any], phrased: dict[int, Any], weights: list[int], probabilities: list[float]
) -> None: ...
def bound_unlikely(
    weights: list[int], probabilities: list[float], likely: float, unlikely: float
) -> None: ...
def alike(blocks: list[Any], kinds: list[int], roles: frozenset[Any]) -> list[list[int]]: ...
def torn_holders(blocks: list[Any], mask: Sequence[bool], n_elements: int) -> set[int]: ...
def plain_lines(blocks: list[Any], left: list[int], paragraph: Any, most: int) -> list[Any]: ...
def certain_runs(
    blocks: list[Any], sure: list[bool], prose: list[bool], probabilities: Sequence[float], enough: float
) -> list[tuple[int, int]]: ...
def orphans(
    blocks: list[Any], mask: Sequence[bool], prose: list[bool], dropped: dict[int, str]
) -> list[int]: ...
def innermost(elements: list[Any], element: int, tags: tuple[str, ...]) -> int: ...
def opening_lines(
    blocks: list[Any],
    kinds: list[int],
    headline: int,
    paragraph: Any,
    fixed: frozenset[Any],
    unpunctuated: frozenset[Any],
    prose_words: int,
    prose_linked: float,
    sentence_words: int,
    enough: int,
) -> list[Any]: ...
def runs_of_pairs(
    blocks: list[Any],
    levels: list[int],
    lines: frozenset[Any],
    paragraph: Any,
    max_words: int,
    max_linked: float,
    min_pairs: int,
) -> list[tuple[int, int, int]]: ...
def like_paragraphs(
    blocks: list[Any],
    matches: list[Any],
    kinds: list[int],
    roles: frozenset[Any],
    min_words: int,
    max_linked: float,
    min_alike: int,
) -> list[list[int]]: ...
def over_kept_text(
    blocks: list[Any], mask: Sequence[bool], distance: int, max_heading: int, min_line: int, max_line: int
) -> list[int]: ...
def first_to_begin_notes(
    blocks: list[Any], kept: Sequence[bool], labels: frozenset[str], heads: frozenset[str], max_words: int
) -> int: ...
def decided(
    blocks: list[Any],
    mask: Sequence[bool],
    probabilities: Sequence[float],
    chosen: str,
    likely: str,
    unlikely: str,
) -> list[Any]: ...
def decided_figures(
    blocks: list[Any], doubted_from: float, doubted_to: float, min_words: int
) -> tuple[list[float], list[float], int, int, float]: ...
def torn_siblings(
    elements: list[Any],
    kinds: list[int],
    weights: list[int],
    mask: Sequence[bool],
    skipped: frozenset[str],
    min_members: int,
) -> list[list[Any]]: ...
def lines_of_parts(
    blocks: list[Any], matches: list[Any], left: list[int], max_words: int
) -> list[tuple[Any, str, bool]]: ...
