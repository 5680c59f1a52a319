"""What a page says about itself: head tags, times, authors, and the scripts that embed data."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import TYPE_CHECKING

from boilerstrip.limits import ORDINARY_ADDRESS
from boilerstrip.page.head_data import Time
from boilerstrip.page.model import PageModel
from boilerstrip.page.scripts import Script, read_script
from boilerstrip.page.tags import CUSTOM_TIMES
from boilerstrip.text.class_names import names_author
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy
from boilerstrip.text.whitespace import collapse

if TYPE_CHECKING:
    import turbohtml

# Characters of what a page says about itself that are looked at, and of the addresses in its head.
MAX_STATED = 10_000
MAX_HEAD_ADDRESS = 65_536
# The same of a time, an author's name, and how many there may be of each.
MAX_NAME = 200
_MAX_TIMES = 100
_MAX_AUTHORS = 10
_MAX_TOPICS = 100
# Characters of the names that one property of microdata has.
_MAX_PROPERTY = 100
_ISO_DAY = lazy(r"(?:19|20)\d\d-\d\d-\d\d")
_YEAR = lazy(r"(?<!\d)(?:19|20)\d\d(?!\d)")
# What microdata and microformats call times, and which of them are those of changes.
_TIME_NAMES = lazy(
    r"(?<![a-z])(?:date-?(?:published|modified|created|updated|time)|dt-(?:published|updated)|published|updated"
    r"|post-?date|entry-?date|pub-?date|timestamp)(?![a-z])"
)
# What each of these has in it, and most names do not.
_TIME_PARTS = Needles("date", "published", "timestamp")
_MODIFIED_NAMES = lazy(r"modified|updated")
_NAMED_PUBLISHED = lazy(r"published|created")
# The attributes of a `time` that state it, for scripts if not for all.
_MOMENTS = ("datetime", "data-datetime", "data-timestamp", "data-time")
# The attributes of elements of a page's own making that state the time that they show.
_CUSTOM_MOMENTS = ("datetime", "ts", "date", "value", "timestamp")
# A title that is not closed has the rest of the page in it, as markup. Others are not as long.
_LONGEST_TITLE = 500  # characters
_MARKUP = lazy(
    r"</?(?:title|head|meta|link|script|style|base|body|html|noscript|h[1-6]|p|div)\b", re.IGNORECASE
)
# Characters of scripts that are kept for the dates in them.
_MAX_DATED = 1_000_000
# Trackback data in comments of old weblogs.
_RDF = lazy(r"""\bdc:(date|creator)=["']([^"'<>]{2,200})["']""")


class HeadReader:
    """Fills a page's `Head` with what elements say, one call for each element as the walk comes by."""

    def __init__(self, page: PageModel, scripts: Mapping[turbohtml.Element, Script]) -> None:
        """Take the page and its scripts."""
        self._page = page
        self._head = page.head
        self._scripts = scripts
        # most of them tell nothing: the walk need not come by
        self.silent = {node for node, script in scripts.items() if not script.kept_as}
        self._embedded = 0
        self._dated_left = _MAX_DATED

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
                if name.endswith("ld+json"):
                    # frameworks that were told of a script in the wrong way make a meta tag of it
                    head.json_ld.append(content)
                # a property of microdata may have several names
                several = name == attribute("itemprop")
                for one in name[:_MAX_PROPERTY].lower().split() if several else (name.lower(),):
                    head.metas.setdefault(one, []).append(content)
        elif tag == "link":
            if (href := attribute("href")) and len(href) <= MAX_HEAD_ADDRESS:
                head.links.setdefault((attribute("rel") or "").lower(), href)
        elif tag == "title":
            head.title = head.title or collapse(_closed(node.text[:MAX_STATED]))
            return False
        elif tag == "time" and len(head.times) < _MAX_TIMES:
            moment = next(filter(None, map(attribute, _MOMENTS)), "")
            names = attribute("itemprop") or attribute("class") or ""
            kind = _kind_of_time(names[:MAX_NAME])
            head.times.append(Time(element, block, moment, collapse(node.text[:MAX_NAME]), kind))
        elif tag in CUSTOM_TIMES and len(head.times) < _MAX_TIMES:
            moment = next(filter(None, map(attribute, _CUSTOM_MOMENTS)), "")
            head.times.append(Time(element, block, moment[:MAX_NAME], collapse(node.text[:MAX_NAME])))
        elif tag == "abbr" and len(head.times) < _MAX_TIMES:
            # how older themes write times
            moment = attribute("title") or ""
            if _ISO_DAY.match(moment):
                head.times.append(Time(element, block, moment[:MAX_NAME], collapse(node.text[:MAX_NAME])))
            elif _YEAR.search(moment[:MAX_NAME]):
                self._add_marked_time(node, element, block, moment, "")
        return tag in ("html", "time", "abbr") or tag in CUSTOM_TIMES

    def read_inline(self, node: turbohtml.Element, element: int, next_block: Callable[[], int]) -> None:
        """Note what an inline element says: that its text is the author's name, or a time."""
        authors, attribute = self._head.authors, node.attr
        if (rel := attribute("rel")) and names_license(rel):
            self._head.links.setdefault("license", (attribute("href") or "")[:MAX_HEAD_ADDRESS])
        if rel and "tag" in (relations := _relations(rel[:MAX_NAME])):
            topics = self._head.categories if "category" in relations else self._head.tags
            if len(topics) < _MAX_TOPICS:
                topics.append((element, collapse(node.text[:MAX_NAME])))
            return
        names = rel or attribute("itemprop") or attribute("class")
        if not names:
            return
        is_author, time_name = _read_names(names[:MAX_NAME])
        if is_author and len(authors) < _MAX_AUTHORS:
            authors.append((element, collapse(node.text[:MAX_NAME])))
        elif time_name:
            stated = attribute("content") or attribute("datetime") or attribute("title") or ""
            if _YEAR.search(stated[:MAX_NAME]) or attribute("itemprop"):
                self._add_marked_time(node, element, next_block(), stated, time_name)

    def read_comment(self, data: str) -> None:
        """Take what the trackback data in a comment of the markup states, as `rdf:dc.date` and such."""
        if "dc:" in data:
            for name, content in _RDF.findall(data[:MAX_STATED]):
                self._head.metas.setdefault(f"rdf:dc.{name}", []).append(collapse(content))

    def _add_marked_time(
        self, node: turbohtml.Element, element: int, block: int, moment: str, name: str
    ) -> None:
        times = self._head.marked_times
        if len(times) < _MAX_TIMES:
            kind = "modified" if _MODIFIED_NAMES.search(name) else ""
            kind = kind or ("published" if _NAMED_PUBLISHED.search(name) else "")
            text = collapse(node.text[:MAX_NAME])
            times.append(Time(element, block, moment[:MAX_NAME], text, kind))

    def visit_skipped_element(self, node: turbohtml.Element) -> bool:
        """Take what a skipped element has to say; whether its content is to be walked."""
        tag = node.tag
        if tag == "script":
            script = self._scripts.get(node) or read_script(node)
            if script.kept_as:
                self._keep(script)
        elif tag == "base":
            href = node.attr("href") or ""
            # the first counts; a long one would be part of every link
            self._head.base = self._head.base or (href if len(href) <= ORDINARY_ADDRESS else "")
        elif tag == "template":
            # a declarative shadow root is what the browser shows
            return node.attr("shadowrootmode") is not None
        return False

    def _keep(self, script: Script) -> None:
        """Keep a script that embeds data, within the limit."""
        source, kept_as = script.source, script.kept_as
        if kept_as == "dated_scripts":
            # one that names a date of publication has a limit of its own
            if len(source) > self._dated_left:
                return
            self._dated_left -= len(source)
        else:
            self._embedded += len(source)
            if self._embedded > self._page.limits.embedded:
                self._page.note(f"embedded data beyond {self._page.limits.embedded} characters left out")
                return
        getattr(self._head, kept_as).append(source)
        if kept_as != "json_ld":
            self._head.data.append(source)


