"""trafilatura's options in one object, and its counter of duplicates."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any

from boilerstrip.compat.document import FORMATS
from boilerstrip.errors import OptionError

# A segment with this length is a duplicate if it was seen more often than this, as in trafilatura.
_MIN_DUPLICATE = 100
_MAX_REPETITIONS = 2
_DATE_PARAMETERS = frozenset(
    {"extensive_search", "original_date", "outputformat", "max_date", "min_date", "url"}
)
DAY = "%Y-%m-%d"
# Names that other code imports from trafilatura, with the reason why they are missing here.
NOT_HERE = {
    "fetch_response": "boilerstrip keeps no response; use fetch_url, or the response of an HTTP library",
    "use_config": "the settings are for trafilatura's heuristics, which boilerstrip does not have",
    "settings": "the settings are for trafilatura's heuristics, which boilerstrip does not have",
    "downloads": "downloads in parallel stay with trafilatura.downloads",
    "deduplication": "Extraction has a fingerprint; the rest stays with trafilatura.deduplication",
    "reset_caches": "boilerstrip keeps nothing that needs to be reset",
    "feeds": "feeds stay with trafilatura.feeds",
    "sitemaps": "sitemaps stay with trafilatura.sitemaps",
    "spider": "crawling stays with trafilatura.spider",
    "focused_crawler": "crawling stays with trafilatura.spider",
    "find_feed_urls": "feeds stay with trafilatura.feeds",
    "sitemap_search": "sitemaps stay with trafilatura.sitemaps",
}


class LRUCache:
    """Counts how often texts were seen, and forgets the oldest; for `deduplicate`."""

    def __init__(self, maxsize: int = 4096) -> None:
        self.maxsize = maxsize
        self.cache: OrderedDict[str, int] = OrderedDict()
        self._lock = threading.Lock()

    def increment(self, key: str) -> int:
        """Count a text, and return how often it was seen before, -1 for never."""
        with self._lock:
            previous = self.cache.pop(key, -1)
            self.cache[key] = max(previous, 0) + 1
            if len(self.cache) > self.maxsize:
                self.cache.popitem(last=False)
            return previous

    def clear(self) -> None:
        """Forget everything."""
        with self._lock:
            self.cache.clear()


_seen = LRUCache()


class Extractor:
    """Options for `extract` and `bare_extraction` in one object, as trafilatura.settings.Extractor."""

    def __init__(
        self,
        *,
        config: Any = None,
        output_format: str = "txt",
        fast: bool = False,
        precision: bool = False,
        recall: bool = False,
        comments: bool = True,
        formatting: bool | None = None,
        links: bool = False,
        images: bool = False,
        tables: bool = True,
        dedup: bool | LRUCache = False,
        lang: str | None = None,
        url: str | None = None,
        source: str | None = None,
        with_metadata: bool = False,
        only_with_metadata: bool = False,
        tei_validation: bool = False,
        author_blacklist: set[str] | None = None,
        url_blacklist: set[str] | None = None,
        date_params: dict[str, Any] | None = None,
    ) -> None:
        if output_format not in (*FORMATS, "python"):
            raise OptionError(f"output_format must be one of {', '.join(FORMATS)}, not {output_format!r}")
        if config is not None:
            raise OptionError(f"config: {NOT_HERE['use_config']}")
        if tei_validation:
            raise OptionError("tei_validation: boilerstrip does not include the TEI schema")
        if unknown := set(date_params or ()) - _DATE_PARAMETERS:
            raise OptionError(f"unsupported date parameters: {', '.join(sorted(unknown))}")
        self.config = config
        self.format = output_format
        self.fast = fast
        self.focus = "recall" if recall else "precision" if precision else "balanced"
        self.comments = comments
        self.formatting = output_format == "markdown" if formatting is None else formatting
        self.links = links
        self.images = images
        self.tables = tables
        self.dedup = dedup
        self.lang = lang
        self.url = url
        self.source = url or source
        self.only_with_metadata = only_with_metadata
        self.tei_validation = tei_validation
        self.author_blacklist = author_blacklist or set()
        self.url_blacklist = url_blacklist or set()
        self.with_metadata = (
            with_metadata
            or only_with_metadata
            or bool(url_blacklist)
            or bool(author_blacklist)
            or output_format == "xmltei"
        )
        self.date_params = date_params or {}


def duplicates(dedup: Any) -> Callable[[str], bool] | None:
    """Return a function that counts a text and returns whether it is a duplicate; None if not wanted."""
    if not dedup:
        return None
    cache = _seen if dedup is True else dedup

    def is_duplicate(text: str) -> bool:
        seen = cache.increment(text)
        return len(text) > _MIN_DUPLICATE and seen > _MAX_REPETITIONS

    return is_duplicate
