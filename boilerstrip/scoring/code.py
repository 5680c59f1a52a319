"""Code and formulas between kept Blocks, and right above and after them."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import of_roles
from boilerstrip.page.tags import WHOLE_PAGE
from boilerstrip.scoring.headings import MAX_GAP

# Enum members are slow to look up by name.
_CODE = Role.CODE
_CODES = frozenset({_CODE})
# Characters of a number beside a formula, such as "(12),".
_MAX_BESIDE = 8


def with_code(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with the code and formulas between kept Blocks, right above them and right after.

    In cross-validation this adds 0.0005 word F1 on WCXB dev (0.005 on documentation).
    """
    whole = list(mask)
    has_formulas = bool(page.formulas)
    if not has_formulas and not of_roles(page.blocks, _CODES):
        return whole
    last = max((i for i, keep in enumerate(mask) if keep), default=-1)
    above: Block | None = None
    for block in page.blocks:
        if whole[block.index]:
            above = block
        elif (
            (block.role is _CODE or (has_formulas and is_formula(block)))
            and above is not None
            and (block.index < last or _leads_to(page, above, block))
        ):
            whole[block.index] = True
            above = block
    first = whole.index(True) if True in whole else 0
    while first and page.blocks[first - 1].role is _CODE and _describes(page, page.blocks[first - 1], first):
        first -= 1
        whole[first] = True
    return whole


def _describes(page: Page, code: Block, first: int) -> bool:
    """Return whether a text begins right below code, in its box: a function and what it does."""
    around = page.enclosing_container(code)
    return around is not None and around.tag not in WHOLE_PAGE and first < around.end


def is_formula(block: Block) -> bool:
    """Return whether a Block consists of a formula, perhaps with its number."""
    if not any("math" in run.marks for run in block.runs):
        return False
    beside = "".join(run.text for run in block.runs if "math" not in run.marks)
    return len(beside.strip()) <= _MAX_BESIDE


def _leads_to(page: Page, above: Block, code: Block) -> bool:
    """Return whether `code` closely follows `above`, in the same element or in a box directly inside it."""
    around = page.enclosing_container(code)
    if around is None or code.index - above.index > MAX_GAP:
        return False
    return around.index == above.element or around is page.enclosing_container(above)
