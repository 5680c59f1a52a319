"""The shortest selector that selects a place, and nothing of other places that were surveyed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations

from boilerstrip.site.places import Place, Step

Selector = tuple[tuple[str, ...], ...]
# Places to look at for one place, and for all together; a selector of names that more places have tells none.
_MAX_STEPS = 200_000
_MAX_STEPS_OF_ALL = 10_000_000
_COMMON = 2_000


class Selectors:
    """Selectors for some places among all that there are."""

    def __init__(self, places: Sequence[Place]) -> None:
        """Note which places have which names on their path."""
        self._places = places
        self._steps = _MAX_STEPS_OF_ALL
        self._with: dict[str, set[int]] = {}
        parts_of: dict[Step, frozenset[str]] = {}
        self._paths: list[tuple[frozenset[str], ...]] = []
        for number, place in enumerate(places):
            for step in place:
                parts = parts_of.setdefault(step, frozenset(_parts(step)))
                for part in parts:
                    self._with.setdefault(part, set()).add(number)
            self._paths.append(tuple(parts_of[step] for step in place))

    def shortest(self, place: Place) -> tuple[str, list[int]]:
        """The shortest selector for a place, with the numbers of the other places that it selects as well.

        These are empty where a selector can tell the place. What stands inside of it is part of it. On a site
        of very many places not every selector is tried, and the whole path is one that does.
        """
        candidates = sorted({_css(selector): selector for selector in _selectors(place)}.items(), key=_order)
        best: tuple[int, str, list[int]] | None = None
        steps = _MAX_STEPS
        for css, selector in candidates:
            cost = min(len(holders) for holders in self._holders(selector))
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

    def _holders(self, selector: Selector) -> list[set[int]]:
        """The places that have each part of a selector on their path."""
        return [self._with.get(part, set()) for compound in selector for part in compound]

    def _selected(self, selector: Selector) -> Iterator[int]:
        """The numbers of the places that an element so selected stands in or around."""
        wanted = [frozenset(compound) for compound in selector]
        for number in set.intersection(*sorted(self._holders(selector), key=len)):
            if _matches(self._paths[number], wanted):
                yield number


def _css(selector: Selector) -> str:
    return " ".join("".join(compound) for compound in selector)


def _order(candidate: tuple[str, Selector]) -> tuple[bool, int, str]:
    """Short ones first, but for those of tags alone: themes change, and a name says more what is meant."""
    css, _ = candidate
    return not any(mark in css for mark in ".#"), len(css), css


def _selectors(place: Place) -> Iterator[Selector]:
    """Selectors for the last element of a place, as compounds of parts, one inside the other."""
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
    """The simple selectors of a step; the tag comes first, as it has to in a compound."""
    yield step.tag
    if step.id:
        yield f"#{step.id}"
    for name in step.classes:
        yield f".{name}"


def _matches(path: Sequence[frozenset[str]], wanted: Sequence[frozenset[str]]) -> bool:
    """Return whether a step of the path is selected, the outer compounds by steps before it."""
    found = 0
    for parts in path:
        if wanted[found] <= parts:
            found += 1
            if found == len(wanted):
                return True
    return False
