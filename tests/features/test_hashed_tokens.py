"""Hashed tokens of a Block and what is around it."""

from __future__ import annotations

from boilerstrip.features import hashed_tokens
from boilerstrip.page import Page
from tests.features.pages import ARTICLE


def test_tokens_come_in_families() -> None:
    page = Page(ARTICLE)
    tokens = hashed_tokens.tokens(page)
    assert tokens.lists.shape == (len(page.blocks), len(hashed_tokens.FAMILIES))
    assert tokens.starts[-1] == len(tokens.values)
    assert ((tokens.values >= 0) & (tokens.values < hashed_tokens.BUCKETS)).all()
    # each list is that of some Block
    assert set(tokens.lists.ravel().tolist()) == set(range(len(tokens.starts) - 1))


def test_like_blocks_share_their_lists() -> None:
    page = Page("<div class=grid>" + "<div class=card><p class=lead>A word</p></div>" * 9 + "</div>")
    tokens = hashed_tokens.tokens(page)
    own, near, far, _ = tokens.lists.T
    assert len(page.blocks) == 9
    assert len(set(own.tolist())) == len(set(near.tolist())) == len(set(far.tolist())) == 1


def test_flat_tokens_are_those_of_each_block() -> None:
    tokens = hashed_tokens.Tokens.of([[3, 1], [], [7]], [[0, 1, 2, 0], [1, 1, 1, 2]])
    values, offsets = tokens.flat()
    assert values.tolist() == [3, 1, 7, 3, 1, 7]
    assert offsets.tolist() == [0, 2, 2, 3, 5, 5, 5, 5, 6]
