"""What the page says it is in JSON-LD."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from boilerstrip.metadata.cleaning import clean
from boilerstrip.page import Page
from boilerstrip.text.patterns import lazy

Work = dict[str, Any]

_WORK_TYPES = lazy(
    r"Article|Posting|Report|Recipe|Review|Product|Question|QAPage|HowTo|Event|WebPage|Course|Book"
    r"|CreativeWork"
)
# Kinds of page around the work, which come after it where both state something.
_FRAME_TYPES = lazy(r"WebPage|QAPage|CollectionPage|AboutPage|ItemPage|CreativeWork")
# Properties of a work that may be stated elsewhere, by reference.
_REFERRING = ("author", "creator", "publisher", "image")
_REFERENCE = {"@id", "@type"}
_TAG = lazy(r"</?[a-z][^<>]{0,300}>", re.IGNORECASE)
_MAX_LISTED = 50


def find_works(page: Page, addresses: Iterable[str] = ()) -> list[Work]:
    """Return the works that the page is, those before the pages around them, with references resolved.

    Where one work states one of the page's `addresses`, those that state others are other pages.
    """
    named = {
        name: item
        for item in page.json_ld
        if isinstance(name := item.get("@id"), str) and not item.keys() <= _REFERENCE
    }
    found = []
    for item in page.works:
        # a forum's page has its thread as the main entity
        for work in (item, item.get("mainEntity")):
            if isinstance(work, dict) and _WORK_TYPES.search(type_of(work)):
                resolved = {key: _resolve(work[key], named) for key in _REFERRING if key in work}
                found.append(work | resolved)
    return sorted(_at(set(map(_place, addresses)) - {""}, found), key=is_frame)


def _at(places: set[str], works: list[Work]) -> list[Work]:
    """Return the works less those that are elsewhere, if one of them is at one of these places."""
    if len(works) == 1 or not places:
        return works
    stated = [_places_of(work) for work in works]
    if not any(places & own and not is_frame(work) for work, own in zip(works, stated, strict=True)):
        return works
    return [
        work
        for work, own in zip(works, stated, strict=True)
        if not own or not places.isdisjoint(own) or is_frame(work)
    ]


def _places_of(work: Work) -> set[str]:
    """Return the addresses that a work states of itself, in the form of `_place`."""
    entity = work.get("mainEntityOfPage")
    stated = (work.get("url"), entity.get("@id") if isinstance(entity, dict) else entity)
    return {_place(address) for address in stated if isinstance(address, str)} - {""}


def _place(address: str) -> str:
    """Return an absolute address less what may differ between two that are the same page, else ""."""
    _, scheme, rest = address.partition("://")
    path = rest.partition("?")[0].partition("#")[0]
    return path.removeprefix("www.").rstrip("/") if scheme else ""


def is_frame(work: Work) -> bool:
    """Return whether a work is the kind of page around another."""
    return _FRAME_TYPES.search(type_of(work)) is not None


def type_of(item: Work) -> str:
    """Return an object's types as one text."""
    return str(item.get("@type", ""))[:200]


def texts(works: list[Work], key: str) -> Iterator[str]:
    """Yield the texts that works have for a property."""
    for work in works:
        for value in listed(work.get(key)):
            if isinstance(value, str) and (text := clean(value)):
                yield text


def listed(value: Any) -> list[Any]:
    """Return a value that may be a list as a list, without what is nested deeper."""
    if isinstance(value, list):
        return [item for item in value[:_MAX_LISTED] if not isinstance(item, list)]
    return [] if value is None else [value]


def names(value: Any) -> Iterator[str]:
    """Yield the names in a value: texts, objects with a name or several, or lists of these."""
    for item in listed(value):
        # "name": {"name": …} is a mistake that is made
        inner = item.get("name") if isinstance(item, dict) else None
        if isinstance(inner, (list, dict)):
            yield from filter(None, (_own_name(part) for part in listed(inner)))
        elif name := _own_name(item):
            yield name


def name_of(item: Any) -> str:
    """Return the first name in a value, "" for none."""
    return next(names(item), "")


def _own_name(item: Any) -> str:
    if isinstance(item, dict):
        parts = (item.get(key) for key in ("givenName", "additionalName", "familyName"))
        item = item.get("name") or " ".join(part for part in parts if isinstance(part, str))
    if not isinstance(item, str):
        return ""
    # some state the link to the page of who is named
    return clean(_TAG.sub("", item) if "<" in item else item)


def _resolve(value: Any, named: dict[str, Work]) -> Any:
    """Return what a value refers to by `@id`, if it does no more than that, else the value."""
    if isinstance(value, list):
        return [_resolve(item, named) for item in value[:_MAX_LISTED] if not isinstance(item, list)]
    if isinstance(value, dict) and value.keys() <= _REFERENCE:
        return named.get(str(value.get("@id")), value)
    return value


def sells(page: Page, works: list[Work]) -> bool:
    """Return whether the page sells something: its names and dates are those of customers."""
    if _has_article(works):
        return False
    return (
        page.head.meta("og:type").startswith("product")
        or any("Product" in type_of(work) for work in works)
        or any(item_type.endswith("/Product") for item_type in page.item_types)
    )


def reviews_product(works: list[Work]) -> bool:
    """Return whether the page is one review of a product, which it does not sell."""
    return any(
        "Product" in type_of(work) and isinstance(work.get("review"), dict) and "offers" not in work
        for work in works
    )


def is_article(page: Page, works: list[Work]) -> bool:
    """Return whether the page says that it is an article."""
    return page.head.meta("og:type") == "article" or _has_article(works)


def _has_article(works: list[Work]) -> bool:
    return any("Article" in type_of(work) or "Posting" in type_of(work) for work in works)
