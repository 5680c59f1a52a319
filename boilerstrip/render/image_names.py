"""Names of image files: which addresses are those of one image in different sizes."""

from __future__ import annotations

from functools import lru_cache
from itertools import zip_longest
from urllib.parse import unquote, urlsplit

from boilerstrip.text.patterns import lazy

_VARIANT = lazy(r"[-_@](?:\d+x\d*|\d+w|(?P<width>[1-9]\d{2,3})|scaled|large|medium|small|thumb(?:nail)?)$")
# Widths of one image differ by this factor at least; numbers of images that follow each other do not.
_MIN_FACTOR = 1.2


@lru_cache(maxsize=1024)
def stem_of(address: str) -> str:
    """Return the name of an image without what tells its sizes apart, "" for none that says anything."""
    return _stem_and_widths(address)[0]


def is_other_size(address: str, other: str) -> bool:
    """Return whether two addresses may be those of one image: of one name, but for its size."""
    stem, widths = _stem_and_widths(address)
    other_stem, other_widths = _stem_and_widths(other)
    return stem == other_stem != "" and all(
        width == other_width or 0 in (width, other_width) or not _are_near(width, other_width)
        for width, other_width in zip_longest(widths, other_widths, fillvalue=0)
    )


def shown_alt(alt: str, src: str) -> str:
    """Return the alternative text of an image, "" where it is the path of its file.

    Documentation generators put that where an author has described nothing.
    """
    if "/" not in alt or any(char.isspace() for char in alt):
        return alt
    name = unquote(alt.rpartition("/")[2].partition("?")[0])
    return "" if name and name == unquote(src.partition("?")[0].rpartition("/")[2]) else alt


def _are_near(width: int, other: int) -> bool:
    return max(width, other) < _MIN_FACTOR * min(width, other)


@lru_cache(maxsize=1024)
def _stem_and_widths(address: str) -> tuple[str, tuple[int, ...]]:
    """Return the name of an image without its sizes, and the plain numbers among these, the last first."""
    try:
        name = urlsplit(address).path.rpartition("/")[2]
    except ValueError:
        return "", ()
    stem = name.rpartition(".")[0] or name
    widths: list[int] = []
    while (variant := _VARIANT.search(stem)) is not None and variant.start():
        if width := variant["width"]:
            if int(width) % 8 and int(width) % 10:
                # the number of an image, and no width
                break
            widths.append(int(width))
        stem = stem[: variant.start()]
    return (stem.lower() if len(stem) > 3 else ""), tuple(widths)
