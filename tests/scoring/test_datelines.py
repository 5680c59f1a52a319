"""The lines right under headlines."""

from __future__ import annotations

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.scoring.datelines import dateline, have_like_datelines, is_signed, is_text, moment
from boilerstrip.text.dates import DateReader

PARAGRAPH = (
    "<p>The keeper of the weir has counted the eels that pass it since the mill was closed in spring.</p>"
)
DATELINES = (
    "<p class=meta>{author}, {day}</p>",
    "<p>By {author}, {day}</p>",
    "<p class=author>{author}</p><p class=date>{day}</p>",
    "<div class=date>{day}</div>",
)
AUTHORS, DAYS = ("Mira Holt", "Ada Marsh", "Bo Lind"), ("4 May 2023", "11 June 2022", "30 July 2021")


def page_of(*datelines: str) -> tuple[Page, list[int]]:
    """Return a page of articles with these datelines, and where their headlines are."""
    page = Page("".join(f"<h2>Few eels</h2>{line}{PARAGRAPH}" for line in datelines))
    return page, [block.index for block in page.blocks if block.level]


@given(
    makes=st.tuples(st.sampled_from(DATELINES), st.sampled_from(DATELINES)),
    authors=st.permutations(AUTHORS),
    days=st.permutations(DAYS),
)
def test_datelines_are_alike_if_they_are_made_alike_whatever_they_say(
    makes: tuple[str, str], authors: list[str], days: list[str]
) -> None:
    lines = [make.format(author=authors[i], day=days[i]) for i, make in enumerate(makes)]
    page, (first, second) = page_of(*lines)
    assert have_like_datelines(page, first, second) == (makes[0] == makes[1])
    assert have_like_datelines(page, second, first) == (makes[0] == makes[1])
    assert (dateline(page, first) == dateline(page, second)) == (lines[0] == lines[1])


@pytest.mark.parametrize("line", ["", "<p>4 May 2023</p>", "<p class=time>9:30</p>"])
def test_a_day_alone_and_a_time_alone_are_like_nothing(line: str) -> None:
    page, (first, second) = page_of(line, line)
    assert not have_like_datelines(page, first, second)


@pytest.mark.parametrize(
    ("line", "signed"),
    [
        ("<p>By Mira Holt, 4 May 2023</p>", True),
        ("<p>By Mira Holt</p><p>4 May 2023</p>", True),
        ("<p>By Mira Holt</p>", False),
        ("<p>4 May 2023</p>", False),
        ("<h3>From the weir</h3><p>By Mira Holt, 4 May 2023</p>", False),
    ],
)
def test_a_headline_is_signed_if_an_author_and_a_day_stand_right_below(line: str, signed: bool) -> None:
    page, headlines = page_of(line)
    assert is_signed(page, headlines[0]) == signed


@given(st.permutations(DAYS), st.sampled_from(["", ", 9:30"]))
def test_moments_come_in_the_order_of_time(days: list[str], hour: str) -> None:
    page, headlines = page_of(*(f"<p>{day}{hour}</p>" for day in days))
    moments = [moment(page, i, DateReader()) for i in headlines]
    assert all(moments)
    # the days above are the latest first
    for (i, first), (j, second) in product(enumerate(days), repeat=2):
        assert (moments[i] < moments[j]) == (DAYS.index(first) > DAYS.index(second))
    assert moment(*page_of("<p>In spring</p>")[:1], 0, DateReader()) == ""


def test_a_long_line_is_text_even_without_a_full_stop() -> None:
    sentence, line, long = Page(f"{PARAGRAPH}<p>By Mira Holt</p><p>{'weir ' * 40}</p>").blocks
    assert [is_text(block) for block in (sentence, line, long)] == [True, False, True]
