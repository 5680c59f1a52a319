"""What document frameworks are given."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.integrations.documents import split_at_headings


@given(st.lists(st.sampled_from(["# a", "## b", "#no", "text", "```", "~~~", "", "   "]), max_size=12))
def test_no_line_is_lost_at_headings(lines: list[str]) -> None:
    sections = split_at_headings("\n".join(lines))
    assert [line for _, text in sections for line in text.split("\n") if line.strip()] == [
        line for line in lines if line.strip()
    ]
