"""Titles of boxes in clean HTML and Markdown."""

from __future__ import annotations

import boilerstrip
from boilerstrip.page.boxes import CALLOUT
from boilerstrip.render.box_titles import BOX_TITLE, GITHUB, box_label
from tests.conftest import STORY


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
