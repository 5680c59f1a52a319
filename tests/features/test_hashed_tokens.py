"""Hashed tokens of a Block and what is around it."""

from __future__ import annotations

from boilerstrip.features import hashed_tokens
from boilerstrip.page import Page
from tests.features.pages import ARTICLE


def test_tokens_come_in_families() -> None:
    page = Page(ARTICLE)
    values, offsets = hashed_tokens.tokens(page)
    assert len(offsets) == len(page.blocks) * len(hashed_tokens.FAMILIES) + 1
    assert offsets[-1] == len(values)
    assert ((values >= 0) & (values < hashed_tokens.BUCKETS)).all()
