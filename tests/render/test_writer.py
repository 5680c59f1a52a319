"""The HTML writer: nothing hostile gets through it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

import boilerstrip
from boilerstrip import testing
from boilerstrip.page import Page
from boilerstrip.page.tags import CLEANED
from boilerstrip.render.html import to_html
from boilerstrip.render.markdown import to_markdown
from boilerstrip.render.text import to_text
from boilerstrip.render.writer import Markup
from boilerstrip.text.whitespace import collapse
from tests.conftest import examples_of
from tests.render.bodies import FORMS, body
from tests.render.pages import HOSTILE, assert_harmless, html


def test_nothing_hostile_survives() -> None:
    assert_harmless(html(HOSTILE))
    assert "alert(1)" in html(HOSTILE)  # as text, which it is


@examples_of(100)
@given(testing.soup())
def test_soup_is_harmless(markup: str) -> None:
    page = Page(markup)
    assert_harmless(to_html(page, page.blocks))


def test_options_leave_out_what_they_name() -> None:
    markup = "<p>a <a href=/x>b</a> <b>c</b> H<sub>2</sub>O</p><table><tr><td>d<td>e</table><p>f</p>"
    page = Page(markup)
    assert "<a " not in to_html(page, page.blocks, Markup(links=False))
    assert "d" not in re.sub(r"<[^>]*>", "", to_html(page, page.blocks, Markup(tables=False)))
    plain = to_html(page, page.blocks, Markup(formatting=False))
    assert "<strong>" not in plain
    assert "<sub>2</sub>" in plain
    found = body(
        "<h2>Kinds of them</h2><ol start=3><li>one</li><li>two<ul><li>in</li></ul></li></ol>",
        structured_text=True,
    )
    assert "## Kinds of them\n\n3. one\n4. two\n  - in" in found.text


NASTY = st.sampled_from(
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "/ok.jpg",
        'x" onload="alert(1)',
        "<script>",
        "#x",
        "a b",
    ]
)


@examples_of(150)
@given(NASTY, NASTY, NASTY, NASTY)
def test_media_and_ids_are_harmless(src: str, href: str, name: str, alt: str) -> None:
    from html import escape

    s, h, n, a = map(escape, (src, href, name, alt))
    page = Page(
        f'<p>one</p><a href="{h}"><img src="{s}" srcset="{s} 9w, {h} 99w" alt="{a}" onerror="alert(1)"></a>'
        f'<figure><img data-src="{s}"><figcaption>{a}</figcaption></figure><picture><source srcset="{s}">'
        f'<img src="{h}"></picture><h2 id="{n}">two</h2><table><tr><td id="{n}" colspan="{a}">x<td rowspan="{s}">y'
        f'</table><p><span id="{n}">three</span> <a href="#{n}">four</a></p><pre><a href="{s}">five</a></pre>'
    )
    found = to_html(page, page.blocks)
    assert_harmless(found)
    assert found.count(" id=") <= 1


def test_a_clean_body_stays_as_it_is() -> None:
    once = body("".join(FORMS) + "<h2 id=d>Head</h2><p><a href='#d'>to it</a></p>").html
    again = boilerstrip.extract(once, url="https://example.org/a/b").html
    assert CLEANED in once
    assert collapse(again) == collapse(once)


def test_signs_of_boxes_to_tick_are_such() -> None:
    page = Page(
        "<p>a</p><ul><li>☐ oil</li><li><b>☑</b> wick</li><li>☒ steps</li><li>☐</li><li>a ☐ b</li></ul>"
    )
    box = '<input type="checkbox" disabled="">'
    ticked = '<input type="checkbox" disabled="" checked="">'
    assert to_html(page, page.blocks).endswith(
        f"<ul><li>{box} oil</li><li>{ticked} wick</li><li>{ticked} steps</li><li>☐</li><li>a ☐ b</li></ul></article>"
    )
    assert to_text(page, page.blocks).startswith("a\n\n☐ oil\n☑ wick")


_BETWEEN = "<p>A word between the items of the list.</p>"


@given(st.lists(st.booleans(), min_size=1, max_size=6), st.integers(1, 9), st.booleans())
def test_a_list_goes_on_counting_behind_what_comes_between(
    followed: list[bool], start: int, counts_down: bool
) -> None:
    markup = "".join(f"<li>item {n}</li>{_BETWEEN * more}" for n, more in enumerate(followed))
    attributes = f" reversed start={len(followed) + start}" if counts_down else f" start={start}"
    written = to_markdown(html(f"<ol{attributes}>{markup}</ol>"))
    numbers = [int(line.split(".")[0]) for line in written.split("\n") if "item " in line]
    first, step = (len(followed) + start, -1) if counts_down else (start, 1)
    assert numbers == [first + step * n for n in range(len(followed))]


def test_a_list_that_counts_down_to_one_says_where_it_goes_on() -> None:
    assert html(f"<ol reversed><li>x</li>{_BETWEEN}<li>y</li></ol>") == (
        f'<ol reversed="" start="2"><li>x</li></ol>{_BETWEEN}<ol reversed=""><li>y</li></ol>'
    )


def test_what_is_in_no_item_of_a_list_is_no_part_of_it() -> None:
    assert html("<ul><h3>Gear</h3><li>oars</li><li>rope</li></ul>") == (
        "<h3>Gear</h3><ul><li>oars</li><li>rope</li></ul>"
    )


def test_a_link_without_text_is_none() -> None:
    assert html("<p>A <a href=http://x.example/> </a>word.</p>") == "<p>A word.</p>"


def test_a_list_straight_in_a_list_of_terms_is_a_list() -> None:
    assert html("<dl><ul><li>oars</li><li>rope</li></ul></dl>") == "<ul><li>oars</li><li>rope</li></ul>"
