"""Readers' comments."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Role
from boilerstrip.page.block import of_roles

_COMMENTS = frozenset({Role.COMMENT})


def propose_comments(view: KeptView) -> Iterator[Proposal]:
    """Propose readers' comments; in a forum, where they are the body, no Block has that role."""
    for block in of_roles(view.blocks, _COMMENTS):
        yield Proposal(block.index, block.index + 1, "comments")
