"""Runs of headlines, and lines that begin alike."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tests.discard.pages import BODY, ENDING, MORE, PAIRS, STILL_MORE, STORY, TEASERS, UNLINKED, dropped


def test_a_page_of_teasers_keeps_them() -> None:
    assert dropped(f"<main><h1>All guides</h1>{TEASERS}{TEASERS}</main>") == {}


def test_headlines_with_a_line_each_go_where_they_are_doubtful_and_the_text_is_not() -> None:
    def judged(text: float, pairs: float, under: str = UNLINKED) -> set[str]:
        around = [text] * 2 * len(STORY)
        page = f"{BODY}{MORE}<h2>Elsewhere</h2>{under}{STILL_MORE}{ENDING}"
        return set(dropped(page, [*around, *[pairs] * 7, *around]))

    assert judged(0.97, 0.8) == {"Elsewhere", *PAIRS, *PAIRS.values()}
    assert judged(0.97, 0.9) == set()
    assert judged(0.8, 0.6) == set()
    # questions have answers, not leads
    assert judged(0.97, 0.8, UNLINKED.replace("</h3>", "?</h3>")) == set()
    # the parts of a machine have short names
    named = UNLINKED
    for headline, name in zip(PAIRS, ("Spring", "Step 2", "The bell"), strict=True):
        named = named.replace(headline, name)
    assert judged(0.97, 0.8, named) == set()
    # products have a price each
    priced = named.replace("</p>", " It is $9.</p>")
    assert judged(0.97, 0.8, priced) >= {"Elsewhere", "Spring", "Step 2", "The bell"}
    assert judged(0.97, 0.8, named.replace("</p>", " It is $9.</p>", 1)) == set()


def test_headlines_that_are_links_go_with_their_lines_where_they_are_doubtful() -> None:
    def judged(pairs: float, headlines: Sequence[str]) -> set[str]:
        items = zip(headlines, PAIRS.values(), strict=True)
        terms = "".join(f"<dt><a href=/n>{term}</a></dt><dd>{lead}</dd>" for term, lead in items)
        around = [0.97] * 2 * len(STORY)
        return set(
            dropped(f"{BODY}{MORE}<dl>{terms}</dl>{STILL_MORE}{ENDING}", [*around, *[pairs] * 6, *around])
        )

    assert judged(0.6, list(PAIRS)) == {*PAIRS, *PAIRS.values()}
    assert judged(0.95, list(PAIRS)) == set()
    # what a reference describes has a name
    assert judged(0.6, ["open", "read all", "close"]) == set()


@pytest.mark.parametrize("label", ["Dig deeper", "Les videre", "더 알아보기"])
def test_lines_that_begin_with_one_label_go(label: str) -> None:
    lines = [f"{label}: Storm closes harbour {n}" for n in range(3)]
    markup = "".join(f"<p>{line}</p>" for line in lines)
    assert dropped(f"{BODY}{markup}{MORE}") == dict.fromkeys(lines, f"lines that begin with “{label}”")


def test_headlines_that_begin_with_one_label_may_ask() -> None:
    lines = ["Dig deeper: Storm closes harbour", "Dig deeper: Who pays?", "Dig deeper: Boats are back"]
    markup = "".join(f"<p>{line}</p>" for line in lines)
    assert dropped(f"{BODY}{markup}{MORE}").keys() == set(lines)


@pytest.mark.parametrize(
    "lines",
    [
        ("Ann: So it is.", "Ann: Not so.", "Ann: Well."),
        ("Ann: So it is.", "Ann: Not so", "Ann: Well."),
        ("Monday: closed", "Tuesday: 9 to 5", "Wednesday: 9 to 5"),
        ("Ann: yes", "Ann: no"),
    ],
)
def test_what_somebody_says_and_what_differs_stays(lines: tuple[str, ...]) -> None:
    assert dropped(BODY + "".join(f"<p>{line}</p>" for line in lines) + MORE) == {}


HEADLINES = ("Bridge toll to rise in spring", "Ferry strike called off at last", "Who will light the beacon?")


@pytest.mark.parametrize(
    ("lines", "text", "certain", "goes"),
    [
        (HEADLINES, 0.98, 0.7, True),
        # a text that is in doubt itself, or lines that hardly are
        (HEADLINES, 0.9, 0.7, False),
        (HEADLINES, 0.98, 0.9, False),
        # rows, each with a value
        (("Heat up the oven well 10 min", "Bake the loaf with steam 45 min", HEADLINES[0]), 0.98, 0.7, False),
        # a timetable, and lines that repeat
        (tuple(f"May {n} 12pm to 1pm room 7 with Ann" for n in (3, 4, 5)), 0.98, 0.7, False),
        ((*HEADLINES, HEADLINES[0]), 0.98, 0.7, False),
        # two of them, names, questions, and sentences
        (HEADLINES[:2], 0.98, 0.7, False),
        (("Ann Lee", "Bo Fry", "Cy Mott"), 0.98, 0.7, False),
        (("Who will light it today?", "And who will pay for it?", HEADLINES[0]), 0.98, 0.7, False),
        (
            ("The toll will rise in spring.", "The strike was called off.", "Nobody lights it."),
            0.98,
            0.7,
            False,
        ),
    ],
)
def test_doubtful_lines_like_headlines_go(
    lines: Sequence[str], text: float, certain: float, goes: bool
) -> None:
    page = f"{BODY}{''.join(f'<p>{line}</p>' for line in lines)}{MORE}"
    found = dropped(page, [*[text] * 4, *[certain] * len(lines), *[text] * 4])
    assert found == (dict.fromkeys(lines, "doubtful run of lines like headlines") if goes else {})


def test_lines_with_a_bold_label_are_no_headlines() -> None:
    lines = "".join(f"<p><b>{word}</b> the harbour office in Sarn</p>" for word in ("Where:", "Who:", "How:"))
    around = [0.98] * 4
    assert dropped(f"{BODY}{lines}{MORE}", [*around, *[0.7] * 3, *around]) == {}
    numbered = lines.replace("Where", "1").replace("Who", "2").replace("How", "3")
    for other in (lines.replace("b>", "span>"), numbered):
        assert len(dropped(f"{BODY}{other}{MORE}", [*around, *[0.7] * 3, *around])) == 3


def test_years_with_what_happened_in_them_are_no_headlines() -> None:
    around = [0.98] * 4
    for years, goes in (((1997, 2001, 2007), False), ((2007, 1997, 2001), True)):
        lines = "".join(f"<p><b>{year}</b> New office of the harbour</p>" for year in years)
        assert bool(dropped(f"{BODY}{lines}{MORE}", [*around, *[0.7] * 3, *around])) == goes


def test_rows_of_a_timetable_are_no_headlines() -> None:
    rows = "".join(f"<p>September {day} 12pm to 1pm Hall 217 Carrie Menke</p>" for day in (3, 10, 17))
    around = [0.98] * 4
    assert dropped(f"{BODY}{rows}{MORE}", [*around, *[0.7] * 3, *around]) == {}


def test_names_with_a_line_each_are_no_headlines() -> None:
    people = {
        "Ada Marsh": "keeper of the bridge at Wick",
        "Colin Lee": "tuner",
        "Edda Coyle": "harbour master",
    }
    rows = "".join(f"<h3>{name}</h3><p>{line}</p>" for name, line in people.items())
    around = [0.98] * 4
    assert dropped(f"{BODY}{rows}{MORE}", [*around, *[0.6] * 6, *around]) == {}


def test_lines_of_one_element_are_no_headlines() -> None:
    poem = "<br>".join(HEADLINES)
    assert dropped(f"{BODY}<p>{poem}</p>{MORE}", [*[0.98] * 4, 0.7, *[0.98] * 4]) == {}


def test_years_with_what_happened_in_them_are_a_timeline_and_no_teasers() -> None:
    lines = (
        "The first bell was hung on the quay.",
        "A storm took it, and the clapper.",
        "It was found by a diver.",
    )

    def goes(headings: Sequence[str]) -> bool:
        pairs = "".join(
            f"<h3>{heading}</h3><p>{line}</p>" for heading, line in zip(headings, lines, strict=True)
        )
        return bool(dropped(f"{BODY}{pairs}", [*[0.97] * len(STORY), *[0.8] * 6]))

    assert goes(("The bell comes to the quay", "The bell goes to sea again", "The bell comes home at last"))
    assert not goes(("1921: the bell comes", "1953: the bell goes", "1987: the bell comes home"))
    assert goes(("1921: the bell comes", "1987: the bell goes", "1953: the bell comes home"))
