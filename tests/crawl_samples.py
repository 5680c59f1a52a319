"""A crawl of the sample pages with the item pipeline: python crawl_samples.py ADDRESS OUT."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import scrapy
from scrapy.crawler import CrawlerProcess

from boilerstrip.extractor import Extractor
from boilerstrip.integrations.scrapy import extract


@dataclass
class Story:
    page: bytes | None = None
    title: str | None = None
    text: str | None = None
    address: str | None = None


class Samples(scrapy.Spider):
    name = "samples"

    async def start(self) -> Any:
        yield scrapy.Request(sys.argv[1], self.parse)

    def parse(self, response: Any) -> Iterator[Any]:
        for link in response.css("a::attr(href)").getall():
            yield response.follow(link, self.parse_page)

    def parse_page(self, response: Any) -> Iterator[Any]:
        yield {"page": response.body, "url": response.url, "asked": response.url}
        if response.url.endswith("german.html"):
            here = extract(response, Extractor(effort="fast"))
            yield {"asked": "helper", "text": here.text, "url": here.url}
            yield {"asked": "no page"}
            yield {"asked": "wrong", "page": 7, "title": "kept"}
            yield Story(page=response.body, address="story")


def main() -> None:
    process = CrawlerProcess(
        {
            "ITEM_PIPELINES": {"boilerstrip.integrations.scrapy.BoilerstripPipeline": 300},
            "BOILERSTRIP_PAGE_FIELD": "page",
            "BOILERSTRIP_OPTIONS": {"effort": "fast"},
            "BOILERSTRIP_TIMEOUT": 600,
            "FEEDS": {sys.argv[2]: {"format": "jsonlines"}},
            "FEED_EXPORT_FIELDS": None,
            "LOG_LEVEL": "INFO",
            "TELNETCONSOLE_ENABLED": False,
        }
    )
    process.crawl(Samples)
    process.start()


if __name__ == "__main__":
    main()
