"""Manual pages, which the headings of their first sections show."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page
from boilerstrip.page.manuals import _FIRST_SECTIONS, first_section, manual_level

LEVELS = st.integers(1, 6)
SECTIONS = st.tuples(*(st.sampled_from(sorted(names)) for names in _FIRST_SECTIONS))


def level(headings: list[tuple[int, str]], below: str = "ebb - read a gauge") -> int:
    return manual_level(Page("".join(f"<h{n}>{text}</h{n}><p>{below}</p>" for n, text in headings)).blocks)


@given(SECTIONS, LEVELS, st.integers(0, 2))
def test_two_of_three_sections_in_order_make_a_manual(names: tuple[str, ...], at: int, missing: int) -> None:
    given_ones = [(at, name.replace("_", " ").capitalize()) for n, name in enumerate(names) if n != missing]
    assert level(given_ones) == at
    assert level(given_ones[::-1]) == 0
    assert level(given_ones[:1]) == 0


def test_sections_of_a_manual_are_at_one_level() -> None:
    assert level([(1, "Name"), (2, "Description")]) == 0
    assert level([(2, "Name"), (3, "Options"), (2, "Description")]) == 2
    assert level([(2, "News"), (2, "Shop")]) == 0


def test_books_and_boats_have_names_and_descriptions_and_are_no_manuals() -> None:
    assert level([(2, "Synopsis"), (2, "Description")], "A ferry goes down with all hands.") == 0
    assert level([(2, "Name"), (2, "Description")], "Choose one that can be shouted in a storm.") == 0
    assert level([(2, "Synopsis"), (2, "Description")], "ebb [-v] file") == 2


def test_sections_have_places() -> None:
    page = Page("<h2>NAME</h2><h2>Synopsis:</h2><h2>Beschreibung</h2><h2>Files</h2>")
    assert [first_section(block) for block in page.blocks] == [1, 2, 3, 0]
