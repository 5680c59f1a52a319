"""Scrapy: an item pipeline, and extraction of a response.

Settings of the pipeline, with their defaults:

- ``BOILERSTRIP_PAGE_FIELD`` ("html"): the item's field that has the page, as `str` or bytes
- ``BOILERSTRIP_URL_FIELD`` ("url"): the field that has its address, if there is one
- ``BOILERSTRIP_FIELDS``: the fields that an item gets; of `boilerstrip.batch.rows.FIELDS`
- ``BOILERSTRIP_WORKERS`` (1): worker processes
- ``BOILERSTRIP_TIMEOUT`` (30): seconds that a page may take
- ``BOILERSTRIP_OPTIONS`` ({}): options of `boilerstrip.Extractor`
"""

from __future__ import annotations

from queue import SimpleQueue
from typing import Any, Self

from itemadapter import ItemAdapter
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.threads import deferToThreadPool
from twisted.python.threadpool import ThreadPool
from w3lib.encoding import http_content_type_encoding

from boilerstrip.batch.preparation import TIMEOUT_PER_PAGE
from boilerstrip.batch.rows import DEFAULT_FIELDS, RowWorker
from boilerstrip.errors import OptionError
from boilerstrip.extraction import Extraction
from boilerstrip.extractor import Extractor
from boilerstrip.input.decode import needed_charset
from boilerstrip.workers.jobs import PageSource
from boilerstrip.workers.runner import check_workers


def extract(response: Response, extractor: Extractor | None = None) -> Extraction:
    """Strip the boilerplate off a response, with its address and the charset that its server names.

    Args:
        response: any response; one that is no text gives an empty Extraction with a note.
        extractor: an Extractor with options; the default ones otherwise.

    """
    named = response.headers.get("Content-Type")
    charset = http_content_type_encoding(named.decode("latin-1")) if named else None
    encoding = needed_charset(response.body, charset)
    return (extractor or Extractor()).extract(response.body, url=response.url, encoding=encoding)


class BoilerstripPipeline:
    """Replaces the page in each item by what is extracted from it.

    An item without a page is left as it is. A page without a result leaves the item's fields as they
    were and gives it `kind` and `reason`. An item of a class with declared fields gets those it
    declares. Statistics: ``boilerstrip/extracted`` and ``boilerstrip/failed/KIND``.

    Pages are worked on in processes of their own, so the crawl goes on meanwhile.
    """

    def __init__(self, crawler: Crawler) -> None:
        """Read the settings.

        Raises:
            OptionError: one is invalid.

        """
        settings = crawler.settings
        self._stats = crawler.stats
        self._page_field: str = settings.get("BOILERSTRIP_PAGE_FIELD", "html")
        self._url_field: str = settings.get("BOILERSTRIP_URL_FIELD", "url")
        fields = settings.getlist("BOILERSTRIP_FIELDS", DEFAULT_FIELDS)
        timeout = settings.getfloat("BOILERSTRIP_TIMEOUT", TIMEOUT_PER_PAGE)
        options = settings.getdict("BOILERSTRIP_OPTIONS")
        try:
            count, _ = check_workers(settings.getint("BOILERSTRIP_WORKERS", 1), timeout)
        except ValueError as error:
            raise OptionError(str(error)) from None
        self._workers = [RowWorker(fields=fields, timeout=timeout, **options) for _ in range(count)]
        self._idle: SimpleQueue[RowWorker] = SimpleQueue()
        for worker in self._workers:
            self._idle.put(worker)
        # not Scrapy's own threads, which are needed for DNS lookups
        self._threads = ThreadPool(0, count, name="boilerstrip")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        """Return the pipeline of a crawl."""
        return cls(crawler)

    def open_spider(self) -> None:
        """Start the threads that process items."""
        self._threads.start()

    def close_spider(self) -> None:
        """End the worker processes."""
        self._threads.stop()
        for worker in self._workers:
            worker.close()

    async def process_item(self, item: Any) -> Any:
        """Return the item with the extracted fields instead of its page."""
        from twisted.internet import reactor

        adapter = ItemAdapter(item)
        page = adapter.get(self._page_field)
        if page is None:
            return item
        url = adapter.get(self._url_field)
        source = PageSource(None, page, url if isinstance(url, str) else None)
        row = await maybe_deferred_to_future(deferToThreadPool(reactor, self._threads, self._row, source))
        _take_out(adapter, self._page_field)
        _put_in(adapter, row)
        self._stats.inc_value(f"boilerstrip/failed/{row['kind']}" if row["kind"] else "boilerstrip/extracted")
        return item

    def _row(self, source: PageSource) -> dict[str, Any]:
        worker = self._idle.get()
        try:
            return worker.rows([source])[0]
        finally:
            self._idle.put(worker)


def _take_out(adapter: ItemAdapter, field: str) -> None:
    try:
        del adapter[field]
    except KeyError:  # fields of a class cannot be deleted
        adapter[field] = None


def _put_in(adapter: ItemAdapter, row: dict[str, Any]) -> None:
    declared = None if isinstance(adapter.item, dict) else set(adapter.field_names())
    for name, value in row.items():
        if declared is not None and name not in declared:
            continue
        if value is not None or adapter.get(name) is None:
            adapter[name] = value
