"""Planting: what is planted can be found again, and nothing else of the page changes."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
import turbohtml

from benchmarks.compare import leak
from benchmarks.corpora import Sample
from benchmarks.training import teasers
from benchmarks.worker import Output
from tests.benchmarks.conftest import page
from tests.benchmarks.toys import paragraphs

SETS = [*teasers.TRAIN_MARKUPS, *teasers.TEST_MARKUPS]


def sample(name: str, topic: str, language: str = "en") -> Sample:
    texts = [
        f"The {topic} number {i} was counted by {word} people of the town before the evening."
        for i, word in enumerate(("nine", "twelve", "thirty", "sixty"))
    ]
    html = page(texts).replace("Title of it, in full", f"All about the {topic} and its town")
    return Sample(
        f"c/{name}",
        "c",
        html.encode(),
        text="\n".join(texts),
        language=language,
        site=f"{name}.example",
    )


def output_of(text: str) -> Output:
    return Output(text, 0.0)


SAMPLES = [
    sample(str(i), topic) for i, topic in enumerate(
    ("bridge", "harbour", "orchard", "railway", "library", "mountain", "festival", "theatre")
)]  # fmt: skip


def test_the_sets_share_nothing() -> None:
    assert not set(teasers.TRAIN_MARKUPS) & set(teasers.TEST_MARKUPS)
    for language, phrases in teasers.PHRASES.items():
        assert len(phrases["headings"]) >= 6, language
        assert len(set(phrases["headings"])) == len(phrases["headings"]), language


@pytest.mark.parametrize("place", leak.PLACES)
@pytest.mark.parametrize("markup", SETS)
def test_a_planted_page_is_the_page_and_one_block(markup: str, place: str) -> None:
    host = SAMPLES[0]
    sources = leak.teaser_sources(SAMPLES)
    markups = {markup: teasers.MARKUP_SETS["all"][markup]}
    planted = leak.plant(host, sources, random.Random(5), markups, place)
    assert planted is not None
    assert (planted.markup, planted.place) == (markup, place)
    html = planted.html.decode()
    assert html.replace(planted.fragment, "", 1) == host.html.decode()
    assert planted.text == host.text
    assert planted.shingles
    # every leaf of the planted block, and no leaf of the article, is told by its text
    body = turbohtml.parse(html).find("body")
    assert body is not None
    leaves = [" ".join(e.text.split()) for e in body.select("p,li,h1,h2,h3,h4,h5,h6,td,dt,dd")]
    article = set((host.text or "").split("\n"))
    assert article <= set(leaves)
    assert not article & planted.planted_texts
    # an output of all text lets everything through, the gold text nothing
    assert leak.leak_of("\n".join(body.stripped_strings), planted) == 1.0
    assert leak.leak_of(host.text or "", planted) == 0.0


def test_places_are_where_they_say() -> None:
    host, sources = SAMPLES[0], leak.teaser_sources(SAMPLES)
    markups = {"bare divs": teasers.TRAIN_MARKUPS["bare divs"]}
    at = {}
    for place in leak.PLACES:
        planted = leak.plant(host, sources, random.Random(1), markups, place)
        assert planted is not None
        at[place] = planted.html.decode().index(planted.fragment)
    html = host.html.decode()
    assert html.index("<p>") < at["between"] < html.rindex("<p>") + 1
    assert at["after"] == html.rindex("</p>") + 4
    assert at["beside"] == html.index("</div>") + 6


def test_planting_in_another_encoding_keeps_it() -> None:
    host = sample("9", "café")
    html = host.html.decode().replace("<head>", "<head><meta charset=iso-8859-1>")
    host = Sample(**{f: getattr(host, f) for f in Sample.__slots__} | {"html": html.encode("latin-1")})
    sources = [leak.TeaserSource("Żółw i słoń — rzecz o parku", "Słoń " * 20, "en", "x.example", "c/z")]
    planted = leak.plant(host, sources, random.Random(0), teasers.TEST_MARKUPS)
    assert planted is not None
    page_now = turbohtml.parse(planted.html)
    assert "café" in "".join(page_now.stripped_strings)
    assert "Żółw i słoń" in " ".join(page_now.stripped_strings)


def test_a_page_without_its_article_is_not_planted() -> None:
    sources = leak.teaser_sources(SAMPLES)
    host = Sample("c/x", "c", b"<p>nothing of it", text="Some other text that is not in the page.")
    assert leak.plant(host, sources, random.Random(0), teasers.TRAIN_MARKUPS) is None
    assert leak.plant(SAMPLES[0], [], random.Random(0), teasers.TRAIN_MARKUPS) is None


def test_planting_all_is_decided_by_the_seed() -> None:
    first = leak.plant_all(SAMPLES, teasers.TEST_MARKUPS, seed=3)
    assert len(first) == len(SAMPLES)
    assert first == leak.plant_all(SAMPLES, teasers.TEST_MARKUPS, seed=3)
    assert first != leak.plant_all(SAMPLES, teasers.TEST_MARKUPS, seed=4)
    assert len(leak.plant_all(SAMPLES, teasers.TEST_MARKUPS, seed=3, pages=2)) == 2


def test_teasers_come_from_other_sites_in_the_same_language() -> None:
    german = [sample(f"g{i}", topic, "de") for i, topic in enumerate(
        ("Brücke", "Hafen", "Garten", "Bahn", "Schule", "Kirche", "Markt")
    )]  # fmt: skip
    planted = leak.plant_all([*SAMPLES, *german], teasers.TRAIN_MARKUPS, seed=0)
    topics = ("Brücke", "Hafen", "Garten", "Bahn", "Schule", "Kirche", "Markt")
    for one in planted:
        has_german = any(topic in one.fragment for topic in topics)
        assert has_german == (one.sample.language == "de"), one.fragment


def test_figures_by_hand() -> None:
    planted = leak.plant_all(SAMPLES, {"bare divs": teasers.TRAIN_MARKUPS["bare divs"]}, seed=0)
    clean = {one.sample.id: output_of(one.text) for one in planted}
    leaky = {leak.as_sample(one).id: output_of(paragraphs(one.html)) for one in planted}
    tight = {leak.as_sample(one).id: output_of(one.text) for one in planted}
    found = leak.evaluate({"leaky": clean | leaky, "tight": clean | tight}, planted, seed=0)
    results = found["results"]
    assert results["tight"]["leak"] == {"value": 0.0, "low": 0.0, "high": 0.0}
    assert results["tight"]["after"]["value"] == 1.0
    assert results["leaky"]["pages_with_any"] == 1.0
    assert 0.2 < results["leaky"]["leak"]["value"] < 1.0  # its leads, without its headings
    assert results["leaky"]["before"]["value"] == 1.0 > results["leaky"]["after"]["value"]
    assert results["leaky"]["lost"]["value"] == results["tight"]["lost"]["value"] == 0.0
    assert set(results["tight"]["lost_by_place"].values()) == {0.0}


def test_losses_by_hand() -> None:
    planted = leak.plant_all(SAMPLES, {"bare divs": teasers.TRAIN_MARKUPS["bare divs"]}, seed=0)
    one = planted[0]
    first, rest = one.text.split("\n", 1)
    assert leak.lost_of(one.text, one.text, one) == 0.0
    assert leak.lost_of(one.text, "", one) == 1.0
    assert leak.lost_of("", one.text, one) == 0.0
    assert leak.lost_of(first, rest, one) < 1.0  # lines have words in common
    assert leak.lost_of(rest, one.text, one) == 0.0
    # what the page had besides its text before is no loss
    assert leak.lost_of(f"{one.text} and some more of it", one.text, one) == 0.0
    assert leak.lost_of("some words of other people", "", one) == 0.0


def test_another_article_in_place_of_the_own() -> None:
    own = "Nobody expected snow so late in spring, and yet half of this valley lay white by Sunday."
    planted = [
        replace(one, text=own)
        for one in leak.plant_all(SAMPLES, {"bare divs": teasers.TRAIN_MARKUPS["bare divs"]}, seed=0)
    ]
    clean = {one.sample.id: output_of(one.text) for one in planted}
    other = {
        leak.as_sample(one).id: output_of("\n".join(turbohtml.parse(one.fragment).stripped_strings))
        for one in planted
    }
    every = {
        leak.as_sample(one).id: output_of("\n".join([own, *turbohtml.parse(one.html).stripped_strings]))
        for one in planted
    }
    nothing = {leak.as_sample(one).id: output_of("") for one in planted}
    outputs = {"other": clean | other, "every": clean | every, "nothing": clean | nothing}
    results = leak.evaluate(outputs, planted, seed=0)["results"]
    assert results["every"]["leak"]["value"] == 1.0
    assert results["every"]["another_instead"] == results["nothing"]["another_instead"] == 0.0
    assert results["nothing"]["pages_that_lose"] == 1.0
    assert results["other"]["another_instead"] > 0.5


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
def test_offsets_do_not_depend_on_how_lines_end(ends: str) -> None:
    host = SAMPLES[0]
    html = host.html.decode().replace("<p>", f"{ends}{ends}<p>").replace("<div>", f"<div>{ends}")
    points = leak.find_insertion_points(replace(host, html=html.encode()))
    assert points is not None
    for place, opened in (("between", "<p>"), ("beside", "<footer>")):
        assert points.offsets[place]
        assert all(points.page[offset:].startswith(opened) for offset in points.offsets[place])
    assert all(points.page[:offset].endswith("</p>") for offset in points.offsets["after"])
