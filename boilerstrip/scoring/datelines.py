"""The lines right under a headline, which say who wrote what follows, and when."""

from __future__ import annotations

from itertools import takewhile

from boilerstrip.discard.view import MAX_LINKED, is_running_text
from boilerstrip.metadata import byline_name
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import MIN_PROSE_WORDS
from boilerstrip.text.dates import DateReader, names_day
from boilerstrip.text.patterns import lazy

# A headline has so many such lines at most.
_MAX_LINES = 3
# A year of any calendar; a time of day alone is that of an entry.
_DIGIT, _YEAR = lazy(r"\d"), lazy(r"(?<!\d)\d{4}(?!\d)")
# Enum members are slow to look up by name.
_BYLINE, _PARAGRAPH = Role.BYLINE, Role.PARAGRAPH


def is_signed(page: Page, headline: int) -> bool:
    """Return whether the lines right under a headline, above the next heading, name an author and a day."""
    below = _lines_under(page, headline)
    return any(names_day(block.text) for block in below) and any(
        block.role is _BYLINE or byline_name(page, block) is not None for block in below
    )


def have_like_datelines(page: Page, title: int, headline: int) -> bool:
    """Return whether the lines under another headline are made like those under the title, with a day."""
    return (make := _make(page, title)) != [] and _make(page, headline) == make


def dateline(page: Page, headline: int) -> str:
    """Return the lines between a headline and its text."""
    return "\n".join(b.text for b in takewhile(lambda b: not is_text(b), _lines_under(page, headline)))


def _make(page: Page, headline: int) -> list[tuple[str, str, bool, bool]]:
    """Return how the lines between a headline and its text are made, if they name a day; [] for others.

    Each is the tag and class name, and whether the line has a year and, before it, somebody. Two days alone
    are alike on any page unless a class name or another line says more.
    """
    lines = list(takewhile(lambda block: not is_text(block), _lines_under(page, headline)))
    elements = [page.elements[block.element] for block in lines if block.element >= 0]
    if len(elements) < len(lines):
        return []
    make = [
        (element.tag, element.class_id, _YEAR.search(block.text) is not None, _begins_with_name(block.text))
        for block, element in zip(lines, elements, strict=True)
    ]
    is_told = len(make) > 1 or any(class_id or is_named for _, class_id, _, is_named in make)
    return make if is_told and any(has_year for _, _, has_year, _ in make) else []


def moment(page: Page, headline: int, reader: DateReader) -> str:
    """Return the day, and the time if there is one, in the lines right under a headline; "" for none."""
    for block in _lines_under(page, headline):
        if names_day(block.text) and (found := reader.moment(block.text)) is not None:
            return found.time or found.day
    return ""


def _lines_under(page: Page, headline: int) -> list[Block]:
    """Return the few Blocks right under a headline, above the next heading."""
    lines = page.blocks[headline + 1 : headline + 1 + _MAX_LINES]
    return list(takewhile(lambda block: not block.level, lines))


def _begins_with_name(text: str) -> bool:
    """Return whether at least two words precede the first digit, and none but the first is lower-case.

    In scripts without capitals one word is enough, as some have no spaces either.
    """
    before = _DIGIT.split(text, maxsplit=1)[0].split()
    least = 1 if "".join(before).lower() == "".join(before).upper() else 2
    return len(before) >= least and not any(word[0].islower() for word in before[1:])


def is_text(block: Block) -> bool:
    """Return whether a Block is a sentence, or long: some scripts have no full stops."""
    return is_running_text(block) or (
        block.role is _PARAGRAPH and block.words >= MIN_PROSE_WORDS and block.link_density < MAX_LINKED
    )
