"""Wrappers: boxes around boxes that say nothing, left out so that nothing depends on how many there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boilerstrip.block import Element

if TYPE_CHECKING:
    from boilerstrip.page import Page

# A path is kept to its end: pages nest thousands deep.
_MAX_PATH = 1_000


def drop_wrappers(page: Page) -> None:
    """Leave out each bare `div` that holds just what the element around it or one inside it holds.

    What is left is numbered anew, and told its depth and path.
    """
    old = page.elements
    parents = [element.parent for element in old]
    dropped = bytearray(len(old))

    def holder_of(place: int) -> int:
        """The place of the nearest element around that is not left out, -1 for none."""
        at = parents[place]
        while at >= 0 and dropped[at]:
            at = parents[at]
        parents[place] = at
        return at

    for place, element in enumerate(old):
        at = parents[place]
        if at >= 0 and dropped[at]:
            at = holder_of(place)
        if at < 0:
            continue
        around = old[at]
        if element.start == around.start and element.end == around.end:
            if _is_bare(around, old, parents[at], page):
                dropped[at] = 1
            elif _is_bare(element, old, at, page):
                dropped[place] = 1

    # elements of one path share one string, however many they are
    paths: dict[tuple[str, str], str] = {}
    page.elements = []
    for place, element in enumerate(old):
        if dropped[place]:
            continue
        at = parents[place]
        if at >= 0 and dropped[at]:
            at = holder_of(place)
        above = ""
        element.parent, element.depth = -1, 0
        if at >= 0:
            element.parent, element.depth, above = old[at].index, old[at].depth + 1, old[at].path
        path = paths.get((above, element.tag))
        if path is None:
            path = f"{above}/{element.tag}"[-_MAX_PATH:] if above else element.tag
            paths[above, element.tag] = path
        element.index, element.path = len(page.elements), path
        page.elements.append(element)

    def moved(place: int) -> int:
        """The present place of what was at an old one, or of what is around it."""
        at = holder_of(place) if place >= 0 and dropped[place] else place
        return old[at].index if at >= 0 else -1

    head = page.head
    head.times = [time._replace(element=moved(time.element)) for time in head.times]
    head.authors = [(moved(place), text) for place, text in head.authors]
    page.images = [image._replace(element=moved(image.element)) for image in page.images]
    for block in page.blocks:
        block.element = moved(block.element)
        block.path = page.elements[block.element].path if block.element >= 0 else ""


def _is_bare(element: Element, elements: list[Element], around: int, page: Page) -> bool:
    """Whether it is a `div` that says nothing about what it holds."""
    return (
        element.tag == "div"
        and not (element.names or element.role or element.itemtype or element.itemprop)
        and (not element.hidden or (around >= 0 and elements[around].hidden))
        and element is not page.cleaned
    )
