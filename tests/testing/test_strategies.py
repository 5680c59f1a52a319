"""Pages drawn by Hypothesis, to order."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, find, given, settings

from boilerstrip import testing
from tests.conftest import examples_of
from tests.testing.extractors import _look


def test_pages_shrink_to_something_small() -> None:
    def has_pager(page: testing.NoisyPage) -> bool:
        return any(noise.kind == "pager" for noise in page.noise)

    smallest = find(
        testing.pages(),
        has_pager,
        settings=settings(max_examples=60, derandomize=True, suppress_health_check=list(HealthCheck)),
    )
    assert repr(smallest).startswith(
        "<NoisyPage: <Article news, English, 1 parts>; semantic tags, names: words, paragraphs: p, "
        "wrappers: 0, faults: none; noise: pager below>\n<!DOCTYPE html>\n"
    )
    assert len(smallest.html) < 2000


@given(
    testing.pages(
        kinds=["recipe"], languages=["ja", "ar"], noise=["cookies"], tags=["table"], names=["none"], faults=[],
        min_parts=2, max_parts=3,
    )
)  # fmt: skip
def test_pages_to_order(page: testing.NoisyPage) -> None:
    assert page.article.kind == "recipe"
    assert page.article.language.code in ("ja", "ar")
    assert {noise.kind for noise in page.noise} <= {"cookies"}
    assert _look(page.theme)[:2] == ("table", "none")
    assert page.theme.faults == ()
    assert 2 <= len(page.article.parts) <= 3
    assert "class=" not in page.html


@given(testing.pages(others=True))
@examples_of(10)
def test_pages_with_other_articles_to_order(page: testing.NoisyPage) -> None:
    assert 1 <= len(page.others) <= 2
    assert all(str(other.article) in repr(page) for other in page.others)


@given(testing.pages(noise=[]))
@examples_of(10)
def test_no_noise(page: testing.NoisyPage) -> None:
    assert page.noise == ()


def test_unknown_traits() -> None:
    for strategy, said in (
        (testing.pages(kinds=["poem"]), "'poem' is none of: news, blog"),
        (testing.articles(languages=["xx"]), "'xx' is none of: en, de"),
        (testing.articles(min_parts=3, max_parts=2), "1 to 12 parts, not 3 to 2"),
        (testing.pages(max_parts=21), "1 to 12 parts, not 1 to 21"),
    ):
        with pytest.raises(ValueError, match=said):
            find(strategy, lambda drawn: True)


@given(testing.articles(languages=["zh"], min_parts=3))
def test_articles(article: testing.Article) -> None:
    assert article.language.name == "Chinese"
    assert len(article.parts) >= 3
    assert len(article.texts) == len([text for text in article.texts if text.strip()])
