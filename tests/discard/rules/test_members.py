"""Profiles and signatures of those who write in a thread."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from tests.conftest import examples_of
from tests.discard.pages import STORY, dropped

SIGNATURE = "Gone fishing, back when the tide is"


def thread(profile: str, signature: str, posts: int = 3) -> str:
    """A thread of posts with a profile and a signature each."""
    return "".join(
        f'<div id=p{n}><dl class="{profile}"><dt>Wren{n}</dt><dd>Posts: {n}7</dd></dl>'
        f'<div class=content><p>{STORY[n]}</p></div><div class="{signature}">{SIGNATURE}</div></div>'
        for n in range(posts)
    )


@pytest.mark.parametrize(
    ("profile", "signature"),
    [
        ("postprofile", "signature"),
        ("userinfo", "signaturecontainer"),
        ("message-user", "message-signature"),
        ("postleft", "postmsg postsignature"),
        ("author_information", "signature scaleimages"),
        ("cAuthorPane cAuthorPane_author", "ipsEntry__signature"),
    ],
)
def test_profiles_and_signatures_of_a_thread_go(profile: str, signature: str) -> None:
    reasons = dropped(thread(profile, signature))
    assert set(reasons) == {SIGNATURE, *(f"Wren{n}" for n in range(3)), *(f"Posts: {n}7" for n in range(3))}
    assert set(reasons.values()) == {"about a member"}


@given(posts=st.integers(2, 4), signed=st.booleans())
@examples_of(20)
def test_no_post_of_a_thread_goes(posts: int, signed: bool) -> None:
    reasons = dropped(thread("postprofile", "signature" if signed else "note", posts))
    assert not set(reasons) & set(STORY)
    assert (SIGNATURE in reasons) == signed


def test_the_signatures_of_a_letter_stay() -> None:
    letter = "".join(f"<p>{paragraph}</p>" for paragraph in STORY)
    signed = "".join(f"<p class=signature>Ada Marsh of quay {n}</p>" for n in range(4))
    assert dropped(f"<article>{letter}{signed}</article>") == {}


def test_a_list_of_members_stays() -> None:
    rows = "".join(f"<div class=userinfo>Wren{n} keeps the light at quay {n}.</div>" for n in range(5))
    markup = f"<h2>Members</h2>{rows}"
    assert dropped(markup) == {}
    assert len(Page(markup).blocks) == 6
