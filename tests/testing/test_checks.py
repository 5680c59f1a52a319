"""What each check notices, and whom it does not accuse."""

from __future__ import annotations

import re

import pytest
import turbohtml
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import testing
from boilerstrip.input.decode import decode
from boilerstrip.testing.checks import CHECKS, NEED_ARTICLE
from tests.conftest import examples_of
from tests.testing.extractors import PAGES, every_block, nothing


def by_class(html: str) -> str:
    """What stands in the box that a theme of words calls the body."""
    box = turbohtml.parse(html).select_one(".post-body")
    return box.text if box else ""


def by_depth(html: str) -> str:
    """What stands at the depth at which the article begins on pages without wrappers."""
    return "\n".join(e.text for e in turbohtml.parse(html).select("body > * > * > * > p"))


def by_first_attribute(html: str) -> str:
    return "\n".join(re.findall(r'<a href="[^"]*" target="_self">([^<]*)', html))


def by_line(html: str) -> str:
    """What stands on one line of the source with its tags around."""
    return "\n".join(re.findall(r"<p>([^\n]*)</p>", html))


def first_text(html: str) -> str:
    """As with the `text` of lxml: up to whatever comes next, comments too."""
    return "\n".join(re.findall(r"<p>([^<]*)", html))


def end_tags(html: str) -> str:
    return "\n".join(re.findall(r"<p>(.*?)</p>", html, re.DOTALL))


def three_paragraphs(html: str) -> str:
    return "\n".join(every_block(html).splitlines()[:14])


utf8_only = testing.from_bytes(lambda page: every_block(page.decode("utf-8", "replace")))


any_charset = testing.from_bytes(lambda page: every_block(decode(page)))


BREAKERS = {
    "article_found": nothing,
    "noise_left_out": every_block,
    "own_article_alone": every_block,
    "pages_concatenated": three_paragraphs,
    "noise_planted": every_block,
    "class_names_renamed": by_class,
    "wrappers_added": by_depth,
    "wrappers_removed": by_depth,
    "attributes_shuffled": by_first_attribute,
    "white_space_inserted": by_line,
    "comments_inserted": first_text,
    "entities_encoded": end_tags,
    "charset_changed": utf8_only,
    "markup_repaired": end_tags,
}


@pytest.mark.parametrize("check", CHECKS)
def test_each_check_notices_what_it_is_for(check: str) -> None:
    share = testing.measure(BREAKERS[check], PAGES, checks=[check])[check]
    assert share.broken
    for _, error in share.broken:
        assert isinstance(error, testing.PropertyError)
        assert error.check == check
        assert error.lost or error.gained
        assert str(error).startswith(f"{check}: ")
        assert all(f"- {line}" in str(error) for line in error.lost)
        assert all(f"+ {line}" in str(error) for line in error.gained)


@pytest.mark.parametrize(
    "check", sorted(CHECKS.keys() - {"noise_left_out", "noise_planted", "own_article_alone"})
)
def test_no_check_accuses_who_takes_every_block(check: str) -> None:
    pages = PAGES[: examples_of(len(PAGES)).max_examples]
    assert testing.measure(every_block, pages, checks=[check])[check].kept == 1
    if check not in NEED_ARTICLE:
        html = [page.html for page in pages]
        assert testing.measure(every_block, html, checks=[check])[check].kept == 1


def test_charsets_are_those_that_bytes_are_in() -> None:
    assert testing.measure(any_charset, PAGES, checks=["charset_changed"])["charset_changed"].kept == 1


def test_noise_left_out_lets_title_and_author_pass() -> None:
    for page in PAGES:
        article = page.article
        said = "\n".join([article.title, article.author, article.language.date, *article.texts])
        testing.noise_left_out(lambda html, said=said: said, page)  # type: ignore[misc]
        testing.article_found(lambda html, said=said: said, page)  # type: ignore[misc]


def test_the_own_article_alone_is_asked_for() -> None:
    articles = [page for page in PAGES if page.article.kind != "thread"]
    for at, page in enumerate(articles):
        testing.own_article_alone(lambda html, said=page.text: said, page, at)  # type: ignore[misc]
        with pytest.raises(testing.PropertyError) as broken:
            testing.own_article_alone(every_block, page, at)
        assert broken.value.gained
        assert not broken.value.lost
        theirs = broken.value.gained[0]
        with pytest.raises(testing.PropertyError) as broken:
            testing.own_article_alone(lambda html, said=theirs: said, page, at)  # type: ignore[misc]
        assert theirs in broken.value.gained
        assert broken.value.lost == page.article.texts
    threads = [page for page in PAGES if page.article.kind == "thread"]
    assert testing.measure(every_block, threads, checks=["own_article_alone"])["own_article_alone"].kept == 1


def test_a_page_as_html_is_planted_with_noise() -> None:
    with pytest.raises(testing.PropertyError) as broken:
        testing.noise_planted(every_block, "<html lang=de><p>Der Text</p>")
    assert not broken.value.lost
    assert broken.value.gained[0] == "Anzeige"
    testing.noise_planted(lambda html: "the same", "<html lang=xx><p>text</p>")


@pytest.mark.parametrize("check", sorted(NEED_ARTICLE))
def test_checks_that_need_to_know_the_article_say_so(check: str) -> None:
    with pytest.raises(TypeError, match="whose article is known"):
        CHECKS[check](every_block, "<p>text</p>", 0)


@given(st.text())
@examples_of(30)
def test_any_text_can_be_checked(html: str) -> None:
    for name, check in CHECKS.items():
        if name not in NEED_ARTICLE:
            check(lambda page: "the same", html, 1)
