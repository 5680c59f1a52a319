"""Who began a thread of a forum."""

from __future__ import annotations

from datetime import date

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


def test_the_name_comes_first_in_the_box_beside_a_post() -> None:
    box = "<div class=postleft><dl><dt>gull7</dt><dd>Member</dd><dd>Posts: 3</dd></dl></div>"
    found = about(
        "<title>Which kettle for a pier</title>", thread("", box), "https://x.org/viewtopic.php?id=3"
    )
    assert found.authors == ("gull7",)


def test_the_day_of_a_thread_is_that_of_its_first_post() -> None:
    reply = "<time datetime=2024-09-26T10:00:00Z>Sep 26, 2024</time>"
    first = "<time datetime=2024-01-03T11:00:00Z>Jan 3, 2024</time>"
    found = about(
        "<title>Which kettle for a pier</title>", thread(f"<p>Last reply {reply}</p>", first), ADDRESS
    )
    assert found.date == "2024-01-03"


@given(st.lists(st.dates(date(2000, 1, 1), date(2024, 12, 31)), min_size=2, max_size=6))
def test_posts_that_are_marked_up_as_comments_tell_the_day_where_they_stand_in_order(
    days: list[date],
) -> None:
    posts = "".join(
        f"<li class=comment><time datetime={day}T10:00:00Z>{day}</time>{TEXT}</li>" for day in sorted(days)
    )
    page = f"<h1>Which kettle for a pier</h1><ol class=comments>{posts}</ol>"
    assert about("<title>Which kettle for a pier</title>", page, ADDRESS).date == min(days).isoformat()


def test_a_box_says_when_a_thread_was_posted() -> None:
    posts = "".join(
        f"<li class=comment><time datetime=2024-03-0{day}T10:00:00Z>{day}th</time>{TEXT}</li>"
        for day in (5, 6)
    )
    side = (
        "<div>a community for <time datetime=2006-10-18>17 years</time></div><p>Submitted on 4 March 2024</p>"
    )
    page = f"{side}<ol class=comments>{posts}</ol>"
    url = "https://example.org/r/kettles/comments/1rku5x9/which_kettle/"
    assert about("<title>Which kettle for a pier</title>", page, url).date == "2024-03-04"


def test_the_first_post_says_when_it_was_edited() -> None:
    posts = [
        "<div class=head>2019-02-23, 09:14 PM (This post was last modified: 2024-01-05, 03:27 AM by gull. Edited 1 time"
        " in total.)</div>",
        "<div class=head>2019-02-24, 02:31 AM</div>",
    ]
    url = "https://example.org/thread-222085.html"
    assert about("<title>Which kettle for a pier</title>", thread("", *posts), url).date == "2019-02-23"


def test_a_link_for_a_lost_password_is_no_member() -> None:
    links = "<p><a href=member.php?action=lostpw>Lost Password?</a></p><p><a href=user-7.html>gull</a></p>"
    found = about("<title>Which kettle</title>", thread(links), "https://example.org/thread-222085.html")
    assert found.authors == ("gull",)
