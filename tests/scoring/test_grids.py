"""Grids of names and what they are come whole."""

from __future__ import annotations

import pytest

from boilerstrip.page import Page, Role
from boilerstrip.scoring.grids import with_grids

NAMES = {
    "Bobbin": "What is left of its yarn.",
    "Loom": "A loom with a motor.",
    "Treadle": "Moves the shafts.",
}


def comes(name: str = "<div><a href=/{0}>{0}</a></div>", text: str = "<div>{0}</div>") -> bool:
    cells = "".join(name.format(n) + text.format(said) for n, said in NAMES.items())
    page = Page(f"<main><div><div>Class</div><div>Description</div>{cells}</div></main>")
    mask = [block.text == "A loom with a motor." for block in page.blocks]
    return all(with_grids(page, mask, [0.9 if keep else 0.3 for keep in mask]))


def test_a_grid_of_which_a_part_is_kept_comes_whole() -> None:
    assert comes()


HEADER = "<div>Class</div><div>Description</div>"
TABS = "<div><button>All</button><button>Classes</button></div>"


@pytest.mark.parametrize(("header", "comes"), [(HEADER, True), ("<div>Class</div>", False), ("", False)])
def test_a_grid_with_a_header_comes_behind_the_text(header: str, comes: bool) -> None:
    cells = "".join(f"<div><a href=/{n}>{n}</a></div><div>{said}</div>" for n, said in NAMES.items())
    page = Page(f"<main><p>It weaves.</p><div>{TABS}<div><div>{header}{cells}</div></div></div></main>")
    mask = [block.text == "It weaves." for block in page.blocks]
    added = with_grids(page, mask, [0.9 if keep else 0.3 for keep in mask])
    assert added == ([block.role is not Role.CONTROL for block in page.blocks] if comes else mask)


@pytest.mark.parametrize(
    "cells",
    [
        # headlines, names without a link, texts with one, a phrase
        {"name": "<div><a href=/{0}>What the {0} of next year will be like</a></div>"},
        {"name": "<div>{0}</div>"},
        {"text": "<div>{0} <a href=/more>All of it</a></div>"},
        {"text": "<div>{0}</div><div>Advertisement</div>"},
    ],
)
def test_other_pairs_are_left_as_they_are(cells: dict[str, str]) -> None:
    assert not comes(**cells)
