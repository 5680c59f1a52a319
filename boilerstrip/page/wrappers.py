"""Wrappers: boxes around boxes that say nothing, left out so that nothing depends on how many there are."""

from __future__ import annotations

from boilerstrip.page.block import Element
from boilerstrip.page.model import PageModel

# A path is kept to its end: pages nest thousands deep.
_MAX_PATH = 1_000


def drop_wrappers(page: PageModel) -> None:
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

    kept: list[Element] = []
    # the present place of what was at each old one, or of what is around it; -1 for none
    now: list[int] = []
    # elements of one path share one string, however many they are
    paths: dict[tuple[str, str], str] = {}
    for place, element in enumerate(old):
        above = now[element.parent] if element.parent >= 0 else -1
        if dropped[place]:
            now.append(above)
            continue
        now.append(len(kept))
        tag, holder = element.tag, kept[above] if above >= 0 else None
        above_path = holder.path if holder is not None else ""
        path = paths.get((above_path, tag))
        if path is None:
            path = f"{above_path}/{tag}"[-_MAX_PATH:] if above_path else tag
            paths[above_path, tag] = path
        element.index, element.parent, element.path = len(kept), above, path
        element.depth = holder.depth + 1 if holder is not None else 0
        kept.append(element)

    def moved(place: int) -> int:
        return now[place] if place >= 0 else -1

    page.elements = kept
    head = page.head
    head.times = [time._replace(element=moved(time.element)) for time in head.times]
    head.marked_times = [time._replace(element=moved(time.element)) for time in head.marked_times]
    head.authors = [(moved(place), text) for place, text in head.authors]
    page.images = [image._replace(element=moved(image.element)) for image in page.images]
    page.embeds = [embed._replace(element=moved(embed.element)) for embed in page.embeds]
    for block in page.blocks:
        block.element = moved(block.element)
        block.path = kept[block.element].path if block.element >= 0 else ""


def _is_bare(element: Element, elements: list[Element], around: int, page: PageModel) -> bool:
    """Whether it is a `div` that says nothing about what it holds."""
    return (
        element.tag == "div"
        and not (element.class_id or element.role or element.itemtype or element.itemprop)
        and (not element.hidden or (around >= 0 and elements[around].hidden))
        and element is not page.cleaned
    )
