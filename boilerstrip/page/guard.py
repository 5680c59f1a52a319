"""What is cut off before anything slow sees it: characters, tags, and formatting that multiplies."""

from __future__ import annotations

import re

from boilerstrip import _kernels
from boilerstrip.limits import Limits
from boilerstrip.text.patterns import lazy

# Formatting that is open where a paragraph ends is opened again in the next one, by the rules of HTML.
# A few hundred kilobytes of it make millions of elements; pages that need it have a handful open.
_FORMATTING = lazy(
    r"<(?:(/?)(?:a|b|big|code|em|font|i|nobr|s|small|strike|strong|tt|u)(?=[\s/>])|(script|style)\b|!(--))",
    re.IGNORECASE | re.ASCII,
)
_ENDS = {
    "script": re.compile("</script", re.IGNORECASE | re.ASCII),
    "style": re.compile("</style", re.IGNORECASE | re.ASCII),
    "--": re.compile("-->"),
}
# Elements made in this way that a page may have; as many tags as can never make them, since the
# parser keeps that many elements open at most.
MAX_MULTIPLIED = 2_500_000
_MAX_OPEN = 512


def multiplied_formatting(markup: str) -> int | None:
    """Offset at which unclosed formatting has made `MAX_MULTIPLIED` elements; None if it never does."""
    if _kernels.markup is not None:
        place: int | None = _kernels.markup.multiplied_formatting(markup, MAX_MULTIPLIED, _MAX_OPEN)
        return place
    if markup.count("<") < MAX_MULTIPLIED // _MAX_OPEN:
        return None
    made = still_open = last = 0
    while match := _FORMATTING.search(markup, last):
        offset = match.start()
        if still_open:
            added = min(still_open, _MAX_OPEN) * markup.count("<", last, offset)
            if made + added > MAX_MULTIPLIED:
                break
            made += added
        last = match.end()
        closing, raw, comment = match.groups()
        if raw or comment:
            # what is in scripts and comments is no markup
            end = _ENDS[(raw or comment).lower()].search(markup, last)
            last = end.end() if end else len(markup)
        else:
            still_open = max(0, still_open - 1) if closing else still_open + 1
    else:
        offset = len(markup)
    added = min(still_open, _MAX_OPEN) * markup.count("<", last, offset)
    return (
        last + (offset - last) * (MAX_MULTIPLIED - made) // added if made + added > MAX_MULTIPLIED else None
    )


def count_tags(markup: str) -> int:
    """Return how many tags there may be in markup: the number of signs that begin one."""
    if _kernels.markup is None:
        return markup.count("<")
    count: int = _kernels.markup.count_tags(markup)
    return count


def truncate_markup(markup: str, limits: Limits) -> tuple[str, list[str]]:
    """`markup` up to the limits of characters and of tags, and a note for each limit that it ran into."""
    notes: list[str] = []
    if len(markup) > limits.characters:
        markup = markup[: limits.characters]
        notes.append(f"cut after {limits.characters} characters of markup")
    max_tags = 2 * limits.nodes
    # to compare lengths spares most pages the count
    if len(markup) > max_tags and count_tags(markup) > max_tags:
        markup = markup[: -len(markup.split("<", max_tags)[-1])]
        notes.append(f"cut after {max_tags} tags")
    return markup, notes


def truncate_multiplied(markup: str) -> tuple[str, list[str]]:
    """`markup` up to where formatting that is never closed multiplies, and a note if that is anywhere."""
    end = multiplied_formatting(markup)
    if end is None:
        return markup, []
    return markup[:end], ["cut where formatting that is never closed multiplies"]
