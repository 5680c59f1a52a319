"""The shortest selector that selects a place, and nothing of other places that were surveyed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from boilerstrip.site.places import Place, Step


class Selectors:
    """Selectors for some places among all that there are."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Note which places have which names on their path."""
        self._places = places
        self._with: dict[str, set[int]] = {}
        for number, place in enumerate(places):
            for step in place:
                for part in _parts(step):
                    self._with.setdefault(part, set()).add(number)

    def shortest(self, place: Place) -> tuple[str, list[int]]:
        """The shortest selector for a place, with the numbers of the other places that it selects as well.

        These are empty where a selector can tell the place. What stands inside of it is part of it.
        """
        best: tuple[int, bool, int, str, list[int]] | None = None
        for selector in _selectors(place):
            others = [n for n in self._selected(selector) if self._places[n][: len(place)] != place]
            css = " ".join("".join(compound) for compound in selector)
            # themes change, and a name says more than a tag alone what is meant
            found = len(others), not any(mark in css for mark in ".#"), len(css), css, others
            best = found if best is None else min(best, found)
        return (best[3], sorted(best[4])) if best is not None else ("", [])

    def _selected(self, selector: Sequence[Sequence[str]]) -> Iterator[int]:
        """The numbers of the places that an element so selected stands in or around."""
        holders = [self._with.get(part, set()) for compound in selector for part in compound]
        for number in set.intersection(*holders) if holders else ():
            if _matches(self._places[number], selector):
                yield number


def _selectors(place: Place) -> Iterator[tuple[tuple[str, ...], ...]]:
    """Selectors for the last element of a place, as compounds of parts, one inside the other."""
    if not place:
        return
    *around, last = place
    ends = list(_compounds(last))
    yield from ((end,) for end in ends)
    for holder in reversed(around):
        yield from (
            (outer, end) for outer in _compounds(holder) for end in ends if len(outer) + len(end) <= 3
        )
    yield tuple(tuple(_parts(step)) for step in place)


def _compounds(step: Step) -> Iterator[tuple[str, ...]]:
    parts = list(_parts(step))
    for count in range(1, min(3, len(parts)) + 1):
        yield from combinations(parts, count)


def _parts(step: Step) -> Iterable[str]:
    """The simple selectors of a step; the tag comes first, as it has to in a compound."""
    yield step.tag
    if step.id:
        yield f"#{step.id}"
    for name in step.classes:
        yield f".{name}"


def _matches(place: Place, selector: Sequence[Sequence[str]]) -> bool:
    """Whether a step of the path is selected, the outer compounds by steps before it."""
    wanted = list(selector)
    for step in place:
        if wanted and set(wanted[0]) <= set(_parts(step)):
            wanted.pop(0)
    return not wanted
