"""Headings go with what they head."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from boilerstrip.scoring.headings import with_headings


def test_headings_go_with_what_they_govern() -> None:
    page = Page("<h2>Kept</h2><p>text one</p><h2>Lost</h2><h2>Kept too</h2><span>May 3</span><p>text two</p>")
    texts = [block.text for block in page.blocks]
    mask = with_headings(page, [text.startswith("text") for text in texts], [0.5] * len(page.blocks))
    assert [text for text, kept in zip(texts, mask, strict=True) if kept] == [
        "Kept",
        "text one",
        "Kept too",
        "text two",
    ]


def test_headings_of_records_with_a_long_dateline_go_with_one_another() -> None:
    records = "".join(
        f"<article><h2>{name}</h2><div>{line}</div><p>text</p></article>"
        for name, line in (
            ("A", "March 20, 2024 by Fiona Ada Laird"),
            ("B", "March 19, 2024 by Owen Peter Castell"),
        )
    )
    page = Page(
        f"<main>{records}<article><h2>C</h2><div>What they say of it at home</div><p>text</p></article></main>"
    )
    texts = [block.text for block in page.blocks]
    mask = with_headings(page, [text in ("A", "text") for text in texts], [0.5] * len(page.blocks))
    assert [text for text, keep in zip(texts, mask, strict=True) if keep] == [
        "A",
        "text",
        "B",
        "text",
        "text",
    ]
    # one alone may be the title of the page
    mask = with_headings(page, [text == "text" for text in texts], [0.5] * len(page.blocks))
    assert [text for text, keep in zip(texts, mask, strict=True) if keep] == ["text"] * 3


def test_a_heading_in_a_box_of_its_own_goes_with_what_the_box_heads() -> None:
    entry = "<section><header><h3>10:15</h3><time>May 3</time></header><p>text</p></section>"
    page = Page(f"{entry}<header><h3>Lost</h3><p>menu</p></header>")
    mask = with_headings(page, [block.text == "text" for block in page.blocks], [0.5] * len(page.blocks))
    assert [block.text for block in page.blocks if mask[block.index]] == ["10:15", "text"]


def test_titles_of_notes_and_summaries_go_with_what_they_head() -> None:
    page = Page(
        "<details><summary>More of it</summary><p>text one</p></details><details><summary>Lost</summary>"
        "<p>menu</p></details><div class='callout'><div><div class=callout-title>Mind</div></div><p>text two</p></div>"
        "<div class='callout'><div class='title sr-only'>Unseen</div><p>text three</p></div>"
    )
    mask = with_headings(
        page, [block.text.startswith("text") for block in page.blocks], [0.5] * len(page.blocks)
    )
    kept = [block.text for block in page.blocks if mask[block.index]]
    assert kept == ["More of it", "text one", "Mind", "text two", "text three"]


def test_headings_for_screen_readers_alone_are_not_added() -> None:
    page = Page("<h2 class=element-invisible>plot.jpg</h2><p>one<h2>Two</h2><p>three")
    assert with_headings(page, [False, True, False, True], [0.5] * len(page.blocks)) == [
        False,
        True,
        True,
        True,
    ]


def test_a_bold_line_that_begins_a_box_goes_with_its_list() -> None:
    def comes(markup: str) -> bool:
        page = Page(markup)
        mask = [block.text in ("boots", "lamps", "Text.") for block in page.blocks]
        return with_headings(page, mask, [0.5] * len(page.blocks)) != mask

    box = "<p>Text.</p><div class=box><p><strong>What to bring</strong></p><ul><li>boots<li>lamps</ul></div>"
    assert comes(box)
    # not bold, not the first line, a link, a phrase, above something else
    for other in (
        box.replace("strong", "span"),
        box.replace("<p><strong>", "<p>Text.</p><p><strong>"),
        box.replace("What to bring", "<a href=/w>What to bring</a>"),
        box.replace("What to bring", "Related articles"),
        box.replace("<ul><li>boots<li>lamps</ul>", "<div>Text.</div>"),
    ):
        assert not comes(other)


@pytest.mark.parametrize(
    ("line", "comes"),
    [
        ("<p><strong>The harbour clock</strong></p>", True),
        ("<p><b>Who winds it?</b></p>", True),
        ("<p><b>Nobody winds it.</b></p>", False),
        ("<p><b>Ann</b> Lee</p>", False),
        ("<p><b><a href=/clock>The clock</a></b></p>", False),
        ("<p><b>Read more</b></p>", False),
        ("<p class=kicker><b>The harbour clock</b></p>", False),
    ],
)
def test_a_bold_line_goes_with_the_paragraph_of_its_kind_below_it(line: str, comes: bool) -> None:
    page = Page(f"<div>{line}<p>It stopped at noon.</p></div>")
    assert with_headings(page, [False, True], [0.5] * len(page.blocks)) == [comes, True]


def test_a_heading_that_is_an_anchor_is_no_link_to_the_first_page() -> None:
    for anchor, kept in (("<a name=synopsis>", True), ("<a href=/>", False)):
        page = Page(f"<main><h2>{anchor}SYNOPSIS</a></h2><p>text</p></main>")
        assert with_headings(page, [False, True], [0.5] * len(page.blocks)) == [kept, True]


@pytest.mark.parametrize(
    ("heading", "probability", "comes"),
    [
        ("The ferry", 0.05, True),
        ("The ferry", 0.03, False),
        ("Contents", 0.2, True),
        ("Contents", 0.1, False),
        ("Name", 0.02, True),
    ],
)
def test_an_unlikely_heading_is_no_heading_of_the_text(heading: str, probability: float, comes: bool) -> None:
    page = Page(f"<main><h2>{heading}</h2><p>text</p></main>")
    assert with_headings(page, [False, True], [probability, 0.9]) == [comes, True]
