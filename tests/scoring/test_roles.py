"""Roles of the lines before a body, by the order of the tests that tell them."""

from __future__ import annotations

import pytest

from boilerstrip.metadata import MetadataReader
from boilerstrip.page import Page, Role
from boilerstrip.scoring.roles import with_roles
from tests.conftest import STORY

HEAD = "<title>The winter ferry</title><meta name=author content='Ada Marsh'>"


def roles(lines: str) -> dict[str, Role]:
    page = Page(f"{HEAD}<main>{lines}{''.join(f'<p>{text}</p>' for text in STORY)}</main>")
    page = with_roles(page, MetadataReader(page))
    return {block.text: block.role for block in page.blocks}


@pytest.mark.parametrize(
    ("lines", "text", "role"),
    [
        ("<h1>The winter ferry</h1>", "The winter ferry", Role.TITLE),
        # an author's name may be a link; other links are menus
        ("<h1>The winter ferry</h1><p><a href=/ada>Ada Marsh</a></p>", "Ada Marsh", Role.BYLINE),
        ("<p><a href=/>The winter ferry</a></p>", "The winter ferry", Role.PARAGRAPH),
        # above the headline nobody is named yet
        ("<p>Ada Marsh</p><h1>The winter ferry</h1>", "Ada Marsh", Role.PARAGRAPH),
        ("<h1>The winter ferry</h1><p>By Bo Lind</p>", "By Bo Lind", Role.BYLINE),
        ("<h1>The winter ferry</h1><p>4 May 2024</p>", "4 May 2024", Role.DATE),
        # a heading is a date line where its class says so
        ("<h2 class=date-header>4 May 2024</h2><h3>The winter ferry</h3>", "4 May 2024", Role.DATE),
        ("<h2>4 May 2024</h2><h3>The winter ferry</h3>", "4 May 2024", Role.HEADING),
        # a note or a source is no date
        (
            "<h1>The winter ferry</h1><p>[3] Gazette, 4 May 2024</p>",
            "[3] Gazette, 4 May 2024",
            Role.PARAGRAPH,
        ),
        ("<h1>The winter ferry</h1><pre>4 May 2024</pre>", "4 May 2024", Role.CODE),
    ],
)
def test_roles_of_a_line(lines: str, text: str, role: Role) -> None:
    assert roles(lines)[text] is role


def test_the_first_top_heading_with_the_title_is_the_title() -> None:
    page = Page(
        f"{HEAD}<h2>The winter ferry</h2><h1>The winter ferry</h1><h1>The winter ferry</h1><p>{STORY[0]}</p>"
    )
    page = with_roles(page, MetadataReader(page))
    assert [block.role for block in page.blocks[:2]] == [Role.TITLE, Role.TITLE]
    assert page.blocks[2].role is Role.HEADING


@pytest.mark.parametrize(
    ("line", "is_asked"), [("", False), ("<p>Bo Lind</p>", True), ("<h2>Bo</h2>", False)]
)
def test_the_author_is_looked_for_where_a_line_may_be_the_name(line: str, is_asked: bool) -> None:
    reader = MetadataReader(Page(f"{HEAD}<p>Ada</p><h1>The winter ferry</h1>{line}<p>{STORY[0]}</p>"))
    with_roles(reader._page, reader)
    assert ("authors" in vars(reader)) == is_asked


def test_a_page_of_datelines_is_about_them() -> None:
    days = [f"{day} May 2024" for day in range(1, 6)]
    found = roles("<h1>The winter ferry</h1>" + "".join(f"<p>{day}</p>" for day in days))
    assert [found[day] for day in days] == [Role.PARAGRAPH] * 5


def test_lines_below_the_first_prose_keep_their_roles() -> None:
    page = Page(f"{HEAD}<h1>The winter ferry</h1><p>{STORY[0]}</p><p>By Bo Lind</p><p>{STORY[1]}</p>")
    page = with_roles(page, MetadataReader(page))
    assert page.blocks[2].text == "By Bo Lind"
    assert page.blocks[2].role is Role.PARAGRAPH


@pytest.mark.parametrize(("n", "role"), [(2, Role.DATE), (3, Role.PARAGRAPH)])
def test_three_like_sentences_begin_a_body_whose_language_needs_few_words(n: int, role: Role) -> None:
    sentences = f"<p>{'Sana ' * 8}päättyy.</p>" * n
    assert (
        roles(f"<h1>The winter ferry</h1>{sentences}<p>Gazette, 4 May 2024</p>")["Gazette, 4 May 2024"]
        is role
    )


@pytest.mark.parametrize(
    ("address", "role"),
    [
        ("/discussion/42/ferry", Role.PARAGRAPH),
        ("/forum/boats/the-ferry", Role.PARAGRAPH),
        ("/r/boats/comments/1rl4mew/the_ferry/", Role.PARAGRAPH),
        ("/forum/boats", Role.COMMENT),
        ("/2024/ferry", Role.COMMENT),
    ],
)
def test_posts_of_a_thread_are_no_comments(address: str, role: Role) -> None:
    story = "".join(f"<p>{text}</p>" for text in STORY)
    markup = f"<h1>The ferry</h1>{story}<ul class=comments><li>I have never missed it.</ul>"
    page = Page(markup, url=f"https://forum.example{address}")
    page = with_roles(page, MetadataReader(page))
    assert page.blocks[-1].role is (Role.LIST_ITEM if role is Role.PARAGRAPH else role)


def test_what_documentation_says_of_its_members_is_no_comment() -> None:
    comment = "<div class=comment><p>Waits for low water.</p></div>"
    page = f"<h1>Tides</h1><p>{'The tide turns twice a day. ' * 9}</p><p>{{}}</p>{comment}"
    for above, role in (("ebb(station)", Role.PARAGRAPH), ("The ebb", Role.COMMENT)):
        found = Page(page.format(above))
        assert with_roles(found, MetadataReader(found)).blocks[-1].role is role


@pytest.mark.parametrize(("above", "is_comment"), [("ebb(station)", False), ("The ebb", True)])
def test_what_unfolds_in_the_item_of_a_member_is_no_comment(above: str, *, is_comment: bool) -> None:
    item = f"<ol><li>{above}<p>Waits.</p><div class=comment><p>Waits for low water.</p></div></ol>"
    page = Page(f"<h1>Tides</h1><p>{'The tide turns twice a day. ' * 9}</p>{item}")
    page = with_roles(page, MetadataReader(page))
    assert (page.blocks[-1].role is Role.COMMENT) is is_comment
