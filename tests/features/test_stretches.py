"""Stretches of like lines, and parts from one heading to the next."""

from __future__ import annotations

import numpy as np
import pytest

from boilerstrip.page import Page
from tests.features.pages import column

PROSE = (
    "The harbour council met on Monday to hear what the ferry, the lighthouse and the dredger will cost the "
    "islands in the coming winter, and whether the boats will sail at all before March."
)
PAGE = f"<p>{PROSE}</p><p>ferry harbour</p><p>lighthouse dredger</p><p>{PROSE}</p>"


def test_lines_between_prose_are_a_stretch_that_shares_its_words() -> None:
    page = Page(PAGE)
    assert column(page, "stretch.amid_prose")[1:3] == [1, 1]
    assert column(page, "stretch.in_prose")[1:3] == [1, 1]
    assert column(page, "stretch.blocks")[0] == -1
    assert np.expm1(column(page, "stretch.blocks")[1]) == pytest.approx(2, abs=1e-4)
    other = Page(PAGE.replace("lighthouse dredger", "recipes horoscope"))
    assert column(other, "stretch.in_prose")[1] == pytest.approx(0.5)


def test_what_a_colon_announces_is_known() -> None:
    page = Page(PAGE.replace("before March.", "before March:"))
    assert column(page, "stretch.after_colon")[1] == 1
    assert column(Page(PAGE), "stretch.after_colon")[1] == 0


def test_a_part_is_compared_with_the_prose_outside_of_it() -> None:
    page = Page(f"<h2>Boats</h2><p>{PROSE}</p><h2>Horoscope</h2><p>Virgo finds gold today</p>")
    shares = column(page, "part.in_prose")
    assert shares[3] == 0
    same = Page(f"<h2>Boats</h2><p>{PROSE}</p><h2>Ferry</h2><p>{PROSE}</p>")
    assert column(same, "part.in_prose")[3] > 0.9
