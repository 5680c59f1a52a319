"""Pages of one article."""

from __future__ import annotations

import pytest

from boilerstrip import Extractor
from boilerstrip.site.places import survey_page
from boilerstrip.site.survey import Survey
from tests.site.surveyed import site_page, surveyed_page


def test_pages_of_one_article_count_once() -> None:
    extractor = Extractor(effort="fast")
    page = site_page(1)
    survey = Survey()
    survey.add(survey_page(extractor.extract(page)))
    survey.add(survey_page(extractor.extract(page.replace("masthead", "print-head"))))
    survey.add(survey_page(extractor.extract(page.replace("/stories/1", "/amp/stories/1"))))
    survey.add(survey_page(extractor.extract(site_page(2))))
    assert (survey.pages, dict(survey.repeated)) == (2, {"same address": 1, "same text": 1})


@pytest.mark.parametrize(
    ("first", "further"),
    [
        (("site/point.html", "To the point"), ("site/point-2.html", "To the point (2)")),
        (("a/tides/index.html", "Tides"), ("a/tides/2/index.html", "Tides – Page 2 of 3")),
        (("gezeiten.html", "Gezeiten"), ("gezeiten-seite-2.html", "Gezeiten")),
        (("tides", "Tides"), ("tides?page=3", "Tides")),
        (("潮汐.html", "潮汐"), ("潮汐_2.html", "潮汐 第2页")),
    ],
)
def test_further_pages_of_an_article_are_told_in_any_order(
    first: tuple[str, str], further: tuple[str, str]
) -> None:
    for pages in ([first, further], [further, first]):
        survey = Survey()
        for name, title in pages:
            survey.add(surveyed_page(name, title, canonical=f"https://shore.example/{name}"))
        assert (survey.pages, dict(survey.repeated)) == (1, {"further page of an article": 1})


def test_numbers_alone_make_no_further_page() -> None:
    survey = Survey()
    survey.add(surveyed_page("weekly-update", "Weekly update"))
    survey.add(surveyed_page("weekly-update-2", "Weekly update"))
    survey.add(surveyed_page("jobs/12", "Ferry pilot"))
    survey.add(surveyed_page("jobs/13", "Ferry pilot"))
    survey.add(surveyed_page("tides/page/2", "Tides"))
    survey.add(surveyed_page("storms/page/2", "Storms"))
    survey.add(surveyed_page("walks/chapter-2", "Chapter 2"))
    survey.add(surveyed_page("walks/chapter-3", "Chapter 3"))
    survey.add(surveyed_page("untitled", ""))
    survey.add(surveyed_page("untitled/page/2", ""))
    assert (survey.pages, dict(survey.repeated)) == (10, {})
    survey.add(surveyed_page("weekly-update-3", "Weekly update", is_in_series=True))
    assert dict(survey.repeated) == {"further page of an article": 1}
