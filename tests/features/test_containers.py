"""The elements around a Block, from the narrowest to the widest."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from boilerstrip.page import Page
from tests.features.pages import ARTICLE, column

PAGE = "<section><ul><li>one two</li><li>three four</li></ul><p>five six</p></section><p>seven eight</p>"


def test_each_scope_holds_more_than_the_one_before() -> None:
    page = Page(ARTICLE)
    sizes = [
        np.array(column(page, f"container.{scope}_blocks")) for scope in ("own", "group", "box", "region")
    ]
    for inner, outer in pairwise(sizes):
        assert (outer >= inner).all()


def test_the_group_of_an_item_is_its_list() -> None:
    page = Page(PAGE)
    assert np.expm1(column(page, "container.group_blocks")[0]) == pytest.approx(2, abs=1e-4)
    assert column(page, "container.group_place")[:2] == [0, 1]
    assert column(page, "container.box_share")[0] == pytest.approx(6 / 8)


def test_images_count_for_the_boxes_that_they_stand_in() -> None:
    page = Page("<div class=a><p>one</p><img src=a.jpg><p>two</p></div><p>three</p>")
    assert column(page, "container.group_images")[0] > 0
    bare = Page("<div class=a><p>one</p><p>two</p></div><p>three</p>")
    assert column(bare, "container.group_images")[0] == 0
