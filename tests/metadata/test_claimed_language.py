from __future__ import annotations

import pytest

from boilerstrip.metadata import metadata
from boilerstrip.page import Page


@pytest.mark.parametrize(
    ("claim", "language"),
    [
        ("de-AT", "de"), ("pt_BR", "pt"), ("zh-Hant-TW", "zh"), ("iw", "he"), ("in", "id"), ("eng", "en"),
        ("ger", "de"), ("fil-PH", "fil"), ("xyz", None), ("", None), ("nb-NO", "nb"),
    ],
)  # fmt: skip
def test_the_code_of_the_language_that_a_page_claims(claim: str, language: str | None) -> None:
    assert metadata(Page(f"<html lang='{claim}'><body><p>Text</p>")).language == language
