"""Addresses in one spelling, so that a relative and an absolute one of the same place are the same."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import unquote, urljoin, urlsplit

import turbohtml

from benchmarks.fidelity.nodes import attribute

_SIZE = re.compile(r"[\d.]+[wxh],?")
_GLUED = re.compile(r"(\s[\d.]+[wxh]),")


def bases_of(page: bytes, url: str | None) -> tuple[str, ...]:
    """The addresses that relative ones may be resolved against: the page's own, its base, its claims."""
    document = turbohtml.parse(page)
    found = [url or ""]
    for element in document.find_all("base")[:1]:
        found.insert(0, urljoin(url or "", attribute(element, "href")))
    links, metas = document.find_all("link"), document.find_all("meta")
    found += [
        attribute(link, "href") for link in links if "canonical" in attribute(link, "rel").lower().split()
    ]
    found += [attribute(meta, "content") for meta in metas if attribute(meta, "property").lower() == "og:url"]
    return tuple(dict.fromkeys(base for base in found if base.startswith(("http://", "https://"))))


def spellings(address: str, bases: Sequence[str]) -> frozenset[str]:
    """All that an address may be written as: as it is, and resolved against each base."""
    address = address.strip()
    found = {_plain(address)}
    for base in bases:
        try:
            found.add(_plain(urljoin(base, address)))
        except ValueError:
            continue
    return frozenset(found - {""})


def fragment_of(address: str, bases: Sequence[str]) -> str:
    """The fragment of an address within the same page; empty for any other."""
    start, sign, fragment = address.strip().partition("#")
    if not sign or (start and not any(_plain(start) == _plain(base.partition("#")[0]) for base in bases)):
        return ""
    return unquote(fragment)


def image_addresses(element: turbohtml.Element, *, gold: bool) -> Iterator[str]:
    """The addresses that an image may be loaded from.

    In `gold` that is every size of it, and what scripts load later; elsewhere what a reader gets.
    """
    yield attribute(element, "src")
    yield from addresses_in_set(attribute(element, "srcset"))
    if gold:
        for name, value in element.attrs.items():
            if name.startswith("data-") and name != "data-optional" and isinstance(value, str):
                is_set = "srcset" in name
                yield from addresses_in_set(value) if is_set else [value] if _is_address(value) else []
    parent = element.parent
    if getattr(parent, "tag", "") == "picture":
        for child in getattr(parent, "children", ()):
            if getattr(child, "tag", "") == "source":
                yield from addresses_in_set(attribute(child, "srcset"))
                if gold:
                    yield from addresses_in_set(attribute(child, "data-srcset"))


def addresses_in_set(sizes: str) -> list[str]:
    """The addresses in a `srcset`."""
    # a comma may be part of an address, but not of a size
    words = _GLUED.sub(r"\1 , ", sizes).split()
    return [word.strip(",") for word in words if not _SIZE.fullmatch(word) and word.strip(",")]


def _is_address(value: str) -> bool:
    return bool(re.fullmatch(r"\S*[/.]\S+", value.strip()))


def _plain(address: str) -> str:
    """An address with its escapes resolved, without its scheme, which pages often leave out."""
    address = unquote(address.strip())
    try:
        parts = urlsplit(address)
    except ValueError:
        return address
    if parts.scheme in ("http", "https"):
        path = parts.path or "/"
        rest = (f"?{parts.query}" if parts.query else "") + (f"#{parts.fragment}" if parts.fragment else "")
        return f"//{parts.netloc.lower()}{path}{rest}"
    return address.removeprefix("./")
