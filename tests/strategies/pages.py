"""Pages and helpers that several test modules here share."""

from __future__ import annotations

from boilerstrip import strategies
from boilerstrip.page import Page
from tests.conftest import STORY

BODY = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)


NAV = "<nav><ul>" + "".join(f"<li><a href=/{n}>Section {n}</a></li>" for n in range(8)) + "</ul></nav>"


PAGE = f"<html lang=en><title>Story</title><body>{NAV}<main><article>{BODY}</article></main></body></html>"


def masked(name: str, markup: str) -> list[str]:
    page = Page(markup)
    (candidate,) = strategies.run(page, [name], timeout=30, concurrent=False)
    assert candidate.error is None
    return [block.text for block, kept in zip(page.blocks, candidate.mask, strict=True) if kept]
