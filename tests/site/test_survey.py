"""A survey tells the boxes of a site, finds selectors for them, and writes rules that do what it showed."""

from __future__ import annotations

import json
import random
import time
from html import escape
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from boilerstrip import Extractor
from boilerstrip.cli.command import main
from boilerstrip.page.selected import check_selector
from boilerstrip.site.places import Box, Place, Step, SurveyedPage, survey_page
from boilerstrip.site.shortest import Selectors
from boilerstrip.site.survey import MAX_PLACES, Survey

_WORDS = (
    "harbour pilot ferry stone bridge council winter market lamp river orchard wool slate copper valley "
    "mill signal tower meadow quarry boat night teacher letter barrel candle engine garden island thread"
).split()


def sentence(rng: random.Random) -> str:
    said = " ".join(rng.choices(_WORDS, k=rng.randint(9, 18)))
    return f"{said[0].upper()}{said[1:]}, as it was said there. "


def site_page(number: int) -> str:
    """A page of one theme: what changes from page to page is drawn by its number."""
    rng = random.Random(number)
    story = "".join(f"<p>{sentence(rng)}{sentence(rng)}{sentence(rng)}</p>" for _ in range(rng.randint(3, 7)))
    offer = "<div class='member-offer'><p>Members of the Shore Club travel for half the price all winter.</p></div>"
    picks = "".join(f"<li><a href='/{n}'>{sentence(rng)[:40]}</a></li>" for n in range(4))
    return f"""<html><head><title>Story {number} - The Shore Paper</title>
<link rel="canonical" href="https://shore.example/stories/{number}"></head><body>
<header class="masthead"><a href="/">The Shore Paper</a></header>
<nav class="menu"><ul><li><a href="/a">News</a></li><li><a href="/b">Sport</a></li></ul></nav>
<main><article class="story" id="story-{1000 + number}"><h1>Story {number} of the shore</h1>{story}{offer}
<div class="fact-box"><p>{sentence(rng)}</p></div></article>
<aside class="picks"><h3>Our picks</h3><ul>{picks}</ul></aside></main>
<footer class="imprint"><p>© The Shore Paper</p></footer></body></html>"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    for number in range(100):
        (folder / f"{number}.html").write_text(site_page(number))
    return folder


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


def test_pages_of_one_article_count_once() -> None:
    extractor = Extractor(effort="fast")
    page = site_page(1)
    survey = Survey()
    survey.add(survey_page(extractor.extract(page)))
    survey.add(survey_page(extractor.extract(page.replace("masthead", "print-head"))))
    survey.add(survey_page(extractor.extract(page.replace("/stories/1", "/amp/stories/1"))))
    survey.add(survey_page(extractor.extract(site_page(2))))
    assert (survey.pages, dict(survey.repeated)) == (2, {"same address": 1, "same text": 1})


def surveyed_page(page: str, title: str, *, is_in_series: bool = False, canonical: str = "") -> SurveyedPage:
    return SurveyedPage(page, "", title, canonical, "", 0.5, (), is_in_series)


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


@given(st.text(max_size=40), st.text("0123456789pagePAGE /?=&-_.[]第2页", max_size=30))
def test_any_names_can_be_told_apart(title: str, name: str) -> None:
    survey = Survey()
    survey.add(surveyed_page(name, title, is_in_series=True, canonical=f"https://a.example/{name}"))
    assert survey.pages == 1


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


steps = st.builds(
    Step,
    st.sampled_from(["div", "section", "p"]),
    st.lists(st.sampled_from(["a", "b", "c"]), max_size=2, unique=True).map(
        lambda names: tuple(sorted(names))
    ),
    st.sampled_from(["", "", "x"]),
)
places = st.lists(st.lists(steps, min_size=1, max_size=3).map(tuple), min_size=1, max_size=6, unique=True)


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


@pytest.mark.usefixtures("inline_workers")
def test_the_command_writes_what_batch_can_use(site: Path, tmp_path: Path) -> None:
    out = tmp_path / "survey.json"
    pages = [str(path) for path in sorted(site.iterdir())[:6]]
    assert main(["survey", *pages, "-o", str(out), "--json", "-w", "1"]) == 0
    report = json.loads(out.read_text())
    assert report["pages"] == 6
    offer = next(place for place in report["places"] if "member-offer" in place["path"])
    rules = tmp_path / "rules.toml"
    rules.write_text(f"drop = [{json.dumps(offer['selector'])}]\n")
    extractor = Extractor(effort="fast", rules=str(rules))
    assert "Shore Club" not in extractor.extract(site_page(3)).text


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


def test_nothing_to_survey_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["survey", str(tmp_path / "none"), "-o", str(tmp_path / "s.html")]) == 3
    (tmp_path / "rules.toml").write_text("keep = 3")
    (tmp_path / "p.html").write_text(site_page(1))
    arguments = ["survey", str(tmp_path / "p.html"), "-o", str(tmp_path / "s.html")]
    assert main([*arguments, "--rules", str(tmp_path / "rules.toml")]) == 2
    assert "keep must be a list of strings" in capsys.readouterr().err


def test_rules_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["rules"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert {"phrases", "named-boxes", "comments"} <= set(listed)
