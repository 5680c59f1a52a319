"""Texts of metadata, cleaned."""

from __future__ import annotations

from tests.metadata.pages import about


def test_texts_that_were_encoded_twice() -> None:
    head = "<title>Caf&amp;eacute; &amp;amp; more - The Paper</title><meta name=description content='donâ€™t &amp;amp; do'>"
    found = about(head, url="https://thepaper.example/x")
    assert (found.title, found.description) == ("Café & more", "don’t & do")
