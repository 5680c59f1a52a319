"""Pages whose headlines are the subjects of posts."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.scoring.threads import are_posts, says_thread

SUBJECTS = ("Few eels at the weir", "A cowl may help", "Mind the smoke", "Thanks to all")
HOURS = ("9:10", "9:40", "11:02", "17:15")
POST = "<h2>{subject}</h2><p>By Ada Marsh, 4 May 2023, {hour}</p><p>The weir was shut in the spring.</p>"


def are_posts_at(hours: Sequence[str], subjects: Sequence[str] = SUBJECTS) -> bool:
    """Return whether posts with these subjects, written at these hours, are a thread."""
    posts = [POST.format(subject=subject, hour=hour) for subject, hour in zip(subjects, hours, strict=False)]
    page = Page("".join(posts))
    headlines = [block.index for block in page.blocks if block.level]
    return are_posts(page, headlines[0], headlines)


@given(st.permutations(HOURS))
def test_posts_are_a_thread_if_each_is_later_than_the_one_above(hours: list[str]) -> None:
    assert are_posts_at(hours) == (tuple(hours) == HOURS)


def test_two_posts_are_a_thread_only_if_one_answers_the_other() -> None:
    assert not are_posts_at(HOURS[:2])
    assert are_posts_at(HOURS[:2], (SUBJECTS[0], f"Re: {SUBJECTS[0]}"))
    assert not are_posts_at(HOURS[:2], (SUBJECTS[0], "Re: Mind the smoke"))


@given(st.sampled_from(["Re", "AW", "Antw", "RE", "回复"]), st.sampled_from([":", " : ", "\uff1a"]))
def test_a_headline_that_answers_the_title_makes_a_thread_in_any_order(answer: str, colon: str) -> None:
    assert are_posts_at(HOURS[::-1], (SUBJECTS[0], f"{answer}{colon}{SUBJECTS[0]}", *SUBJECTS[2:]))


def test_posts_without_a_day_are_no_thread() -> None:
    page = Page("".join(f"<h2>{subject}</h2><p>By Ada Marsh</p>" for subject in SUBJECTS))
    headlines = [block.index for block in page.blocks if block.level]
    assert not are_posts(page, headlines[0], headlines)


@pytest.mark.parametrize(
    ("kind", "expected"),
    [("DiscussionForumPosting", True), ("QAPage", True), ("NewsArticle", False), ("", False)],
)
def test_the_head_says_that_a_page_is_a_thread(kind: str, expected: bool) -> None:
    page = Page(f'<script type="application/ld+json">{{"@type": "{kind}"}}</script><p>Text')
    assert says_thread(page) == expected
