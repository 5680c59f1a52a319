"""Extractors and pages that several test modules here share."""

from __future__ import annotations

from boilerstrip import testing
from boilerstrip.input.decode import decode
from boilerstrip.page import Page

PAGES = testing.seeded_pages(60, seed=3)


def letters(text: str) -> str:
    return "".join(text.split())


def every_block(html: str) -> str:
    """All text, a block a line: whatever a reader does not see makes no difference to it."""
    return "\n".join(block.text for block in Page(html).blocks)


def takes_bytes(page: bytes) -> str:
    return every_block(decode(page))


def nothing(html: str) -> str | None:
    return None


def _look(theme: testing.Theme) -> tuple[str, str, str, int]:
    return theme.tags, theme.names, theme.paragraphs, theme.wrappers
