"""What a strategy is and proposes."""

from __future__ import annotations

import dataclasses

import pytest

from boilerstrip.strategies.base import BUILT_IN, OWN, THIRD_PARTY, Candidate


def test_names_are_of_one_kind_each() -> None:
    assert set(OWN).isdisjoint(THIRD_PARTY)
    assert len(set(BUILT_IN)) == len(BUILT_IN) == len(OWN) + len(THIRD_PARTY)


def test_what_was_proposed_is_not_changed_later() -> None:
    candidate = Candidate("density", (True,))
    with pytest.raises(dataclasses.FrozenInstanceError):
        candidate.score = 1.0  # type: ignore[misc]
