"""Records: the group of similar siblings with most words outside links."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.strategies.records import propose
from tests.strategies.pages import NAV, masked

POST = "<div class=post><b>Ada</b><p>The ferry sails at six in winter, and back at eight.</div>"


MENU = "<ul>" + "".join(f"<li><a href=/{n}>Timetable of the winter ferry {n}</a>" for n in range(9)) + "</ul>"


def proposed(markup: str) -> list[str]:
    page = Page(markup)
    return [block.text for block, kept in zip(page.blocks, propose(page), strict=True) if kept]


def test_the_posts_of_a_thread_are_kept_and_nothing_else() -> None:
    assert proposed(f"{MENU}<h1>Ferries</h1>{POST * 4}<p>All rights reserved") == [
        *["Ada", "The ferry sails at six in winter, and back at eight."] * 4
    ]


@pytest.mark.parametrize("markup", [POST * 2, MENU, "<p>One.<p>Two.<p>Three.", ""])
def test_two_posts_links_and_paragraphs_are_no_records(markup: str) -> None:
    assert proposed(markup) == []


def test_records_find_posts() -> None:
    posts = "".join(
        f"<div class='post n{n}'><b>user{n}</b><div>Post {n} says what that user thinks of the belt.</div></div>"
        for n in range(5)
    )
    found = masked("records", f"{NAV}<div>{posts}</div>")
    assert sum(text.startswith("Post") for text in found) == 5
    assert not any(text.startswith("Section") for text in found)
