"""The documentation site: it builds without a warning, loads nothing from elsewhere, and fits a phone."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import skip_without_browser
from tests.documents import ROOT

pytest.importorskip("myst_parser", reason="needs the docs extra")
pytest.importorskip("furo", reason="needs the docs extra")

# What loads something by itself; links wait for somebody to follow them.
LOADING = {"script": "src", "link": "href", "img": "src", "iframe": "src", "source": "src", "video": "src"}


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder with the site: the one that the environment names, or else a new one."""
    if built := os.environ.get("BOILERSTRIP_SITE"):
        return Path(built).resolve()
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-c", "docs", ".", str(folder)]
    made = subprocess.run(command, check=False, cwd=ROOT, capture_output=True, text=True)
    assert made.returncode == 0, made.stderr
    return folder


class Loaded(HTMLParser):
    """The addresses that a page loads."""

    def __init__(self) -> None:
        super().__init__()
        self.addresses: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        address = said.get(LOADING.get(tag, ""))
        if address and (tag != "link" or "canonical" not in (said.get("rel") or "")):
            self.addresses.append(address)


def test_every_page_of_the_docs_is_there(site: Path) -> None:
    for page in (ROOT / "docs").glob("*.md"):
        assert (site / "docs" / f"{page.stem}.html").is_file()
    [target] = re.findall(r"url=([^\"]+)", (site / "index.html").read_text(encoding="utf-8"))
    assert (site / target).is_file()


def test_pages_load_nothing_from_elsewhere(site: Path) -> None:
    loaded = Loaded()
    for page in site.rglob("*.html"):
        loaded.feed(page.read_text(encoding="utf-8"))
    for style in site.rglob("*.css"):
        loaded.addresses += re.findall(
            r"(?:url\(|@import )[\"' ]*([^\"')]+)", style.read_text(encoding="utf-8")
        )
    assert len(loaded.addresses) > 10
    assert [a for a in loaded.addresses if re.match(r"(?i)(?!data:)([a-z]+:|//)", a)] == []


@pytest.mark.integration
@skip_without_browser
def test_pages_fit_a_phone_and_ask_for_nothing(site: Path, open_tab: Callable[..., Any]) -> None:
    phone = open_tab(viewport={"width": 375, "height": 700})
    asked: list[str] = []
    phone.on("request", lambda request: asked.append(request.url))
    for page in sorted((site / "docs").glob("*.html")):
        phone.goto(page.as_uri())
        width = phone.evaluate("document.documentElement.scrollWidth")
        assert width <= 375, page.name
    assert asked
    assert [address for address in asked if not address.startswith(("file:", "data:"))] == []
