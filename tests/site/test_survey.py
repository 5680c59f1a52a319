"""A survey tells the boxes of a site, finds selectors for them, and writes rules that do what it showed."""

from __future__ import annotations

from boilerstrip.site.places import Box, Step, SurveyedPage
from boilerstrip.site.survey import MAX_PLACES, Survey
from tests.site.surveyed import surveyed_page


def test_rules_are_written_for_a_host_where_every_page_has_its_address() -> None:
    survey = Survey()
    for number in range(3):
        url = f"https://www.shore.example/{number}"
        survey.add(surveyed_page(str(number), f"Story {number}")._replace(url=url))
    assert survey.report()["host"] == "shore.example"
    survey.add(surveyed_page("3", "Story 3", canonical="https://shore.example/3"))
    assert survey.report()["host"] == ""


def test_memory_is_bounded() -> None:
    survey = Survey()
    for number in range(50):
        boxes = tuple(
            Box((Step("div", (f"c{number}-{n}",)),), 1, 0, 0.0, (), number.to_bytes(8, "big"), "x")
            for n in range(500)
        )
        survey.add(SurveyedPage(f"{number}", f"https://a.example/{number}", "", "", "", 0.5, boxes))
    assert len(survey.places) == MAX_PLACES
    assert survey.left_out == 50 * 500 - MAX_PLACES
    assert survey.report()["places_left_out"] == survey.left_out