def read_root_state(document: turbohtml.Document, page: PageModel) -> None:
    """Keep the state that a framework embeds in an attribute of the element that its application fills."""
    # with its tag and its place, to look it up costs hardly anything
    root = document.select_one("body > div[data-page^='{']")
    source = root.attr("data-page") if root is not None else None
    if source and len(source) <= page.limits.embedded:
        page.head.state.append(source)
        page.head.data.append(source)


@lru_cache(maxsize=1024)
def _kind_of_time(names: str) -> str:
    """Return what a `time` element of these names is the time of, "" for what they do not tell."""
    names = names.lower()
    if "datepublished" in names:
        return "published"
    # themes call the time of publication of what was never changed both
    is_changed = _MODIFIED_NAMES.search(names) and not _NAMED_PUBLISHED.search(names)
    return "modified" if is_changed else ""


def _closed(title: str) -> str:
    """Return the text of a title element up to where it should have been closed."""
    return _MARKUP.split(title, maxsplit=1)[0] if len(title) > _LONGEST_TITLE else title


def names_license(rel: str) -> bool:
    """Return whether a `rel` says that its link leads to the license of the page."""
    return "license" in _relations(rel[:MAX_NAME])


def names_tag(rel: str) -> bool:
    """Return whether a `rel` says that its link leads to the page of a tag or a category."""
    return "tag" in _relations(rel[:MAX_NAME])


@lru_cache(maxsize=256)
def _relations(rel: str) -> frozenset[str]:
    return frozenset(rel.lower().split())


def names_author_or_time(names: str) -> bool:
    """Return whether an element's names are those of an author or a time."""
    is_author, time_name = _read_names(names[:MAX_NAME])
    return is_author or time_name != ""


@lru_cache(maxsize=4096)
def _read_names(names: str) -> tuple[bool, str]:
    """Return whether an element's names are an author's, and the name of a time among them, "" for none."""
    if not _TIME_PARTS.are_in(names):
        return names_author(names), ""
    found = _TIME_NAMES.search(names.lower().replace("_", "-"))
    return names_author(names), found[0] if found else ""
