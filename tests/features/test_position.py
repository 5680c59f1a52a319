"""The position of a Block on its page."""

from __future__ import annotations

import numpy as np
import pytest

from boilerstrip.page import Page
from tests.features.pages import ARTICLE, block_with, column


@pytest.mark.parametrize("n", [1, 2, 7, 30])
def test_places_run_from_the_first_block_to_the_last(n: int) -> None:
    page = Page("<p>one two</p>" * n)
    assert column(page, "place.blocks") == pytest.approx([i / n for i in range(n)])
    assert column(page, "place.words") == pytest.approx([i / n for i in range(n)])
    assert np.expm1(column(page, "place.rest")) == pytest.approx(range(n - 1, -1, -1), abs=1e-4)


def test_the_core_is_where_the_prose_is() -> None:
    page = Page(ARTICLE)
    home, body, teaser = (block_with(page, text).index for text in ("Home", "eleven years", "Ferry"))
    away = column(page, "place.from_core")
    assert away[home] < away[body] == 0 < away[teaser]
    assert [column(page, "place.in_core")[i] for i in (home, body, teaser)] == [0, 1, 0]


def test_the_headline_says_the_title() -> None:
    page = Page(ARTICLE)
    headline = next(block.index for block in page.blocks if block.level == 1)
    assert column(page, "place.in_title")[headline] == 1
    assert sum(column(page, "place.in_title")) == 1
    assert column(page, "place.from_title")[headline] == 0
    assert set(column(Page(ARTICLE.replace("<title>", "<p>")), "place.has_title")) == {0}
