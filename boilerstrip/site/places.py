"""Places: the positions of boxes on a page, described so that they mean the same on all pages of a site.

A place is the path of tags, classes and IDs from the root to a box: the nearest element around a Block
that has a class name, an ID or a tag with a meaning. Parts that differ from page to page, such as numbers
in IDs, are left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from hashlib import blake2b
from typing import NamedTuple

from boilerstrip.extraction import Extraction
from boilerstrip.page import Element, Page
from boilerstrip.text.patterns import lazy

# Tags that make a box of an element without class name or ID.
_BOXES = frozenset(
    {
        "article",
        "aside",
        "blockquote",
        "figure",
        "footer",
        "form",
        "header",
        "main",
        "nav",
        "section",
        "table",
    }
)
_PLAIN = frozenset({"html", "body"})
# The innermost parts of a path that are kept.
_MAX_STEPS = 8
_MAX_CLASSES = 4
# Names with numbers belong to one page: post-4711.
_OF_ONE_PAGE = lazy(r"\d{2}|^\d")
# Names that need no escapes in a selector.
_NAME = lazy(r"-{0,2}[^\W\d][\w-]*")
_SPACE = lazy(r"[ \t\n\f\r]+")
_MAX_NAME = 60
# Only this many places of a page are described, the first ones.
_MAX_PLACES = 500
_MAX_SAMPLE = 160
# Relations of links to earlier and later pages.
_IN_SERIES = frozenset({"prev", "previous", "next"})


class Step(NamedTuple):
    """One element on the path of a place."""

    tag: str
    classes: tuple[str, ...] = ()
    id: str = ""

    def __str__(self) -> str:
        """Return the element as a CSS selector."""
        return f"{self.tag}{'#' + self.id if self.id else ''}{''.join('.' + name for name in self.classes)}"


Place = tuple[Step, ...]


class Box(NamedTuple):
    """What one page has in a place: words in all and kept, probability, reasons for dropping, and text."""

    place: Place
    words: int
    words_kept: int
    probability: float
    reasons: tuple[tuple[str, int], ...]
    digest: bytes
    sample: str


class SurveyedPage(NamedTuple):
    """A page of a survey: its identifiers, what identifies its article, and its boxes.

    `is_in_series` is whether it links to an earlier or later page in its head.
    """

    id: str
    url: str
    title: str
    canonical_url: str
    fingerprint: str
    confidence: float
    boxes: tuple[Box, ...]
    is_in_series: bool = False


def survey_page(extraction: Extraction) -> SurveyedPage:
    """Return the boxes of a page in order; call this in the process that extracted the page."""
    page = extraction._page
    places: dict[int, Place] = {}
    blocks_in: dict[Place, list[int]] = {}
    for block in page.blocks:
        place = _place(page, block.element, places)
        if place in blocks_in or len(blocks_in) < _MAX_PLACES:
            blocks_in.setdefault(place, []).append(block.index)
    return SurveyedPage(
        id="",
        url=extraction.url or "",
        title=extraction.title or "",
        canonical_url=extraction.canonical_url or "",
        fingerprint=extraction.fingerprint or "",
        confidence=extraction.confidence,
        boxes=tuple(_box(page, place, indexes) for place, indexes in blocks_in.items()),
        is_in_series=not _IN_SERIES.isdisjoint(page.head.links),
    )


def _box(page: Page, place: Place, indexes: Sequence[int]) -> Box:
    blocks = [page.blocks[i] for i in indexes]
    n_words = sum(block.words for block in blocks)
    text = "\n".join(block.text for block in blocks)
    reasons = Counter(block.reason for block in blocks if not block.kept)
    return Box(
        place,
        n_words,
        sum(block.words for block in blocks if block.kept),
        round(sum(block.words * block.probability for block in blocks) / max(1, n_words), 4),
        tuple(reasons.most_common(3)),
        blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(),
        " ".join(text[: 4 * _MAX_SAMPLE].split())[:_MAX_SAMPLE],
    )


def _place(page: Page, element: int, known: dict[int, Place]) -> Place:
    """Return the place of what is in an element; `known` has those of earlier elements."""
    if element in known:
        return known[element]
    steps: list[Step] = []
    box = False
    for ancestor in page.ancestors(element):
        step = step_of(ancestor, page.limits.attribute)
        if not _NAME.fullmatch(step.tag):
            continue
        named = bool(step.classes or step.id)
        box = box or named or ancestor.tag in _BOXES
        if box and ancestor.tag not in _PLAIN and (named or ancestor.tag in _BOXES):
            steps.append(step)
        if len(steps) == _MAX_STEPS:
            break
    known[element] = place = tuple(reversed(steps))
    return place


def step_of(element: Element, limit: int) -> Step:
    """Return an element as a step, without names that only this page has or that were truncated."""
    names = _SPACE.split(element.class_attribute)
    if len(element.class_attribute) >= limit:
        names.pop()
    classes = [name for name in names if _is_lasting(name)]
    identifier = element.id_attribute if len(element.id_attribute) < limit else ""
    return Step(
        element.tag,
        tuple(sorted(dict.fromkeys(classes))[:_MAX_CLASSES]),
        identifier if identifier and _is_lasting(identifier) else "",
    )


def _is_lasting(name: str) -> bool:
    return len(name) <= _MAX_NAME and bool(_NAME.fullmatch(name)) and not _OF_ONE_PAGE.search(name)
