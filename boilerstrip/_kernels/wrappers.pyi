from typing import Any

VERSION: int

def drop_wrappers(
    elements: list[Any], blocks: list[Any], cleaned: Any, element_type: type, block_type: type, max_path: int
) -> tuple[list[Any], list[int]]: ...
