"""Images: which there are, from where they are loaded, and which are decoration."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from boilerstrip import _kernels
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
_OWN_SOURCES = ("src", "srcset")
# Where NitroPack, Discuz and other programs say it, in attributes that are none of HTML's.
_ODD_SOURCES = frozenset({"nitro-lazy-src", "lazy-src", "lazysrc", "_src", "lsrc", "file"})
_SOURCES = (*_LAZY, *_OWN_SOURCES)
_SETS = ("srcset", "data-srcset", "data-lazy-srcset")
# What else is asked of an image, beside attributes of the page's own.
_READ_NAMES = frozenset(
    {*_SOURCES, *_ODD_SOURCES, "alt", "class", "id", "width", "height", "style", "hidden"}
)
# Longer addresses are data.
_MAX_SRC = 2048
# So much of the end of a list of an image's sizes is looked at.
_MAX_SET = 4096
# So much of the end of an address, where files have their names.
_MAX_END = 200
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
    r"|gr[ae]y|empty|dummy|clear|none(?=\.gif))[\w.-]{0,12}\.(?:gif|png|svg|webp|jpe?g)(?:\?|$)",
    re.IGNORECASE,
)
_NAMED_WIDTH = lazy(r"[_-](\d{2,4})(?:x\d{2,4})?\.\w{3,4}(?:\?|$)|[?&]w(?:idth)?=(\d{2,4})(?!\d)")
_DECORATION = lazy(
    r"(?<![a-z])(?:gr)?avatars?(?![a-z])|(?<![a-z])(?:icons?|sprites?|spacer|tracking|beacon"
    r"|author-?(?:photo|image|img|pic))(?![a-z])"
)
# What is said of images by their class; in addresses of pictures the words have other meanings.
_DECORATIVE_CLASS = lazy(
    r"(?<![a-z])(?:badge|(?:site-?)?logo|share|social|emojis?|smil(?:eys?|ies?)|emoticons?)(?![a-z])"
)
_EMOJI = lazy(r"(?<![a-z])(?:tw)?emojis?(?![a-z])|(?<![a-z])(?:smil(?:eys?|ies?)|emoticons?)(?![a-z])")
# Hardly any address has one of the words of these, and to look for the words takes a fraction of the time.
_PLACEHOLDER_WORDS = Needles(
    "blank", "spacer", "placeholder", "transparent", "pixel", "1x1", "loading", "loader", "lazy", "spinner",
    "gray", "grey", "empty", "dummy", "clear", "none.gif", "pagespeed",
)  # fmt: skip
_DECORATION_WORDS = Needles("avatar", "icon", "sprite", "spacer", "tracking", "beacon", "author")
_DECORATIVE_WORDS = Needles(
    *_DECORATION_WORDS.words, "badge", "logo", "share", "social", "emoji", "smil", "emoticon"
)
_TELLING_WORDS = Needles(*{*_PLACEHOLDER_WORDS.words, *_DECORATION_WORDS.words})
# What stands in for an image until it is loaded is no wider; its address says so.
_PREVIEW = 60
_BLURRED = lazy(r"[?&,/_-]blur[=_]\d")
_PREVIEW_WIDTH = lazy(
    # to begin with one of a few signs in any case makes it three times as fast
    r"[?&,/_-](?:(?:w(?:idth)?|max|resize)[=_:/](\d{1,4})(?![\d])|(?<=[-_])(\d{1,4})x\d{0,4}\.)",
    re.IGNORECASE,
)
_PHOTOGRAPHS = (".jpg", ".jpeg")
# Longer descriptions stand for no sign.
MAX_SIGN = 12
_MAX_FACE = 3
# What generators write where an author has described no image.
_NO_DESCRIPTION = frozenset({"refer to caption", "__wf_reserved_inherit"})
# The attributes of an image by name: it has many, and they are asked for more than once.
_Attributes = Mapping[str, str]


def read_image(node: turbohtml.Element) -> tuple[dict[str, str], str, bool]:
    """Return the attributes of an image, its address, and whether it is no picture of the text.

    Attributes are those that are asked for; one without a value is "", and "alt" is in one line. The address
    is "" for an image that has none, or too long a one.
    """
    if _kernels.images is not None:
        found: tuple[dict[str, str], str, bool] = _compiled_images().read(node)
        return found
    attributes = _read_attributes(node)
    src = _best_address(node, attributes)
    if len(src) >= _MAX_SRC or src.startswith("data:"):
        src = ""
    return attributes, src, src != "" and _is_decorative(node, attributes, src)


def image_reader() -> Callable[[turbohtml.Element], tuple[dict[str, str], str, bool]]:
    """Return what does the same with one call less, where there is a kernel for it."""
    return read_image if _kernels.images is None else _compiled_images().read


def _read_attributes(node: turbohtml.Element) -> dict[str, str]:
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
    return _larger(address, _sets(node, attributes))


def _larger(address: str, sets: Sequence[str]) -> str:
    """The widest address of the lists of sizes, where that of an image itself is a thumbnail's."""
    # to take lists of sizes apart takes long; of an address that is in none its end tells the width
    if not sets or (not any(address in one for one in sets) and _named_width(address) >= _THUMBNAIL):
        return address
    if sizes := _stated_sizes(sets):
        width = next((width for width, other in sizes if other == address), None)
        width = _named_width(address) if width is None else width
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
        if not (_is_placeholder(address[-_MAX_END:]) or (name == "src" and is_preview(address))):
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
        if name in _ODD_SOURCES or (name.startswith("data-") and name not in _LAZY):
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


