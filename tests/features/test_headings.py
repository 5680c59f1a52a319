"""Headings and labels above a Block, and the run that they open."""

from __future__ import annotations

import numpy as np
import pytest

from boilerstrip.page import Page
from tests.features.pages import ARTICLE, block_with, column

PAGE = "<h2>One</h2><p>a</p><p>b</p><h3>Two?</h3><p>c</p>"


def test_each_block_knows_the_heading_that_governs_it() -> None:
    page = Page(PAGE)
    assert column(page, "heading.level")[1:3] == [2, 2]
    assert column(page, "heading.level")[4] == 3
    assert column(page, "heading.question")[4] == 1
    assert column(page, "heading.question")[1] == 0
    assert np.expm1(column(page, "heading.since")[1:3]) == pytest.approx([1, 2], abs=1e-4)


def test_without_a_heading_there_is_none_to_tell_of() -> None:
    page = Page("<p>a</p><p>b</p>")
    assert column(page, "heading.since") == [-1, -1]
    assert column(page, "heading.level") == [0, 0]
    assert column(page, "label.words") == [-1, -1]


def test_a_label_governs_what_is_under_it() -> None:
    page = Page(ARTICLE)
    body, ferry = block_with(page, "eleven years").index, block_with(page, "Ferry").index
    assert column(page, "label.governs")[ferry] == 1
    assert column(page, "label.governs")[body] == 0
    assert column(page, "label.since")[body] == -1
    assert column(page, "label.since")[ferry] > 0
    label = block_with(page, "Read next").index
    assert column(page, "phrase.whole")[label] == 1
    assert column(page, "phrase.whole")[body] == 0
