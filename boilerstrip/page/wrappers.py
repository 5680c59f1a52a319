"""Wrappers: boxes around boxes that say nothing, left out so that nothing depends on how many there are."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip import _kernels
from boilerstrip.page.block import Block, Element
from boilerstrip.page.model import Image, PageModel

# A path is kept to its end: pages nest thousands deep.
_MAX_PATH = 1_000


def drop_wrappers(page: PageModel) -> None:
    """Leave out each bare `div` that holds just what the element around it or one inside it holds.

    What is left is numbered anew, with its new depth and path.
    """
    if _kernels.wrappers is not None:
        page.elements, places = _kernels.wrappers.drop_wrappers(
            page.elements, page.blocks, page.cleaned, Element, Block, _MAX_PATH
        )
    else:
        page.elements, places = _renumber(page.elements, _find_wrappers(page))
        _redirect_blocks(page.blocks, page.elements, places)
    _redirect(page, places)


def _find_wrappers(page: PageModel) -> bytearray:
    """Return 1 for each element that is left out, 0 for the others."""
    elements = page.elements
    # shortened to the nearest element around that is not left out
    parents = [element.parent for element in elements]
    dropped = bytearray(len(elements))
    for place, element in enumerate(elements):
        around = parents[place]
        while around >= 0 and dropped[around]:
            around = parents[around]
        parents[place] = around
        if around < 0:
            continue
        outer = elements[around]
        if element.start == outer.start and element.end == outer.end:
            if _is_bare(outer, elements, parents[around], page):
                dropped[around] = 1
            elif _is_bare(element, elements, around, page):
                dropped[place] = 1
    return dropped


def _renumber(elements: Sequence[Element], dropped: Sequence[int]) -> tuple[list[Element], list[int]]:
    """Number the elements that are left, and give each its parent, depth and path.

    Returns:
        These elements; and the new index of what was at each old one, or of what is around it, -1 for none.

    """
    kept: list[Element] = []
    places: list[int] = []
    # elements of one path share one string, however many they are
    paths: dict[tuple[str, str], str] = {}
    for place, element in enumerate(elements):
        above = element.parent
        if above >= 0:
            above = places[above]
        if dropped[place]:
            places.append(above)
            continue
        index = len(kept)
        places.append(index)
        tag = element.tag
        if above >= 0:
            holder = kept[above]
            above_path = holder.path
            element.depth = holder.depth + 1
        else:
            above_path = ""
            element.depth = 0
        key = (above_path, tag)
        path = paths.get(key)
        if path is None:
            path = f"{above_path}/{tag}"[-_MAX_PATH:] if above_path else tag
            paths[key] = path
        element.index, element.parent, element.path = index, above, path
        kept.append(element)
    return kept, places


def _redirect(page: PageModel, places: Sequence[int]) -> None:
    """Point all that stands in an element, and is no Block, to that element's new index."""
    # what stands in no element, whose index is -1, finds the last one here
    moved = [*places, -1]
    head = page.head
    head.times = [time._replace(element=moved[time.element]) for time in head.times]
    head.marked_times = [time._replace(element=moved[time.element]) for time in head.marked_times]
    head.authors = [(moved[place], text) for place, text in head.authors]
    page.images = [
        image
        if moved[image.element] == image.element
        # `_replace` takes three times as long, and pages have many images
        else Image(image.before, moved[image.element], *image[2:])
        for image in page.images
    ]
    page.embeds = [embed._replace(element=moved[embed.element]) for embed in page.embeds]


def _redirect_blocks(blocks: Sequence[Block], elements: Sequence[Element], places: Sequence[int]) -> None:
    """Point each Block to its element's new index."""
    for block in blocks:
        block.element = place = places[block.element] if block.element >= 0 else -1
        block.path = elements[place].path if place >= 0 else ""


def _is_bare(element: Element, elements: list[Element], around: int, page: PageModel) -> bool:
    """Return whether it is a `div` that says nothing about what it holds."""
    return (
        element.tag == "div"
        and not (element.class_id or element.role or element.itemtype or element.itemprop)
        and (not element.hidden or (around >= 0 and elements[around].hidden))
        and element is not page.cleaned
    )
