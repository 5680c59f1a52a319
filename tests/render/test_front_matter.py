"""Metadata in front of the body."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.render.front_matter import front_matter


@given(st.text(max_size=80))
def test_front_matter_is_one_line_a_field(text: str) -> None:
    made = front_matter({"title": text, "empty": None, "tags": [text, "b"]})
    lines = made.split("\n")
    assert (lines[0], lines[-3:]) == ("---", ["---", "", ""])
    assert len(made.splitlines()) == (5 if text else 4)
    assert all(char.isprintable() or char == "\n" for char in made)
