"""Similar siblings: series, alike Blocks and repeats."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from tests.features.pages import column


@pytest.mark.parametrize("n", [3, 5])
def test_members_of_a_series_know_their_place(n: int) -> None:
    page = Page("<p>before</p><ul>" + "<li>one two</li>" * n + "</ul><p>after</p>")
    places = column(page, "series.place")[1:-1]
    assert places == pytest.approx(np.linspace(0, 1, n))
    assert np.expm1(column(page, "series.count")[1]) == pytest.approx(n, abs=1e-4)
    assert column(page, "series.spread")[1] == 0


def test_two_are_no_series() -> None:
    page = Page("<ul><li>one</li><li>two</li></ul>")
    assert column(page, "series.count") == [-1, -1]


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=8))
def test_repeated_texts_are_counted_and_the_first_is_known(texts: list[str]) -> None:
    page = Page("".join(f"<p>{text}</p>" for text in texts))
    assert np.expm1(column(page, "repeat.count")) == pytest.approx([texts.count(t) for t in texts], abs=1e-4)
    assert column(page, "repeat.first") == [float(t not in texts[:i]) for i, t in enumerate(texts)]
