"""What pages write in many ways, written in one before the walk."""

from __future__ import annotations

import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page


def marks(markup: str) -> set[str]:
    return {mark for block in Page(markup).blocks for run in block.runs for mark in run.marks}


@pytest.mark.parametrize(
    ("style", "mark"),
    [
        ("font-weight: bold", "strong"),
        ("font-weight:700", "strong"),
        ("font-style: italic", "em"),
        ("text-decoration: line-through", "del"),
        ("text-decoration-line:underline line-through", "del"),
    ],
)
def test_styles_are_marks(style: str, mark: str) -> None:
    assert marks(f"<p>Some <span style='{style}'>words</span> here.") == {mark}
    assert marks("<p>Some <span style='font-weight: normal'>words</span> here.") == set()


def test_short_quotations_get_the_signs_of_their_language() -> None:
    assert Page("<html lang=de><p>Er sagte <q>nein</q>.").blocks[0].text == "Er sagte „nein“."
    assert Page("<html lang=en><p>He said <q>no</q>.").blocks[0].text == "He said “no”."


@pytest.mark.parametrize(
    ("markup", "mark"),
    [
        ("<span style='vertical-align: super; font-size: 60%'>2</span>", "sup"),
        ("<font style='vertical-align:sub'>2</font>", "sub"),
        ("<span class=superscript>2</span>", "sup"),
        ("<span class='x subscript'>2</span>", "sub"),
    ],
)
def test_raised_and_lowered_text_is_told_by_style_or_class(markup: str, mark: str) -> None:
    assert marks(f"<p>About 30 m{markup} of it.") == {mark}
    assert Page(f"<p>About 30 m{markup} of it.").blocks[0].text == "About 30 m2 of it."


@pytest.mark.parametrize(
    "markup",
    [
        "<span style='vertical-align: middle'>2</span>",
        "<span style='vertical-align: super'>a whole sentence that somebody has raised</span>",
        "<sup><span style='vertical-align: super'>2</span></sup>",
    ],
)
def test_other_text_is_raised_no_further(markup: str) -> None:
    assert marks(f"<p>About 30 m{markup} of it.") <= {"sup"}
    assert all(run.marks != ("sup", "sup") for run in Page(f"<p>About{markup}").blocks[0].runs)


@pytest.mark.parametrize(
    ("ruby", "pairs"),
    [
        ("漢<rt>かん</rt>字<rt>じ</rt>", [("漢", "かん"), ("字", "じ")]),
        ("<rb>漢</rb><rb>字</rb><rt>かん</rt><rt>じ</rt>", [("漢", "かん"), ("字", "じ")]),
        (
            "<rb>漢</rb><rp>(</rp><rt>かん</rt><rp>)</rp><rb>字</rb><rt>じ</rt>",
            [("漢", "かん"), ("字", "じ")],
        ),
        ("漢字<rt>かん</rt><rt>じ</rt>", [("漢字", "かん じ")]),
        ("漢<rt>かん</rt>字", [("漢", "かん"), ("字", "")]),
        ("漢<b>字</b><rt>かんじ</rt>", [("漢字", "かんじ")]),
    ],
)
def test_each_reading_stands_over_its_own_characters(ruby: str, pairs: list[tuple[str, str]]) -> None:
    block = Page(f"<p>これは<ruby>{ruby}</ruby>です").blocks[0]
    assert block.text == "これは漢字です"
    found: list[tuple[str, str]] = []
    for run in block.runs:
        reading = next((mark[5:] for mark in run.marks if mark.startswith("ruby ")), "")
        if found and found[-1][1] == reading != "":
            found[-1] = (found[-1][0] + run.text, reading)
        else:
            found.append((run.text, reading))
    text = "".join(text for text, reading in found if not reading)
    assert [pair for pair in found if pair[1]] == [pair for pair in pairs if pair[1]]
    assert text == "これは" + "".join(base for base, reading in pairs if not reading) + "です"


