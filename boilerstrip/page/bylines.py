"""Bylines: the short lines under a headline that say who wrote a text, and when."""

from __future__ import annotations

from boilerstrip import _kernels
from boilerstrip.page.block import Block
from boilerstrip.page.builder import Page
from boilerstrip.text.dates import has_time_or_year, may_have_date, names_day, names_day_glued
from boilerstrip.text.sentences import ends_with_time

# How many Blocks under a headline may hold its byline and its date, and how many words each may have.
_MAX_DISTANCE = 3
_MAX_WORDS = 14
# The same for a line that ends with the full stop of a date: more words are a sentence.
_MAX_DATED_WORDS = 8


def has_byline(page: Page, headline: int, *, allow_sentences: bool) -> bool:
    """Return whether a short line with a date or a phrase of authors follows a headline closely.

    Args:
        page: the page.
        headline: the index of the headline's Block.
        allow_sentences: whether the search continues past a line that ends like a sentence, and days of
            scripts without spaces count for none. Features have it so, because the weights were trained that
            way; decisions about whole articles do not.

    """
    return have_bylines(page, [headline], allow_sentences=allow_sentences)[0]


def dated_lines(blocks: list[Block], end: int, max_words: int) -> list[Block]:
    """Return those of the Blocks before a place that are short and may have a date: most have none."""
    if _kernels.columns is not None:
        found: list[Block] = _kernels.columns.dated_lines(blocks, end, max_words)
        return found
    return [block for block in blocks[:end] if block.words <= max_words and may_have_date(block.text)]


def have_bylines(page: Page, headlines: list[int], *, allow_sentences: bool) -> list[bool]:
    """Return `has_byline` of each of these Blocks."""
    if _kernels.columns is not None:
        found: list[bool] = _kernels.columns.have_bylines(
            page.blocks, page.phrase_matches, headlines, _MAX_DISTANCE, _MAX_WORDS, allow_sentences,
            None if allow_sentences else names_day_glued, _ends_with_date,
        )  # fmt: skip
        return found
    return [_has_byline(page, headline, allow_sentences) for headline in headlines]


def _ends_with_date(block: Block) -> bool:
    """Return whether the full stop at the end of a line is that of a date: "Kovács Anna, 2024. május 3."."""
    return block.words <= _MAX_DATED_WORDS and ends_with_time(block.text)


def _has_byline(page: Page, headline: int, allow_sentences: bool) -> bool:
    is_dated = has_time_or_year if allow_sentences else names_day
    for block in page.blocks[headline + 1 : headline + 1 + _MAX_DISTANCE]:
        if block.level or block.words > _MAX_WORDS:
            return False
        if not allow_sentences and block.ends_sentence and not _ends_with_date(block):
            return False
        label = page.phrase_matches[block.index]
        if is_dated(block.text) or (label is not None and label.family == "author"):
            return True
    return False
