"""trafilatura (Barbaresi 2021): hand-made XPath rules, with readability and jusText to fall back on."""

from __future__ import annotations

from boilerstrip.page import Page


def propose(page: Page) -> str:
    """Return the text that trafilatura extracts from the bounded page, without comments."""
    import trafilatura

    return trafilatura.extract(page.bounded_html, include_comments=False, with_metadata=False) or ""
