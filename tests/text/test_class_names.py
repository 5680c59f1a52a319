"""Class names and ids are read as the words that they are made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.text import class_names
from boilerstrip.text.class_names import (
    box_of,
    boxes_of,
    byline_names,
    comment_names,
    hiding_names,
    member_names,
    names_author,
    names_comments,
    names_hide,
    signature_names,
)


def names_of(message: str) -> str:
    """The names of an element with this class."""
    return next(
        element.class_id
        for element in Page(f'<div class="{message}">text</div>').elements
        if element.class_id
    )


@pytest.mark.parametrize(
    ("message", "names"),
    [
        ("CommentBox", "comment-box"),
        ("relatedPosts", "related-posts"),
        ("FeedbackAndComments", "feedback-and-comments"),
        ("styles_articleBody__x7Yab", "styles_article-body__x7yab"),
        ("comments_list", "comments_list"),
        ("SIDEBAR Main", "main sidebar"),
    ],
)
def test_camel_case_is_read_as_its_words(message: str, names: str) -> None:
    assert names_of(message) == names


@pytest.mark.parametrize(
    "message", ["sc-bdVaJa", "css-1qaPhQr", "kxFgtPo", "jsx-2871293", "dfGhjk", "eBay", "a1bC"]
)
def test_hashes_of_stylesheets_stay_in_one(message: str) -> None:
    assert names_of(message) == message.lower()


@pytest.mark.parametrize("message", ["RelatedArticles", "relatedPosts", "related_posts", "related-posts"])
def test_a_box_is_known_however_its_words_are_joined(message: str) -> None:
    assert box_of(names_of(message)).startswith("related box")
    assert not box_of(names_of("relation"))


@pytest.mark.parametrize(
    "message", ["CommentBox", "comments_list", "commentsList", "comment-body", "disqus_thread"]
)
def test_comments_are_known_however_their_words_are_joined(message: str) -> None:
    assert names_comments(names_of(message))
    assert not names_comments(names_of("commentary-box"))


@pytest.mark.parametrize(
    ("message", "hides"),
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
def test_names_that_hide_on_some_screens(message: str, *, hides: bool) -> None:
    assert names_hide(" ".join([names_of("article-box"), names_of(message)])) == hides


@given(
    st.lists(
        st.builds(
            "{}{}".format,
            st.sampled_from(
                "hide hidden invisible d none visible show only for on xs lg large tablet print x md:".split()
            ),
            st.sampled_from(["", "-", "_"]),
        ),
        max_size=5,
    ).map("".join)
)
def test_names_that_hide_have_a_part_that_is_looked_for_first(name: str) -> None:
    assert names_hide(f"{name} lead") == (class_names._HIDDEN.search(name) is not None)


@pytest.mark.parametrize("family", class_names._BOX_WORDS)
def test_each_name_of_a_box_has_a_part_that_is_looked_for_first(family: str) -> None:
    parts, _ = class_names._BOXES[family]

    @given(
        st.one_of(
            *map(st.from_regex, (rf"\A(?:{word})\Z" for word in class_names._BOX_WORDS[family].split()))
        )
    )
    def has_part(name: str) -> None:
        assert not parts.isdisjoint(class_names._ANY_BOX.found_in([name]))
        assert class_names._ANY_BOX.are_in(name)

    has_part()


@pytest.mark.parametrize("message", ["newsletterSignup", "newsletter-box", "newsletter_form", "Newsletter"])
def test_a_box_to_subscribe_is_known(message: str) -> None:
    assert box_of(names_of(message)).startswith("newsletter box")
    assert not box_of(names_of("newsletter-post"))


def test_the_first_of_several_boxes_counts() -> None:
    assert box_of("entry share tags") == "share box (share)"
    assert box_of("entry tags share") == "tags box (tags)"
    assert box_of("read-more-share also-like") == "related box (also-like)"
    assert box_of("siteSub") == box_of("") == ""
    assert box_of("site-sub noprint") == "tagline box (site-sub)"
    assert box_of("post_tags") == "tags box (post-tags)"


@given(st.lists(st.sampled_from(["share", "tags", "entry", "post_tags", "read-more", "no-ads", "read"])))
def test_names_are_of_a_box_as_the_first_of_them_that_is(names: list[str]) -> None:
    plain = [box_of(name) for name in names if "_" not in name]
    hyphened = [box_of(name) for name in names]
    assert box_of(" ".join(names)) == next(filter(None, plain + hyphened), "")


PARTS = st.sampled_from(["comments", "commentary", "disqus-x", "hidden", "d-none", "share", "tags", "Ä", "x"])


@given(st.lists(st.lists(PARTS, max_size=3).map(" ".join)))
def test_many_names_are_told_apart_as_each_alone(names: list[str]) -> None:
    assert comment_names(names) == set(filter(names_comments, names))
    assert hiding_names(names) == set(filter(names_hide, names))
    assert boxes_of(names) == {name: box_of(name) for name in names if box_of(name)}


@pytest.mark.parametrize("part", ["photo", "quote", "testimonial", "comment", "caption"])
@pytest.mark.parametrize("joint", ["-", "_", "__"])
def test_the_author_of_something_within_the_page_is_not_its_author(part: str, joint: str) -> None:
    names = f"{part}{joint}author"
    assert not names_author(names)
    assert not byline_names([names])
    assert names_author("post-author")
    assert byline_names(["post-author"])


def test_names_of_profiles_and_signatures_are_whole_words() -> None:
    profiles = {"postprofile", "message-user", "userinfo_extra", "postleft odd", "cauthorpane_author"}
    assert member_names({*profiles, "user-info", "message-user-content", "repostleft", "author"}) == profiles
    signatures = {"signature", "message-signature", "signaturecontainer", "sig12 signature"}
    assert signature_names({*signatures, "signatures-of-methods", "sig sig-object"}) == signatures
