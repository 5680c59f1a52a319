"""Pages with other whole articles on them, and the pages that are mistaken for such.

Sites put the next articles under one that is read, a featured one above it, older posts and a theme's
sample texts around it. `append_all` plants such: other pages' headlines, bylines and all of their
paragraphs. Nothing but where they stand and what they are about tells them from the page's own.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

from benchmarks.compare.leak import (
    ARTICLES,
    InsertionPoints,
    Planted,
    TeaserSource,
    deal_out,
    encoded,
    find_insertion_points,
    inserted_texts,
    shingles_in,
    shingles_of,
    shingles_on,
    teaser_sources,
)
from benchmarks.corpora import Sample
from benchmarks.training.articles import TEST_ARTICLES, Markup, Own, Post, Stretch, Tag
from benchmarks.training.teasers import HASH_LETTERS, PHRASES
from boilerstrip.page import Page
from boilerstrip.text.whitespace import collapse

BYLINES: Mapping[str, Mapping[str, Any]] = json.loads(
    Path(__file__).with_name("bylines.json").read_text(encoding="utf-8")
)
PLACES = ("before", "after", "beside", "both")
_COUNTS, _ODDS = (1, 2, 3, 4, 5), (45, 30, 12, 8, 5)  # articles planted, and how often of a hundred
_PARAGRAPHS = (3, 40)  # that a source has
_META = "time,address,[class*=author],[class*=byline],[class*=date],[class*=meta]"


def append_all(
    samples: Sequence[Sample], markups: Mapping[str, Markup], seed: int, pages: int | None = None
) -> list[Planted]:
    """Other whole articles on each of (at most `pages` of) the samples that are articles and can be planted.

    Markups and places are dealt out evenly, and everything is drawn with `seed`. Donors are articles of
    other sites, in the host's language where there are enough.
    """
    library = Library(samples)

    def append_one(host: Sample, rng: random.Random, markup: str, place: str) -> Planted | None:
        return append(host, library, rng, markup, markups[markup], place)

    return deal_out(articles_of(samples), markups, PLACES, append_one, seed, pages)


def append(
    sample: Sample, library: Library, rng: random.Random, name: str, markup: Markup, place: str
) -> Planted | None:
    """The sample with one to five other articles in one of `PLACES`; nothing where it has no such place."""
    points = find_insertion_points(sample)
    if points is None:
        return None
    count = max(rng.choices(_COUNTS, _ODDS)[0], 2 if place == "both" else 1)
    posts = library.posts(sample, count, rng)
    offsets = points.offsets
    behind = offsets["after"] if place == "after" else [*offsets["beside"], *offsets["below"]]
    parts = []
    if place == "both" and len(posts) > 1:
        split = rng.randrange(1, len(posts))
        parts = [(offsets["before"], posts[:split], "featured"), (behind, posts[split:], "above")]
    elif place != "both" and posts:
        before = place == "before"
        parts = [(offsets["before"] if before else behind, posts, "featured" if before else "above")]
    if not parts or not all(part[0] for part in parts):
        return None
    heading = rng.choice(("phrase", "none"))
    testing = markup in TEST_ARTICLES.values()
    words = empty_stretch(points, sample.language, testing, rng)
    page = points.page
    fragments: list[str] = []
    for positions, some, phrases in reversed(parts):
        heading_text = rng.choice(bylines(sample.language)[phrases][int(testing) :: 2])
        fragment = (
            "\n"
            + markup(replace(words, posts=some, heading=heading_text if heading == "phrase" else ""))
            + "\n"
        )
        fragment = EMPTY_ELEMENT.sub("", fragment)
        offset = rng.choice(positions)
        page = page[:offset] + encoded(fragment, points.encoding) + page[offset:]
        fragments.insert(0, fragment)
    fragment = "".join(fragments)
    gold = {collapse(line) for line in (sample.text or "").splitlines()}
    return Planted(
        html=page.encode(points.encoding, "surrogateescape"),
        text=sample.text or "",
        planted_texts=texts_of(fragment) - gold,
        shingles=shingles_in(fragment) - shingles_on(points.page) - shingles_of(sample.text or ""),
        sample=sample,
        markup=name,
        place=place,
        heading=heading,
        fragment=fragment,
        articles=len(posts),
    )


class Library:
    """The articles that samples have to give."""

    def __init__(self, samples: Sequence[Sample]) -> None:
        """Read the headlines and the lines of all that have enough of them."""
        articles = articles_of(samples)
        self._lines = {sample.id: _lines(sample) for sample in articles}
        fewest = _PARAGRAPHS[0]
        self._sources = [
            source for source in teaser_sources(articles) if len(self._lines[source.sample]) >= fewest
        ]

    def posts(self, host: Sample, count: int, rng: random.Random) -> list[Post]:
        """So many articles of other sites, or fewer where there are fewer."""
        others = [source for source in self._sources if source.sample != host.id]
        others = [source for source in others if not source.site or source.site != host.site]
        same = [source for source in others if source.language == host.language]
        pool = same if len(same) >= count else others
        return [self._post(source, host.language, rng) for source in rng.sample(pool, min(count, len(pool)))]

    def _post(self, source: TeaserSource, language: str, rng: random.Random) -> Post:
        words = bylines(language)
        year, month, day = rng.randrange(2005, 2027), rng.randrange(1, 13), rng.randrange(1, 29)
        date = rng.choice(words["date"]).format(
            day=day, day2=f"{day:02}", month=words["months"].split()[month - 1], month2=f"{month:02}",
            number=month, year=year,
        )  # fmt: skip
        head = collapse(source.head)
        lines = [line for line in self._lines[source.sample] if line != head][: _PARAGRAPHS[1]]
        by = rng.choice(words["by"]).format(rng.choice(words["names"]))
        iso = f"{year}-{month:02}-{day:02}"
        return Post(head, lines, by, date, iso, f"/{rng.randrange(10**6, 10**7)}", rng.random() < 0.5)


def articles_of(samples: Sequence[Sample]) -> list[Sample]:
    """Return the samples that are articles and have a text."""
    return [sample for sample in samples if sample.text and sample.page_type in ARTICLES]


def _lines(sample: Sample) -> list[str]:
    return [collapse(line) for line in (sample.text or "").splitlines() if line.strip()]


def bylines(language: str) -> Mapping[str, Any]:
    """Return the words of bylines in a language, or the English ones."""
    return BYLINES.get(language, BYLINES["en"])


EMPTY_ELEMENT = re.compile(r"<(p|h[1-6]|small|div)\b[^<>]*>(?:<small></small>)?</\1>")


def empty_stretch(points: InsertionPoints, language: str, testing: bool, rng: random.Random) -> Stretch:
    """A stretch without articles: the host's elements, and the words of its language."""
    words = bylines(language)
    return Stretch(
        posts=(),
        own=own_tags(points),
        heading="",
        more=PHRASES.get(language, PHRASES["en"])["more"][int(testing)],
        comments=words["comments"][int(testing)],
        share=words["share"],
        hashes=["".join(rng.choices(HASH_LETTERS, k=6)) for _ in range(9)],
    )


