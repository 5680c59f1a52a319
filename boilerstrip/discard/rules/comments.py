"""Readers' comments."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Role


def propose_comments(view: KeptView) -> Iterator[Proposal]:
    """Propose readers' comments; in a forum, where they are the body, no Block has that role."""
    comment = Role.COMMENT
    for i in [block.index for block in view.blocks if block.role is comment]:
        yield Proposal(i, i + 1, "comments")
