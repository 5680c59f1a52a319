"""Notes about an author below a text."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page
from tests.discard.pages import BODY, MORE, dropped


@pytest.mark.parametrize(
    ("note", "name"),
    [
        ("Ann Tull is a reporter who covers the coast. She joined the paper in 2019.", "Tull"),
        ("Colin Marwick has written about the sea for this newspaper since 1998.", "Marwick"),
        ("Katrin Obermeier ist Redakteurin und schreibt seit 2009 für den Anzeiger.", "Obermeier"),
        ("Lucía de la Ferrer es periodista y colecciona campanas.", "Ferrer"),
        ("Anna Tull est journaliste et couvre la côte.", "Tull"),
        ("Анна Тулл — журналист и живёт у моря.", "Тулл"),
    ],
)
def test_a_last_paragraph_about_somebody_the_text_does_not_name_goes(note: str, name: str) -> None:
    assert dropped(f"<article>{BODY}<p>{note}</p></article>") == {note: "note about an author"}
    # the text is about her, it goes on, or the line is a heading
    assert (
        dropped(
            f"<article><p>It was {name} who saw it first, from the pier.</p>{BODY}<p>{note}</p></article>"
        )
        == {}
    )
    assert dropped(f"<article>{BODY}<p>{note}</p>{MORE}</article>") == {}
    assert dropped(f"<article>{BODY}<h2>{note}</h2></article>") == {}


@pytest.mark.parametrize(
    "last",
    [
        "Ann Tull is expected to appear in court on Monday.",
        "She is a reporter who covers the coast.",
        "Two reporters and a dog are on the pier.",
        "Ann Tull went home with the editor.",
        "Ann Tull is a reporter, and",
    ],
)
def test_other_last_paragraphs_stay(last: str) -> None:
    assert dropped(f"<article>{BODY}<p>{last}</p></article>") == {}


def test_notes_about_two_authors_go() -> None:
    notes = ("Ann Tull is a freelance writer.", "Bo Fry is an editor in Sarn.")
    page = f"<article>{BODY}{''.join(f'<p>{note}</p>' for note in notes)}</article>"
    assert set(dropped(page)) == set(notes)


def test_the_last_paragraphs_of_a_short_page_say_who_comes() -> None:
    page = "<article><p>The panel meets on Friday at seven, and entry is free.</p><p>{}</p></article>"
    assert dropped(page.format("Ann Tull is a reporter at the Harbour Gazette.")) == {}


def test_a_section_at_the_end_says_who_takes_part() -> None:
    notes = "<p>Ann Tull is a freelance writer.</p><p>Bo Fry is an editor in Sarn.</p>"
    page = f"<article>{BODY}<h3>On stage</h3>{notes}</article>"
    assert dropped(page, [0.9] * len(Page(page).blocks)) == {}
