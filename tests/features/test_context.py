"""Sums over ranges of Blocks."""

from __future__ import annotations

import random

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.features.context import Context, best_segment, jump, last_seen, next_seen, prefix
from boilerstrip.page import Page
from tests.features.pages import ARTICLE


@given(st.lists(st.integers(-9, 9), min_size=1, max_size=12))
def test_the_best_segment_is_the_best_of_all(values: list[int]) -> None:
    ranges = [(s, e) for e in range(1, len(values) + 1) for s in range(e)]
    best = max(sum(values[s:e]) for s, e in ranges)
    first = next((s, e) for s, e in ranges if sum(values[s:e]) == best)
    assert best_segment(prefix(np.array(values, np.float32))) == first


def test_jump_follows_pointers_to_their_end() -> None:
    rng = random.Random(1)
    pointers = np.array([0, *(rng.randrange(at) for at in range(1, 200))])
    slow = []
    for start in range(200):
        at = start
        while pointers[at] != at:
            at = int(pointers[at])
        slow.append(at)
    assert jump(pointers, len(pointers)).tolist() == slow


def test_seen_indices() -> None:
    mark = np.array([False, True, False, False, True, False])
    assert last_seen(mark).tolist() == [-1, 1, 1, 1, 4, 4]
    assert next_seen(mark).tolist() == [1, 1, 4, 4, 4, 6]


def test_scopes_widen() -> None:
    context = Context(Page(ARTICLE), [])
    own = context.element
    group = context.wider[own]
    assert (context.element_block_counts[group] >= context.element_block_counts[own]).all()
