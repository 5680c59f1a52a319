"""Figures of the page as a whole, the same for all of its Blocks."""

from __future__ import annotations

import numpy as np
import pytest

from boilerstrip.features import FEATURE_NAMES, features
from boilerstrip.features.document import COLUMNS
from boilerstrip.page import Page
from tests.features.pages import ARTICLE, column


def test_all_blocks_have_the_same() -> None:
    table = features(Page(ARTICLE), [])[:, [FEATURE_NAMES.index(name) for name in COLUMNS]]
    assert len(table) > 1
    assert (table == table[0]).all()


@pytest.mark.parametrize(
    ("markup", "name", "value"),
    [
        ("<meta property=og:type content=Article>", "og_article", 1),
        ('<script type="application/ld+json">{"@type": "Product"}</script>', "ld_product", 1),
        ("<link rel=canonical href=https://x.example/a/b-c-d>", "path_depth", 2),
        ("<link rel=canonical href=https://x.example/a/b-c-d>", "slug", 2),
        ("<link rel=canonical href=https://x.example/a/2024>", "digits", 1),
        ("", "path_depth", -1),
        ("<h1>a</h1><h1>b</h1>", "top_headings", 2),
        ("<h1>a</h1>" * 9, "top_headings", 5),
    ],
)
def test_columns_mean_what_they_say(markup: str, name: str, value: float) -> None:
    assert column(Page(f"{markup}<p>x"), f"page.{name}")[0] == value


def test_words_and_blocks_are_counted() -> None:
    page = Page("<p>one two three</p><p>four</p>")
    assert np.expm1(column(page, "page.words")[0]) == pytest.approx(4, abs=1e-4)
    assert np.expm1(column(page, "page.blocks")[0]) == pytest.approx(2, abs=1e-4)


def test_prices_are_counted_and_years_are_not() -> None:
    page = Page("<p>Costs $5 or 6 EUR or €7 in 2024, for 30 people.")
    assert np.expm1(column(page, "page.prices")[0]) == pytest.approx(3, abs=1e-4)