def _sets(node: turbohtml.Element, attributes: _Attributes) -> list[str]:
    """The lists of sizes that an image has, or those of the sources beside it if its own tell none."""
    sets = _own_sets(attributes.get)
    parent = node.parent
    if parent is not None and getattr(parent, "tag", "") == "picture" and not _stated_sizes(sets):
        sets = [
            one
            for source in list(parent.children)[:_MAX_SOURCES]
            if getattr(source, "tag", "") == "source"
            for one in _own_sets(source.attr)  # type: ignore[attr-defined]
        ]
    return sets


def _own_sets(attribute: Callable[[str], str | None]) -> list[str]:
    # in most that state no width there is no "w" either
    return [stated[-_MAX_SET:] for name in _SETS if (stated := attribute(name)) and "w" in stated]


def _stated_sizes(sets: Sequence[str]) -> list[tuple[int, str]]:
    """The widths in lists of sizes, each with its address."""
    sizes: list[tuple[int, str]] = []
    for one in sets:
        stated = _without_glue(one)
        if _kernels.markup is not None and stated.isascii():
            sizes += _kernels.markup.stated_sizes(stated, _MAX_DIGITS)
            continue
        tokens = stated.split()
        for at, size in enumerate(tokens):
            width = size.removesuffix(",")
            # every other token is an address
            if width[-1:] == "w" and len(width) <= _MAX_DIGITS + 1 and at:
                number, address = width[:-1], tokens[at - 1]
                if number.isdecimal() and number.isascii() and not address.startswith("data:"):
                    sizes.append((int(number), address.strip(",")))
    return sizes


def _named_width(address: str) -> int:
    """How wide the image at an address is, as far as that tells; a large number where it does not."""
    named = _NAMED_WIDTH.search(address[-_MAX_END:])
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
    if not alt or len(alt) > MAX_SIGN:
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
    if not is_emoji or (alt[0] == alt[-1] == ":" and len(alt) > 1):
        return ""
    # ":D" and ":-P" have a letter
    return alt if sum(map(str.isalnum, alt)) <= (len(alt) <= _MAX_FACE) else ""


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
        return _is_placeholder(src.partition("?")[0][-_MAX_END:])
    if sides and max(sides) >= _PICTURE:
        return False
    names = f"{attributes.get('class', '')} {attributes.get('id', '')}"[:_MAX_SRC]
    # to look at what is around an image takes longer than to look at its names
    return (_names_decoration(names) or _leads_to_decoration(src)) and not _is_in_figure(node)


