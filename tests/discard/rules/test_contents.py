"""Links to the headings of a text, which stand above it."""

from __future__ import annotations

import pytest

from boilerstrip.discard.rules.contents import propose_contents
from boilerstrip.discard.view import KeptView
from boilerstrip.page import Page

PARTS = {"Piers": "They are listed in a file.", "Crossings": "One takes minutes.", "Boats": "Two will do."}


def proposed(contents: str, label: str = "<p>Table of contents</p>") -> list[str]:
    """What is proposed of these links above a text, the label of which is left out."""
    text = "".join(f"<h2 id={name.lower()}>{name}</h2><p>{said}</p>" for name, said in PARTS.items())
    page = Page(f"<main>{label}{contents}{text}<pre>plan()</pre></main>")
    mask = [block.text != "Table of contents" for block in page.blocks]
    view = KeptView(page, mask, [0.5] * len(mask))
    return [page.blocks[i].text for start, end, _ in propose_contents(view) for i in range(start, end)]


ITEM = "<li><a href=#{0}>{1}</a>"


def links(item: str = ITEM) -> str:
    return "".join(item.format(name.lower(), name) for name in PARTS)


def test_a_list_goes_with_its_label() -> None:
    assert proposed(f"<ul>{links()}</ul>") == [*PARTS]
    assert proposed(f"<ul>{links('<li><a href=plan.html#{0}>{1}</a>')}</ul>") == [*PARTS]
    folded = f"<details><summary>Table of contents</summary><ol>{links()}</ol></details>"
    assert proposed(folded, "") == [*PARTS]
    # the label is kept, or there is none
    assert proposed(f"<ul>{links()}</ul>", "<p>In this chapter</p>") == []
    assert proposed(f"<ul>{links()}</ul>", "") == []


def test_a_line_goes_without_a_label() -> None:
    assert proposed(f"<p>{links('<a href=#{0}>{1}</a> ')}</p>", "") == [" ".join(PARTS)]
    assert proposed(f"<p>On this page: {links('<a href=#{0}>{1}</a> ')}</p>", "") != []


@pytest.mark.parametrize(
    "item",
    [
        # no link, other words, other pages, more than a link
        "<li>{1}",
        "<li><a href=#{0}>How it is with {1}</a>",
        "<li><a href=/{0}>{1}</a>",
        "<li><a href=/{0}#x>{1}</a>",
        "<li><a href=#{0}>{1}</a> and what they are",
    ],
)
def test_other_lists_stay(item: str) -> None:
    assert proposed(f"<ul>{links(item)}</ul>") == []


def test_links_in_another_order_stay() -> None:
    lines = [ITEM.format(name.lower(), name) for name in sorted(PARTS)]
    assert proposed(f"<ul>{''.join(lines)}</ul>") == []
    assert proposed(f"<p>{links('<a href=#{0}>{1}</a> and ')}</p>", "") == []
