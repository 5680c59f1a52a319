"""Links: which addresses are safe to follow, and which lead to a place in the body itself."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import parse_qs, unquote, urldefrag, urljoin, urlsplit

from boilerstrip.page import Block, Page
from boilerstrip.page.footnotes import NOTEREF
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import collapse

# Pages that do nothing but lead on, and where their address has that of the page that they lead to.
_REDIRECTS = frozenset({"url", "redirect", "l.php", "away", "away.php"})
_TARGETS = ("q", "url", "u", "to", "target")
_SAFE_SCHEMES = frozenset({"http", "https", "mailto", ""})
# Most addresses are such, and joining them to that of the page would leave them as they are.
_IS_ABSOLUTE = lazy(r"https?://[a-z0-9.-]+/[A-Za-z0-9._~%/-]*(?:\?[A-Za-z0-9._~%/&=+-]+)?")


def safe_address(page: Page, href: str) -> str:
    """An address that is safe to follow, made absolute where that is possible; else ""."""
    href = collapse(href).replace(" ", "%20")
    if "http" in href[8:]:
        href = _target_of(href)
    if _IS_ABSOLUTE.fullmatch(href):
        return href
    try:
        full = urljoin(page.base, href)
        return full if urlsplit(full).scheme.lower() in _SAFE_SCHEMES else ""
    except ValueError:
        return ""


def _target_of(href: str) -> str:
    """The address of another site that an address of a page which leads on has in it; else that address."""
    try:
        parts = urlsplit(href)
        leads_on = parts.scheme in ("", "http", "https") and parts.path.rpartition("/")[2] in _REDIRECTS
        query = parse_qs(parts.query) if leads_on else {}
        for name in _TARGETS:
            for target in query.get(name, ()):
                # a target without a host, or with a broken one, leads nowhere
                if target.startswith(("https://", "http://")) and urlsplit(target).hostname:
                    return collapse(target).replace(" ", "%20")
    except ValueError:
        pass
    return href


class Links:
    """The links of a body, and the ids in it that they lead to."""

    def __init__(self, page: Page, blocks: Iterable[Block]) -> None:
        self._page = page
        self._own = urldefrag(page.url or "").url
        blocks_by_index = {block.index: block for block in blocks}
        # the ids that links lead to, by the index of the Block that they stand at
        self.anchors: dict[int, list[str]] = defaultdict(list)
        self._wanted: set[str] = set()
        for block in blocks_by_index.values() if page.anchors else ():
            for run in block.runs:
                if run.href is None or "#" not in run.href or NOTEREF in run.marks:
                    continue
                name = self._fragment(run.href)
                anchor = page.anchors.get(name)
                if self._is_own(block, anchor):
                    continue
                if anchor in blocks_by_index and name not in self._wanted:
                    self._wanted.add(name)
                    self.anchors[anchor].append(name)
        self._taken: set[str] = set()

    def take(self, name: str) -> str:
        """An id, if a link leads to it and nothing has it yet; else ""."""
        if name not in self._wanted or name in self._taken:
            return ""
        self._taken.add(name)
        return name

    @staticmethod
    def _is_own(block: Block, anchor: int | None) -> bool:
        """Return whether a place is a heading itself: it is linked so that its address can be copied."""
        return block.level > 0 and anchor == block.index

    def address(self, href: str, block: Block | None = None) -> str:
        """Return the address that a link in a Block leads to, "" if it is not safe or empty."""
        if href.strip() in ("", "#"):
            # an anchor without an address, or one that a script makes a control
            return ""
        if "#" in href:
            name = self._fragment(href)
            if block is not None and name and self._is_own(block, self._page.anchors.get(name)):
                return ""
            if name in self._wanted:
                return f"#{name}"
        return safe_address(self._page, href)

    def _fragment(self, href: str) -> str:
        """The id in the page itself that an address leads to, "" for none."""
        address, _, name = collapse(href).partition("#")
        if address:
            try:
                if not self._own or urljoin(self._page.base, address) != self._own:
                    return ""
            except ValueError:
                return ""
        return name if name in self._page.anchors else unquote(name)
