"""Addresses: the page's own, as given and as claimed, and that of its lead image."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from urllib.parse import urljoin, urlsplit

from boilerstrip.metadata.cleaning import first
from boilerstrip.metadata.linked_data import Work, listed
from boilerstrip.page import Page
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import collapse

# An address that is absolute and nothing but ordinary: it is resolved as it is.
_ABSOLUTE = lazy(r"https?://[a-z\d.-]+/[\w./%~+=,@:-]*(?:\?[\w./%~+=,@:&-]+)?", re.ASCII)
# A path from the root without parts such as "..": it replaces that of such an address.
_ROOTED = lazy(r"(?:/[\w%~+=@-][\w.%~+=@-]*)+", re.ASCII)
_BEFORE_HOST = len("https://")
_IMAGES = ("og:image", "og:image:url", "og:image:secure_url", "twitter:image", "twitter:image:src")
# Where images are named for search engines and newsletters, which may be small ones.
_OTHER_IMAGES = ("image", "parsely-image-url", "sailthru.image.full", "thumbnailurl", "thumbnail")
_SIGN_OF_SITE = lazy(r"logo|icon|placeholder", re.IGNORECASE)


def find_canonical(page: Page) -> str | None:
    """Return the address that the page claims to have."""
    return resolve(page.base, linked_as(page, "canonical") or page.head.meta("og:url"))


def linked_as(page: Page, relation: str) -> str | None:
    """Return the address that the head links to by a relation, which may be one of several."""
    links = page.head.links
    several = (address for rel, address in links.items() if relation in rel.split())
    return links.get(relation) or next(several, None)


def find_image(page: Page, works: list[Work], address: str | None) -> str | None:
    """Return the address of the lead image."""
    head = page.head
    stated, others = (
        chain.from_iterable(head.metas.get(name, ()) for name in names) for names in (_IMAGES, _OTHER_IMAGES)
    )
    linked = filter(None, [head.links.get("image_src")])
    pictures = (image for image in chain(others, linked) if not _SIGN_OF_SITE.search(image))
    # an image in place of its address has none
    return first(resolve(address, image) for image in chain(stated, _images(works), pictures))


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
    for key in ("image", "thumbnailUrl"):
        for work in works:
            for image in listed(work.get(key)):
                stated = image.get("url") or image.get("contentUrl") if isinstance(image, dict) else image
                if isinstance(stated, str):
                    yield stated
