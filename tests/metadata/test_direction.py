"""The direction a page is read in."""

from __future__ import annotations

import pytest

from boilerstrip.metadata.direction import direction_of
from boilerstrip.page import Page


@pytest.mark.parametrize(
    ("attribute", "language", "direction"),
    [
        ("dir=rtl", "en", "rtl"),
        ("dir=LTR", "ar", "ltr"),
        ("", "ar", "rtl"),
        ("", "de", "ltr"),
        ("", None, None),
        ("dir=auto", "he", "rtl"),
    ],
)
def test_what_the_page_states_counts_over_its_language(
    attribute: str, language: str | None, direction: str | None
) -> None:
    assert direction_of(Page(f"<html {attribute}><p>x"), language) == direction
