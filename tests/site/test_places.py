"""Places of a site: the same box on every page."""

from __future__ import annotations

import random
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import Extractor
from boilerstrip.page.selected import check_selector
from boilerstrip.site.places import Place, Step, survey_page
from boilerstrip.site.shortest import Selectors
from boilerstrip.site.survey import Survey
from tests.site.surveyed import places, sentence


@pytest.fixture(scope="module")
def surveyed(site: Path) -> Survey:
    survey = Survey()
    extractor = Extractor(effort="fast")
    for path in sorted(site.iterdir())[:30]:
        survey.add(survey_page(extractor.extract(path.read_text()))._replace(id=path.name))
    return survey


def test_boxes_mean_the_same_on_every_page(surveyed: Survey) -> None:
    report = surveyed.report()
    places = {place["path"]: place for place in report["places"]}
    assert report["pages"] == 30
    assert report["host"] == ""  # rules by host would not hold for files, which have no address
    assert len(report["templates"]) == 1
    (offer,) = (place for path, place in places.items() if path.endswith("div.member-offer"))
    assert offer["pages"] == 30
    assert offer["same_text"] == 30
    assert offer["selector"] == ".member-offer"
    assert not offer["selects_as_well"]
    (story,) = (place for path, place in places.items() if path.endswith("article.story"))
    assert story["kept"] == 30
    assert story["same_text"] == 1
    assert len(story["kept_on"]) < 30  # some names, however many pages there are


@given(places)
def test_selectors_select_their_place_and_tell_what_else(drawn: list[Place]) -> None:
    import turbohtml

    def nested(place: Place, inside: str) -> str:
        for step in reversed(place):
            identifier = f' id="{step.id}"' if step.id else ""
            inside = f'<{step.tag} class="{" ".join(step.classes)}"{identifier}>{inside}</{step.tag}>'
        return inside

    for place in drawn:
        css, others = Selectors(drawn).shortest(place)
        told = {n for n, other in enumerate(drawn) if other[: len(place)] == place} | set(others)
        for number, other in enumerate(drawn):
            # a paragraph cannot hold what a parser would move out of it
            if any(step.tag == "p" for step in other[:-1]):
                continue
            tree = turbohtml.parse(nested(other, "<b>here</b>"))
            (here,) = tree.select("b")
            chosen = set(tree.select(css))
            selected = any(holder in chosen for holder in here.ancestors)
            assert selected == (number in told)


_NAMES = st.text(st.sampled_from("ab-_0159 \u00a0\u2003\u0660é漢😀\"'\\\\.#:>[]{}()*\x0b\x1c"), max_size=6)


@given(
    st.lists(
        st.tuples(st.sampled_from(["div", "section", "o:p", "x-y", "p"]), _NAMES, _NAMES),
        min_size=1,
        max_size=4,
    )
)
def test_selectors_of_any_names_can_be_used(boxes: list[tuple[str, str, str]]) -> None:
    words = sentence(random.Random(1))
    inside = "".join(
        f'<{tag} class="{escape(names)}" id="{escape(identifier)}"><div>{words}</div></{tag}>'
        for tag, names, identifier in boxes
    )
    page = f"<main>{inside}</main>"
    survey = Survey()
    survey.add(survey_page(Extractor(effort="fast").extract(page)))
    for place in survey.report()["places"]:
        if place["selector"]:
            check_selector(place["selector"])
            extraction = Extractor(effort="fast", drop=[place["selector"]]).extract(page)
            assert any(block.reason.startswith("own rule") for block in extraction.blocks)


def test_names_that_were_cut_are_none() -> None:
    page = f"<main><div class='{'a' * 380} member-offer-of-the-month'><p>{sentence(random.Random(1))}</p></div></main>"
    (box,) = survey_page(Extractor(effort="fast").extract(page)).boxes
    assert box.place == (Step("main"),)
