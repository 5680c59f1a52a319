"""How much a dateline says beside its digits."""

from __future__ import annotations

from boilerstrip.page import Block, Page, Role
from boilerstrip.text.sentences import ends_with_time

MAX_LINE_WORDS = 15
# Words of a line that is a date alone.
MAX_DATE_ONLY = 3
# Words without digits that stand in a dateline: the weekday, the month, "published on".
_MAX_WORDS_IN_ITEM = 3
_MAX_WORDS_IN_SENTENCE = 5
# The same, where the full stop is that of a time: "Author: Ann Lee, 12 March 2024, 10.30 h."
_MAX_WORDS_BEFORE_TIME = 8


def is_short_line(page: Page, block: Block) -> bool:
    """Return whether a line says no more than a dateline does, beside its digits."""
    if block.words > MAX_LINE_WORDS or block.level == 1:
        return False
    # the entry of a chronology, a sentence
    most = _MAX_WORDS_IN_ITEM if block.role is Role.LIST_ITEM else MAX_LINE_WORDS
    if block.text.endswith((".", "!", "?")):
        most = min(most, _MAX_WORDS_BEFORE_TIME if ends_with_time(block.text) else _MAX_WORDS_IN_SENTENCE)
    return block.words <= most or n_letter_words(page, block) <= most


def is_date_only(page: Page, block: Block) -> bool:
    """Return whether a line is a date and hardly anything else."""
    if block.words > 2 * MAX_DATE_ONLY or block.level or block.role is Role.TABLE:
        return False
    return block.words <= MAX_DATE_ONLY or n_letter_words(page, block) <= MAX_DATE_ONLY


def n_letter_words(page: Page, block: Block) -> int:
    """Return the number of words of a Block that are letters alone."""
    tokens = page.block_words[block.index]
    # in scripts without spaces two signs count as one word
    return sum(map(str.isalpha, tokens)) - (len(tokens) - block.words)
