"""Code and data of scripts that became text."""

from __future__ import annotations

import pytest

from boilerstrip.discard.rules.scripts import propose_script_data
from boilerstrip.discard.view import KeptView
from boilerstrip.page import Page


def reasons(markup: str) -> list[str]:
    page = Page(markup)
    return [
        reason
        for _, _, reason in propose_script_data(
            KeptView(page, [True] * len(page.blocks), [1.0] * len(page.blocks))
        )
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("{{ title }} {{ date }}", ["placeholder of a script"]),
        ('{"price": 15.49, "in": [1, 2]}', ["data of a script"]),
        ('[{"price": 15.49}]', ["data of a script"]),
        ('{"price": 15.49} is the answer', []),
        ("{{ title }} stands for the title", []),
        ("[1] Ann Lee, Tides, 1911", []),
        # broken off
        ('{"price": ', ["data of a script"]),
    ],
)
def test_what_is_nothing_but_data_goes(text: str, found: list[str]) -> None:
    assert reasons(f"<p>{text}</p>") == found


def test_code_that_the_text_shows_stays() -> None:
    assert reasons('<pre>{"price": 15.49}</pre>') == []
