from typing import Any

VERSION: int

def group_siblings(elements: list[Any]) -> list[int]: ...
def repeat_places(blocks: list[Any], elements: list[Any]) -> list[int]: ...
def record_groups(
    places: list[int], blocks: list[Any], elements: list[Any], least: int
) -> list[list[int]]: ...
def unit_figures(
    blocks: list[Any],
    elements: list[Any],
    table_role: object,
    kind_by_tag: dict[str, str],
    items: frozenset[str],
    sections: frozenset[str],
) -> list[tuple[str, int, int, int, int, int, int, int]]: ...
