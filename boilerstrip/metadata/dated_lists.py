"""Lists of other pages, each with its date."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain, islice, pairwise

from boilerstrip.metadata.layout import PageLayout
from boilerstrip.metadata.short_lines import is_short_line
from boilerstrip.page import Block, Page
from boilerstrip.page.block import word_counts
from boilerstrip.page.head_data import Time
from boilerstrip.text.dates import DateReader

# A list of teasers: so many dates, each with no more text or lines behind it than a teaser has.
_MIN_LISTED = 4
_MAX_LISTED_READ = 10
_MAX_TEASER_LINES = 20
_MAX_TEASER_WORDS = 180


def lists_other_pages(
    page: Page, layout: PageLayout, times: Sequence[Time], dated: Sequence[Block], reader: DateReader
) -> bool:
    """Return whether the dates below the headline are those of a list of other pages, from the latest on.

    The posts of a thread stand in the other order, and behind the date of an article stands the article.
    """
    start = layout.headline_index
    texts = {time.block: time.moment or time.text for time in times if start <= time.block < len(page.blocks)}
    # most pages have fewer dates
    if len(texts) + len(dated) < _MIN_LISTED:
        return False
    blocks = page.blocks
    indexes = sorted({*texts, *(block.index for block in dated)})
    short = (index for index in indexes if index in texts or is_short_line(page, blocks[index]))
    # of most pages these end it, so no date is read
    first = list(islice(short, _MIN_LISTED))
    if len(first) < _MIN_LISTED or not all(_are_at_teaser(page, *gap) for gap in pairwise([start, *first])):
        return False
    days: list[str] = []
    before = start
    for index in chain(first, islice(short, _MAX_LISTED_READ - _MIN_LISTED)):
        if not _are_at_teaser(page, before, index):
            return False
        if not (moment := reader.moment(texts[index] if index in texts else blocks[index].text)):
            continue
        # the dates of a list are marked up alike
        if days and (moment.day > days[-1] or _class_around(page, index) != _class_around(page, before)):
            return False
        days.append(moment.day)
        if len(days) == _MIN_LISTED:
            return days[0] != days[-1]
        before = index
    return False


def _are_at_teaser(page: Page, before: int, index: int) -> bool:
    """Return whether no more stands between two Blocks than a teaser has."""
    gap = page.blocks[before:index]
    return len(gap) <= _MAX_TEASER_LINES and sum(word_counts(gap)) <= _MAX_TEASER_WORDS


def _class_around(page: Page, index: int) -> str:
    element = page.blocks[index].element
    return page.elements[element].class_id if element >= 0 else ""
