"""Texts of metadata, cleaned."""

from __future__ import annotations

import pytest

from boilerstrip.metadata.cleaning import clean_text
from tests.metadata.pages import about


def test_texts_that_were_encoded_twice() -> None:
    head = "<title>Caf&amp;eacute; &amp;amp; more - The Paper</title><meta name=description content='donâ€™t &amp;amp; do'>"
    found = about(head, url="https://thepaper.example/x")
    assert (found.title, found.description) == ("Café & more", "don’t & do")


@pytest.mark.parametrize(
    ("stated", "text"),
    [
        ("A &lt;b&gt;jetty&lt;/b&gt; of wood.", "A jetty of wood."),
        ("<p>A jetty</p> <a href='/x'>of wood</a>.", "A jetty of wood."),
        ("if a < b and c > d", "if a < b and c > d"),
        ("the <template> element", "the <template> element"),
    ],
)
def test_texts_have_no_formatting(stated: str, text: str) -> None:
    assert clean_text(stated) == text
