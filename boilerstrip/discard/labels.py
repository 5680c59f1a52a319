"""Labels: lines with a phrase of boilerplate that are dropped together with what is under them."""

from __future__ import annotations

from boilerstrip.page import Block, Role
from boilerstrip.text import phrases

MAX_LABEL_WORDS = 12
# Families of phrases that head a box; phrases of other families are single lines.
SECTION_FAMILIES = frozenset({"related", "also_read", "newsletter", "comments", "author", "pager"})


def heads_section(block: Block, found: phrases.Match | None) -> bool:
    """Return whether a Block, with the phrase found in it, is a label that heads what is under it."""
    return (
        found is not None
        and found.family in SECTION_FAMILIES
        and block.words <= MAX_LABEL_WORDS
        and (found.whole or block.role is Role.HEADING)
    )
