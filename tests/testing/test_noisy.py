"""Drawn pages: what they are made of is on them."""

from __future__ import annotations

from collections import Counter

import turbohtml
from hypothesis import given

from boilerstrip import testing
from boilerstrip.page import Page
from tests.testing.extractors import letters


def test_pages_with_other_articles_are_the_same_pages_besides() -> None:
    [first] = testing.seeded_pages(1, seed=5)
    [again] = testing.seeded_pages(1, seed=5, others=True)
    assert again.others
    assert (first.article, first.noise, first.theme) == (again.article, again.noise, again.theme)
    assert again.clean == first.clean
    for page in testing.seeded_pages(40, seed=5, others=True):
        shown = letters(turbohtml.parse(page.html).text)
        for other in page.others:
            assert other.article.language is page.article.language
            for text in (other.article.title, *other.article.texts):
                assert letters(text) in shown
                assert text in page.noise_texts
                assert text not in page.article.texts


@given(testing.pages())
def test_a_browser_shows_article_and_noise_of_every_page(page: testing.NoisyPage) -> None:
    shown = letters(turbohtml.parse(page.html).text)
    for text in [*page.article.texts, page.article.title, *page.noise_texts]:
        assert letters(text) in shown
    blocks = iter([letters(block.text) for block in Page(page.html).blocks])
    assert all(letters(text) in blocks for text in page.article.texts), "in another order"
    assert page.clean.noise == ()
    assert page.clean.text == page.text == "\n\n".join(page.article.texts)


def test_seeded_pages_are_all_there_is_and_the_same_again() -> None:
    pages = testing.seeded_pages(300)
    assert pages == testing.seeded_pages(300) != testing.seeded_pages(300, seed=1)
    seen = Counter(
        trait
        for page in pages
        for trait in (
            page.article.kind, page.article.language.code, page.theme.tags, page.theme.names,
            page.theme.paragraphs, page.theme.wrappers, *page.theme.faults, *(noise.kind for noise in page.noise),
        )
    )  # fmt: skip
    for traits in (testing.KINDS, testing.languages(), testing.FAULTS, testing.NOISE, range(5)):
        assert min(seen[trait] for trait in traits) >= 10
    lengths = [len(page.article.parts) for page in pages]
    assert min(lengths) == 1
    assert max(lengths) > 12
    assert {page.article.language.direction for page in pages} == {"ltr", "rtl"}
