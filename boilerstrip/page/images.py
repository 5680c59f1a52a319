"""Images: which there are, from where they are loaded, and which are decoration."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from boilerstrip.page.model import Image, PageModel
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import collapse

if TYPE_CHECKING:
    import turbohtml


# Where pages say the address of an image that scripts load when it comes into view.
_LAZY = (
    "data-src", "data-lazy-src", "data-original", "data-original-src", "data-lazy", "data-actualsrc",
    "data-srcset", "data-lazy-srcset",
)  # fmt: skip
_SOURCES = (*_LAZY, "src", "srcset")
# What else is asked of an image, beside attributes of the page's own.
_READ_NAMES = frozenset({*_SOURCES, "alt", "class", "id", "width", "height", "style", "hidden"})
# Longer addresses are data.
_MAX_SRC = 2048
# So much of the end of a list of an image's sizes is looked at.
_MAX_SET = 4096
# A narrower image is a thumbnail, where there is a wider one.
_THUMBNAIL = 600
# An image that is no larger both ways is an icon, and one that is no larger one way counts visitors.
_ICON = 32
_PIXEL = 3
# One that is as large either way is a picture, whatever it is called.
_PICTURE = 200
# Sources of a picture that are looked at.
_MAX_SOURCES = 20
# Digits of a width in a list of sizes.
_MAX_DIGITS = 5
_DIGITS = lazy(r"(?<!\d)\d{2,4}(?!\d)")
_SIZE = lazy(r"[\d.]+[wxh],?")
_GLUED = lazy(r"(\s[\d.]+[wxh]),")
_LENGTH = lazy(r"\s*([0-9]{1,5})")
_STYLED = lazy(r"(?<![\w-])(?:width|height)\s*:\s*([0-9]{1,5})(?:px)?\s*(?:;|!|$)", re.IGNORECASE)
_IMAGE_ADDRESS = lazy(r"[^\s{}<>\"]+\.(?:jpe?g|png|webp|avif|gif)(?:\?\S*)?(?:\s|$)", re.IGNORECASE)
_PLACEHOLDER = lazy(
    r"/pagespeed_static/1\."
    r"|(?:^|/)(?:blank|spacer|placeholder|transparent|pixel|1x1|loading|loader|lazy(?:load)?|spinner"
    r"|gr[ae]y|empty|dummy|clear)[\w.-]{0,12}\.(?:gif|png|svg|webp|jpe?g)(?:\?|$)",
    re.IGNORECASE,
)
_NAMED_WIDTH = lazy(r"[_-](\d{2,4})(?:x\d{2,4})?\.\w{3,4}(?:\?|$)|[?&]w(?:idth)?=(\d{2,4})(?!\d)")
_DECORATION = lazy(
    r"(?<![a-z])(?:gr)?avatars?(?![a-z])|(?<![a-z])(?:icons?|sprites?|spacer|tracking|beacon"
    r"|author-?(?:photo|image|img|pic))(?![a-z])"
)
# What is said of images by their class; in addresses of pictures the words have other meanings.
_DECORATIVE_CLASS = lazy(
    r"(?<![a-z])(?:badge|(?:site-?)?logo|share|social|emojis?|smil(?:ey|ies)|emoticons?)(?![a-z])"
)
_EMOJI = lazy(r"(?<![a-z])(?:tw)?emojis?(?![a-z])|(?<![a-z])(?:smil(?:ey|ies)|emoticons?)(?![a-z])")
# Hardly any address has one of the words of these, and to look for the words takes a fraction of the time.
_PLACEHOLDER_WORDS = Needles(
    "blank", "spacer", "placeholder", "transparent", "pixel", "1x1", "loading", "loader", "lazy", "spinner",
    "gray", "grey", "empty", "dummy", "clear", "pagespeed",
)  # fmt: skip
_DECORATION_WORDS = Needles("avatar", "icon", "sprite", "spacer", "tracking", "beacon", "author")
# What stands in for an image until it is loaded is no wider; its address says so.
_PREVIEW = 60
_BLURRED = lazy(r"[?&,/_-]blur[=_]\d")
_PREVIEW_WIDTH = lazy(
    # to begin with one of a few signs in any case makes it three times as fast
    r"[?&,/_-](?:(?:w(?:idth)?|max|resize)[=_:/](\d{1,4})(?![\d])|(?<=[-_])(\d{1,4})x\d{0,4}\.)",
    re.IGNORECASE,
)
_PHOTOGRAPHS = (".jpg", ".jpeg")
_MAX_SIGN = 12
# What generators write where an author has described no image.
_NO_DESCRIPTION = frozenset({"refer to caption", "__wf_reserved_inherit"})
# The attributes of an image by name: it has many, and they are asked for more than once.
_Attributes = Mapping[str, str]


def read_attributes(node: turbohtml.Element) -> dict[str, str]:
    """Return what is asked of the attributes of an image; one without a value is "", "alt" is in one line."""
    attribute = node.attr
    found = {
        name: attribute(name) or "" for name in node.attrs if name in _READ_NAMES or name.startswith("data-")
    }
    if alt := found.get("alt"):
        alt = collapse(alt)
        found["alt"] = "" if alt.lower() in _NO_DESCRIPTION else alt
    return found


def _best_address(node: turbohtml.Element, attributes: _Attributes) -> str:
    """Address of an image; the one that scripts load later precedes its placeholder."""
    address = _address(node, attributes)
    if sizes := _sizes(node, attributes):
        width = _declared_width(sizes, address)
        if width < _THUMBNAIL:
            wider, largest = max(sizes)
            if wider > width and largest:
                return largest
    return address


def _address(node: turbohtml.Element, attributes: _Attributes) -> str:
    """The best address that an image may have, that of a placeholder only where it has no other."""
    placeholder = ""
    for name in _SOURCES:
        address = attributes.get(name)
        if not address:
            continue
        address = _largest(address[-_MAX_SET:]) if "srcset" in name else address.strip()
        if "{" in address:
            address = _fill_in_width(address, attributes)
        if not address or address.startswith("data:"):
            continue
        if not (_is_placeholder(address[-200:]) or (name == "src" and is_preview(address))):
            return address
        placeholder = placeholder or address
    parent = node.parent
    if parent is not None and getattr(parent, "tag", "") == "picture":
        for source in parent.children:
            if getattr(source, "tag", "") == "source":
                stated = source.attr("srcset") or source.attr("data-srcset") or ""  # type: ignore[attr-defined]
                address = _largest(stated[-_MAX_SET:])
                if address and not address.startswith("data:"):
                    return address
    for name, value in attributes.items():
        if name.startswith("data-") and name not in _LAZY:
            address = value.strip()
            if len(address) < _MAX_SRC and _IMAGE_ADDRESS.match(address) and "{" not in address:
                return address.split()[0]
    return placeholder


def _fill_in_width(address: str, attributes: _Attributes) -> str:
    """An address with the largest of the widths that scripts may put in the place of `{width}`.

    It is "" where there are none, or another gap.
    """
    widths = [int(width) for width in _DIGITS.findall(attributes.get("data-widths", "")[:_MAX_SET])]
    filled = address.replace("{width}", str(max(widths))) if widths else ""
    return "" if "{" in filled else filled


def _sizes(node: turbohtml.Element, attributes: _Attributes) -> list[tuple[int, str]]:
    """The widths that an image states, or the sources beside it if it has none, each with its address."""
    sizes = _stated_sizes(attributes.get)
    parent = node.parent
    if not sizes and parent is not None and getattr(parent, "tag", "") == "picture":
        for source in list(parent.children)[:_MAX_SOURCES]:
            if getattr(source, "tag", "") == "source":
                sizes += _stated_sizes(source.attr)  # type: ignore[attr-defined]
    return sizes


def _stated_sizes(attribute: Callable[[str], str | None]) -> list[tuple[int, str]]:
    sizes: list[tuple[int, str]] = []
    for name in ("srcset", "data-srcset", "data-lazy-srcset"):
        stated = attribute(name)
        # in most that state no width there is no "w" either
        if stated and "w" in stated:
            for address, size in pairwise(_without_glue(stated[-_MAX_SET:]).split()):
                width = size.removesuffix(",")
                if width[-1:] == "w" and len(width) <= _MAX_DIGITS + 1 and not address.startswith("data:"):
                    number = width[:-1]
                    if number.isdecimal() and number.isascii():
                        sizes.append((int(number), address.strip(",")))
    return sizes


def _declared_width(sizes: Sequence[tuple[int, str]], address: str) -> int:
    """How wide the image at an address is, as far as that is told; a large number where it is not."""
    for width, other in sizes:
        if other == address:
            return width
    named = _NAMED_WIDTH.search(address[-200:])
    return int(named[1] or named[2]) if named else 10_000


def _without_glue(sizes: str) -> str:
    """A `srcset` with white space between its sizes and addresses, each perhaps with a comma at its end."""
    is_glued = sizes.count(",") != sizes.count(", ") + sizes.count(",\n")
    return _GLUED.sub(r"\1 ", sizes) if is_glued else sizes


def _largest(sizes: str) -> str:
    """The largest image of a `srcset` by what it says of each; the last where it says nothing."""
    # a comma may be part of an address, but not of a size
    tokens = _without_glue(sizes).split()
    largest, max_size = "", 0.0
    for address, size in pairwise(tokens):
        if _SIZE.fullmatch(size) and not _SIZE.fullmatch(address):
            number = size.rstrip(",")[:-1]
            if number.count(".") < 2 and number != "." and float(number) >= max_size:
                largest, max_size = address, float(number)
    if len(tokens) > 1 and _SIZE.fullmatch(tokens[-1]):
        tokens.pop()
    return (largest or (tokens[-1] if tokens else "")).strip(",")


def sign_of(node: turbohtml.Element, attributes: _Attributes, *, begins: bool) -> str:
    """The text that an image stands for: a sign, or the letter that a paragraph begins with; else ""."""
    alt = attributes.get("alt", "")
    if not alt or len(alt) > _MAX_SIGN:
        return ""
    if begins and len(alt) == 1 and alt.isupper():
        following = node.next_sibling
        if getattr(following, "data", "")[:1].islower():
            return alt
    if alt[0].isascii() and alt[0].isalnum():
        return ""
    if all(unicodedata.category(char) in ("So", "Sk", "Mn", "Me", "Cf") for char in alt):
        return alt
    names = f"{attributes.get('class', '')} {attributes.get('src', '')}"[:_MAX_SRC].lower()
    is_emoji = _EMOJI.search(names) is not None
    # words between colons name a sign that is not known here
    return alt if is_emoji and not alt.isalpha() and not any(map(str.isalnum, alt)) else ""


def _is_decorative(node: turbohtml.Element, attributes: _Attributes, src: str) -> bool:
    """Return whether the size, names or address of an image say that it is no picture of the text."""
    if "hidden" in attributes:
        return True
    stated = (attributes.get("width"), attributes.get("height"))
    sides = [int(length[1]) for side in stated if side and (length := _LENGTH.match(side))]
    if not sides and (style := attributes.get("style")):
        sides = [int(length) for length in _STYLED.findall(style[:_MAX_SRC])]
    if sides and (min(sides) <= _PIXEL and "%" not in (stated[0] or "")):
        return min(sides) > 0 or max(sides) <= _PIXEL
    if len(sides) > 1 and max(sides) <= _ICON:
        return True
    if "placeholder" in src.rpartition("/")[2]:
        return _is_placeholder(src.partition("?")[0][-200:])
    if (sides and max(sides) >= _PICTURE) or _is_in_figure(node):
        return False
    if _names_decoration(f"{attributes.get('class', '')} {attributes.get('id', '')}"[:_MAX_SRC]):
        return True
    path = src.partition("?")[0]
    if _is_placeholder(path[-200:]):
        return True
    if not _DECORATION_WORDS.are_in(path):
        return False
    folder, _, name = path.lower().replace("_", "-").rpartition("/")
    if _DECORATION.search(folder) is not None:
        return True
    found = _DECORATION.search(name)
    # a photograph is no icon, whatever its file is called
    return found is not None and not (found[0].startswith("icon") and name.endswith(_PHOTOGRAPHS))


def is_preview(address: str) -> bool:
    """Return whether an address says that its image is a few pixels wide, to be shown until another comes."""
    end = address[-200:]
    found = _PREVIEW_WIDTH.search(end)
    return (found is not None and int(found[1] or found[2]) <= _PREVIEW) or _BLURRED.search(end) is not None


# of an image it is asked twice: of its address, and of that without what is behind a question mark
@lru_cache(maxsize=256)
def _is_placeholder(path: str) -> bool:
    """Return whether an address is that of what stands in for an image."""
    return _PLACEHOLDER_WORDS.are_in(path) and _PLACEHOLDER.search(path.lower()) is not None


@lru_cache(maxsize=1024)
def _names_decoration(class_names: str) -> bool:
    """Return whether the class and id of an image say that it is no picture of the text."""
    names = class_names.lower().replace("_", "-")
    return _DECORATION.search(names) is not None or _DECORATIVE_CLASS.search(names) is not None


def _is_in_figure(node: turbohtml.Element) -> bool:
    """Return whether an image stands in a figure, by itself or in a link or picture."""
    ancestor = node.parent
    for _ in range(4):
        tag = getattr(ancestor, "tag", "")
        if ancestor is None or tag == "figure":
            return tag == "figure"
        ancestor = ancestor.parent
    return False


def add_image(
    page: PageModel,
    node: turbohtml.Element,
    attributes: _Attributes,
    element: int,
    href: str | None,
    run: int,
    *,
    sign: bool = False,
) -> int:
    """Note an image, which stands behind as many runs of the Block being made, or before the next.

    Returns its index among the page's images, -1 for none. What stands in the text as a `sign` is
    decoration, as an image.
    """
    src = _best_address(node, attributes)
    images = page.images
    if not src or len(src) >= _MAX_SRC or src.startswith("data:") or len(images) >= page.limits.blocks:
        return -1
    before = len(page.blocks) + (run > 0)
    decorative = sign or _is_decorative(node, attributes, src)
    alt = attributes.get("alt", "")
    if images and images[-1].before == before:
        plain = images[-1].element == element and _is_in_noscript(node)
        if plain or images[-1].src == src:
            # for browsers without scripts, or of another size, it stands for the one it follows
            last = images.pop()
            alt, href = alt or last.alt, href if href is not None else last.href
    images.append(Image(before, element, src, alt, href, -1, run, decorative))
    return len(images) - 1


def _is_in_noscript(node: turbohtml.Element) -> bool:
    """Return whether an image is for browsers without scripts, by itself or in a link or picture."""
    ancestor = node.parent
    for _ in range(3):
        tag = getattr(ancestor, "tag", "")
        if ancestor is None or tag == "noscript":
            return tag == "noscript"
        if tag not in ("a", "picture", "span"):
            return False
        ancestor = ancestor.parent
    return False
