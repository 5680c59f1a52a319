"""The survey of a site: the boxes on all of its pages, in bounded memory.

Each page is added once, in any order; what is kept of it are sums, a few samples and a few names of pages.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from boilerstrip.site.articles import Articles
from boilerstrip.site.places import Box, Place, SurveyedPage
from boilerstrip.site.shortest import Selectors

# Limits on what a survey stores; what exceeds them is counted, and the report says so.
MAX_PLACES = 20_000
MAX_SHOWN = 400
_MAX_TEXTS = 64
_MAX_SAMPLES = 3
_MAX_NAMES = 20
_MAX_REASONS = 20
# Share of common boxes from which on pages have the same template.
_SAME_TEMPLATE = 0.5
_MAX_TEMPLATES = 30
_WHOLE = 0.5


@dataclass(slots=True)
class PlaceFigures:
    """What the pages so far have in a place, summed up."""

    place: Place
    pages: int = 0
    kept: int = 0
    words: int = 0
    probability: float = 0.0
    texts: Counter[bytes] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    samples: list[str] = field(default_factory=list)
    kept_on: list[str] = field(default_factory=list)
    dropped_on: list[str] = field(default_factory=list)
    templates: Counter[int] = field(default_factory=Counter)

    def add(self, box: Box, page: str, template: int) -> None:
        """Add what one more page has in the place."""
        self.pages += 1
        self.words += box.words
        self.probability += box.probability
        self.templates[template] += 1
        kept = box.words_kept >= _WHOLE * box.words and box.words_kept > 0
        self.kept += kept
        names = self.kept_on if kept else self.dropped_on
        if len(names) < _MAX_NAMES:
            names.append(page)
        if box.digest in self.texts or len(self.texts) < _MAX_TEXTS:
            self.texts[box.digest] += 1
        for reason, count in box.reasons:
            if reason in self.reasons or len(self.reasons) < _MAX_REASONS:
                self.reasons[reason] += count
        if len(self.samples) < _MAX_SAMPLES and box.sample not in self.samples:
            self.samples.append(box.sample)

    @property
    def doubt(self) -> float:
        """How doubtful and inconsistent the decisions on the place are, weighted by pages."""
        often = self.kept / self.pages
        mean = self.probability / self.pages
        return (2 * min(often, 1 - often) + 1 - abs(2 * mean - 1)) * math.log1p(self.pages)


class Survey:
    """The survey of a site's pages."""

    def __init__(self) -> None:
        """Create an empty survey."""
        self.pages = self.failures = 0
        self.repeated: Counter[str] = Counter()
        self.places: dict[Place, PlaceFigures] = {}
        self.left_out = 0
        self._hosts: Counter[str] = Counter()
        self._templates: list[frozenset[Place]] = []
        self._template_pages: Counter[int] = Counter()
        self._articles = Articles()

    def add(self, page: SurveyedPage) -> None:
        """Add a page; a further page of the same article is only counted."""
        if why := self._articles.add(page):
            self.repeated[why] += 1
            return
        self.pages += 1
        name = page.url or page.id
        # rules use the address that a page was given, not its canonical one
        self._hosts[_host(page.url)] += 1
        template = self._template(frozenset(box.place for box in page.boxes))
        self._template_pages[template] += 1
        for box in page.boxes:
            figures = self.places.get(box.place)
            if figures is None:
                if len(self.places) >= MAX_PLACES:
                    self.left_out += 1
                    continue
                figures = self.places[box.place] = PlaceFigures(box.place)
            figures.add(box, name, template)

    def report(self) -> dict[str, Any]:
        """Return the survey as JSON-ready values, most doubtful places first."""
        ranked = sorted(self.places.values(), key=lambda place: (-place.doubt, -place.pages, place.place))
        # a place on a single page means nothing for a site of several pages
        shown = [place for place in ranked if place.pages > 1 or self.pages < 3][:MAX_SHOWN]
        selectors = Selectors(list(self.places))
        number_of = {place.place: number for number, place in enumerate(shown)}
        every = list(self.places)
        return {
            "pages": self.pages,
            "repeated": dict(self.repeated),
            "failures": self.failures,
            "host": self._hosts.most_common(1)[0][0] if len(self._hosts) == 1 else "",
            "templates": [
                {"pages": pages, "number": number} for number, pages in self._template_pages.most_common()
            ],
            "places_found": len(self.places),
            "places_left_out": self.left_out,
            "places": [
                _described(place, *selectors.shortest(place.place), every, number_of) for place in shown
            ],
        }

    def _template(self, places: frozenset[Place]) -> int:
        """Return the index of the template whose first page is most similar, or of a new one."""
        best, number = 0.0, -1
        for other, known in enumerate(self._templates):
            shared = len(places & known) / max(1, len(places | known))
            if shared > best:
                best, number = shared, other
        if best >= _SAME_TEMPLATE or (number >= 0 and len(self._templates) >= _MAX_TEMPLATES):
            return number
        self._templates.append(places)
        return len(self._templates) - 1


def _described(
    figures: PlaceFigures,
    css: str,
    others: list[int],
    every: list[Place],
    number_of: dict[Place, int],
) -> dict[str, Any]:
    same = max(figures.texts.values(), default=0)
    inside = [number for place, number in number_of.items() if place[: len(figures.place)] == figures.place]
    return {
        "path": " > ".join(map(str, figures.place)) or "(no box)",
        "selector": css,
        "selects_as_well": [" > ".join(map(str, every[n])) for n in others[:10]],
        "also": sorted({number_of[every[n]] for n in others if every[n] in number_of}),
        "inside": sorted(inside),
        "pages": figures.pages,
        "kept": figures.kept,
        "words": round(figures.words / figures.pages, 1),
        "probability": round(figures.probability / figures.pages, 3),
        "same_text": same,
        "doubt": round(figures.doubt, 3),
        "reasons": figures.reasons.most_common(3),
        "samples": figures.samples,
        "kept_on": figures.kept_on,
        "dropped_on": figures.dropped_on,
        "templates": [number for number, _ in figures.templates.most_common(5)],
    }


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
