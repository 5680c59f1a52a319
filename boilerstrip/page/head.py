"""What a page says about itself: head tags, times, authors, and the scripts that embed data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boilerstrip.limits import ORDINARY_ADDRESS
from boilerstrip.page.head_data import Time
from boilerstrip.page.model import PageModel
from boilerstrip.text.class_names import names_author
from boilerstrip.text.whitespace import collapse

if TYPE_CHECKING:
    import turbohtml

# How a paragraph begins in a text that is markup, escaped or not.
PARAGRAPHS = ("<p", "&lt;p", "&amp;lt;p")
# Characters of what a page says about itself that are looked at, and of the addresses in its head.
MAX_STATED = 10_000
_MAX_ADDRESS = 65_536
# The same of a time, an author's name, and how many there may be of each.
_MAX_NAME = 200
_MAX_TIMES = 100
_MAX_AUTHORS = 10
# Characters of the names that one property of microdata has.
_MAX_PROPERTY = 100
_ISO_DAY = re.compile(r"(?:19|20)\d\d-\d\d-\d\d")


class HeadReader:
    """Fills a page's `Head` with what elements say, one call for each element as the walk comes by."""

    def __init__(self, page: PageModel) -> None:
        self._page = page
        self._head = page.head
        self._embedded = 0

    def read_metadata(self, node: turbohtml.Element, element: int, block: int) -> bool:
        """Take what meta, link, title, time and html say; whether to walk on below.

        What is below goes into the Block of this index.
        """
        tag, head, attribute = node.tag, self._head, node.attr
        if tag == "html":
            head.language = attribute("lang") or attribute("xml:lang") or ""
            head.direction = (attribute("dir") or "").lower()
        elif tag == "meta":
            name = attribute("property") or attribute("name") or attribute("itemprop") or ""
            if name and (content := attribute("content")):
                content = collapse(content[:MAX_STATED])
                # a property of microdata may have several names
                several = name == attribute("itemprop")
                for one in name[:_MAX_PROPERTY].lower().split() if several else (name.lower(),):
                    head.metas.setdefault(one, []).append(content)
        elif tag == "link":
            if (href := attribute("href")) and len(href) <= _MAX_ADDRESS:
                head.links.setdefault((attribute("rel") or "").lower(), href)
        elif tag == "title":
            head.title = head.title or collapse(node.text[:MAX_STATED])
            return False
        elif tag == "time" and len(head.times) < _MAX_TIMES:
            moment = attribute("datetime") or ""
            head.times.append(Time(element, block, moment, collapse(node.text[:_MAX_NAME])))
        elif tag == "abbr" and len(head.times) < _MAX_TIMES:
            # how older themes write times
            moment = attribute("title") or ""
            if _ISO_DAY.match(moment):
                head.times.append(Time(element, block, moment[:_MAX_NAME], collapse(node.text[:_MAX_NAME])))
        return tag in ("html", "time", "abbr")

    def read_author(self, node: turbohtml.Element, element: int) -> None:
        """Note the text of an inline element that says it is the author's name."""
        authors, attribute = self._head.authors, node.attr
        if (rel := attribute("rel")) and "license" in rel.lower().split():
            self._head.links.setdefault("license", (attribute("href") or "")[:_MAX_ADDRESS])
        names = rel or attribute("itemprop") or attribute("class")
        if names and len(authors) < _MAX_AUTHORS and names_author(names[:_MAX_NAME]):
            authors.append((element, collapse(node.text[:_MAX_NAME])))

    def visit_skipped_element(self, node: turbohtml.Element) -> bool:
        """Take what a skipped element has to say; whether its content is to be walked."""
        tag = node.tag
        if tag == "script":
            self._read_script(node)
        elif tag == "base":
            href = node.attr("href") or ""
            # the first counts; a long one would be part of every link
            self._head.base = self._head.base or (href if len(href) <= ORDINARY_ADDRESS else "")
        elif tag == "template":
            # a declarative shadow root is what the browser shows
            return node.attr("shadowrootmode") is not None
        return False

    def _read_script(self, node: turbohtml.Element) -> None:
        """Keep a script that embeds data, within the limit."""
        kind = (node.attr("type") or "").lower()
        is_json = "json" in kind
        if not is_json and kind not in ("", "text/javascript", "module"):
            return
        source, head = node.text, self._head
        if "ld+json" in kind:
            kept = head.json_ld
        elif is_json or "articleBody" in source or '"body"' in source:
            kept = head.state
        elif any(paragraph in source for paragraph in PARAGRAPHS) or "\\u003cp" in source:
            kept = head.scripts
        else:
            return
        self._embedded += len(source)
        if self._embedded <= self._page.limits.embedded:
            kept.append(source)
        else:
            self._page.note(f"embedded data beyond {self._page.limits.embedded} characters left out")
