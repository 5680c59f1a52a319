"""Extractors of text and of bytes."""

from __future__ import annotations

import re
from typing import Any

import pytest

from boilerstrip.testing.loading import adapted


@pytest.mark.parametrize("first", [str, bytes])
def test_extractors_of_either_type_are_adapted(first: Any) -> None:
    page = "<meta charset=utf-8><p>Fähre"

    def of_bytes(page: bytes) -> str:
        return page.decode()

    def unsaid(page):  # type: ignore[no-untyped-def]
        return page.decode("utf-8")

    def of_text(page: str, url: str | None) -> str:
        return page.replace("Fähre", str(url))

    def searched(page):  # type: ignore[no-untyped-def]
        return re.sub("x", "", page)

    def fails(page):  # type: ignore[no-untyped-def]
        raise ValueError("always")

    for function in (of_bytes, unsaid, searched):
        extract = adapted(function, first)
        assert extract(page) == extract(page.encode(), "https://example.org/") == page
    assert adapted(of_text, first)(page, "here").endswith("here")
    assert adapted(lambda page: None, first)(page) == ""
    with pytest.raises(ValueError, match="always"):
        adapted(fails, first)(page)
