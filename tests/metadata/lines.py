"""Pages and helpers that several test modules here share."""

from __future__ import annotations

from boilerstrip.metadata import read_metadata
from boilerstrip.page import Page

TEXT = (
    "<p>The ferry crossed the sound that morning as it had on every other one, with four cars and a dog on "
    "board, and nobody on either shore looked up from what they were doing to see it leave.</p>"
)


def author_of(body: str, *, lang: str = "en", head: str = "") -> str | None:
    page = f"<html lang={lang}><head><title>The ferry to Holm</title>{head}</head><body>{body}</body></html>"
    return read_metadata(Page(page)).author


def post(line: str, below: str = "") -> str:
    return f"<h1>The ferry to Holm</h1><p>{line}</p>{TEXT}{TEXT}{below}"
