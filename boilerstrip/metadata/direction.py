"""The direction a page is read in."""

from __future__ import annotations

from boilerstrip.page import Page

_RIGHT_TO_LEFT = frozenset("ar arc ckb dv fa he iw ks ku ps sd ug ur yi".split())


def direction_of(page: Page, language: str | None) -> str | None:
    """Return "rtl" or "ltr" as the page states or as its language is written, None where unknown."""
    if page.head.direction in ("rtl", "ltr"):
        return page.head.direction
    if language is None:
        return None
    return "rtl" if language in _RIGHT_TO_LEFT else "ltr"
