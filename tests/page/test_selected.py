"""Selectors of a site's owner: what they select, at what cost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import Extractor
from boilerstrip.page import Page
from boilerstrip.page.selected import Selected, Selector, check_selector, decided_by_selectors
from tests.site.pages import PAGE, SENTENCE, reasons


@given(
    st.lists(
        st.sampled_from(["<div>", "<div class=a>", "<div class=b>", "</div>", "<p>x y", "z "]), max_size=30
    )
)
def test_blocks_are_decided_by_the_innermost_element_selected(tags: list[str]) -> None:
    page = Page("".join(tags), selectors=(Selector(".a", True), Selector(".b", False)))
    told = {i: selector.css for i, selector in decided_by_selectors(page.selected)}
    marked = Page("".join(tags))
    for block in marked.blocks:
        around = [e.class_id for e in marked.ancestors(block.element) if e.class_id]
        assert told.get(block.index) == (f".{around[0]}" if around else None)


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=5))
def test_ranges_that_are_empty_decide_nothing(ranges: list[tuple[int, int]]) -> None:
    selector = Selector("p", True)
    empty = [Selected(start, start, selector) for start, _ in sorted(ranges)]
    assert list(decided_by_selectors(empty)) == []


@pytest.mark.parametrize("css", ["div:has(p)", "p:nth-child(2n)", "p:NTH-last-of-type(3)", "a" * 2_000])
def test_selectors_whose_cost_a_page_could_drive_up_are_refused(css: str) -> None:
    with pytest.raises(ValueError, match=r"not supported|characters"):
        check_selector(css)


@pytest.mark.parametrize(
    "css",
    [
        r":h\61s(p)",
        r".a\\:has(p)",
        "p:not(.a .b)",
        ":is(.a :is(.b .c)) p",
        ":where(a > b)",
        ":is(.a ~ .b, c)",
        "/**/:has/**/(p)",
    ],
)
def test_no_way_leads_around_the_refusal(css: str) -> None:
    with pytest.raises(ValueError, match="not supported"):
        check_selector(css)


@pytest.mark.parametrize(
    "css",
    [
        r".md\:has-x",
        "p:not(.a, .b)",
        ":is(h1, h2):not([title='a > b'])",
        r".\31 0",
        "p:lang(en)",
        ".a > .b ~ .c",
    ],
)
def test_selectors_that_cost_one_pass_are_taken(css: str) -> None:
    check_selector(css)


def test_inline_void_and_foreign_elements_can_be_selected() -> None:
    page = PAGE.replace(
        "</h1>",
        "</h1><p>Before <svg class='v'><text>drawn words</text></svg>"
        "<span class='gone'>dropped <b class='back'>kept inside</b> dropped too</span><br class='v'> after it.</p>",
    )
    text = (
        Extractor(effort="fast", drop=["span.gone", "svg", "br", "img"], keep=[".back", "main p"])
        .extract(page)
        .text
    )
    assert "dropped" not in text
    assert "drawn words" not in text
    assert "kept inside" in text
    assert "Before" in text
    for css in ("*", "html", "svg", "br", "span", "head", "title", "text"):
        extraction = Extractor(effort="fast", drop=[css]).extract(page)
        assert ("own rule: drop" in str(reasons(extraction))) == (css in ("*", "html"))
        assert isinstance(Extractor(effort="fast", keep=[css]).extract(page).html, str)


_INLINE = st.recursive(
    st.just("WORD"),
    lambda inside: st.tuples(
        st.sampled_from(["span", "b", "i"]),
        st.sampled_from(["k", "d", ""]),
        st.lists(inside, min_size=1, max_size=3),
    ),
    max_leaves=8,
)


@given(st.lists(_INLINE, min_size=1, max_size=4))
def test_inside_a_line_the_inner_element_decides(drawn: list[object]) -> None:
    shown: dict[str, bool] = {}

    def markup(pieces: list[object], visible: bool) -> str:
        made = []
        for piece in pieces:
            if isinstance(piece, tuple):
                tag, name, inside = piece
                visible_inside = {"k": True, "d": False}.get(name, visible)
                made.append(f'<{tag} class="{name}">{markup(inside, visible_inside)}</{tag}>')
            else:
                word = f"w{len(shown)}x"
                shown[word] = visible
                made.append(word)
        return " ".join(made)

    page = f"<main><p>{SENTENCE * 3}</p><p>Begins {markup(drawn, True)} ends.</p><p>{SENTENCE * 2}</p></main>"
    text = Extractor(effort="fast", keep=[".k", "main p"], drop=[".d"]).extract(page).text
    assert {word: word in text for word in shown} == shown
