"""Labels: lines that a phrase gives away, and that go with what stands under them."""

from __future__ import annotations

from boilerstrip.page import Block, Role
from boilerstrip.text import phrases

MAX_LABEL_WORDS = 12
# Families of phrases that head a box; the others are lines of their own.
SECTION_FAMILIES = frozenset({"related", "also_read", "newsletter", "comments", "author", "pager"})


def heads_section(block: Block, found: phrases.Match | None) -> bool:
    """Return whether a Block is a label that goes with what stands under it."""
    return (
        found is not None
        and found.family in SECTION_FAMILIES
        and block.words <= MAX_LABEL_WORDS
        and (found.whole or block.role is Role.HEADING)
    )
