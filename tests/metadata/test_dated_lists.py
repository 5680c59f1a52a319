"""Lists of other pages, whose dates say nothing of the page itself."""

from __future__ import annotations

import pytest

from boilerstrip.metadata.dated_lists import lists_other_pages
from boilerstrip.metadata.layout import PageLayout
from boilerstrip.page import Page
from boilerstrip.page.bylines import dated_lines
from boilerstrip.text.dates import DateReader

LEAD = "<p>Four cars and a dog were on board that morning, as on every other one.</p>"
STORY = f"<p>{'The ferry crossed the sound as it had on every other morning of that year. ' * 16}</p>"


def teaser(day: int, *, lead: str = LEAD, name: str = "date") -> str:
    return f"<h3>The ferry to Holm</h3><p class={name}>{day} March 2014</p>{lead}"


def is_list(*teasers: str) -> bool:
    page = Page(f"<html lang=en><title>Boats</title><body><h1>Boats</h1>{''.join(teasers)}</body></html>")
    layout = PageLayout(page, None)
    lines = list(dated_lines(page.blocks, len(page.blocks), 60))
    return lists_other_pages(page, layout, page.head.times, lines, DateReader("en"))


def test_dates_from_the_latest_on_are_those_of_a_list() -> None:
    assert is_list(*map(teaser, (9, 8, 6, 5)))
    assert is_list(*map(teaser, (9, 9, 6, 6, 5)))


@pytest.mark.parametrize(
    "days", [(9, 8, 6), (5, 6, 8, 9), (9, 6, 8, 5), (9, 9, 9, 9)], ids=["few", "thread", "mixed", "one day"]
)
def test_other_dates_are_not(days: tuple[int, ...]) -> None:
    assert not is_list(*map(teaser, days))


def test_behind_the_date_of_an_article_stands_the_article() -> None:
    assert not is_list(teaser(9, lead=STORY), *map(teaser, (8, 6, 5)))


def test_the_dates_of_a_list_are_marked_up_alike() -> None:
    assert not is_list(teaser(9, name="published"), *map(teaser, (8, 6, 5)))