def _leads_to_decoration(src: str) -> bool:
    """Return whether an address says that its image is no picture of the text."""
    path = src.partition("?")[0]
    if _is_placeholder(path[-_MAX_END:]):
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
    end = address[-_MAX_END:]
    if _kernels.markup is not None and end.isascii():
        compiled: bool = _kernels.markup.is_preview(end, _PREVIEW)
        return compiled
    found = _PREVIEW_WIDTH.search(end)
    return (found is not None and int(found[1] or found[2]) <= _PREVIEW) or _BLURRED.search(end) is not None


# of an image it is asked twice: of its address, and of that without what is behind a question mark
@lru_cache(maxsize=256)
def _is_placeholder(path: str) -> bool:
    """Return whether an address is that of what stands in for an image."""
    return _PLACEHOLDER_WORDS.are_in(path) and _PLACEHOLDER.search(path.lower()) is not None


def _names_decoration(class_names: str) -> bool:
    """Return whether the class and id of an image say that it is no picture of the text."""
    return _DECORATIVE_WORDS.are_in(class_names) and _has_decorative_name(class_names)


@lru_cache(maxsize=1024)
def _has_decorative_name(class_names: str) -> bool:
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
    src: str,
    alt: str,
    element: int,
    href: str | None,
    run: int,
    *,
    decorative: bool,
) -> int:
    """Note an image, which stands behind as many runs of the Block being made, or before the next.

    Decoration that is described amid a line of text is a word of it: "Press [key] to open the gate."

    Returns its index among the page's images, -1 for none.
    """
    images = page.images
    if not src or len(images) >= page.limits.blocks:
        return -1
    if decorative and run and alt[:1].isalnum() and href is None:
        decorative = "hidden" in node.attrs or not getattr(node.next_sibling, "data", "").strip()
    before = len(page.blocks) + (run > 0)
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


class _ImageTables(NamedTuple):
    """What the compiled part is told of this module, by the names that it has for it."""

    element_type: type
    names: frozenset[str] = _READ_NAMES
    lazy: frozenset[str] = frozenset(_LAZY)
    no_description: frozenset[str] = _NO_DESCRIPTION
    best_address: Callable[..., str] = _best_address
    is_placeholder: Callable[[str], bool] = _is_placeholder
    is_preview: Callable[[str], bool] = is_preview
    # of the end of an address, in ASCII; None where there is no kernel for it
    is_ascii_preview: Callable[[str, int], bool] | None = None
    is_decorative: Callable[..., bool] = _is_decorative
    # whether the class and id have any of the words of decoration, and are decoration's
    may_name_decoration: Callable[[str], bool] = _DECORATIVE_WORDS.look
    names_decoration: Callable[[str], bool] = _has_decorative_name
    leads_to_decoration: Callable[[str], bool] = _leads_to_decoration
    is_in_figure: Callable[..., bool] = _is_in_figure
    # whether an address has any of the words of the two tables
    may_tell: Callable[[str], bool] = _TELLING_WORDS.look
    larger: Callable[[str, list[str]], str] = _larger
    largest: Callable[[str], str] = _largest
    stated_sizes: Callable[[Sequence[str]], list[tuple[int, str]]] = _stated_sizes
    sets: tuple[str, ...] = _SETS
    # what is asked of an image that loads no other later, and of any
    sources: tuple[str, ...] = _OWN_SOURCES
    all_sources: tuple[str, ...] = _SOURCES
    max_sources: int = _MAX_SOURCES
    max_set: int = _MAX_SET
    max_source: int = _MAX_SRC
    max_end: int = _MAX_END
    thumbnail: int = _THUMBNAIL
    pixel: int = _PIXEL
    icon: int = _ICON
    picture: int = _PICTURE
    preview: int = _PREVIEW


@cache
def _compiled_images() -> Any:
    """Return what reads images; the parser is imported with the first page."""
    from turbohtml import Element

    assert _kernels.images is not None
    # once they have been called, they are those of the kernel
    _TELLING_WORDS.are_in("")
    _DECORATIVE_WORDS.are_in("")
    return _kernels.images.Images(
        _ImageTables(
            Element,
            may_tell=_TELLING_WORDS.are_in,
            may_name_decoration=_DECORATIVE_WORDS.are_in,
            is_ascii_preview=None if _kernels.markup is None else _kernels.markup.is_preview,
        )
    )
