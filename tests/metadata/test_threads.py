"""Who began a thread of a forum."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.metadata.pages import TEXT, about, linked

NAMES = st.from_regex(r"[A-Za-z][A-Za-z0-9_]{2,15}", fullmatch=True)
ADDRESS = "https://example.org/threads/which-kettle.12/"


def thread(line: str, *posts: str) -> str:
    return f"<h1>Which kettle for a pier</h1>{line}" + "".join(
        f"<div class=post>{post}{TEXT}</div>" for post in posts
    )


@pytest.mark.parametrize(
    "line",
    [
        "<ul><li>Thread starter <a href=/members/gull.3/>gull</a></li><li>Start date May 5, 2024</li></ul>",
        "<p>Discussion in 'Kettles' started by gull, May 5, 2024.</p>",
        "<p>Started by gull, May 05, 2024, 11:23:55 AM</p>",
        "<p>Erstellt von gull, 05.05.2024</p>",
    ],
)
def test_the_line_below_the_headline_tells(line: str) -> None:
    found = about("<title>Which kettle for a pier</title>", thread(line, "<p>other</p>"), ADDRESS)
    assert found.authors == ("gull",)


@pytest.mark.parametrize(
    "name",
    [
        "<h4 class=message-name><a href='/members/gull.3/'>gull</a></h4>",
        "<h3 class=post-user-name>gull</h3>",
        "<dt><a href='./memberlist.php?mode=viewprofile&u=12'>gull</a></dt>",
        "<div><a href='/user/gull'>G</a></div><div><a href='/user/gull'>gull</a></div>",
    ],
)
def test_the_first_post_tells(name: str) -> None:
    other = "<h4 class=message-name><a href='/members/tern.4/'>tern</a></h4>"
    page = thread("", name, other)
    assert about("<title>Which kettle for a pier</title>", page, ADDRESS).authors == ("gull",)


@given(NAMES, NAMES)
def test_any_name_of_an_account_will_do(first: str, other: str) -> None:
    posts = (
        f"<h4 class=message-name><a href='/members/{name}.1/'>{name}</a></h4>" for name in (first, other)
    )
    found = about("<title>Which kettle for a pier</title>", thread("", *posts), ADDRESS)
    assert found.author in (first, None)


def test_who_is_named_in_a_post_did_not_begin_it() -> None:
    page = thread("<p>Thread starter gull</p>", "<p>By Ann Lee</p>")
    assert about("<title>Which kettle for a pier</title>", page, ADDRESS).author == "gull"


def test_linked_data_comes_first() -> None:
    head = linked({"@type": "DiscussionForumPosting", "author": {"@type": "Person", "name": "gull"}})
    page = thread("", "<h4 class=message-name><a href='/members/gull.3/'>gull Admin</a></h4>")
    assert about(head, page).author == "gull"


def test_who_comments_on_an_article_is_not_its_author() -> None:
    page = thread("", "<h4 class=message-name><a href='/members/gull.3/'>gull</a></h4>")
    found = about("<title>Which kettle for a pier</title>", page, "https://example.org/news/kettles")
    assert found.author is None
