"""Scrapy, where it is installed: a crawl of a server on this machine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import boilerstrip
from boilerstrip.workers.jobs import PageSource
from tests.conftest import SAMPLES, serving
from tests.expected import FAST, OWN_RULES, OWN_RULES_PAGE, PAGES, expected, extraction, follows_own_rules

scrapy = pytest.importorskip("scrapy", reason="needs the scrapy extra")
pytestmark = pytest.mark.integration
ROOT = SAMPLES.parent


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a server of a site with a front page and the sample pages."""
    for name, page in PAGES.items():
        (tmp_path / name).write_bytes(page)
    (tmp_path / "icon.html").write_bytes(b"\x89PNG\r\n\x1a\n\0\0")
    links = "".join(f"<a href='/{name}'>{name}</a>" for name in [*PAGES, "icon.html"])
    (tmp_path / "index.html").write_text(links)
    with serving(tmp_path) as address:
        yield address


def test_crawl(site: str, tmp_path: Path) -> None:
    out = tmp_path / "items.jsonl"
    command = [sys.executable, "-m", "tests.crawl_samples", f"{site}/", str(out)]
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=900, check=True
    )
    items = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    found = {item.get("asked", item.get("address")): item for item in items}
    assert len(found) == len(items) == len(PAGES) + 5, done.stderr
    for name, page in PAGES.items():
        url = f"{site}/{name}"
        assert found[url] == {"asked": url} | expected(page, url), name
    icon = found[f"{site}/icon.html"]
    assert (icon["text"], icon["notes"]) == ("", ["a PNG image, not text"])
    german = extraction(PAGES["german.html"], f"{site}/german.html")
    assert found["helper"] == {"asked": "helper", "text": german.text, "url": german.url}
    assert found["no page"] == {"asked": "no page"}
    wrong = found["wrong"]
    assert (wrong["kind"], wrong["reason"]) == ("input", "a page must be str or bytes, not int")
    assert (wrong["title"], wrong["text"]) == ("kept", None)
    assert found["story"] == {
        "page": None, "address": "story", "text": extraction(PAGES["german.html"]).text, "title": german.title,
    }  # fmt: skip
    assert f"'boilerstrip/extracted': {len(PAGES) + 2}" in done.stderr
    assert "'boilerstrip/failed/input': 1" in done.stderr


def test_a_response_is_read_in_the_charset_its_server_names() -> None:
    from scrapy.http import HtmlResponse, Response

    from boilerstrip.integrations.scrapy import extract

    story = "<p>Паром на дальние острова будет ходить всю зиму, решил портовый совет в понедельник.</p>" * 3
    for response in (
        HtmlResponse("https://example.org/", body=story.encode("koi8-r"),
                     headers={"Content-Type": "text/html; charset=koi8-r"}),
        HtmlResponse("https://example.org/", body=story.encode(),
                     headers={"Content-Type": "text/html; charset=koi8-r"}),
        Response("https://example.org/", body=story.encode()),
    ):  # fmt: skip
        assert "Паром на дальние острова" in extract(response).text
        assert extract(response).url == "https://example.org/"
    assert extract(Response("https://example.org/", body=b"")).notes == ("the page is empty",)


def test_a_response_is_read_by_own_rules() -> None:
    from scrapy.http import HtmlResponse

    from boilerstrip.integrations.scrapy import extract

    response = HtmlResponse("https://example.org/", body=OWN_RULES_PAGE.encode())
    assert follows_own_rules(extract(response, boilerstrip.Extractor(**FAST, **OWN_RULES)).text)


def test_items_are_read_by_own_rules() -> None:
    from scrapy.utils.test import get_crawler

    from boilerstrip.integrations.scrapy import BoilerstripPipeline

    settings = {"BOILERSTRIP_OPTIONS": FAST | OWN_RULES, "BOILERSTRIP_TIMEOUT": 600}
    pipeline = BoilerstripPipeline.from_crawler(get_crawler(settings_dict=settings))
    try:
        assert follows_own_rules(pipeline._row(PageSource(None, OWN_RULES_PAGE))["text"])
    finally:
        for worker in pipeline._workers:
            worker.close()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("WORKERS", 0),
        ("TIMEOUT", -1),
        ("FIELDS", ["titel"]),
        ("OPTIONS", {"effort": "none"}),
        ("OPTIONS", {"drop": ["p["]}),
    ],
)
def test_settings_are_checked(name: str, value: object) -> None:
    from scrapy.utils.test import get_crawler

    from boilerstrip.integrations.scrapy import BoilerstripPipeline

    with pytest.raises(boilerstrip.OptionError):
        BoilerstripPipeline.from_crawler(get_crawler(settings_dict={f"BOILERSTRIP_{name}": value}))
