"""Front pages of whole posts, which look like articles with others on them: all posts are content."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from html import escape

import turbohtml

from benchmarks.compare.leak import InsertionPoints, Planted, find_insertion_points, parseable
from benchmarks.corpora import Sample
from benchmarks.training.appended import (
    EMPTY_ELEMENT,
    Library,
    articles_of,
    empty_stretch,
    texts_of,
    with_replaced,
)
from benchmarks.training.articles import TRAIN_ARTICLES, Markup, drawn_articles

_POSTS = (3, 8)


def index_pages(samples: Sequence[Sample], seed: int) -> list[Planted]:
    """A blog's front page of whole posts in the frame of each article whose box can be found.

    The host's article is gone, and what the page says of itself (title, address, metadata) is the blog's.
    The posts are all of one make, and all of them are the text; their bylines and buttons are not judged.
    """
    library = Library(samples)
    markups = {**TRAIN_ARTICLES, **drawn_articles(200, seed)}
    pages = (
        _index_page(sample, library, markups, random.Random(f"{seed} {sample.id}"))
        for sample in articles_of(samples)
    )
    return [page for page in pages if page is not None]


def _index_page(
    sample: Sample, library: Library, markups: Mapping[str, Markup], rng: random.Random
) -> Planted | None:
    points = find_insertion_points(sample)
    if points is None or points.headline is None or not points.offsets["below"]:
        return None
    posts = [replace(post, cut=False) for post in library.posts(sample, rng.randint(*_POSTS), rng)]
    if len(posts) < _POSTS[0]:
        return None
    name = rng.choice(sorted(markups))
    fragment = markups[name](replace(empty_stretch(points, sample.language, False, rng), posts=posts))
    fragment = "\n" + EMPTY_ELEMENT.sub("", fragment) + "\n"
    content_texts = {text for post in posts for text in (post.head, *post.lines)}
    start = points.box.source_location.start_tag.start_offset
    site = sample.site or "blog.example"
    inserted = texts_of(fragment)
    return Planted(
        html=with_replaced(points, [*_renamed(points, site), (start, points.offsets["below"][0], fragment)]),
        text="\n".join("\n".join((post.head, *post.lines)) for post in posts),
        planted_texts=inserted & content_texts,
        shingles=frozenset(),
        sample=sample,
        markup=name,
        place="index",
        heading="",
        fragment=fragment,
        label=1.0,
        unjudged=inserted - content_texts,
        articles=len(posts),
    )


_TITLES = frozenset({"og:title", "twitter:title", "og:site_name", "title", "headline", "sailthru.title"})
_ARTICLE_META = re.compile(
    r"^(article:|author$|date|dc\.|og:description|twitter:desc|description$|parsely|sailthru)", re.I
)
_SINGLE = re.compile(r"single|article|\bpost", re.I)


def _renamed(points: InsertionPoints, site: str) -> Iterator[tuple[int, int, str]]:
    """What to put in place of all that a page says of itself: (start, end, what) each."""
    name, root = site.partition(".")[0].replace("-", " ").title(), f"https://{site}/"
    about = json.dumps({"@context": "https://schema.org", "@type": "Blog", "name": name, "url": root})
    for element in turbohtml.parse(parseable(points.page), source_locations=True).select(
        "title,meta,link,script,body"
    ):
        where = element.source_location
        if where is None:
            continue
        start, end = where.start_tag.start_offset, where.start_tag.end_offset
        close = where.end_tag.end_offset if where.end_tag is not None else end
        key = str(element.attrs.get("property") or element.attrs.get("name") or "").lower()
        if (
            element.tag == "title"
            and isinstance(element.parent, turbohtml.Element)
            and element.parent.tag == "head"
        ):
            yield start, close, f"<title>{escape(name)}</title>"
        elif element.tag == "meta" and key in _TITLES:
            yield start, end, f'<meta property="{key}" content="{escape(name, quote=True)}">'
        elif element.tag == "meta" and key == "og:type":
            yield start, end, '<meta property="og:type" content="website">'
        elif element.tag == "meta" and key == "og:url":
            yield start, end, f'<meta property="og:url" content="{root}">'
        elif element.tag == "meta" and _ARTICLE_META.match(key):
            yield start, end, ""
        elif element.tag == "link" and "canonical" in str(element.attrs.get("rel", "")):
            yield start, end, f'<link rel="canonical" href="{root}">'
        elif element.tag == "script" and "json" in str(element.attrs.get("type", "")):
            linked = "ld+json" in str(element.attrs.get("type"))
            yield start, close, f'<script type="application/ld+json">{about}</script>' if linked else ""
        elif element.tag == "body" and _SINGLE.search(str(element.attrs.get("class", ""))):
            yield start, end, '<body class="home blog">'
