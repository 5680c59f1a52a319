"""The site a page belongs to: its name, publisher, host and icon."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from boilerstrip.metadata.addresses import resolve
from boilerstrip.metadata.linked_data import Work, name_of, names
from boilerstrip.metadata.text import clean, first
from boilerstrip.page import Page

# An underscore separates the parts of titles, but not those of identifiers: my_func.
SEPARATOR = re.compile(r"\s+[|·•–—:»›\-]\s+|\s*(?:[|»]|(?<![a-zA-Z\d])_|_(?![a-zA-Z\d]))\s*")
_ICONS = ("icon", "shortcut icon", "apple-touch-icon", "apple-touch-icon-precomposed")


def find_site_name(page: Page, works: list[Work], publisher: str | None) -> str | None:
    """Return the name that the page gives its site, or that its title has beyond its heading."""
    stated = first(clean(page.head.meta("og:site_name")), publisher, clean(page.head.meta("application-name")))
    if stated:
        return stated
    for item in page.json_ld:
        is_site = re.search(r"WebSite|Organization", str(item.get("@type", "")))
        if is_site and (name := name_of(item.get("name"))):
            return name
    # "Headline - Site"
    title = clean(page.head.title)
    *head, last = SEPARATOR.split(title)
    headings = {block.text for block in page.blocks if 0 < block.level <= 2}
    return (
        last
        if head and last and headings & {head[0], title[: -len(last)].strip(" |-–—_»·:")}
        else None
    )


def find_publisher(page: Page, works: list[Work]) -> str | None:
    """Return the publisher that linked data or meta tags name."""
    stated = (name for work in works for name in names(work.get("publisher")))
    # "article:publisher" is the address of a profile
    metas = map(clean, map(page.head.meta, ("dc.publisher", "dcterms.publisher", "citation_publisher", "publisher")))
    return next(stated, None) or next((name for name in metas if name and "://" not in name), None)


def find_hostname(address: str | None) -> str | None:
    """Return the host of an address, without "www."."""
    try:
        host = urlsplit(address or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def find_favicon(page: Page) -> str | None:
    """Return the address of the icon that the page links to."""
    return resolve(page.base, first(*(page.head.links.get(rel) for rel in _ICONS)))
