"""What is in the body of a reference belongs to it, save menus."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.page import Page, Role
from boilerstrip.scoring.references import (
    with_further_reading,
    with_like_sections,
    with_name_line,
    with_name_rows,
    with_rest_of_reference,
)

SURE = "<p>Waits for low water.</p>"
SIGNATURE = "<h3>ebb(station)</h3>"


KEPT = ("ebb(station)", "Waits for low water.")


def added(markup: str, probability: float, kept: tuple[str, ...] = KEPT) -> list[str]:
    """The texts that are added to these, where all others have this probability."""
    page = Page(markup)
    mask = [block.text in kept for block in page.blocks]
    whole = with_rest_of_reference(page, mask, [0.99 if keep else probability for keep in mask])
    return [block.text for block in page.blocks if whole[block.index] and not mask[block.index]]


def test_what_the_model_doubts_in_the_body_of_a_reference_is_kept() -> None:
    body = f"<main><p>Package tide</p><table><tr><td>int<td>ebb</table>{SIGNATURE}{SURE}</main>"
    page = f"<p>Search</p>{body}<p>Made by a tool</p>"
    assert added(page, 0.2) == ["Package tide", "int", "ebb"]
    assert added(page, 0.05) == []


def test_other_pages_are_left_as_they_are() -> None:
    page = f"<main><p>Package tide</p><h3>Low water</h3>{SURE}</main>"
    assert added(page, 0.2, ("Low water", "Waits for low water.")) == []


def test_a_short_reference_may_have_its_signatures_in_doubt() -> None:
    page = f"<main><p>Package tide</p><div>{{}}</div>{SIGNATURE}{SURE}</main>"
    assert "ebb(station)" in added(page.format(SURE), 0.2, (KEPT[1],))
    assert added(page.format(SURE), 0.04, (KEPT[1],)) == []
    # a long one without any is something else
    assert added(page.format(SURE * 40), 0.2, (KEPT[1],)) == []
    contents = "<main><ul><li><a href=/e>ebb(station)</a></ul>{0}<p>Low</p>{0}</main>"
    assert added(contents.format(SURE), 0.3, (KEPT[1],)) == []


def test_of_a_whole_page_only_what_is_amid_its_text_is_kept() -> None:
    assert added(f"<p>Search</p>{SIGNATURE}<p>Since 2.1</p>{SURE}<p>Made by a tool</p>", 0.2) == ["Since 2.1"]


def test_links_to_members_are_kept_and_menus_are_not() -> None:
    members = f"<main><p><a href=#e>ebb</a></p>{SIGNATURE}{SURE}</main>"
    assert added(members, 0.3) == ["ebb"]
    assert added(members, 0.2) == []
    assert added(f"<main><p><a href=/e><code>ebb</code></a></p>{SIGNATURE}{SURE}</main>", 0.2) == ["ebb"]
    # a table of contents, and a button at each part
    contents = "<ul><li><a href=#e>ebb</a><li><a href=#f>flood</a></ul>"
    assert added(f"<main>{contents}{SIGNATURE}{SURE}</main>", 0.3) == []
    others = contents.replace("#", "/")
    assert added(f"<main>{others}{SIGNATURE}{SURE}</main>", 0.3) == ["ebb", "flood"]
    button = "<p><a href=/s>Improve this text</a></p>"
    assert added(f"<main>{(button + SIGNATURE + SURE) * 3}</main>", 0.3) == []


@pytest.mark.parametrize("markup", ["<button>Copy the path</button>", "<p>Share this article</p>"])
def test_controls_and_phrases_are_not_kept(markup: str) -> None:
    assert added(f"<main>{markup}{SIGNATURE}{SURE}</main>", 0.3) == []


def test_a_term_may_be_a_phrase() -> None:
    assert added(f"<main>{SIGNATURE}{SURE}<dl><dt>Author<dd>Ada Marsh</dl></main>", 0.2) == [
        "Author",
        "Ada Marsh",
    ]


def test_sections_under_headings_like_most_others_are_kept() -> None:
    def sections(page: Page, probability: float) -> list[str]:
        mask = ["tide" in block.text for block in page.blocks]
        whole = with_like_sections(page, mask, [0.9 if keep else probability for keep in mask])
        return [block.text for block in page.blocks if whole[block.index] and not mask[block.index]]

    text = "".join(f"<h2>{n}tide()</h2><p>What the tide does.</p>" for n in ("a", "b", "c"))
    name = "<h2>NAME</h2><p>ebb - wait for low water</p>"
    assert sections(Page(name + text), 0.03) == ["NAME", "ebb - wait for low water"]
    assert sections(Page(name + text), 0.01) == []
    # menus, other headings, and pages without code
    linked = name.replace("ebb - wait for low water", "<a href=/e>ebb - wait for low water</a>")
    for other in (linked + text, name.replace("h2", "h3") + text, name + text.replace("()", "")):
        assert sections(Page(other), 0.03) == []


MANUAL = (
    "<h2>{0}</h2><p>ebb - wait</p><h2>{1}</h2><p>ebb [-n] place</p><h2>{2}</h2><p>Waits for low water.</p>"
)
NAMES = st.sampled_from(
    [
        ("NAME", "SYNOPSIS", "DESCRIPTION"),
        ("Bezeichnung", "Übersicht", "Beschreibung"),
        ("名前", "書式", "説明"),
    ]
)
ENDS = st.sampled_from(
    [
        "<p>Written by Ada Marsh.</p>",
        "<p>Copyright © 2014 Ada Marsh.</p>",
        "<p><a href=flow.html>flow</a></p>",
    ]
)


@given(NAMES, st.lists(st.tuples(st.sampled_from(["AUTHOR", "COPYRIGHT", "SEE ALSO"]), ENDS), max_size=4))
def test_a_manual_keeps_its_first_and_last_sections(
    names: tuple[str, str, str], ends: list[tuple[str, str]]
) -> None:
    last = "".join(f"<h2>{name}</h2>{section}" for name, section in ends)
    page = Page(MANUAL.format(*names) + "<h2>OPTIONS</h2><p>None.</p><h2>FILES</h2><p>None.</p>" + last)
    mask = [block.index in range(2, 10) for block in page.blocks]
    assert all(with_like_sections(page, mask, [0.9 if keep else 0.01 for keep in mask]))
    # an index leads to its own parts, and no part is about readers
    for foot in ("<p><a href='#a'>Name</a></p>", "<p>Subscribe to our newsletter</p>"):
        page = Page(MANUAL.format(*names) + f"<h2>INDEX</h2>{foot}")
        mask = [block.index < 6 for block in page.blocks]
        assert with_like_sections(page, mask, [0.9] * len(mask)) == mask


def test_a_manual_keeps_the_rows_with_its_name() -> None:
    head = "<table><tr><td>EBB(3)<td>Functions<td>EBB(3)</table>"
    foot = "<table><tr><td>March 4, 2021<td>Tides</table>"

    def kept(first: str, last: str, text: str = MANUAL.format("NAME", "SYNOPSIS", "DESCRIPTION")) -> int:
        page = Page(f"{first}<main>{text}</main>{last}")
        mask = [block.role is not Role.TABLE for block in page.blocks]
        return sum(with_name_rows(page, mask)) - sum(mask)

    assert kept(head, foot) == len(("EBB(3)", "Functions", "EBB(3)", "March 4, 2021", "Tides"))
    assert kept(head, foot.replace("Tides", "<a href=/t>Tides</a>")) == len(("EBB(3)", "Functions", "EBB(3)"))
    assert kept("<table><tr><td>Home<td>Shop</table>", foot) == 0
    assert kept(head, foot, "<h2>Tides</h2><p>They turn.</p>") == 0


def test_a_short_list_below_a_heading_that_heads_nothing_else_is_kept() -> None:
    def kept(items: str, others: str = "<h2>Tides</h2><p>They turn.</p>" * 2) -> bool:
        page = Page(f"{others}<h2>Siehe auch</h2><ul>{items}</ul>")
        mask = [block.level > 0 or block.text == "They turn." for block in page.blocks]
        return all(with_further_reading(page, mask))

    assert kept("<li><a href=a>Ebb and flow</a><li><a href=b>Harbours</a>")
    assert not kept("<li><a href=a>The harbour master who never saw the sea retires</a>" * 2)
    assert not kept("<li><a href='#a'>Ebb and flow</a><li><a href='#b'>Harbours</a>")
    assert not kept("<li><a href=a>Ebb and flow</a>")
    assert not kept("<li><a href=a>Ebb and flow</a><li>Harbours")
    assert not kept("<li><a href=a>Ebb and flow</a><li><a href=b>Harbours</a>", "<p>They turn.</p>")


def test_headings_of_members_may_be_links_and_the_body_begins_at_the_title() -> None:
    names = "".join(f"<h6><a href={n}><code>tide_{n}</code></a></h6><p>Waits for {n}.</p>" for n in "abc")
    kept = ("Waits for a.", "Waits for c.")
    assert added(f"<main>{names}</main>", 0.4, kept) == ["tide_a", "tide_b", "Waits for b.", "tide_c"]
    assert added(f"<main>{names}</main>".replace("code>", "i>"), 0.4, kept) == []
    titled = f"<h1>Tides</h1><dl><dt>Since<dd>1.4</dl>{SIGNATURE}{SURE}"
    assert added(titled, 0.2) == ["Tides", "Since", "1.4"]


def test_a_line_that_refers_to_members_is_kept() -> None:
    page = f"<main>{SIGNATURE}{SURE}<p>See also: <a href=flow>flow</a></p></main>"
    assert added(page, 0.3) == ["See also: flow"]


@pytest.mark.parametrize("dash", ["-", "--", "\u2014"])
def test_the_line_that_says_what_a_manual_is_of_is_kept(dash: str) -> None:
    def kept(markup: str) -> list[str]:
        page = Page(markup)
        mask = [block.text in KEPT for block in page.blocks]
        return [block.text for block in page.blocks if with_name_line(page, mask)[block.index]]

    line = f"ebb {dash} wait for low water"
    manual = f"<title>ebb(3)</title><h1>NAME</h1><p>{line}</p><h1>SYNOPSIS</h1>{SIGNATURE}{SURE}"
    assert kept(manual) == [line, *KEPT]
    # of something else, a link, or on another page
    for other in (
        manual.replace("ebb(3)", "flood(3)"),
        manual.replace(line, f"<a href=/e>{line}</a>"),
        manual.replace("ebb(station)", "The ebb"),
    ):
        assert line not in kept(other)


def test_sentences_have_to_be_likelier_and_captions_are_left_to_their_images() -> None:
    asks = f"<main>{SIGNATURE}{SURE}<p>Ask for it on Fridays.</p><p>Since 2.1</p></main>"
    assert added(asks, 0.15) == ["Since 2.1"]
    assert added(asks, 0.25) == ["Ask for it on Fridays.", "Since 2.1"]
    figure = "<figure><img src=/g.png alt=g><figcaption>The gauge</figcaption></figure>"
    assert added(f"<main>{SIGNATURE}{SURE}{figure}</main>", 0.4) == []


def test_tables_and_lists_come_whole() -> None:
    rows = "".join(
        f"<tr><td>int<td>{name}<td>{more}" for name, more in zip("abc", ("One", "Two", "Share"), strict=True)
    )
    page = Page(f"<main><table>{rows}</table>{SIGNATURE}{SURE}</main>")
    mask = [block.text in KEPT for block in page.blocks]
    # one cell in nine is a phrase, and another is unlikely
    probabilities = [0.99 if keep else 0.3 for keep in mask]
    probabilities[1] = 0.01
    assert all(with_rest_of_reference(page, mask, probabilities))
    assert with_rest_of_reference(page, mask, [0.99 if keep else 0.05 for keep in mask]) == mask
