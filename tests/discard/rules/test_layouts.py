"""Menus and feet of tables that lay out a page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.discard.rules.layouts import propose_asides, propose_layout_frames
from boilerstrip.discard.view import KeptView
from boilerstrip.page import Page

MENU = '<a href="1.htm">Engines</a><br><a href="2.htm">Timetable</a><br><a href="3.htm">Shop</a>'
TEXT = "<p>Number four was built for a brewery in 1912.</p><p>We hope to run it again from June.</p>"
FOOT = "<tr><td colspan=2>Ultimo aggiornamento: 14 febbraio 2003</td></tr>"


def dropped(markup: str) -> list[str]:
    page = Page(f"<body>{markup}</body>")
    view = KeptView(page, [True] * len(page.blocks), [0.8] * len(page.blocks))
    return [page.blocks[start].text for start, _, _ in propose_layout_frames(view)]


def test_the_menu_beside_a_text_and_the_foot_below_it_go() -> None:
    table = f"<table><tr><td>{MENU}</td><td>{TEXT}</td></tr>{FOOT}</table>"
    assert dropped(table) == ["Engines\nTimetable\nShop", "Ultimo aggiornamento: 14 febbraio 2003"]
    credit = "<tr><td colspan=2>Impressum | Kontakt<br>© Dampfverein</td></tr>"
    assert dropped(f"<table><tr><td>{TEXT}</td></tr>{credit}</table>") == [
        "Impressum | Kontakt\n© Dampfverein"
    ]


@pytest.mark.parametrize(
    "markup",
    [
        # tables of data hold no text in a cell
        f"<table><tr><td>{MENU}</td><td>Number four was built in 1912.</td></tr>{FOOT}</table>",
        # or are not the page
        f"<table><tr><td>{MENU}</td><td>{TEXT}</td></tr>{FOOT}</table>{TEXT * 3}",
        # links within the text, and below it in its cell
        f"<table><tr><td>{TEXT}<p>{MENU}</p><p>Updated in 2003</p></td></tr></table>",
        # a last row of two cells, or without a year
        f"<table><tr><td>{TEXT}</td></tr><tr><td>Built</td><td>1912</td></tr></table>",
        f"<table><tr><td>{TEXT}</td></tr><tr><td>Steam for ever</td></tr></table>",
    ],
)
def test_cells_of_data_links_of_the_text_and_its_last_line_stay(markup: str) -> None:
    assert dropped(markup) == []


@given(
    st.lists(st.sampled_from([MENU, TEXT, "14 May 2003", "<table><tr><td>x</td></tr></table>"]), max_size=6)
)
def test_no_sentence_of_a_text_is_proposed(cells: list[str]) -> None:
    rows = "".join(f"<tr><td>{cell}</td></tr>" for cell in cells)
    assert not any(text.endswith((".", "June.")) for text in dropped(f"<table>{rows}</table>"))


@pytest.mark.parametrize(
    ("page", "goes"),
    [
        ("<main><aside><p>{0}</p></aside><article>{1}</article></main>", True),
        ("<main><article>{1}</article><aside><p>{0}</p></aside></main>", True),
        # within the article, around it, beside several, and beside a short one
        ("<main><article>{1}<aside><p>{0}</p></aside></article></main>", False),
        ("<aside><p>{0}</p><article>{1}</article></aside>", False),
        ("<main><aside><p>{0}</p></aside><article>{1}</article><article>{1}</article></main>", False),
        ("<main>{1}{1}<aside><p>{0}</p></aside><article>{1}</article></main>", False),
    ],
)
def test_asides_beside_the_article_go(page: str, *, goes: bool) -> None:
    note = "Open daily from nine."
    made = Page(page.format(note, TEXT))
    view = KeptView(made, [True] * len(made.blocks), [0.8] * len(made.blocks))
    found = [made.blocks[i].text for start, end, _ in propose_asides(view) for i in range(start, end)]
    assert found == ([note] if goes else [])
