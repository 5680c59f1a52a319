"""What a page says about itself, one field a module.

Sources in order of trust: JSON-LD, then Open Graph and other meta tags, then visible markup, then the
data that the page embeds for its scripts.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from itertools import chain
from typing import NamedTuple

from boilerstrip.metadata.addresses import find_canonical, find_image
from boilerstrip.metadata.authors import Authors, byline_name, find_authors, may_be_bylines
from boilerstrip.metadata.cleaning import clean_text, first
from boilerstrip.metadata.dates import dateline, find_dates
from boilerstrip.metadata.direction import direction_of
from boilerstrip.metadata.embedded_records import EmbeddedRecords
from boilerstrip.metadata.language import claimed_language, find_language
from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.linked_data import Work, find_works, texts
from boilerstrip.metadata.region import month_first
from boilerstrip.metadata.site import (
    find_favicon,
    find_hostname,
    find_publisher,
    find_site_name,
    host_names,
    names_of_site,
)
from boilerstrip.metadata.threads import is_thread
from boilerstrip.metadata.title import find_headline, find_title
from boilerstrip.metadata.topics import find_categories, find_license, find_tags
from boilerstrip.page import Block, Page
from boilerstrip.text.dates import DateReader

__all__ = ["Metadata", "MetadataReader", "byline_name", "dateline", "may_be_bylines", "read_metadata"]

_DESCRIPTIONS = (
    "og:description", "description", "twitter:description", "dc.description", "sailthru.description",
    "excerpt",
)  # fmt: skip


class Metadata(NamedTuple):
    """What is known about a page; None, or an empty tuple, where it does not say."""

    title: str | None = None
    author: str | None = None
    date: str | None = None
    language: str | None = None
    site_name: str | None = None
    description: str | None = None
    image: str | None = None
    url: str | None = None
    headline: str | None = None
    authors: tuple[str, ...] = ()
    published_at: str | None = None
    modified: str | None = None
    canonical_url: str | None = None
    publisher: str | None = None
    hostname: str | None = None
    favicon: str | None = None
    tags: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    license: str | None = None
    direction: str | None = None


class MetadataReader:
    """Reads the metadata of a page: what its extraction needs when asked for, and all of it on demand.

    The page is the one whose Blocks have the roles of their markup and no others.
    """

    def __init__(self, page: Page) -> None:
        """Take the page."""
        self._page = page
        self._canonical = find_canonical(page)
        self._addresses = tuple(dict.fromkeys(filter(None, (page.url, self._canonical))))
        self._address = page.url or self._canonical
        self._layout = PageLayout(page, self._address)
        #: the language that the page claims to be in
        self.language = claimed_language(page)

    @cached_property
    def title(self) -> str | None:
        """The headline, without the site's name."""
        aliases = (self._publisher, *host_names(self._host), *self._names_of_site)
        is_front = self._layout.is_front_page
        site_name = self._site_name
        return find_title(self._page, self._works, self._headline, site_name, aliases, is_front=is_front)

    @cached_property
    def authors(self) -> Authors:
        """Who wrote the page."""
        site_names = (self._site_name, self._publisher, self._host)
        return find_authors(self._page, self._works, site_names, self._layout, self._records, self._address)

    @cached_property
    def is_thread(self) -> bool:
        """Whether the page is a thread of a forum, by its address or by what it says of itself."""
        return is_thread(self._addresses, self._works)

    @property
    def author(self) -> str | None:
        """The authors' names as the page has them."""
        return self.authors.joined

    def read(self, body: Sequence[Block] = ()) -> Metadata:
        """Return all metadata; the language is detected from `body`, over what is claimed."""
        page, works, layout = self._page, self._works, self._layout
        reader = DateReader(self.language, lambda: self._month_first)
        dates = find_dates(
            page, works, self._addresses, layout, reader, self._records, is_thread=self.is_thread
        )
        published = dates.published
        stated = map(clean_text, map(page.head.meta, _DESCRIPTIONS))
        return Metadata(
            title=self.title,
            author=self.author,
            date=published.day if published else None,
            language=find_language(self.language, page, body),
            site_name=self._site_name,
            description=first(chain(stated, map(clean_text, texts(works, "description")))),
            image=find_image(page, works, self._canonical or page.base),
            url=page.given_url,
            headline=self._headline,
            authors=self.authors.names,
            published_at=published.time if published else None,
            modified=dates.modified.day if dates.modified else None,
            canonical_url=self._canonical,
            publisher=self._publisher,
            hostname=find_hostname(page.given_url),
            favicon=find_favicon(page),
            tags=find_tags(page, works, layout),
            categories=find_categories(page, works, layout),
            license=find_license(page, works),
            direction=direction_of(page, self.language),
        )

    @cached_property
    def _month_first(self) -> bool | None:
        return month_first(self._page, self._address)

    @cached_property
    def _works(self) -> list[Work]:
        return find_works(self._page, self._addresses)

    @cached_property
    def _headline(self) -> str | None:
        return find_headline(self._page, self._works)

    @cached_property
    def _publisher(self) -> str | None:
        return find_publisher(self._page, self._works)

    @cached_property
    def _site_name(self) -> str | None:
        is_front = self._layout.is_front_page
        return find_site_name(self._page, self._publisher, self._names_of_site, is_front=is_front)

    @cached_property
    def _names_of_site(self) -> list[str]:
        return list(names_of_site(self._page))

    @cached_property
    def _host(self) -> str | None:
        return find_hostname(self._address)

    @cached_property
    def _records(self) -> EmbeddedRecords:
        return EmbeddedRecords(self._page, self.title)


def read_metadata(page: Page, body: Sequence[Block] = ()) -> Metadata:
    """Gather a page's metadata; `body` is what the language is detected from, over what is claimed.

    `date` is the day of publication as YYYY-MM-DD, `published_at` the moment where a time of day is
    given; `language` an ISO 639-1 code. `url` is the address that the caller gave, and never the one
    that the page claims, which is `canonical_url`; addresses are absolute where the page's own is known.
    """
    return MetadataReader(page).read(body)
