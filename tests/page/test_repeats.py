"""Like siblings are told by what most of them share, in whatever order it is written."""

from __future__ import annotations

from boilerstrip.page import Page


def _kinds(markup: str) -> list[int]:
    """The kinds of the `li` elements of a list."""
    page = Page(f"<ul>{markup}</ul>")
    numbers = [page.sibling_group_ids[element.index] for element in page.elements if element.tag == "li"]
    return [numbers.index(number) for number in numbers]


def test_siblings_go_by_the_word_most_of_them_share() -> None:
    assert _kinds("<li class='post odd'>a<li class='even post'>b<li class='post'>c<li class=ad>d") == [
        0,
        0,
        0,
        3,
    ]
    assert _kinds("<li>a<li>b<li class=x>c") == [0, 0, 2]


def test_children_of_other_parents_and_other_tags_are_of_other_kinds() -> None:
    page = Page("<div><p>a</p><p>b</p><h2>c</h2></div><div><p>d</p></div>")
    a, b, c, d = (page.sibling_group_ids[block.element] for block in page.blocks)
    assert a == b
    assert len({a, c, d}) == 3


def test_blocks_of_like_records_stand_in_one_place() -> None:
    post = "<li class='post'><div class=who>Ann</div><p>Says a word</p></li>"
    page = Page(f"<ul>{post * 2}</ul><p>Other</p>")
    names, said, others = (
        [page.repeat_group_ids[at] for at in (0, 2)],
        [page.repeat_group_ids[at] for at in (1, 3)],
        page.repeat_group_ids[4],
    )
    assert names[0] == names[1]
    assert said[0] == said[1]
    assert others not in (*names, *said)
    assert page.repeated_groups == []
    assert Page(f"<ul>{post * 3}</ul><p>Other</p>").repeated_groups == [[0, 2, 4], [1, 3, 5]]
