"""What a page says about itself, one field a module.

Sources in order of trust: JSON-LD, then Open Graph and other meta tags, then visible markup, then the
data that the page embeds for its scripts.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import NamedTuple

from boilerstrip.metadata.addresses import find_canonical, find_image
from boilerstrip.metadata.authors import byline_name, find_authors
from boilerstrip.metadata.cleaning import clean, first
from boilerstrip.metadata.dates import dateline, find_dates
from boilerstrip.metadata.direction import direction_of
from boilerstrip.metadata.embedded_records import EmbeddedRecords
from boilerstrip.metadata.language import claimed_language, find_language
from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.linked_data import find_works, texts
from boilerstrip.metadata.region import month_first
from boilerstrip.metadata.site import (
    find_favicon,
    find_hostname,
    find_publisher,
    find_site_name,
    host_names,
    names_of_site,
)
from boilerstrip.metadata.title import find_headline, find_title
from boilerstrip.metadata.topics import find_categories, find_license, find_tags
from boilerstrip.page import Block, Page
from boilerstrip.text.dates import DateReader

__all__ = ["Metadata", "byline_name", "dateline", "read_metadata", "with_detected_language"]

_DESCRIPTIONS = ("og:description", "description", "twitter:description", "dc.description")


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


def read_metadata(page: Page, body: Iterable[Block] = ()) -> Metadata:
    """Gather a page's metadata; `body` is what the language is detected from, over what is claimed.

    `date` is the day of publication as YYYY-MM-DD, `published_at` the moment where a time of day is
    given; `language` an ISO 639-1 code. `url` is the address that the caller gave, and never the one
    that the page claims, which is `canonical_url`; addresses are absolute where the page's own is known.
    """
    works = find_works(page)
    publisher = find_publisher(page, works)
    site_name = find_site_name(page, works, publisher)
    canonical = find_canonical(page)
    address = page.url or canonical
    language = claimed_language(page)
    layout = PageLayout(page, address)
    hostname = find_hostname(address)
    aliases = (publisher, *host_names(hostname), *names_of_site(page))
    title = find_title(page, works, site_name, aliases, is_front=layout.is_front_page)
    records = EmbeddedRecords(page, title)
    reader = DateReader(language, partial(month_first, page, address))
    dates = find_dates(page, works, (page.url, canonical), layout, reader, records)
    site_names = (site_name, publisher, hostname)
    authors = find_authors(page, works, site_names, layout, records, address)
    published = dates.published
    return Metadata(
        title=title,
        author=authors.joined,
        date=published.day if published else None,
        language=find_language(language, body),
        site_name=site_name,
        description=first(*map(clean, map(page.head.meta, _DESCRIPTIONS)), *texts(works, "description")),
        image=find_image(page, works, canonical or page.base),
        url=page.given_url,
        headline=find_headline(page, works),
        authors=authors.names,
        published_at=published.time if published else None,
        modified=dates.modified.day if dates.modified else None,
        canonical_url=canonical,
        publisher=publisher,
        hostname=find_hostname(page.given_url),
        favicon=find_favicon(page),
        tags=find_tags(page, works),
        categories=find_categories(page, works),
        license=find_license(page, works),
        direction=direction_of(page, language),
    )


def with_detected_language(found: Metadata, body: Iterable[Block]) -> Metadata:
    """Return the metadata with what the body tells: the language that it is written in."""
    return found._replace(language=find_language(found.language, body))
