"""Readers' comments."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Role


def propose_comments(view: KeptView) -> Iterator[Proposal]:
    """Readers' comments; in a forum they are the body, and so stay."""
    comment = Role.COMMENT
    for block in view.blocks:
        if block.role is comment:
            yield Proposal(block.index, block.index + 1, "comments")
