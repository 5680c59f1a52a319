"""Lists as word processors and builders of pages write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.render.html import to_html


def body(markup: str) -> str:
    """The HTML of all of a page, without the article element around it."""
    page = Page(f"<p>before</p>{markup}<p>behind</p>")
    html = to_html(page, page.blocks)
    return html.partition("<p>before</p>")[2].removesuffix("<p>behind</p></article>")


def in_word(text: str, level: int, marker: str, name: str = "l0") -> str:
    return (
        f"<p class=MsoListParagraph style='mso-list:{name} level{level} lfo1'>"
        f"<span style='mso-list:Ignore'>{marker}<span>&nbsp;</span></span>{text}</p>"
    )


def in_docs(text: str, level: int, name: str = "kix_a") -> str:
    return f'<ul class="lst-{name}-{level}"><li>{text}</li></ul>'


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        (in_docs("a", 0) + in_docs("b", 0), "<ul><li>a</li><li>b</li></ul>"),
        (
            in_docs("a", 0) + in_docs("b", 1) + in_docs("c", 0),
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        ),
        (in_docs("a", 0) + in_docs("b", 0, "kix_b"), "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        (in_docs("a", 0) + "<p>x</p>" + in_docs("b", 0), "<ul><li>a</li></ul><p>x</p><ul><li>b</li></ul>"),
        (
            in_word("a", 1, "·") + in_word("b", 2, "o") + in_word("c", 1, "·"),
            "<ul><li>a<ul><li>b</li></ul></li><li>c</li></ul>",
        ),
        (in_word("a", 1, "3.") + in_word("b", 1, "4."), '<ol start="3"><li>a</li><li>b</li></ol>'),
        (in_word("a", 1, "·") + in_word("b", 1, "·", "l1"), "<ul><li>a</li></ul><ul><li>b</li></ul>"),
        (
            "<ul class=to-do-list><li><div class='checkbox checkbox-on'></div> <span>a</span></li></ul>",
            '<ul><li><input type="checkbox" disabled="" checked=""> a</li></ul>',
        ),
        (
            "<ul class=task-list><li><div><button role=checkbox aria-checked=false></button></div><p>a</p></li></ul>",
            '<ul><li><input type="checkbox" disabled=""> a</li></ul>',
        ),
        (
            "<ol><li><div>1</div><div>a</div></li><li><div>2.</div><div>b</div></li></ol>",
            "<ol><li>a</li><li>b</li></ol>",
        ),
        ("<ol><li><div>7</div><div>a</div></li></ol>", "<ol><li>7<p>a</p></li></ol>"),
        (
            "<div role=table><div role=row><div role=columnheader>a</div><div role=columnheader>b</div></div>"
            "<div role=row><div role=cell>c</div><div role=cell>d</div></div></div>",
            "<table><tbody><tr><th>a</th><th>b</th></tr><tr><td>c</td><td>d</td></tr></tbody></table>",
        ),
        (
            "<ul class=bulleted-list><li>a</li></ul><ul class=bulleted-list><li>b</li></ul>"
            "<ol class=numbered-list start=1><li>c</li></ol><ol class=numbered-list start=2><li>d</li></ol>"
            "<ol class=numbered-list start=1><li>e</li></ol>",
            "<ul><li>a</li><li>b</li></ul><ol><li>c</li><li>d</li></ol><ol><li>e</li></ol>",
        ),
        (
            "<ul><li>a</li><ul><li>b</li></ul><ol><li>c</li></ol><li>d</li></ul>",
            "<ul><li>a<ul><li>b</li></ul><ol><li>c</li></ol></li><li>d</li></ul>",
        ),
        (
            "<ul><li><span class=ltx_tag_item>•</span><p>a</p></li><li><i class=my-bullet>–</i>b</li></ul>",
            "<ul><li>a</li><li>b</li></ul>",
        ),
        (
            "<div class=line-block><div class=line>a</div><div class=line>b</div></div>",
            "<p>a<br>b</p>",
        ),
    ],
)
def test_lists(markup: str, html: str) -> None:
    assert body(markup) == html


@given(st.recursive(st.just(()), lambda inner: st.lists(inner, max_size=3).map(tuple), max_leaves=8))
def test_no_item_of_lists_straight_in_lists_is_lost(drawn: tuple[object, ...]) -> None:
    def markup(node: tuple[object, ...]) -> str:
        inside = "".join(f"<li>item</li>{markup(child)}" for child in node if isinstance(child, tuple))
        return f"<ul>{inside}</ul>" if inside else ""

    made = markup(drawn)
    html = body(made)
    assert html.count("item") == made.count("item")
    assert "</ul><ul>" not in html
    assert "</li><ul>" not in html


@given(st.lists(st.tuples(st.integers(1, 4), st.sampled_from(["·", "1.", "b)", "o"])), max_size=12))
def test_no_item_is_lost(items: list[tuple[int, str]]) -> None:
    html = body("".join(in_word(f"item{n}", level, marker) for n, (level, marker) in enumerate(items)))
    assert html.count("<li>") == len(items)
    places = [html.index(f"item{n}<") for n in range(len(items))]
    assert places == sorted(places)


@given(st.lists(st.integers(0, 3), max_size=12))
def test_no_list_is_lost(levels: list[int]) -> None:
    html = body("".join(in_docs(f"item{n}", level) for n, level in enumerate(levels)))
    assert html.count("<li>") == len(levels)
    places = [html.index(f"item{n}<") for n in range(len(levels))]
    assert places == sorted(places)


def test_numbers_of_steps_go_from_below_their_picture_too() -> None:
    html = body(
        "<ol><li><div><img src=/step.jpg></div><div class=step_num>1</div><div>Spread it.</div></li>"
        "<li><div>2</div><div>Wait.</div></li><li><div>4</div><div>Rake.</div></li></ol>"
    )
    assert "Spread it." in html
    assert "<p>1</p>" not in html
    assert "<li>Wait.</li>" in html
    assert "4" in html


def test_numbers_in_boxes_within_boxes_go() -> None:
    steps = "".join(
        f'<li><div class="m"><div data-value="{n}">{n}.</div></div><div><p>Step {step}</p></div></li>'
        for n, step in enumerate("ab", 1)
    )
    page = Page(f"<ol>{steps}</ol>")
    assert [block.text for block in page.blocks] == ["Step a", "Step b"]


@pytest.mark.parametrize(
    ("markup", "html"),
    [
        (
            "<ol><li data-list=bullet>a</li><li data-list=checked>b</li><li data-list=unchecked>c</li></ol>",
            '<ul><li>a</li><li><input type="checkbox" disabled="" checked=""> b</li>'
            '<li><input type="checkbox" disabled=""> c</li></ul>',
        ),
        (
            "<ol><li data-list=ordered>a</li><li data-list=bullet class=ql-indent-1>b</li>"
            "<li data-list=ordered>c</li></ol>",
            "<ol><li>a<ul><li>b</li></ul></li><li>c</li></ol>",
        ),
        (
            "<ol><li data-list=ordered>a</li><li data-list=ordered class=ql-indent-2>b</li>"
            "<li data-list=ordered class=ql-indent-1>c</li><li data-list=ordered class=ql-indent-1>d</li></ol>",
            "<ol><li>a<ol><li>b</li></ol><ol><li>c</li><li>d</li></ol></li></ol>",
        ),
        (
            "<ol><li data-list=ordered>a</li><li data-list=bullet>b</li></ol>",
            "<ol><li>a</li></ol><ul><li>b</li></ul>",
        ),
        (
            "<ol start=4><li data-list=ordered>a</li>b<li data-list=bullet>c</li><p>d</p></ol>",
            '<ol start="4"><li>a</li></ol><p>b</p><ul><li>c</li></ul><p>d</p>',
        ),
        (
            "<ul><li data-list=bullet>a</li><li>b</li></ul><ol><li data-list=row-1>c</li></ol>",
            "<ul><li>a</li><li>b</li></ul><ol><li>c</li></ol>",
        ),
        (
            "<ul data-checked=true><li>a</li></ul>",
            '<ul><li><input type="checkbox" disabled="" checked=""> a</li></ul>',
        ),
        (
            "<ul><li role=checkbox aria-checked=true>a</li><li role=checkbox aria-checked=false>b</li></ul>",
            '<ul><li><input type="checkbox" disabled="" checked=""> a</li>'
            '<li><input type="checkbox" disabled=""> b</li></ul>',
        ),
    ],
)
def test_tasks_and_kinds_of_items_in_attributes_are_read(markup: str, html: str) -> None:
    assert body(markup) == html


def test_boxes_to_tick_off_ingredients_are_no_tasks() -> None:
    item = "<li><input type=checkbox><label>200 g of flour</label></li>"
    assert body(f"<ul class=recipe-ingredients>{item}</ul>") == "<ul><li>200 g of flour</li></ul>"
    assert "checkbox" in body(f"<ul>{item}</ul>")
    ticked = item.replace("checkbox>", "checkbox checked>")
    assert "checkbox" in body(f"<ul class=recipe-ingredients>{ticked}</ul>")


@pytest.mark.parametrize("label", ["Step 1", "Schritt 1", "1.", "1"])
def test_labels_of_steps_are_numbers(label: str) -> None:
    steps = f"<ol><li><div class=label>{label}</div><p>Cut it.</p></li><li><div>Step 3</div><p>Cook it.</p></li></ol>"
    assert body(steps) == "<ol><li>Cut it.</li><li>Step 3<p>Cook it.</p></li></ol>"


@pytest.mark.parametrize("name", ["article__list-label", "list-marker", "item-marker", "bullet"])
def test_bullets_in_elements_of_their_own_go(name: str) -> None:
    assert body(f"<ul><li><div class={name}>•</div><div>oil</div></li></ul>") == "<ul><li>oil</li></ul>"
    assert "No" in body(f"<ul><li><div class={name}>No</div><div>oil</div></li></ul>")
