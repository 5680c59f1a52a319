"""Kinds of notes, tips and warnings, by the classes that tools give them."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.page.boxes import CALLOUT, box_kind, is_box_title
from boilerstrip.render.box_titles import GITHUB, box_label


def kind_of(class_id: str, body: str = "<p>Mind the gap.<p>It is wide.", tag: str = "div") -> str:
    page = Page(f"<article><p>Before.<{tag} class='{class_id}'>{body}</{tag}><p>After.</article>")
    return next((box_kind(page, e) for e in page.elements if e.class_id), "")


@pytest.mark.parametrize(
    ("class_id", "kind"),
    [
        ("admonition tip", "tip"),
        ("markdown-alert markdown-alert-caution", "caution"),
        ("theme-admonition theme-admonition-info alert alert--info", "info"),
        ("alert alert-success note", "note"),
        ("story", ""),
        ("alerting tipping", ""),
    ],
)
def test_the_class_names_the_kind(class_id: str, kind: str) -> None:
    assert kind_of(class_id) == kind


def test_only_elements_that_hold_blocks_are_boxes() -> None:
    assert kind_of("admonition note", tag="ul", body="<li>Mind the gap.") == ""


def test_a_callout_has_the_kind_of_its_sign() -> None:
    assert kind_of("callout", "<p>⚠ Mind the gap.") == "warning"
    assert kind_of("callout", "<p>Mind the gap.") == CALLOUT


def test_the_first_line_may_name_the_kind() -> None:
    assert kind_of("sidebar warning", "<p>Warning:<p>Mind the gap.") == "warning"
    assert kind_of("sidebar warning") == ""


def test_titles_and_labels() -> None:
    page = Page("<div class='admonition note'><p class=admonition-title>Tides<p>They turn twice a day.</div>")
    box = next(element for element in page.elements if element.class_id.startswith("admonition note"))
    assert [is_box_title(page, block, box) for block in page.blocks] == [True, False]
    assert (box_label("seealso"), box_label("tip"), box_label(CALLOUT)) == ("See also", "Tip", "")
    assert set(GITHUB.values()) == {"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}
