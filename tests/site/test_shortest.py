"""Names told apart by as little as possible."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from boilerstrip.site.survey import Survey
from tests.site.surveyed import surveyed_page


@given(st.text(max_size=40), st.text("0123456789pagePAGE /?=&-_.[]第2页", max_size=30))
def test_any_names_can_be_told_apart(title: str, name: str) -> None:
    survey = Survey()
    survey.add(surveyed_page(name, title, is_in_series=True, canonical=f"https://a.example/{name}"))
    assert survey.pages == 1
