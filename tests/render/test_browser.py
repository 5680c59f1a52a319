"""The clean HTML in a real browser: it shows the text and runs nothing."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from boilerstrip.page import Page
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from tests.conftest import BROWSER, in_browser
from tests.render.pages import HOSTILE

FLAGS = (
    "--headless --no-sandbox --disable-gpu --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --virtual-time-budget=2000 --dump-dom"
).split()

WORDS = (
    "one two eleven fourteen seventeen nineteen twenty noted task captioned credited marked tabled cell "
    "glyph folded quoted source lined called term meaning ticked versed headed boxed frame"
)

pytestmark = in_browser


def shown(markup: str, folder: Path) -> str:
    """The document as the browser has it after it has run whatever it runs."""
    file = folder / "page.html"
    file.write_text(f"<!DOCTYPE html><meta charset=utf-8><title>calm</title>{markup}", encoding="utf-8")
    command = [str(BROWSER), *FLAGS, f"--user-data-dir={folder / 'profile'}", file.as_uri()]
    return subprocess.run(command, capture_output=True, check=True, timeout=120, text=True).stdout


def hostile(effect: str) -> str:
    return HOSTILE.replace("alert(1)", effect)


def test_the_browser_runs_what_is_hostile(tmp_path: Path) -> None:
    # without this the next test could pass because nothing ever runs here
    assert "<title>ran</title>" in shown(hostile("document.title=&quot;ran&quot;"), tmp_path)


def test_the_browser_runs_nothing_of_a_clean_body(tmp_path: Path) -> None:
    page = Page(hostile("document.title=&quot;ran&quot;"))
    html = to_html(page, page.blocks)
    # nothing loads by itself but images
    assert not any(f"<{tag}" in html for tag in ("video", "audio", "iframe", "source", "track"))
    document = shown(html, tmp_path)
    assert "<title>calm</title>" in document
    for word in WORDS.split():
        assert word in document


def test_the_browser_runs_nothing_of_the_markdown_of_a_clean_body(tmp_path: Path) -> None:
    pytest.importorskip("mdit_py_plugins")
    from benchmarks.fidelity import markdown

    page = Page(hostile("document.title=&quot;ran&quot;"))
    # as readers have it that let all HTML through
    document = shown(markdown.to_html(to_markdown(to_html(page, page.blocks))), tmp_path)
    assert "<title>calm</title>" in document
    for word in WORDS.split():
        assert word in document
