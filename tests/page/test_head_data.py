"""What a page says about itself, once it is read."""

from __future__ import annotations

from boilerstrip.page import Head


def test_the_first_name_with_a_content_counts() -> None:
    head = Head(metas={"og:title": ["", "Tides"], "title": ["Other"], "empty": [""]})
    assert head.meta("og:title", "title") == "Tides"
    assert head.meta("none", "empty", "title") == "Other"
    assert head.meta("empty") == ""
