"""A body's HTML as trees, and trafilatura's XML and text of them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

etree = pytest.importorskip("lxml.etree", reason="needs the compat extra")

from boilerstrip.compat.trees import body_tree, paragraphs, printable, prune, to_lines, to_markup, to_xml  # noqa: E402
from boilerstrip.errors import OptionError  # noqa: E402

PARTS = st.sampled_from(
    ["<p>one <a href='/x'>two</a></p>", "<h2>three</h2>", "<ul><li>four</li></ul>", "<pre>five</pre>", "loose",
     "<table><tr><td>six</td><td>seven</td></tr></table>", "<blockquote><p>eight</p></blockquote>", "<em>nine</em>"]
)  # fmt: skip


def letters(tree: object) -> str:
    return "".join("".join(tree.itertext()).split())  # type: ignore[attr-defined]


@given(st.lists(PARTS, min_size=1, max_size=6))
def test_no_text_is_lost_on_the_way_to_xml(parts: list[str]) -> None:
    tree = body_tree(f"<article>{''.join(parts)}</article>")
    xml = to_xml(tree)
    assert letters(xml) == letters(tree)
    assert all(child.tail is None for child in xml)
    lines = to_lines(xml)
    assert all(word in lines for part in parts for word in ("three", "four", "five", "six") if word in part)


@given(st.text())
def test_any_text_can_be_in_xml(text: str) -> None:
    element = etree.Element("p")
    element.text = printable(text)
    assert printable(printable(text)) == printable(text)


def test_what_is_pruned_goes_and_the_text_behind_it_stays() -> None:
    tree = body_tree("<article><p>a<b>c</b>d</p><div class='x'>e</div>f</article>")
    prune(tree, ["//b", "//div[@class='x']"])
    assert letters(tree) == "adf"
    for wrong in ("//p[", "count(//p)"):
        with pytest.raises(OptionError):
            prune(tree, [wrong])


def test_segments_that_are_duplicates_go() -> None:
    tree = body_tree(
        "<article><p>one</p><ul><li>one</li></ul><p>two</p></article>", is_duplicate="one".__eq__
    )
    assert letters(tree) == "two"
    assert "<p>two</p>" in to_markup(tree)


def test_each_line_of_a_text_is_a_paragraph() -> None:
    assert [p.text for p in paragraphs("one\n\n  two \n")] == ["one", "two"]
