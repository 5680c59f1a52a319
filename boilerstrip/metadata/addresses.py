"""Addresses: the page's own, as given and as claimed, and that of its lead image."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import urljoin, urlsplit

from boilerstrip.metadata.cleaning import first
from boilerstrip.metadata.linked_data import Work
from boilerstrip.page import Page
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import collapse

# An address that is absolute and nothing but ordinary: it is resolved as it is.
_ABSOLUTE = lazy(r"https?://[a-z\d.-]+/[\w./%~+=,@:-]*(?:\?[\w./%~+=,@:&-]+)?", re.ASCII)
# A path from the root without parts such as "..": it replaces that of such an address.
_ROOTED = lazy(r"(?:/[\w%~+=@-][\w.%~+=@-]*)+", re.ASCII)
_BEFORE_HOST = len("https://")
_IMAGES = ("og:image", "og:image:url", "twitter:image", "twitter:image:src")


def find_canonical(page: Page) -> str | None:
    """Return the address that the page claims to have."""
    return resolve(page.base, page.head.links.get("canonical") or page.head.meta("og:url"))


def find_image(page: Page, works: list[Work], address: str | None) -> str | None:
    """Return the address of the lead image."""
    return resolve(address, page.head.meta(*_IMAGES) or first(_images(works)))


def resolve(base: str | None, address: str | None) -> str | None:
    """Return an address made absolute, or None for what is no web address."""
    if not address:
        return None
    if _ABSOLUTE.fullmatch(address):
        return address
    if _ROOTED.fullmatch(address) and (not base or _ABSOLUTE.fullmatch(base)):
        return base[: base.index("/", _BEFORE_HOST)] + address if base else address
    try:
        full = collapse(urljoin(base or "", address.strip()))
        return full if urlsplit(full).scheme in ("http", "https", "") else None
    except ValueError:
        return None


def _images(works: list[Work]) -> Iterator[str]:
    for work in works:
        image = work.get("image")
        image = image[0] if isinstance(image, list) and image else image
        image = image.get("url") if isinstance(image, dict) else image
        if isinstance(image, str):
            yield image
