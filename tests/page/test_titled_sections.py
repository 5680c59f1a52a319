"""Sections that are named after their headings."""

from __future__ import annotations

from boilerstrip.page import Page
from boilerstrip.page.titled_sections import opens_title, titled_sections


def named(markup: str) -> list[str]:
    page = Page(markup)
    return [page.elements[i].class_id for i in sorted(titled_sections(page))]


def test_a_section_has_the_words_of_its_heading_for_a_name() -> None:
    assert named("<section id=getting-started><h2>Getting started</h2><p>Text</section>") == [
        "getting-started"
    ]
    assert named("<section class=GettingStarted><h2>Getting started</h2><p>Text</section>")
    assert named("<section id=related><h2>Getting started</h2><p>Text</section>") == []


def test_a_paragraph_names_nothing() -> None:
    assert named("<div id=tides><p>Tides</div>") == []


def test_the_first_words_of_a_heading_open_it_unless_they_are_a_label() -> None:
    def opens(heading: str, name: str) -> bool:
        page = Page(f"<section class={name}><h2>{heading}</h2><p>Text</section>")
        return opens_title(page, next(e for e in page.elements if e.class_id == name))

    assert opens("Sharing and trading", "sharing")
    assert opens("Sharing and trading", "sharing-and")
    assert not opens("Sharing and trading", "share")
    assert not opens("Share this article", "share")
