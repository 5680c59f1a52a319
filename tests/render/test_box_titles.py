"""Titles of boxes in clean HTML and Markdown."""

from __future__ import annotations

import pytest

import boilerstrip
from boilerstrip.page.boxes import CALLOUT
from boilerstrip.render.box_titles import BOX_TITLE, GITHUB, box_label
from tests.conftest import STORY
from tests.render.bodies import SENTENCE, body


def test_each_of_github_s_kinds_has_a_label_that_leads_back_to_it() -> None:
    assert set(GITHUB.values()) == {"NOTE", "TIP", "IMPORTANT", "WARNING", "CAUTION"}
    for kind in GITHUB:
        assert box_label(kind)[0].isupper()
    assert {GITHUB[box_label(kind).lower()] for kind in GITHUB if kind != "seealso"} == set(GITHUB.values())
    assert (box_label("seealso"), box_label(CALLOUT)) == ("See also", "")


def test_a_box_without_a_title_gets_one_in_html_and_its_sign_in_markdown() -> None:
    story = "".join(f"<p>{text}</p>" for text in STORY)
    box = f"<div class='admonition warning'><p>{STORY[0]}</p></div>"
    extraction = boilerstrip.extract(f"<article>{story}{box}{story.upper()}</article>")
    assert f'<p class="{BOX_TITLE}">Warning</p>' in extraction.html
    assert "> [!WARNING]\n> The ferry" in extraction.markdown


@pytest.mark.parametrize(("label", "kind"), [("Note:", "note"), ("Warning!", "warning"), ("Hint", "tip")])
def test_a_box_that_begins_with_its_kind_gets_no_title(label: str, kind: str) -> None:
    found = body(f"<div class='admonition {kind}'><p><strong>{label}</strong> {SENTENCE}</p></div>")
    assert BOX_TITLE not in found.html
    assert f"> [!{GITHUB[kind]}]\n> {SENTENCE}" in found.markdown
    other = body(f"<div class='admonition {kind}'><p><strong>Wells</strong> {SENTENCE}</p></div>")
    assert BOX_TITLE in other.html
    assert f"> **Wells** {SENTENCE}" in other.markdown


def test_the_body_of_a_box_is_no_box_of_its_own() -> None:
    found = body(f"<div class='hint hint-info'><div class=hint-body><p>{SENTENCE}</p></div></div>")
    assert found.html.count("admonition hint") == 1
    assert f"> [!TIP]\n> {SENTENCE}" in found.markdown
