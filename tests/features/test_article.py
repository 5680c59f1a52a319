"""Which of several articles is the page's own."""

from __future__ import annotations

from boilerstrip.page import Page
from tests.features.pages import block_with, column

OTHERS = """<html><head><title>Storks return to the marsh | The Reed</title>
<meta name=description content="Two pairs of storks have settled on the old mill after eleven years"></head><body>
<div class=post><h2>School roof repaired</h2><p>By Ann Other, 3 May 2021</p><p>{0}</p><p>{0}</p></div>
<div class=post><h2>Storks return to the marsh</h2><p>By Bo Reed, 4 May 2021</p>
<p>Two pairs of storks have settled on the old mill, and the villagers came out to watch them carry branches.</p></div>
<div class=post><h2>Ferry timetable changes</h2><p>By Cy Other, 5 May 2021</p><p>{0}</p></div></body></html>""".format(
    "The council has found the money for another forty metres of pipe and will say on Thursday where it goes."
)


def test_the_own_article_is_told_from_others() -> None:
    page = Page(OTHERS)
    own, other = block_with(page, "Two pairs"), block_with(page, "forty metres")
    for section in ("level", "line"):
        name = f"article.{section}_own"
        assert (column(page, name)[own.index], column(page, name)[other.index]) == (1, -1)
        assert column(page, f"article.{section}_apart")[len(page.blocks) - 1] == 1
        assert column(page, f"article.{section}_byline") == [1] * len(page.blocks)
        assert (
            column(page, f"article.{section}_said")[own.index]
            > column(page, f"article.{section}_said")[other.index]
        )
    assert column(page, "article.in_own_box")[own.index] == 1
    assert column(page, "article.in_like_box")[other.index] == 1
    assert column(page, "article.own_match")[0] > 0.8


def test_where_nothing_tells_no_article_is_the_own() -> None:
    page = Page(
        OTHERS.replace("Storks return to the marsh | The Reed", "The Reed").replace(
            "name=description", "name=x"
        )
    )
    assert set(column(page, "article.level_own")) == {0.5}
    assert set(column(page, "article.in_own_box")) == {0.0}


def test_a_slug_has_three_words_however_short() -> None:
    for path, has_slug in (("/a/aa-bb-cc", 1), ("/aa-bb-1c", 0), ("/aaaa/bbbb/cccc", 0)):
        page = Page(f"<link rel=canonical href='https://x.example{path}'><p>Two pairs of storks.</p>")
        assert column(page, "article.has_slug") == [has_slug]
