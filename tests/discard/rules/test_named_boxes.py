"""Boxes whose class names say that they are boilerplate."""

from __future__ import annotations

import pytest

from boilerstrip.discard import discard
from boilerstrip.metadata import MetadataReader
from boilerstrip.page import Page, Role
from boilerstrip.scoring.roles import with_roles
from tests.discard.pages import BODY, MORE, STILL_MORE, STORY, WRITTEN, dropped


def test_a_name_on_every_paragraph_means_nothing() -> None:
    paragraphs = "".join(f"<div class='paywall'><p>{paragraph}</p></div>" for paragraph in STORY)
    assert dropped(f"<body>{paragraphs}</body>") == {}


@pytest.mark.parametrize("name", ["cookies", "comments", "related", "newsletter"])
def test_a_section_with_its_heading_for_a_name_is_no_box(name: str) -> None:
    section = f"<section id={name}><h2>{name.title()}</h2>{BODY}</section>"
    others = "".join(f"<section id=s{n}><h2>Part {n}</h2>{BODY}</section>" for n in range(4))
    assert f"{name} box" not in " ".join(dropped(others + section).values())
    box = f"<section id={name}><h2>{name.title()}</h2><p>A line of it</p></section>"
    assert f"{name.rstrip('s')}" in " ".join(dropped(others + box).values())


def test_sections_of_documentation_have_their_headings_for_names() -> None:
    names = ("pagination", "tags", "comments", "social")
    sections = "".join(
        f"<section id={name}><h2>{name.title()}</h2><p>A line of it</p></section>" for name in names
    )
    page = Page(f"<main><h1>Options</h1>{sections}</main>")
    page = with_roles(page, MetadataReader(page))
    assert Role.COMMENT not in {block.role for block in page.blocks}
    reasons = discard(page, [True] * len(page.blocks), [1.0] * len(page.blocks)).values()
    assert not any("box" in reason for reason in reasons)
    assert not any("box" in reason for reason in dropped(f"<h2 id=tags>Options</h2>{BODY}").values())


@pytest.mark.parametrize(
    "name",
    ["paywall", "read-more", "tags", "subscribe", "promo social-paragraph", "related_posts"],
)
def test_prose_of_which_the_scorer_is_sure_stays_whatever_its_class_says(name: str) -> None:
    def judged(sure: float) -> set[str]:
        box = "".join(f"<p>{paragraph}</p>" for paragraph in WRITTEN)
        page = f"<article>{BODY}<section class='{name}'><h2>At the quay</h2>{box}</section>{MORE}</article>"
        around = [0.97] * len(STORY)
        return set(dropped(page, [*around, 0.7, sure, sure, *around]))

    assert judged(0.95) == set()
    # amid sure prose less is enough, as the name alone makes the scorer doubt
    assert judged(0.65) == set()
    assert judged(0.55) == {"At the quay", *WRITTEN}


@pytest.mark.parametrize("name", ["social", "sharing"])
def test_sentences_below_a_heading_are_no_share_buttons(name: str) -> None:
    def goes(box: str) -> bool:
        page = f"<article>{BODY}<section class={name}>{box}</section></article>"
        return bool(
            dropped(page, [*[0.97] * len(STORY), *[0.5] * box.count("<h2") + [0.3] * box.count("<p")])
        )

    assert not goes(f"<h2>Social life at the quay</h2><p>{WRITTEN[0]}</p><p>{WRITTEN[1]}</p>")
    assert goes(f"<h2>Share this story</h2><p>{WRITTEN[0]}</p>")
    assert goes("<h2>Social life at the quay</h2><p>Ann, Bob</p>")
    assert goes(f"<h2>Social life at the quay</h2><p><a href=/a>Here</a> {WRITTEN[0]}</p>")
    assert goes("<p>Tell your friends what you have read here today.</p>")


def test_likely_prose_stays_right_behind_likely_prose_and_goes_where_it_is_linked_or_short() -> None:
    def goes(box: str, probability: float, above: float = 0.97) -> bool:
        page = f"<article>{BODY}<div class=read-more>{box}</div></article><p>Read this</p>"
        return bool(dropped(page, [*[above] * len(STORY), probability, 0.1]))

    text = f"<p>{WRITTEN[0]}</p>"
    assert not goes(text, 0.85)
    assert goes(text, 0.75)
    assert not goes(text, 0.82, above=0.85)
    assert goes(f"<p><a href=/a>Here</a> {WRITTEN[0]}</p>", 0.85)
    assert goes("<p>Boats go on Sunday as well.</p>", 0.85)


def test_what_is_doubtful_or_linked_goes_with_a_box_though_a_sentence_in_it_stays() -> None:
    beside = [f"Title of a story, number {n}, that somebody may like" for n in range(4)]
    links = "".join(f"<p><a href=/{n}>{title}</a></p>" for n, title in enumerate(beside))
    page = f"<article>{BODY}<div class=related><p>{WRITTEN[0]}</p>{links}</div>{MORE}</article>"
    sure = [0.97] * len(STORY)
    assert set(dropped(page, [*sure, 0.95, *[0.9] * len(beside), *sure])) == set(beside)


def test_a_section_named_by_the_first_word_of_its_heading_is_no_box_among_others_so_named() -> None:
    parts = {"a": BODY, "b": MORE, "c": STILL_MORE}
    others = "".join(f"<section id=part-{n}><h2>Part {n}</h2>{part}</section>" for n, part in parts.items())

    def judged(heading: str) -> dict[str, str]:
        section = f"<section class=sharing><h2>{heading}</h2><p>Players lent it to each other.</p></section>"
        return dropped(others + section)

    assert judged("Sharing and trading") == {}
    assert judged("Who lent it").keys() == {"Who lent it", "Players lent it to each other."}


def test_what_explains_a_term_of_a_reference_is_no_box() -> None:
    box = "<ul class=tag-list><li><a href=/e>ebb</a><li><a href=/f>flood</a></ul>"
    terms = f"<dl><dt>Throws<dd>{box}</dl>"
    assert dropped(f"<main><h3>ebb()</h3>{BODY}{terms}</main>") == {}
    fields = "<dl class=tags><dt>since<dd>1.4</dl>"
    assert dropped(f"<main><h3>ebb()</h3>{BODY}{fields}</main>") == {}
    # of another page, or amid its text, it is one
    assert dropped(f"<main><h3>The ebb</h3>{BODY}{fields}</main>")
    assert dropped(f"<main><h3>The ebb</h3>{BODY}{terms}</main>")
    assert dropped(f"<main><h3>ebb()</h3>{BODY}{box}</main>")
