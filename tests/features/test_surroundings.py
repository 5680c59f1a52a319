"""The Blocks before and after a Block."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from tests.features.pages import column


@given(st.lists(st.integers(1, 9), min_size=1, max_size=8))
def test_a_neighbour_is_what_stands_there_and_none_is_beyond_the_page(words: list[int]) -> None:
    page = Page("".join(f"<p>{'word ' * n}</p>" for n in words))
    for step in (1, 2, 3):
        before = [-1.0] * step + [float(np.log1p(n)) for n in words]
        after = [float(np.log1p(n)) for n in words[step:]] + [-1.0] * step
        assert column(page, f"near.before{step}_words") == pytest.approx(before[: len(words)], abs=1e-5)
        assert column(page, f"near.after{step}_words") == pytest.approx(after[: len(words)], abs=1e-5)


def test_a_teaser_s_lead_follows_its_headline() -> None:
    page = Page("<h4><a href=/1>Storm closes harbour</a></h4><p>What was lost and what was not</p>" * 2)
    assert column(page, "near.lead") == [0, 1, 0, 1]
    assert column(page, "near.headline") == [1, 0, 1, 0]


def test_a_rhythm_of_two_repeats_every_second_block() -> None:
    page = Page("<p>one</p><p>one two three four</p>" * 4)
    assert column(page, "near.step2")[2:-2] == [0] * 4
    assert all(column(page, "near.step3")[3:-3])
