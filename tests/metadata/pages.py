"""A page for a test of metadata."""

from __future__ import annotations

import json

import boilerstrip
from boilerstrip.metadata import read_metadata
from boilerstrip.page import Page


def about(head: str, body: str = "<p>text</p>", url: str | None = None) -> boilerstrip.Metadata:
    return read_metadata(Page(f"<html><head>{head}</head><body>{body}</body></html>", url))


TEXT = f"<p>{'The council says that the bridge will be open again by the end of the year. ' * 3}</p>"


def linked(value: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(value)}</script>'