def own_tags(points: InsertionPoints) -> Own:
    """The tags that the host writes its article with."""
    paragraph = Counter(tag_like(leaf) for leaf in points.leaves).most_common(1)[0][0]
    headline = points.headline
    box = tag_like(points.box) if points.box.tag not in ("html", "body", "td", "tr") else Tag("div")
    meta = Tag("p")
    if headline is not None:
        metas = [
            element for element in points.box.select(_META) if _between(headline, element, points.leaves[0])
        ]
        meta = tag_like(metas[0]) if metas and metas[0].tag in ("p", "div", "span", "address") else meta
    within = points.box is points.container or tag_like(points.container) == box
    body = None if within or points.container.tag in ("td", "body") else tag_like(points.container)
    return Own(box, Tag("h2") if headline is None else tag_like(headline), meta, body, paragraph)


def _between(first: Any, one: Any, last: Any) -> bool:
    """Whether an element begins behind one and ends before another."""
    spans = [element.source_location for element in (first, one, last)]
    if any(span is None for span in spans):
        return False
    head, middle, leaf = spans
    ends = middle.end_tag.end_offset if middle.end_tag is not None else middle.start_tag.end_offset
    return bool(
        head.start_tag.end_offset <= middle.start_tag.start_offset and ends <= leaf.start_tag.start_offset
    )


def tag_like(element: Any) -> Tag:
    """The tag of an element with its class alone."""
    names = element.attrs.get("class") or ()
    class_names = names if isinstance(names, str) else " ".join(names)
    return Tag(element.tag, f' class="{escape(class_names, quote=True)}"' if class_names else "")


def texts_of(fragment: str) -> frozenset[str]:
    """The texts of a fragment's elements, and of the Blocks it makes, of several elements some of them."""
    return inserted_texts(fragment) | {collapse(block.text) for block in Page(fragment).blocks}


def with_replaced(points: InsertionPoints, changes: Sequence[tuple[int, int, str]]) -> bytes:
    """The page with parts of it replaced: (start, end, what) each; what lies within another is left out."""
    page, done = "", 0
    for start, end, what in sorted(changes, key=lambda change: change[:2]):
        if start < done:
            continue
        page += points.page[done:start] + encoded(what, points.encoding)
        done = end
    return (page + points.page[done:]).encode(points.encoding, "surrogateescape")
