"""Wrappers: boxes around boxes that say nothing, left out so that nothing depends on how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip import _kernels
from boilerstrip.page.block import Block, Element
from boilerstrip.page.head_data import Time
from boilerstrip.page.model import Image, PageModel

# A path is kept to its end: pages nest thousands deep.
_MAX_PATH = 1_000


def drop_wrappers(page: PageModel) -> None:
    """Leave out each bare `div` that holds just what the element around it or one inside it holds.

    What is left is numbered anew, with its new depth and path.
    """
    if _kernels.wrappers is not None:
        page.elements, new_indexes = _kernels.wrappers.drop_wrappers(
            page.elements, page.blocks, page.cleaned, Element, Block, _MAX_PATH
        )
    else:
        page.elements, new_indexes = _renumber(page.elements, _find_wrappers(page))
        _redirect_blocks(page.blocks, page.elements, new_indexes)
    _redirect(page, new_indexes)


def _find_wrappers(page: PageModel) -> bytearray:
    """Return 1 for each element that is left out, 0 for the others."""
    elements = page.elements
    # shortened to the nearest element around that is not left out
    parents = [element.parent for element in elements]
    dropped = bytearray(len(elements))
    for i, element in enumerate(elements):
        outer_index = parents[i]
        while outer_index >= 0 and dropped[outer_index]:
            outer_index = parents[outer_index]
        parents[i] = outer_index
        if outer_index < 0:
            continue
        outer = elements[outer_index]
        if element.start == outer.start and element.end == outer.end:
            if _is_bare(outer, elements, parents[outer_index], page):
                dropped[outer_index] = 1
            elif _is_bare(element, elements, outer_index, page):
                dropped[i] = 1
    return dropped


def _renumber(elements: Sequence[Element], dropped: Sequence[int]) -> tuple[list[Element], list[int]]:
    """Number the elements that are left, and give each its parent, depth and path.

    Returns:
        These elements; and the new index of what was at each old one, or of what is around it, -1 for none.

    """
    kept: list[Element] = []
    new_indexes: list[int] = []
    # elements of one path share one string, however many they are
    paths: dict[tuple[str, str], str] = {}
    for i, element in enumerate(elements):
        parent_index = element.parent
        if parent_index >= 0:
            parent_index = new_indexes[parent_index]
        if dropped[i]:
            new_indexes.append(parent_index)
            continue
        index = len(kept)
        new_indexes.append(index)
        tag = element.tag
        if parent_index >= 0:
            parent = kept[parent_index]
            parent_path = parent.path
            element.depth = parent.depth + 1
        else:
            parent_path = ""
            element.depth = 0
        key = (parent_path, tag)
        path = paths.get(key)
        if path is None:
            path = f"{parent_path}/{tag}"[-_MAX_PATH:] if parent_path else tag
            paths[key] = path
        element.index, element.parent, element.path = index, parent_index, path
        kept.append(element)
    return kept, new_indexes


def _redirect(page: PageModel, new_indexes: Sequence[int]) -> None:
    """Point all that stands in an element, and is no Block, to that element's new index."""
    # what stands in no element, whose index is -1, finds the last one here
    moved = [*new_indexes, -1]
    head = page.head
    head.times = [_moved_time(time, moved) for time in head.times]
    head.marked_times = [_moved_time(time, moved) for time in head.marked_times]
    head.authors = [(moved[element], text) for element, text in head.authors]
    head.tags = [(moved[element], text) for element, text in head.tags]
    head.categories = [(moved[element], text) for element, text in head.categories]
    page.images = _moved_images(page.images, moved)
    page.embeds = [embed._replace(element=moved[embed.element]) for embed in page.embeds]


def _moved_time(time: Time, moved: list[int]) -> Time:
    # to replace a field by its name takes several times as long
    return Time(moved[time.element], time.block, time.moment, time.text, time.property)


def _moved_images(images: list[Image], moved: list[int]) -> list[Image]:
    """Return the images with the new index of the element that each stands in."""
    if _kernels.wrappers is not None:
        found: list[Image] = _kernels.wrappers.moved_images(images, Image, moved)
        return found
    return [image._replace(element=moved[image.element]) for image in images]


def _redirect_blocks(
    blocks: Sequence[Block], elements: Sequence[Element], new_indexes: Sequence[int]
) -> None:
    """Point each Block to its element's new index."""
    for block in blocks:
        block.element = index = new_indexes[block.element] if block.element >= 0 else -1
        block.path = elements[index].path if index >= 0 else ""


def _is_bare(element: Element, elements: list[Element], outer_index: int, page: PageModel) -> bool:
    """Return whether it is a `div` that says nothing about what it holds."""
    return (
        element.tag == "div"
        and not (element.class_id or element.role or element.itemtype or element.itemprop)
        and (not element.hidden or (outer_index >= 0 and elements[outer_index].hidden))
        and element is not page.cleaned
    )
