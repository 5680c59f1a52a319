"""Rows of letters that lead to the parts of an alphabetical index."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Block

# So many letters are a row.
_MIN_LETTERS = 3
# Characters between two letters, and words of a label beside them.
_MAX_BETWEEN, _MAX_LABEL = 6, 3


def propose_letters(view: KeptView) -> Iterator[Proposal]:
    """Propose lines of links of one letter each, with the label in the row of a table: "Jump to: A B C"."""
    for block in view.blocks:
        if block.link_words < _MIN_LETTERS or not view.left[block.index] or not _are_letters(block):
            continue
        start, end = block.index, block.index + 1
        row = view.page.innermost(block.element, "tr")
        if row >= 0:
            around = view.page.elements[row]
            # a row may be long
            if around.end - around.start <= 1 + _MAX_LABEL:
                others = [b for b in view.blocks[around.start : around.end] if b is not block]
                if sum(other.words for other in others) <= _MAX_LABEL:
                    start, end = around.start, around.end
        yield Proposal(start, end, "links by first letter")


def _are_letters(block: Block) -> bool:
    """Return whether a Block consists of links of one letter each, perhaps behind a label."""
    if len(block.text) > (1 + _MAX_BETWEEN) * (block.link_words + _MAX_LABEL):
        return False
    links = [run.text.strip() for run in block.runs if run.href is not None]
    letters = [text for text in links if len(text) == 1 and text.isalpha()]
    return (
        len(letters) >= _MIN_LETTERS
        and len(links) - len(letters) <= 1
        and block.words - block.link_words <= _MAX_LABEL
    )
