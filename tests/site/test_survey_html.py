"""The survey as HTML."""

from __future__ import annotations

import random
import time

import pytest

from boilerstrip.site.places import Box, Step, SurveyedPage
from boilerstrip.site.survey import Survey


@pytest.mark.slow
def test_the_report_of_very_many_places_takes_bounded_time() -> None:
    rng = random.Random(1)
    survey = Survey()
    for number in range(40):
        boxes = tuple(
            Box(
                tuple(Step(rng.choice(["div", "section"]), tuple(sorted(rng.sample("abcdefghij", 4)))) for _ in range(8)),
                1, 0, 0.0, (), b"", "x",
            )
            for _ in range(250)
        )  # fmt: skip
        survey.add(SurveyedPage(f"{number}", f"https://a.example/{number}", "", "", "", 0.5, boxes))
    for figures in survey.places.values():
        figures.pages += 1
    start = time.process_time()
    assert len(survey.report()["places"]) == 400
    assert time.process_time() - start < 60
