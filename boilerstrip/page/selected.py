"""Elements that a site's owner selects: which Blocks stand in them, told by CSS selectors.

Selectors are matched on the parsed tree, once a page, before the walk. What may cost more than a pass over
the page is no selector here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, NamedTuple, cast

from boilerstrip.page.tags import BLOCK_LEVEL
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

# The cost of looking ahead into elements, and of counting siblings, grows with the square of the page.
_EXPENSIVE = lazy(r":has\b|:nth-[a-z-]+", re.IGNORECASE)
_ESCAPE = lazy(r"\\(?:[0-9a-f]{1,6}\s?|.)", re.IGNORECASE | re.DOTALL)
_ESCAPED_PSEUDO_CLASS = lazy(r":[\w-]*\\")
_QUOTED = lazy(r"\[[^\]]*\]|\"[^\"]*\"|'[^']*'")
_IN_PARENTHESES = lazy(r"\(([^()]*)\)")
_COMBINATOR = lazy(r"\S\s+\S|[>+~]")
_MAX_LENGTH = 1_000
# Elements whose text browsers show in a way of their own or not at all; it is read where a rule keeps them.
OPENED_TAGS = frozenset({"template", "textarea", "select"})


class Selector(NamedTuple):
    """A CSS selector, and whether what it selects is kept or dropped."""

    css: str
    keep: bool


class Selected(NamedTuple):
    """Blocks `start` to `end` (exclusive) stand in an element that `selector` selects."""

    start: int
    end: int
    selector: Selector


def check_selector(css: str) -> None:
    """Check that a CSS selector can be used.

    Raises:
        ValueError: it is none, or one whose cost a page could drive up.

    """
    import turbohtml

    if len(css) > _MAX_LENGTH:
        raise ValueError(f"the selector has more than {_MAX_LENGTH} characters")
    plain = _ESCAPE.sub(r"\\", css)
    if _ESCAPED_PSEUDO_CLASS.search(plain):
        raise ValueError("escapes in the names of pseudo-classes are not supported")
    if expensive := _EXPENSIVE.search(plain):
        raise ValueError(
            f"{expensive[0]!r} is not supported, because its cost grows with the square of the page"
        )
    if _has_nested_combinator(_QUOTED.sub("", plain)):
        raise ValueError(
            "a combinator in parentheses is not supported, because its cost grows with the depth of the page"
        )
    turbohtml.parse("").select(css)


def _has_nested_combinator(css: str) -> bool:
    while inner := _IN_PARENTHESES.search(css):
        if any(_COMBINATOR.search(part.strip()) for part in inner[1].split(",")):
            return True
        css = css[: inner.start()] + css[inner.end() :]
    return False


def find_selected(
    document: turbohtml.Document, selectors: Sequence[Selector]
) -> dict[turbohtml.Element, Selector]:
    """Each element that a selector selects, with that selector: the first that keeps it, else the first.

    An inline element that is dropped, with something in it that is kept, loses the rest of it here: of a line
    the walk can leave out whole elements alone.
    """
    found: dict[turbohtml.Element, Selector] = {}
    for selector in sorted(selectors, key=lambda one: not one.keep):
        for element in document.select(selector.css):
            found.setdefault(_body_of(element), selector)
    for element, selector in found.items():
        if selector.keep and element.tag == "select":
            for option in element.select("option"):
                option.tag = "p"
            for group in element.select("optgroup"):
                group.tag = "div"
    around_kept = _elements_around([element for element, selector in found.items() if selector.keep])
    for element in [one for one, selector in found.items() if not selector.keep and one in around_kept]:
        if element in found and element.tag not in BLOCK_LEVEL:
            _leave_what_is_kept(element, found, around_kept)
    return found


def _body_of(element: turbohtml.Element) -> turbohtml.Element:
    """The body of a whole page, of which the walk makes an Element, as it does not of the page."""
    if element.tag != "html":
        return element
    bodies = (child for child in element.children if getattr(child, "tag", "") == "body")
    return cast("turbohtml.Element", next(bodies, element))


def _elements_around(elements: Iterable[turbohtml.Element]) -> set[turbohtml.Node]:
    around: set[turbohtml.Node] = set()
    for element in elements:
        parent = element.parent
        while parent is not None and parent not in around:
            around.add(parent)
            parent = parent.parent
    return around


def _leave_what_is_kept(
    element: turbohtml.Element, found: dict[turbohtml.Element, Selector], around_kept: set[turbohtml.Node]
) -> None:
    """Take all out of a dropped element but what is kept, and drop it no more."""
    pending = [element]
    while pending:
        current = pending.pop()
        found.pop(current, None)
        for child in list(current.children):
            selector = found.get(child)  # type: ignore[call-overload]
            if selector is not None and selector.keep:
                continue
            if child in around_kept:
                pending.append(child)  # type: ignore[arg-type]
            else:
                child.extract()


def decided_by_selectors(selected: Iterable[Selected]) -> Iterator[tuple[int, Selector]]:
    """Each selected Block by its index, with the selector of the innermost element that is selected.

    `selected` are the ranges in document order of where they begin, so that inner ones follow outer ones.
    """
    open_ranges: list[Selected] = []
    position = 0
    for selection in [*selected, None]:
        # what lies before the next range is decided by the ranges that are open there
        until = selection.start if selection is not None else None
        while open_ranges and (until is None or position < until):
            inner = open_ranges[-1]
            if inner.end <= position:
                open_ranges.pop()
                continue
            end = inner.end if until is None else min(inner.end, until)
            for block in range(position, end):
                yield block, inner.selector
            position = end
        if selection is not None:
            position = max(position, selection.start)
            open_ranges.append(selection)
