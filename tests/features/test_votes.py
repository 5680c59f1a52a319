"""Votes of strategies as features."""

from __future__ import annotations

from boilerstrip.page import Page
from boilerstrip.strategies import Candidate
from tests.features.pages import ARTICLE, column


def test_missing_votes_are_unknown() -> None:
    page = Page(ARTICLE)
    n = len(page.blocks)
    everything = Candidate("trafilatura", (True,) * n)
    failed = Candidate("readability", (False,) * n, error="boom")
    stranger = Candidate("somebody-else", (True,) * n)
    votes = (everything, failed, stranger)
    assert column(page, "vote.trafilatura", votes) == [1] * n
    assert column(page, "vote.readability", votes) == [0] * n
    assert column(page, "vote.trafilatura") == [0] * n
    assert column(page, "vote.voters", votes) == [1] * n
