"""Copies of articles with requests to the reader planted in the article's own markup.

"Sign up for our letter", "support us", "listen wherever you get your podcasts": sites set such lines as
paragraphs of the article, between the others or at its end. No class name and no box gives them away, only
what they say, so a model that has seen noise in boxes alone is sure of them.
"""

from __future__ import annotations

import json
import random
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path

from benchmarks.compare.leak import (
    ARTICLES,
    InsertionPoints,
    Planted,
    deal_out,
    encoded,
    find_insertion_points,
    shingles_in,
    shingles_of,
    shingles_on,
)
from benchmarks.corpora import Sample
from benchmarks.training.appended import tag_like
from benchmarks.training.articles import Tag
from benchmarks.training.passages import Material, Sources, sources_of, told_apart, with_inserted

# By language: a heading or "", the text, and those of its words that are a link or "".
REQUESTS: Mapping[str, Sequence[tuple[str, str, str]]] = json.loads(
    Path(__file__).with_name("promotions.json").read_text(encoding="utf-8")
)
PLACES = ("between", "after")
# How a request is set: `{open}` and `{close}` are the tags of the article's own paragraphs.
TRAIN_SHAPES: Mapping[str, str] = {
    "paragraph": "{open}{text}{close}",
    "heading": "<h3>{heading}</h3>{open}{text}{close}",
    "bold heading": "{open}<strong>{heading}</strong>{close}{open}{text}{close}",
    "bold beginning": "{open}<strong>{heading}</strong> {text}{close}",
    "italics": "{open}<em>{text}</em>{close}",
}
TEST_SHAPES: Mapping[str, str] = {
    "plain paragraph": "{open}{text}{close}",
    "small heading": "<h4>{heading}</h4>{open}{text}{close}",
    "heading and break": "{open}<b>{heading}</b><br>{text}{close}",
    "behind a rule": "<hr>{open}<i>{text}</i>{close}",
}
# At most so many in a row, and how often a page has them in a second place.
_MOST = 3
_SECOND_PLACE = 0.3
_NAMES = ("Harbour Gazette", "Northlight", "The Mill Road Review", "Kontur", "Sol Diario", "Vega", "Tidvis")


def promoted(sample: Sample, sources: Sources, rng: random.Random, shape: str, place: str) -> Planted | None:
    """The sample with requests in this shape; nothing where its article cannot be found."""
    points = find_insertion_points(sample)
    if points is None:
        return None
    places = [place, *(other for other in PLACES if rng.random() < _SECOND_PLACE)]
    material = Material.of(sample, sources, rng)
    inserted = [
        (rng.choice(points.offsets[where]), _written(sample.language, shape, points, material, rng))
        for where in dict.fromkeys(places)
        if points.offsets[where]
    ]
    if not inserted:
        return None
    fragment = "\n".join(piece for _, piece in inserted)
    own = shingles_on(points.page) | shingles_of(sample.text or "")
    return Planted(
        html=with_inserted(points, inserted, encoded),
        text=sample.text or "",
        planted_texts=told_apart(sample, fragment),
        shingles=shingles_in(fragment) - own,
        sample=sample,
        markup=shape,
        place=place,
        heading="",
        fragment=fragment,
    )


def all_promoted(samples: Sequence[Sample], seed: int, test: bool = False) -> list[Planted]:
    """One such copy of each article whose paragraphs can be found, shapes and places dealt out evenly.

    Every other request and half of the shapes are for training, the rest for testing.
    """
    sources = sources_of(samples, ARTICLES)
    hosts = [sample for sample in samples if sample.text and sample.page_type in ARTICLES]

    def plant_one(host: Sample, rng: random.Random, shape: str, place: str) -> Planted | None:
        return promoted(host, sources, rng, shape, place)

    return deal_out(hosts, TEST_SHAPES if test else TRAIN_SHAPES, PLACES, plant_one, seed, None)


def requests(language: str, test: bool) -> list[tuple[str, str, str]]:
    """The requests in a language, in English where it has none here; every other one is for testing."""
    return list(REQUESTS.get(language, REQUESTS["en"])[test::2])


def _written(
    language: str, shape: str, points: InsertionPoints, material: Material, rng: random.Random
) -> str:
    """Some requests in a row, as HTML."""
    template = TRAIN_SHAPES.get(shape) or TEST_SHAPES[shape]
    fitting = [
        request
        for request in requests(language, shape in TEST_SHAPES)
        if request[0] or "{heading}" not in template
    ]
    slots = {"{name}": rng.choice(_NAMES), "{topic}": material.phrase(1, 3)}
    leaf = points.leaves[0]
    tag = tag_like(leaf) if leaf.tag in {"p", "div"} else Tag("p")

    def filled(text: str) -> str:
        for slot, value in slots.items():
            text = text.replace(slot, value)
        return escape(text, quote=False)

    pieces = []
    for heading, text, link in rng.sample(fitting, min(len(fitting), rng.randint(1, _MOST))):
        shown = filled(text)
        if link and rng.random() < 0.5:
            linked = filled(link)
            shown = shown.replace(linked, f'<a href="/{rng.randrange(10**4)}">{linked}</a>', 1)
        pieces.append(
            template.replace("{heading}", filled(heading))
            .replace("{text}", shown)
            .replace("{open}", f"<{tag.name}{tag.names}>")
            .replace("{close}", f"</{tag.name}>")
        )
    return "\n" + "\n".join(pieces) + "\n"
