"""Find the shortest selector that selects a place and no other place of the survey."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from boilerstrip.site.places import Place, Step

Selector = tuple[tuple[str, ...], ...]
# Limits on the places tested for one selector search and for all of them, and on places with the same names.
_MAX_STEPS = 200_000
_MAX_STEPS_OF_ALL = 10_000_000
_COMMON = 2_000


class Selectors:
    """Finds selectors for places among all places of a survey."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Index the places by the names on their paths."""
        self._places = places
        self._steps = _MAX_STEPS_OF_ALL
        self._with: dict[str, set[int]] = {}
        parts_of: dict[Step, frozenset[str]] = {}
        self._paths: list[tuple[frozenset[str], ...]] = []
        for index, place in enumerate(places):
            for step in place:
                parts = parts_of.setdefault(step, frozenset(_parts(step)))
                for part in parts:
                    self._with.setdefault(part, set()).add(index)
            self._paths.append(tuple(parts_of[step] for step in place))

    def shortest(self, place: Place) -> tuple[str, list[int]]:
        """Return the shortest selector for a place, and the indexes of other places that it selects as well.

        These are empty where a selector can tell the place. What stands inside of it is in IDs, are left out.
        On a site with very many places not every selector is tried, but the whole path always is.
        """
        candidates = sorted({_css(selector): selector for selector in _selectors(place)}.items(), key=_order)
        best: tuple[int, str, list[int]] | None = None
        steps = _MAX_STEPS
        for css, selector in candidates:
            cost = min(len(indexes) for indexes in self._places_with(selector))
            is_path = len(selector) == len(place)
            if not is_path and (cost > _COMMON or cost > min(steps, self._steps)):
                continue
            steps -= cost
            self._steps -= cost
            others = [n for n in self._selected(selector) if self._places[n][: len(place)] != place]
            if best is None or len(others) < best[0]:
                best = len(others), css, others
            if not others:
                break
        return (best[1], sorted(best[2])) if best is not None else ("", [])

    def _places_with(self, selector: Selector) -> list[set[int]]:
        """Return, for each part of a selector, the indexes of the places with that part on their path."""
        return [self._with.get(part, set()) for compound in selector for part in compound]

    def _selected(self, selector: Selector) -> Iterator[int]:
        """Iterate over the indexes of the places that the selector selects, or parts of which it selects."""
        wanted = [frozenset(compound) for compound in selector]
        for index in set.intersection(*sorted(self._places_with(selector), key=len)):
            if _matches(self._paths[index], wanted):
                yield index


def _css(selector: Selector) -> str:
    return " ".join("".join(compound) for compound in selector)


def _order(candidate: tuple[str, Selector]) -> tuple[bool, int, str]:
    """Return a sort key: short selectors first, but those of tags only last, as names are more stable."""
    css, _ = candidate
    return not any(mark in css for mark in ".#"), len(css), css


def _selectors(place: Place) -> Iterator[Selector]:
    """Iterate over selectors for the last element of a place, each a sequence of nested compounds."""
    if not place:
        return
    *around, last = place
    ends = list(_compounds(last))
    yield from ((end,) for end in ends)
    for ancestor in reversed(around):
        yield from (
            (outer, end) for outer in _compounds(ancestor) for end in ends if len(outer) + len(end) <= 3
        )
    yield tuple(tuple(_parts(step)) for step in place)


def _compounds(step: Step) -> Iterator[tuple[str, ...]]:
    parts = list(_parts(step))
    for count in range(1, min(3, len(parts)) + 1):
        yield from combinations(parts, count)


def _parts(step: Step) -> Iterable[str]:
    """Return the simple selectors of a step; the tag comes first, as CSS requires."""
    yield step.tag
    if step.id:
        yield f"#{step.id}"
    for name in step.classes:
        yield f".{name}"


def _matches(path: Sequence[frozenset[str]], wanted: Sequence[frozenset[str]]) -> bool:
    """Return whether the selector matches some step of the path, its outer compounds earlier steps."""
    found = 0
    for parts in path:
        if wanted[found] <= parts:
            found += 1
            if found == len(wanted):
                return True
    return False
