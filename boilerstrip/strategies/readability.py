"""readability-lxml (the Arc90 algorithm): paragraphs score for their parents, and the best parent wins."""

from __future__ import annotations

from boilerstrip.page import Page
from boilerstrip.page.fragments import plain_text


def propose(page: Page) -> str:
    """Return the text of readability's summary of the bounded page."""
    from readability import Document

    if not page.blocks:
        return ""
    return plain_text(Document(page.bounded_html).summary(html_partial=True))
