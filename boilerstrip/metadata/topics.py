"""What a page is about and how it may be used: tags, categories, license."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any

from boilerstrip.metadata.addresses import linked_as, resolve
from boilerstrip.metadata.cleaning import clean
from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.linked_data import Work, listed, name_of
from boilerstrip.page import Page
from boilerstrip.text.patterns import lazy

_TAGS = (
    "article:tag",
    "og:article:tag",
    "video:tag",
    "news_keywords",
    "keywords",
    "parsely-tags",
    "dc.subject",
)
_CATEGORIES = (
    "article:section",
    "og:article:section",
    "og:section",
    "category",
    "parsely-section",
    "articlesection",
)
_COMMA = lazy(r"[,;،、，|]")
_MAX_LENGTH = 80
_MAX_COUNT = 50
# Who holds the rights, or under which license they are given.
_RIGHTS = ("dc.rights", "rights")
_LICENSES = ("dcterms.license", "dc.rights.license", "dcterms.rights", "license")


def find_tags(page: Page, works: list[Work], layout: PageLayout) -> tuple[str, ...]:
    """Return the tags or keywords: those of the first source that has any."""
    stated = (_parts(work["keywords"]) for work in works if "keywords" in work)
    metas = map(_parts, filter(None, map(page.head.metas.get, _TAGS)))
    return _first_of(*stated, *metas, _linked(page.head.tags, layout))


def find_categories(page: Page, works: list[Work], layout: PageLayout) -> tuple[str, ...]:
    """Return the sections or categories: those of the first source that has any."""
    keys = ("articleSection", "category", "genre")
    stated = (_parts(work[key]) for key in keys for work in works if key in work)
    metas = map(_parts, filter(None, map(page.head.metas.get, _CATEGORIES)))
    return _first_of(*stated, *metas, _linked(page.head.categories, layout))


def find_license(page: Page, works: list[Work]) -> str | None:
    """Return the license's address where one is given, else its name."""
    for work in works:
        for value in listed(work.get("license")):
            stated = (
                value.get("url") or value.get("@id") or name_of(value) if isinstance(value, dict) else value
            )
            if isinstance(stated, str) and stated.strip():
                return clean(stated)
    linked = linked_as(page, "license")
    rights = clean(page.head.meta(*_RIGHTS))
    stated = clean(page.head.meta(*_LICENSES)) or (rights if rights.startswith("http") else "")
    return resolve(page.base, linked) or stated or None


def _linked(topics: list[tuple[int, str]], layout: PageLayout) -> Iterator[str]:
    """Yield the texts of links that are an article's own; lists of articles have those of each."""
    if layout.has_headline and not layout.is_front_page:
        yield from (text for element, text in topics if not layout.is_secondary(element))


def _parts(value: Any) -> Iterator[str]:
    for item in listed(value):
        text = clean(item) if isinstance(item, str) else name_of(item)
        yield from (part.strip().lstrip("#") for part in _COMMA.split(text))


def _first_of(*sources: Iterable[str]) -> tuple[str, ...]:
    for source in sources:
        found: dict[str, str] = {}
        for part in source:
            if 0 < len(part) <= _MAX_LENGTH:
                # "Ports, ports"
                found.setdefault(part.casefold(), part)
        if found:
            return tuple(islice(found.values(), _MAX_COUNT))
    return ()
