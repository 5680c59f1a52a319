"""A page's own address, and that of its image."""

from __future__ import annotations

from tests.metadata.pages import about


def test_addresses() -> None:
    found = about(
        "<link rel=canonical href=/story><meta property=og:image content='/a b.png'>",
        url="https://example.org/x?y=1",
    )
    assert found.url == "https://example.org/x?y=1"
    assert found.canonical_url == "https://example.org/story"
    assert found.image == "https://example.org/a b.png"
    assert about("<link rel=canonical href='javascript:alert(1)'>").canonical_url is None
    claimed = about("<link rel=canonical href='https://example.org/story'>")
    assert (claimed.url, claimed.canonical_url) == (None, "https://example.org/story")
    assert claimed.hostname is None