@pytest.mark.parametrize(
    "markup",
    [
        "<div><ul role=tablist><li role=tab>npm</li><li role=tab>Yarn</li></ul>"
        "<div><div role=tabpanel><pre>npm i</pre></div><div role=tabpanel><pre>yarn add</pre></div></div></div>",
        "<div><div class=tabbed-labels><label>npm</label><label>Yarn</label></div><div class=tabbed-content>"
        "<div class=tabbed-block><pre>npm i</pre></div><div class=tabbed-block><pre>yarn add</pre></div></div></div>",
        "<div class=vp-code-group><div class=tabs><input type=radio><label>npm</label><input type=radio>"
        "<label>Yarn</label></div><div class=blocks><div><pre>npm i</pre></div><div><pre>yarn add</pre></div></div></div>",
    ],
)
def test_each_listing_of_a_row_of_tabs_has_its_label(markup: str) -> None:
    assert [block.text for block in Page(markup).blocks] == ["npm", "npm i", "Yarn", "yarn add"]


def test_tabs_of_other_things_stay_as_they_are() -> None:
    tabs = "<ul role=tablist><li role=tab>One</li><li role=tab>Two</li></ul>"
    panels = "<div role=tabpanel><p>first</p></div><div role=tabpanel><p>second</p></div>"
    assert [block.text for block in Page(f"<div>{tabs}{panels}</div>").blocks] == [
        "One",
        "Two",
        "first",
        "second",
    ]


def test_headings_that_lead_back_to_their_contents_are_no_links() -> None:
    heading = Page('<h2><a class="toc-backref" href="#id1">Rationale</a></h2>').blocks[0]
    assert (heading.text, heading.link_words) == ("Rationale", 0)


@pytest.mark.parametrize(
    "markup",
    [
        f"<ruby>{'漢<rt>かん</rt>' * 1000}</ruby>",
        "<div style='white-space: pre'>" + "one line\n" * 1000 + "</div>",
        "<script src=mathjax.js></script><p>" + r"\(x_1\) and " * 1000,
    ],
)
def test_what_is_split_takes_memory_by_its_length(markup: str) -> None:
    Page("<p>what is loaded once")
    tracemalloc.start()
    try:
        Page(markup)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    # elements that are in no page take 60 KB each
    assert peak < 20_000_000


def test_the_foot_of_a_table_is_below_its_rows() -> None:
    row = "<tr><td>{}<td>{}"
    page = Page(f"<table><tfoot>{row.format('Total', 3)}</tfoot><tbody>{row.format('Cows', 2)}</table>")
    assert [block.text for block in page.blocks] == ["Cows", "2", "Total", "3"]


_ADDRESSES = st.from_regex(r"[a-z0-9._+-]{1,20}@[a-z0-9-]{1,20}\.[a-z]{2,5}", fullmatch=True)


@given(_ADDRESSES, st.integers(0, 255))
def test_protected_addresses_are_shown(address: str, key: int) -> None:
    coded = bytes([key, *(byte ^ key for byte in address.encode())]).hex()
    shown = Page(f"<p>Write to <a href='/cdn-cgi/l/email-protection' data-cfemail={coded}>[email]</a>.")
    assert shown.blocks[0].text == f"Write to {address}."
    assert {run.href for run in shown.blocks[0].runs if run.href} == {f"mailto:{address}"}
    linked = Page(f"<p><a href='/cdn-cgi/l/email-protection#{coded}'>Write to us</a> today.")
    assert next((run.text, run.href) for run in linked.blocks[0].runs) == ("Write to us", f"mailto:{address}")


@pytest.mark.parametrize("coded", ["", "zz", "12", "ff00ff00", "5432"])
def test_what_is_no_address_stays(coded: str) -> None:
    page = Page(f"<p>Write to <span data-cfemail='{coded}'>[email]</span>.")
    assert page.blocks[0].text == "Write to [email]."


def test_text_may_be_all_at_once_by_its_style() -> None:
    style = "font-weight:bold;font-style:italic;text-decoration:line-through"
    assert marks(f"<p>Some <span style='{style}'>words</span> here.") == {"strong", "em", "del"}
    assert marks("<p>Some <span style='text-decoration:underline'>words</span> here.") == set()


def test_sections_that_an_accordion_folds_are_folded_answers() -> None:
    section = "<section><h4>Who may open it?</h4><div><p>Its owner.</p></div></section>"
    page = Page(f"<p>Wells have lids.</p><amp-accordion>{section * 2}</amp-accordion>")
    assert [(unit.kind, unit.start, unit.end) for unit in page.units] == [("details", 1, 5)]
