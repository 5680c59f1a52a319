"""Videos, sound and posts of other sites that a page shows in a frame: where they are, and their titles."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urljoin, urlsplit

from boilerstrip.page.model import Embed, PageModel
from boilerstrip.page.traces import has_one
from boilerstrip.text.needles import Needles
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
_PLAYER = Needles(
    "youtu", "vimeo", "dailymotion", "player", "/embed", "video", "soundcloud", "spotify", "podcast", "audio",
    "bandcamp", "twitch", "ted.com", "maps", "codepen", "jsfiddle", "wistia", "loom.com", "archive.org",
    "slideshare", "tiktok", "instagram", "peertube", "bilibili", "docs.google.com", "datawrapper", "dwcdn",
    "flourish", "infogram", "tableau", "observablehq", "sketchfab", "streamable", "mixcloud", "deezer",
    "codesandbox", "stackblitz", "desmos", "geogebra", "issuu", "scribd", "speakerdeck", "figshare", "arcgis",
)  # fmt: skip
_ADDRESSES = ("data-src", "data-lazy-src", "src")
_YOUTUBE = lazy(r"(?:youtube(?:-nocookie)?\.com)/(?:embed|v)/(?!videoseries)([\w-]{6,20})")
_YOUTUBE_LIST = lazy(r"(?:youtube(?:-nocookie)?\.com)/embed/videoseries\?(?:\S*&)?list=([\w-]{6,60})")
# Frames around the frame of another site, and where their address has that of the page that it is of.
_PROXIES = lazy(r"(?:^|//)(?:cdn\.embedly\.com/widgets/media\.html|cdn\.iframe\.ly/api/iframe)\?")
_EMBED_PAGE = lazy(r"/embed/?\?(?:\S*&)?url=https?(?::|%3A)", re.IGNORECASE)
_PROXIED = ("url", "src")
# Frames with the path of the page that they show.
_EMBED_PATH = lazy(r"(//(?:open\.spotify\.com|www\.dailymotion\.com))/embed(?:-podcast)?/")
_VIMEO = lazy(r"player\.vimeo\.com/video/(\d{5,12})")
_MAX_SRC = 2048
_MAX_TITLE = 200
_LABELS = {"video": "Video", "audio": "Audio"}
# Elements of players' own making, each with the attribute that names the video, and its address.
_PLAYERS = {
    "amp-youtube": ("data-videoid", "https://www.youtube.com/embed/{}"),
    "lite-youtube": ("videoid", "https://www.youtube.com/embed/{}"),
    "youtube-video": ("video-id", "https://www.youtube.com/embed/{}"),
    "amp-vimeo": ("data-videoid", "https://player.vimeo.com/video/{}"),
    "lite-vimeo": ("videoid", "https://player.vimeo.com/video/{}"),
    "amp-dailymotion": ("data-videoid", "https://www.dailymotion.com/video/{}"),
    "amp-iframe": ("src", "{}"),
    "amp-video": ("src", "{}"),
    "amp-audio": ("src", "{}"),
}
_TAG_OF_PLAYER = {"amp-video": "video", "amp-audio": "audio"}
PLAYER_TAGS = frozenset(_PLAYERS)
_VIDEO_ID = lazy(r"[\w-]{1,64}")
_PLAY = lazy(r"play(?: video)?\s*:\s*", re.IGNORECASE)
_IMAGE = lazy(r"\.(?:svgz?|png|jpe?g|gif|webp|avif)(?:[?#]|\Z)", re.IGNORECASE)
# Frames of WordPress with the card of another page.
_CARD_FRAMES = "iframe.wp-embedded-content"
_QUOTES = "figure blockquote"
_OBJECTS = ("object", "embed[src]")
_MAX_PLAYERS = 500
_MAX_QUOTES = 2_000


def normalize_embeds(document: turbohtml.Document) -> None:
    """Make frames of `object` and `embed`, but images of those that show one."""
    cards = document.select(_CARD_FRAMES)[:_MAX_PLAYERS]
    # one look at all figures, as one may hold all of a page
    quotes = document.select(_QUOTES)[:_MAX_QUOTES] if cards else ()
    with_quotes = {quote.closest("figure") for quote in quotes}
    for frame in cards:
        beside = frame.previous_sibling
        if getattr(beside, "tag", "") == "blockquote" or frame.closest("figure") in with_quotes:
            # the link to the page that it shows stands beside it
            frame.decompose()
    if has_one(document, _OBJECTS):
        for node in document.select("object[data]")[:_MAX_PLAYERS]:
            if _IMAGE.search((node.attr("data") or "")[:_MAX_SRC]) and node.closest("iframe, video") is None:
                _set_image(node)
        for node in document.select(", ".join(_OBJECTS))[:_MAX_PLAYERS]:
            stated_address = node.attr("data") or node.attr("src") or ""
            if (
                not stated_address
                and (movie := node.select_one("param[name=movie], param[name=src]")) is not None
            ):
                stated_address = movie.attr("value") or ""
            # a file that is shown in place, as a drawing or a document, is none
            if node.closest("iframe, video") is None and _PLAYER.are_in(stated_address[:_MAX_SRC]):
                _set_frame(node, stated_address)


def _set_image(node: turbohtml.Element) -> None:
    """Put an image in the place of an object that shows one: that for older browsers if there is one."""
    from turbohtml import Element

    image = node.select_one("img[src]")
    if image is None:
        alt = _title(node) or collapse(node.text)[:_MAX_TITLE]
        if not alt:
            # a drawing that says nothing of itself is one of the page's design
            return
        image = Element("img")
        image.attrs["src"], image.attrs["alt"] = node.attr("data") or "", alt
        for name in ("width", "height"):
            if length := node.attr(name):
                image.attrs[name] = length
    node.replace_with(image)


def _set_frame(node: turbohtml.Element, src: str) -> None:
    """Put a frame with an address in the place of an element."""
    from turbohtml import Element

    frame = Element("iframe")
    frame.attrs["src"] = src
    if title := _title(node):
        frame.attrs["title"] = title
    node.replace_with(frame)


def _title(node: turbohtml.Element) -> str:
    title = node.attr("title") or node.attr("aria-label") or node.attr("alt") or ""
    return title or _PLAY.sub("", node.attr("playlabel") or "", count=1)


def shows_embed(node: turbohtml.Element) -> bool:
    """Return whether an element is a video, sound or frame; players are if they name what they play."""
    return node.tag not in _PLAYERS or _played(node) != ""


def _played(player: turbohtml.Element) -> str:
    """Return the address of what an element of a player's own making shows, "" for none."""
    name, address = _PLAYERS[player.tag]
    source = player.select_one("source[src]")
    stated_address = player.attr(name) or (source.attr("src") if source is not None else "") or ""
    is_stated = stated_address != "" and (name == "src" or _VIDEO_ID.fullmatch(stated_address) is not None)
    return address.format(stated_address).strip() if is_stated else ""


