"""Copies to train on are pages still, and lose what they should lose."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest

pytest.importorskip("numpy")

from benchmarks.training import labels
from benchmarks.training.damage import KINDS, crop, damage, empty
from boilerstrip.page import Page
from tests.conftest import SAMPLES

PAGE = (SAMPLES / "news-theme.html").read_text(encoding="utf-8")
BODY = (SAMPLES / "news-theme.txt").read_text(encoding="utf-8")


def assert_whole(page: Page) -> None:
    assert [block.index for block in page.blocks] == list(range(len(page.blocks)))
    assert len(page.block_words) == len(page.blocks)
    assert [element.index for element in page.elements] == list(range(len(page.elements)))
    for element in page.elements:
        assert 0 <= element.start <= element.end <= len(page.blocks)
        assert -1 <= element.parent < element.index
    assert all(early.start <= late.start for early, late in pairwise(page.elements))


@pytest.mark.parametrize("kind", KINDS)
def test_damage_leaves_the_text(kind: str) -> None:
    page, whole = Page(PAGE), Page(PAGE)
    damage(page, kind, seed=1)
    assert_whole(page)
    assert [block.text for block in page.blocks] == [block.text for block in whole.blocks]
    assert [e.class_id for e in page.elements] != [e.class_id for e in whole.elements] or kind == "flat tags"


@pytest.mark.parametrize("seed", range(8))
def test_a_cropped_page_has_some_of_its_body_and_an_emptied_one_none(seed: int) -> None:
    whole = Page(PAGE)
    wanted = labels.from_text(whole, BODY)
    body = {block.text for block, label in zip(whole.blocks, wanted, strict=True) if label > 0.5}
    cropped, emptied = Page(PAGE), Page(PAGE)
    crop(cropped, wanted, random.Random(seed))
    empty(emptied, wanted, random.Random(seed))
    assert_whole(cropped)
    assert_whole(emptied)
    assert body & {block.text for block in cropped.blocks}
    assert emptied.blocks
    assert not body & {block.text for block in emptied.blocks}
