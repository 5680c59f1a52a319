"""Tags, roles and class names around a Block."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from tests.features.pages import column


@pytest.mark.parametrize(
    ("markup", "name", "value"),
    [
        ("<nav><p>x</nav>", "within_nav", 1),
        ("<div role=navigation><p>x</div>", "within_nav", 1),
        ("<div class=navigable><p>x</div>", "within_nav", 0),
        ("<article><div><p>x</div></article>", "within_article", 1),
        ("<h3>x</h3>", "level", 3),
        ("<p>x", "level", 0),
        ("<p>x", "distance_article", -1),
    ],
)
def test_columns_mean_what_they_say(markup: str, name: str, value: float) -> None:
    assert column(Page(markup), f"markup.{name}")[0] == value


def test_the_article_is_as_far_as_there_are_elements_between() -> None:
    near = Page("<article><p>x</article>")
    far = Page("<article><section class=a><section class=b><p>x</section></section></article>")
    assert column(far, "markup.distance_article")[0] > column(near, "markup.distance_article")[0] >= 0


def test_class_words_further_out_are_told_from_those_around() -> None:
    from boilerstrip.features.markup import COLUMNS

    near = [name for name in COLUMNS if name.startswith("markup.near_")]
    page = Page("<div class=sidebar><p>x</div>")
    assert any(column(page, name)[0] for name in near)
    deep = Page(f"<div class=sidebar>{'<section class=q>' * 6}<p>x")
    assert not any(column(deep, name)[0] for name in near)
    assert any(column(deep, name.replace("near", "far"))[0] for name in near)
