"""Semantic markup: what says that it is content, and what says that it is not."""

from __future__ import annotations

import pytest

from boilerstrip import _kernels
from boilerstrip.page import Page
from boilerstrip.strategies import semantic

TEXT = "word " * 40


def kept(markup: str) -> list[str]:
    page = Page(markup)
    mask = semantic.propose(page)
    return [block.text.split()[0] for block, keep in zip(page.blocks, mask, strict=True) if keep]


@pytest.fixture(params=["compiled", "python"], autouse=True)
def either_way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.param == "python":
        monkeypatch.setattr(_kernels, "proposals", None)


@pytest.mark.parametrize(
    "opening",
    [
        "article",
        "main",
        "div role=main",
        "div itemprop=articleBody",
        "div itemtype=https://schema.org/NewsArticle",
    ],
)
def test_marked_elements_are_content(opening: str) -> None:
    tag = opening.split(maxsplit=1)[0]
    assert kept(f"<p>Outside {TEXT}</p><{opening}><p>Inside {TEXT}</p></{tag}>") == ["Inside"]


def test_the_body_counts_over_the_article_and_that_over_main() -> None:
    body = f"<div itemprop=articleBody><p>Body {TEXT}</p></div>"
    assert kept(f"<main><p>Main {TEXT}</p><article><p>Article {TEXT}</p>{body}</article></main>") == ["Body"]
    assert kept(f"<main><p>Main {TEXT}</p><article><p>Article {TEXT}</p></article></main>") == ["Article"]


def test_asides_and_small_articles_are_left_out() -> None:
    aside = f"<aside><p>Aside {TEXT}</p></aside><nav><p>Nav</p></nav><p hidden>Hidden {TEXT}</p>"
    teaser = "<article><p>Teaser word word</p></article>"
    assert kept(f"<article><p>Story {TEXT}</p>{aside}</article>{teaser}") == ["Story"]
    assert kept(teaser) == []
