"""Videos, sound and posts of other sites that a page shows in a frame: where they are, and their titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from boilerstrip.page.model import Embed, PageModel
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import collapse

if TYPE_CHECKING:
    import turbohtml

# Frames that are neither videos nor sound nor posts: ads, counters, forms, buttons of networks.
_FURNITURE = lazy(
    r"ads?[./_-]|doubleclick|googletag|recaptcha|captcha|facebook\.com/plugins|/like|/share|login|consent|comments?[./_-]"
    r"|disqus|newsletter|subscribe|analytics|about:blank|pixel|addthis|widget",
    re.IGNORECASE,
)
# What players have in their address.
_PLAYER = lazy(
    r"youtu|vimeo|dailymotion|player|/embed|video|soundcloud|spotify|podcast|audio|bandcamp|twitch|ted\.com|maps|codepen"
    r"|jsfiddle|wistia|loom\.com|archive\.org|slideshare|tiktok|instagram|peertube|bilibili",
    re.IGNORECASE,
)
_ADDRESSES = ("data-src", "data-lazy-src", "src")
_YOUTUBE = lazy(r"(?:youtube(?:-nocookie)?\.com)/embed/([\w-]{6,20})")
_VIMEO = lazy(r"player\.vimeo\.com/video/(\d{5,12})")
_MAX_SRC = 2048
_MAX_TITLE = 200
_LABELS = {"video": "Video", "audio": "Audio"}


def add_embed(page: PageModel, node: turbohtml.Element, element: int, *, within: bool) -> None:
    """Note a video, sound or frame, unless it is furniture of the page."""
    src = _address(node)
    tag = node.tag
    if not src or len(src) > _MAX_SRC or len(page.embeds) >= page.limits.blocks:
        return
    if src.startswith(("data:", "blob:", "javascript:", "about:")):
        return
    if tag == "iframe" and (_FURNITURE.search(src) or not _PLAYER.search(src)):
        return
    title = collapse(node.attr("title") or node.attr("aria-label") or "")[:_MAX_TITLE]
    src = _watchable(src)
    before = len(page.blocks) + within
    if not any(embed.src == src for embed in page.embeds[-3:]):
        page.embeds.append(Embed(before, element, src, title or _named(src, tag)))


def _address(node: turbohtml.Element) -> str:
    for name in _ADDRESSES:
        if value := (node.attr(name) or "").strip():
            return value
    source = node.select_one("source[src]")
    return (source.attr("src") or "").strip() if source is not None else ""


def _watchable(src: str) -> str:
    """The address of the page that shows a video, where the frame's own shows it without one."""
    if found := _YOUTUBE.search(src):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := _VIMEO.search(src):
        return f"https://vimeo.com/{found[1]}"
    return src


def _named(src: str, tag: str) -> str:
    """A title for what has none: what it is and from where."""
    try:
        host = urlsplit(src).hostname or ""
    except ValueError:
        host = ""
    kind = _LABELS.get(tag, "Embedded")
    return f"{kind}: {host.removeprefix('www.')}" if host else kind
