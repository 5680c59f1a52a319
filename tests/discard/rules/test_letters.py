"""Rows of letters that lead to the parts of an index."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.discard.rules.letters import propose_letters
from boilerstrip.discard.view import KeptView
from boilerstrip.page import Page


def proposed(markup: str) -> list[str]:
    page = Page(markup)
    view = KeptView(page, [True] * len(page.blocks), [0.8] * len(page.blocks))
    return [page.blocks[i].text for start, end, _ in propose_letters(view) for i in range(start, end)]


@given(
    st.lists(st.characters(categories=["L"]), min_size=3, max_size=30), st.sampled_from([" ", " | ", "\xa0"])
)
def test_a_row_of_letters_goes(letters: list[str], between: str) -> None:
    row = between.join(f"<a href='#{n}'>{letter}</a>" for n, letter in enumerate(letters))
    page = f"<p>{row}</p><p>Afterbay</p>"
    assert len(proposed(page)) <= 1
    assert "Afterbay" not in proposed(page)


def test_its_label_goes_with_it() -> None:
    links = " ".join(f"<a href='#{letter}'>{letter}</a>" for letter in "ABFG")
    table = f"<table><tr><th>Jump to:</th><td>{links}</td></tr></table><p>Afterbay</p>"
    assert proposed(table) == ["Jump to:", "A B F G"]
    assert proposed(f"<p>{links}</p>") == ["A B F G"]


def test_words_and_letters_without_links_stay() -> None:
    assert proposed("<p>A B C</p><p><a href=/a>ab</a> <a href=/b>cd</a> <a href=/c>ef</a></p>") == []
    assert (
        proposed("<p><a href=/a>A</a> says what <a href=/b>B</a> and <a href=/c>C</a> said of it</p>") == []
    )