def add_embed(page: PageModel, node: turbohtml.Element, element: int, *, within: bool) -> None:
    """Note a video, sound or frame, unless it is furniture of the page."""
    tag = node.tag
    if tag in _PLAYERS:
        src, title = _played(node), _title(node)
        tag = _TAG_OF_PLAYER.get(tag, "iframe")
    else:
        src, title = _address(node), node.attr("title") or node.attr("aria-label") or ""
    if not src or len(src) > _MAX_SRC or len(page.embeds) >= page.limits.blocks:
        return
    if src.startswith(("data:", "blob:", "javascript:", "about:")):
        return
    shown = _unwrap_proxy(src)
    is_wanted = _PLAYER.are_in(shown) or (shown != src and _EMBED_PAGE.search(src) is not None)
    src = shown
    if tag == "iframe" and (not is_wanted or _FURNITURE.search(src)):
        return
    title = collapse(title)[:_MAX_TITLE]
    src = _watch_page(src)
    before = len(page.blocks) + within
    if not any(embed.src == src for embed in page.embeds[-3:]):
        page.embeds.append(Embed(before, element, src, title or _default_title(page, src, tag)))


def _address(node: turbohtml.Element) -> str:
    for name in _ADDRESSES:
        if value := (node.attr(name) or "").strip():
            return value
    source = node.select_one("source[src]")
    return (source.attr("src") or "").strip() if source is not None else ""


def _unwrap_proxy(src: str) -> str:
    """The address of the page that a frame around another one shows; that of the frame if it is none."""
    if _PROXIES.search(src) or _EMBED_PAGE.search(src):
        try:
            query = parse_qs(urlsplit(src).query)
        except ValueError:
            return src
        for name in _PROXIED:
            for address in query.get(name, ()):
                if address.startswith(("https://", "http://", "//")):
                    return address
    return src


def _watch_page(src: str) -> str:
    """The address of the page that shows a video, where the frame's own shows it without one."""
    if found := _YOUTUBE.search(src):
        return f"https://www.youtube.com/watch?v={found[1]}"
    if found := _YOUTUBE_LIST.search(src):
        return f"https://www.youtube.com/playlist?list={found[1]}"
    if found := _VIMEO.search(src):
        return f"https://vimeo.com/{found[1]}"
    return _EMBED_PATH.sub(r"\1/", src, count=1)


def _default_title(page: PageModel, src: str, tag: str) -> str:
    """A title for what has none: what it is and from where."""
    try:
        host = urlsplit(urljoin(page.base, src)).hostname or ""
    except ValueError:
        host = ""
    kind = _LABELS.get(tag, "Embedded")
    return f"{kind}: {host.removeprefix('www.')}" if host else kind
