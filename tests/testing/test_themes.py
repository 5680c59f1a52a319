"""Themes of drawn pages."""

from __future__ import annotations

import pytest

from boilerstrip.testing.choices import Seeded
from boilerstrip.testing.nodes import node
from boilerstrip.testing.themes import NAMES, TAGS, Theme, draw_theme, link


@pytest.mark.parametrize("tags", TAGS)
@pytest.mark.parametrize("names", NAMES)
def test_a_box_says_what_it_is_as_its_theme_does(tags: str, names: str) -> None:
    box = Theme(tags=tags, names=names).box("beside", node("p", "text"))
    assert box.tag == {"semantic": "aside", "div": "div", "table": "table"}[tags]
    assert list(box.texts()) == ["text"]
    attributes = str(box.attributes)
    assert ("sidebar" in attributes) is (names in ("words", "ids"))
    assert (box.attributes == {}) is (names == "none")


@pytest.mark.parametrize("wrappers", [0, 1, 4])
def test_wrappers_lie_in_one_another(wrappers: int) -> None:
    inner = node("p", "text")
    wrapped = Theme(wrappers=wrappers).wrapped(inner)
    for _ in range(wrappers):
        assert wrapped.tag == "div"
        (wrapped,) = wrapped.children
    assert wrapped is inner


def test_a_theme_is_drawn_from_what_is_asked_for() -> None:
    themes = [draw_theme(Seeded(seed), tags=["div"], names=["ids"], faults=[]) for seed in range(20)]
    assert {(theme.tags, theme.names, theme.faults) for theme in themes} == {("div", "ids", ())}
    assert len({theme.wrappers for theme in themes}) > 1


def test_equal_links_lead_to_equal_addresses() -> None:
    assert link("Tides") == link("Tides") != link("Boats")
    assert link("Tides", 1).attributes["href"] != link("Tides").attributes["href"]
