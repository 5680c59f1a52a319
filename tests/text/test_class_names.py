"""Class names and ids are read as the words that they are made of."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.text.class_names import box_of, hiding_names, names_comments


def names_of(said: str) -> str:
    """The names of an element with this class."""
    return next(
        element.class_id for element in Page(f'<div class="{said}">text</div>').elements if element.class_id
    )


@pytest.mark.parametrize(
    ("said", "names"),
    [
        ("CommentBox", "comment-box"),
        ("relatedPosts", "related-posts"),
        ("FeedbackAndComments", "feedback-and-comments"),
        ("styles_articleBody__x7Yab", "styles_article-body__x7yab"),
        ("comments_list", "comments_list"),
        ("SIDEBAR Main", "main sidebar"),
    ],
)
def test_camel_case_is_read_as_its_words(said: str, names: str) -> None:
    assert names_of(said) == names


@pytest.mark.parametrize(
    "said", ["sc-bdVaJa", "css-1qaPhQr", "kxFgtPo", "jsx-2871293", "dfGhjk", "eBay", "a1bC"]
)
def test_hashes_of_stylesheets_stay_in_one(said: str) -> None:
    assert names_of(said) == said.lower()


@pytest.mark.parametrize("said", ["RelatedArticles", "relatedPosts", "related_posts", "related-posts"])
def test_a_box_is_known_however_its_words_are_joined(said: str) -> None:
    assert box_of(names_of(said)).startswith("related box")
    assert not box_of(names_of("relation"))


@pytest.mark.parametrize(
    "said", ["CommentBox", "comments_list", "commentsList", "comment-body", "disqus_thread"]
)
def test_comments_are_known_however_their_words_are_joined(said: str) -> None:
    assert names_comments(names_of(said))
    assert not names_comments(names_of("commentary-box"))


@pytest.mark.parametrize(
    ("said", "hides"),
    [
        ("d-none", True),
        ("hidden md:block", True),
        ("md:hidden", True),
        ("visible-xs", True),
        ("mobileOnly", True),
        ("show-for-small-only", True),
        ("hidden-gems", False),
        ("overflow-hidden", False),
        ("printing", False),
        ("visible", False),
    ],
)
def test_names_that_hide_on_some_screens(said: str, *, hides: bool) -> None:
    assert bool(hiding_names([names_of("article-box"), names_of(said)])) == hides
