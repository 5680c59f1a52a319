from typing import Any

VERSION: int

def moved_images(images: list[Any], image_type: type, moved: list[int]) -> list[Any]: ...
def drop_wrappers(
    elements: list[Any], blocks: list[Any], cleaned: Any, element_type: type, block_type: type, max_path: int
) -> tuple[list[Any], list[int]]: ...
