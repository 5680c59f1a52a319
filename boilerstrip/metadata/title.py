"""What a page is called."""

from __future__ import annotations

from boilerstrip import phrases
from boilerstrip.block import Block
from boilerstrip.dates import DateReader
from boilerstrip.metadata.authors import byline_name
from boilerstrip.metadata.linked_data import Work, texts
from boilerstrip.metadata.site import SEPARATOR
from boilerstrip.metadata.text import clean, first
from boilerstrip.page import Page, collapse
from boilerstrip.words import words

_LONG_LINE = 20
_MIN_TITLE_WORDS = 3


def find_title(page: Page, works: list[Work], site_name: str | None) -> str | None:
    """Return the title: the visible heading where the head agrees with it, else what the head states."""
    head_title = clean(page.head.title)
    top = [block.text for block in page.blocks if block.level == 1]
    first_part = SEPARATOR.split(head_title)[0]
    top = [block.text for block in page.blocks if block.level == 2 and block.text == first_part] + top
    stated = find_headline(page, works)
    # the heading a reader sees, where the head agrees with it: no site name, no abbreviation
    known = set(words(f"{stated or ''} {head_title}"))
    agreeing: dict[str, float] = {}
    for heading in top:
        said = words(heading)
        logo = site_name is not None and heading.casefold() == site_name.casefold()
        # a single word is more often a menu's
        enough = len(said) > 1 or heading == first_part
        if enough and sum(word in known for word in said) >= 0.8 * len(said) and not logo:
            agreeing[collapse(heading)] = len(known.intersection(said)) / len(known.union(said))
    if agreeing:
        # the name of a site is part of its titles, too
        return max(agreeing, key=agreeing.__getitem__)
    if stated:
        return _without_site(stated, site_name)
    if head_title:
        return _without_site(head_title, site_name)
    return collapse(top[0]) if top else _title_line(page)


def find_headline(page: Page, works: list[Work]) -> str | None:
    """Return the headline that the metadata states, as it is."""
    metas = map(clean, map(page.head.meta, ("og:title", "twitter:title", "dc.title", "citation_title")))
    return first(*texts(works, "headline"), *metas)


def _title_line(page: Page) -> str | None:
    """The title of a page that has lost its markup: the last short line before the first long one."""
    lines: list[Block] = []
    for block in page.blocks:
        if block.level or block.link_words:
            return None
        if block.words >= _LONG_LINE:
            break
        lines.append(block)
    for block in reversed(lines):
        furniture = phrases.match(block.text, block.words) or byline_name(page, block)
        if block.words >= _MIN_TITLE_WORDS and not furniture and not DateReader().read(block.text):
            return block.text if not block.text.endswith(".") else None
    return None


def _without_site(title: str, site_name: str | None) -> str:
    """A title less the site's name before or after a separator."""
    parts = SEPARATOR.split(title)
    if len(parts) < 2:
        return title
    if site_name:
        kept = [part for part in parts if part.casefold() != site_name.casefold()]
        if len(kept) == len(parts):
            return title
        return title[title.index(kept[0]) : title.rindex(kept[-1]) + len(kept[-1])] if kept else title
    longest = max(parts, key=len)
    return longest if len(words(longest)) > 2 else title
