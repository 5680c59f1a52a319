"""Images: which there are, and from where they are loaded."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boilerstrip.page.model import Image, PageModel
from boilerstrip.text.whitespace import collapse

if TYPE_CHECKING:
    import turbohtml


# Where pages say the address of an image that is loaded when it comes into view, or else at once.
_IMAGE_ADDRESSES = ("data-src", "data-lazy-src", "data-original", "data-srcset", "src", "srcset")
# Longer addresses are data.
_MAX_SRC = 2048
# So much of the end of a list of an image's sizes is looked at.
_MAX_SET = 4096
_SIZE = re.compile(r"[\d.]+[wxh],?")
_GLUED = re.compile(r"(\s[\d.]+[wxh]),")


def _image_address(node: turbohtml.Element) -> str:
    """Where an image is: what scripts load later counts before what stands in for it until then."""
    for name in _IMAGE_ADDRESSES:
        address = node.attr(name)
        if not address:
            continue
        address = _largest(address[-_MAX_SET:]) if "srcset" in name else address.strip()
        if address and not address.startswith("data:"):
            return address
    return ""


def _largest(sizes: str) -> str:
    """The last address of a `srcset`, as pages put the largest there."""
    # a comma may be part of an address, but not of a size
    said = _GLUED.sub(r"\1 ", sizes).split()
    if len(said) > 1 and _SIZE.fullmatch(said[-1]):
        said.pop()
    return said[-1].strip(",") if said else ""


def add_image(page: PageModel, node: turbohtml.Element, element: int, *, within: bool) -> None:
    """Note an image, which stands `within` the Block being made or before the next."""
    src = _image_address(node)
    images = page.images
    if src and len(src) < _MAX_SRC and not src.startswith("data:") and len(images) < page.limits.blocks:
        before = len(page.blocks) + within
        if images and images[-1].before == before:
            plain = images[-1].element == element and getattr(node.parent, "tag", "") == "noscript"
            if plain or images[-1].src == src:
                # for browsers without scripts, or of another size, it stands for the one it follows
                images.pop()
        images.append(Image(before, element, src, collapse(node.attr("alt") or "")))
