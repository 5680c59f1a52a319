"""Bodies that a page states as data."""

from __future__ import annotations

from tests.strategies.pages import BODY, NAV, masked


def test_structured_reads_json_ld() -> None:
    body = "The story as data. " * 20
    script = (
        f'<script type="application/ld+json">{{"@type": "NewsArticle", "articleBody": "{body}"}}</script>'
    )
    assert masked("structured", f"{script}{NAV}<div>{body}</div>") == [body.strip()]


def test_structured_reads_microdata() -> None:
    assert len(masked("structured", f'<body>{NAV}<div itemprop="articleBody">{BODY}</div>')) == 6


def test_structured_reads_application_state() -> None:
    text = "What the application shows, in so many words. " * 10
    script = f'<script>window.__STATE__ = {{"page": {{"id": 3, "body": "{text}"}}}};</script>'
    assert masked("structured", f"{script}{NAV}<div>{text}</div>") == [text.strip()]
