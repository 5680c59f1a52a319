"""Kept Blocks as plain text."""

from __future__ import annotations

import pytest

from tests.render.forms import forms
from tests.render.pages import text


def test_text() -> None:
    markup = "<h2>Head</h2><p>one</p><ul><li>a<li>b</ul><p>two<br>three</p><pre>x\n  y</pre>"
    assert text(markup) == "Head\n\none\n\na\nb\n\ntwo\nthree\n\nx\n  y"


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("10<sup>6</sup> m<sup>2</sup> CO<sub>2</sub>", "10⁶ m² CO₂"),
        ("10<sup>−6</sup>, x<sup>2.5</sup>, x<sub>1,2</sub>", "10⁻⁶, x^2.5, x_1,2"),
        ("the 19<sup>th</sup>, 1<sup>er</sup>, x<sub>min</sub>", "the 19th, 1er, xmin"),
        (
            "so it ended.<sup>2</sup> Of course<sup>3</sup>, 5 km<sup>2</sup>",
            "so it ended.[2] Of course[3], 5 km²",
        ),
        ("He said <q>go <q>now</q></q>", "He said “go ‘now’”"),
        ("<span lang=de><q>ja</q></span>", "„ja“"),
        ("He said <q>“go”</q>", "He said “go”"),
    ],
)
def test_signs_that_carry_meaning_in_text(markup: str, text: str) -> None:
    assert forms(f"<p>{markup}</p>")[2] == text


def test_tasks_in_text() -> None:
    assert forms("<ul><li><input type=checkbox checked>x<li><input type=checkbox>y</ul>")[2] == "☑ x\n☐ y"
