"""Markups drawn at random: each shows its teasers, and none is one that reports are made with."""

from __future__ import annotations

import random

import turbohtml

from benchmarks.training.drawn import drawn_markups
from benchmarks.training.teasers import TEST_MARKUPS, Teaser, make_block, rendered

TEASERS = [Teaser(f"Harbour {n} closes <again>", f"A lead {n} & more of it.", f"/{n}") for n in range(3)]
BLOCK = make_block(TEASERS, "en", True, "phrase", "", random.Random(3))


def test_every_drawn_markup_shows_its_headlines() -> None:
    for name, markup in drawn_markups(300).items():
        text = " ".join(turbohtml.parse(rendered(markup, BLOCK)).stripped_strings)
        assert all(teaser.head in text for teaser in TEASERS), name


def test_no_drawn_markup_is_one_of_the_test_set() -> None:
    held_back = {rendered(markup, BLOCK) for markup in TEST_MARKUPS.values()}
    assert held_back.isdisjoint(rendered(markup, BLOCK) for markup in drawn_markups(1000).values())


def test_drawn_markups_differ_and_are_the_same_each_time() -> None:
    first, again = ({name: rendered(one, BLOCK) for name, one in drawn_markups(50).items()} for _ in range(2))
    assert first == again
    assert len(set(first.values())) > 40
