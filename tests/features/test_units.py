"""What the items of a list know of each other and of what is around it."""

from __future__ import annotations

from boilerstrip.page import Page
from tests.features.pages import column


def test_items_of_a_unit_see_what_is_around_it() -> None:
    prose = (
        "Whoever wants to take part brings all of these along on the first day, and in a bag of their own."
    )
    items = "<li>A cup</li><li>A plate</li><li>Warm socks</li>"
    page = Page(f"<main><p>{prose} You need:</p><ul>{items}</ul><p>{prose}</p></main>")
    for name, expected in (
        ("unit.list", [0, 1, 1, 1, 0]),
        ("unit.amid_prose", [-1, 1, 1, 1, -1]),
        ("unit.before_colon", [-1, 1, 1, 1, -1]),
        ("unit.after_prose", [-1, 1, 1, 1, -1]),
        ("unit.around", [-1, 1, 1, 1, -1]),
        ("unit.place", [-1, 0, 0.5, 1, -1]),
    ):
        assert column(page, name) == expected
