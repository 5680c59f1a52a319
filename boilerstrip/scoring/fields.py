"""Fields of an interface: the name and the type above what each is, and what closes a signature."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import saying
from boilerstrip.page.signatures import names_type
from boilerstrip.scoring.tails import stretch_ends

# So many fields are described, each in so many Blocks above its sentence; words of one.
_MIN_FIELDS, _MAX_ABOVE, _MAX_WORDS = 2, 4, 4
# Blocks of the parameters between the brackets of a signature.
_MAX_PARAMETERS = 30


def with_typed_fields(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with names and types right above kept sentences: "margin", "number", "required"."""
    whole = list(mask)
    # examples are beside the fields of an interface
    if page.is_plaintext or not page.has_code:
        return whole
    fields: list[tuple[int, int]] = []
    for start in stretch_ends(whole):
        near = mask[start : start + _MAX_ABOVE + 1]
        if True not in near:
            continue
        end = start + near.index(True)
        above = page.blocks[start:end]
        if any(map(names_type, above)) and all(_may_be_of_field(page, block) for block in above):
            fields.append((start, end))
    if len(fields) >= _MIN_FIELDS:
        for start, end in fields:
            whole[start:end] = [True] * (end - start)
    return whole


def _may_be_of_field(page: Page, block: Block) -> bool:
    """Return whether a Block is a few words, and no heading, control or phrase of boilerplate."""
    return (
        block.words <= _MAX_WORDS
        and not block.level
        and not block.link_words
        and block.role is not Role.CONTROL
        and page.phrase_matches[block.index] is None
    )


def with_brackets(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with both ends of a signature whose parameters are kept, in a list of their own."""
    whole = list(mask)
    if page.is_plaintext or not page.has_code:
        return whole
    for opening in saying(page.blocks, "("):
        if opening.text.rstrip()[-1:] != "(" or not opening.words or opening.element < 0:
            continue
        end = min(page.elements[opening.element].end, opening.index + _MAX_PARAMETERS)
        after = range(opening.index + 1, end)
        closing = next((i for i in after if page.blocks[i].text.lstrip()[:1] == ")"), 0)
        if closing and any(mask[opening.index : closing + 1]):
            whole[opening.index : closing + 1] = [True] * (closing + 1 - opening.index)
    return whole
