"""The site a page belongs to: its name, publisher, host and icon."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import urlsplit

from boilerstrip.metadata.addresses import resolve
from boilerstrip.metadata.cleaning import clean, first
from boilerstrip.metadata.linked_data import Work, listed, name_of
from boilerstrip.metadata.linked_data import names as names_in
from boilerstrip.page import Page
from boilerstrip.page.block import headings_of
from boilerstrip.text.patterns import lazy

# An underscore separates the parts of titles, but not those of identifiers: my_func.
_SEPARATOR = lazy(r"\s+[|·•–—:»›\-]\s+|\s*(?:[|»]|(?<![a-zA-Z\d])_|_(?![a-zA-Z\d]))\s*")
# One of these signs is in each separator; hardly any heading has one.
_MAY_SEPARATE = lazy(r"[|·•–—:»›_-]")
_SITES = lazy(r"WebSite|Organization")
_SHORTEST_LABEL = 3
# Words of the name of a site that may be the title of one of its pages.
_MAX_SITE_WORDS = 6
# Of the name that phones show below the icon of a site.
_MAX_WORDS_ON_PHONES = 4
_ICONS = ("icon", "shortcut icon", "apple-touch-icon", "apple-touch-icon-precomposed")


def find_site_name(
    page: Page, publisher: str | None, site_names: list[str], *, is_front: bool = False
) -> str | None:
    """Return the name that the page gives its site, or that its title has beyond its heading.

    `site_names` are those that linked data gives to sites and organisations.
    """
    title = clean(page.head.title)
    names = map(clean, page.head.metas.get("og:site_name", ()))
    stated = (
        first(names if is_front else (_site_in(page, name, title) for name in names))
        or publisher
        or clean(page.head.meta("application-name", "citation_journal_title"))
    )
    if stated or site_names:
        return stated or site_names[0]
    # where it is long it is the title of the page
    on_phones = clean(page.head.meta("apple-mobile-web-app-title"))
    if on_phones and len(on_phones.split()) <= _MAX_WORDS_ON_PHONES:
        return on_phones
    # "Headline - Site"
    *head, last = parts_of_title(title)
    headings = {block.text for block in headings_of(page.blocks) if block.level <= 2}
    return last if head and last and headings & {head[0], title[: -len(last)].strip(" |-–—_»·:")} else None


def _site_in(page: Page, name: str, title: str) -> str:
    """Return the site's name in what a page states as such, "" where that is the page's own title."""
    parts = parts_of_title(name)
    is_of_page = parts[0] == parts_of_title(title)[0]
    if not is_of_page or all(block.text != parts[0] for block in headings_of(page.blocks)):
        return name
    if len(parts) > 1:
        return parts[-1]
    return name if len(name.split()) <= _MAX_SITE_WORDS else ""


@lru_cache(maxsize=256)
def parts_of_title(title: str) -> tuple[str, ...]:
    """Return the parts of a title between separators: "Tide tables - The Holm Post"."""
    return tuple(_SEPARATOR.split(title)) if _MAY_SEPARATE.search(title) else (title,)


def names_of_site(page: Page) -> Iterator[str]:
    """Yield the names of the sites and organisations in linked data, but for those that are authors."""
    authors = {id(author) for item in page.json_ld for author in listed(item.get("author"))}
    for item in page.json_ld:
        if id(item) not in authors and _SITES.search(str(item.get("@type", ""))[:200]):
            yield from filter(None, map(name_of, (item.get("name"), item.get("alternateName"))))


def host_names(hostname: str | None) -> Iterator[str]:
    """Yield what a site may be called by its host: "news.example.org", "example.org", "example"."""
    parts = (hostname or "").split(".")
    for i in range(len(parts) - 1):
        yield ".".join(parts[i:])
        # not "co" of "co.uk"
        if len(parts[i]) > _SHORTEST_LABEL:
            yield parts[i]


def find_publisher(page: Page, works: list[Work]) -> str | None:
    """Return the publisher that linked data or meta tags name."""
    # the name of a publisher that is the headline is a mistake that is made
    stated = (
        name for work in works for name in names_in(work.get("publisher")) if name != work.get("headline")
    )
    # "article:publisher" is the address of a profile
    metas = map(
        clean, map(page.head.meta, ("dc.publisher", "dcterms.publisher", "citation_publisher", "publisher"))
    )
    return next(stated, None) or next((name for name in metas if name and "://" not in name), None)


def find_hostname(address: str | None) -> str | None:
    """Return the host of an address, without "www."."""
    if not address:
        return None
    try:
        host = urlsplit(address).hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def find_favicon(page: Page) -> str | None:
    """Return the address of the icon that the page links to."""
    return resolve(page.base, first(map(page.head.links.get, _ICONS)))
