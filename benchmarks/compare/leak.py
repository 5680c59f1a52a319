"""Sidebar leak, measured by planting.

Blocks of teasers made of other pages' headlines and leads are planted into real articles. The
article's own text stays what it was, so every planted word in an output is a leak, and can be
counted. A page is changed by inserting text at one offset: nothing else of it moves.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import turbohtml

from benchmarks import metrics
from benchmarks.compare.accuracy import Outputs
from benchmarks.corpora import Sample
from benchmarks.markup import decode_exactly
from benchmarks.training.teasers import HEADINGS, TEST_MARKUPS, Markup, Teaser, make_block, rendered

PLACES = ("between", "after", "beside")
# The types of page that have one article.
ARTICLES = ("article", "news", "blog")
SHINGLE = 3  # words a planted sequence has; that many in a row do not meet by chance

# A word, or one character of a script that is written without spaces.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W\u3040-\u30ff\u3400-\u9fff]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_TITLE_SEPARATOR = re.compile("\\s+[|\u2013\u2014\u00b7\u00bb-]\\s+")
_LEAVES = frozenset({"p", "div", "blockquote", "section", "td"})
_BLOCKS = "p,div,section,article,ul,ol,table,blockquote,h1,h2,h3,h4,h5,h6,figure,pre,dl,form,aside,nav"
# Nothing can stand beside these but their like.
_FRAMES = frozenset({"html", "body", "tbody", "tr", "td", "th", "li", "dd"})
_FEWEST_PARAGRAPHS = 3  # a page with fewer of its gold paragraphs as siblings is not planted
_FEWEST_WORDS = 6  # of a paragraph that marks where the article is
_TEASERS = (3, 6)  # in one planted block
_LEAD_WORDS = (12, 36)
_MUCH = 0.1  # the share of an article that is more than a loss at its edges

Shingles = frozenset[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class TeaserSource:
    """What a page gives to teasers on other pages."""

    head: str
    lead: str
    language: str
    site: str
    sample: str  # the id of its page


@dataclass(frozen=True, slots=True)
class Planted:
    """A page with something planted into it.

    `text` is the gold text of the page as it is now: noise does not change it, content does. `planted_texts`
    are the texts of every planted element and text node, whitespace collapsed: a Block of the page whose text
    is among them is planted. `label` is what these are: 0 noise, 1 content, -1 unknown; those of `unjudged`
    are unknown whatever it says. `shingles` are the planted word sequences that the host page does not have
    itself.
    """

    html: bytes
    text: str
    planted_texts: frozenset[str]
    shingles: Shingles
    sample: Sample
    markup: str
    place: str
    heading: str  # one of teasers.HEADINGS
    fragment: str
    label: float = 0.0
    unjudged: frozenset[str] = frozenset()
    # how many whole articles, where it is these that are planted
    articles: int = 0


@dataclass(frozen=True, slots=True)
class InsertionPoints:
    """Where a page can be planted, as offsets into its text, and the elements that its article is made of.

    `offsets` has the places between its paragraphs, ``after`` the last, ``beside`` their container,
    ``before`` its headline and ``below`` the box of all of it; `box` is the closest element around both its
    `headline`, where it is found, and its `container`.
    """

    page: str
    encoding: str
    offsets: Mapping[str, Sequence[int]]
    container: Any
    leaves: Sequence[Any]
    headline: Any
    box: Any


def teaser_sources(samples: Sequence[Sample]) -> list[TeaserSource]:
    """The headlines and leads that the samples with a text have to give."""
    return [source for sample in samples if (source := _source_of_teasers(sample)) is not None]


def plant(
    sample: Sample,
    sources: Sequence[TeaserSource],
    rng: random.Random,
    markups: Mapping[str, Markup],
    place: str | None = None,
) -> Planted | None:
    """The sample with one block of teasers, in one of `markups` at `place` (or any of `PLACES`).

    Nothing where its article cannot be found in its markup, or no source is left: sources are
    pages of other sites, in the host's language where there are enough.
    """
    points = find_insertion_points(sample)
    if points is None:
        return None
    places = [name for name in PLACES if points.offsets[name] and place in (None, name)]
    teasers, topic = _teasers(sample, sources, rng)
    if not places or not teasers:
        return None
    chosen, markup = rng.choice(places), rng.choice(sorted(markups))
    for_training = markup not in TEST_MARKUPS
    heading = rng.choice(HEADINGS)
    block = make_block(teasers, sample.language, for_training, heading, topic, rng)
    fragment = "\n" + rendered(markups[markup], block) + "\n"
    offset = rng.choice(points.offsets[chosen])
    page = points.page[:offset] + encoded(fragment, points.encoding) + points.page[offset:]
    own = shingles_on(points.page) | shingles_of(sample.text or "")
    return Planted(
        html=page.encode(points.encoding, "surrogateescape"),
        text=sample.text or "",
        planted_texts=inserted_texts(fragment),
        shingles=shingles_in(fragment) - own,
        sample=sample,
        markup=markup,
        place=chosen,
        heading=heading,
        fragment=fragment,
    )


def plant_all(
    samples: Sequence[Sample],
    markups: Mapping[str, Markup],
    seed: int,
    pages: int | None = None,
    page_types: Sequence[str] = ARTICLES,
) -> list[Planted]:
    """One planting on each of (at most `pages` of) the samples that can be planted.

    Markups and places are dealt out evenly, and everything is drawn with `seed`.
    """
    hosts = [sample for sample in samples if sample.text and sample.page_type in page_types]
    sources = teaser_sources(samples)

    def plant_one(host: Sample, rng: random.Random, markup: str, place: str) -> Planted | None:
        return plant(host, sources, rng, {markup: markups[markup]}, place)

    return deal_out(hosts, markups, PLACES, plant_one, seed, pages)


def deal_out(
    hosts: Sequence[Sample],
    markups: Iterable[str],
    places: Sequence[str],
    plant_one: Callable[[Sample, random.Random, str, str], Planted | None],
    seed: int,
    pages: int | None,
) -> list[Planted]:
    """One planting on each of (at most `pages` of) the hosts, markups and places dealt out evenly.

    `plant_one` is given a host, what to draw with, a markup's name and a place, and may find none.
    """
    rng = random.Random(seed)
    shuffled = list(hosts)
    rng.shuffle(shuffled)
    deals = [(markup, place) for markup in sorted(markups) for place in places]
    rng.shuffle(deals)
    planted: list[Planted] = []
    for host in shuffled:
        if pages is not None and len(planted) >= pages:
            break
        done = plant_one(host, random.Random(f"{seed} {host.id}"), *deals[len(planted) % len(deals)])
        if done is not None and done.shingles:
            planted.append(done)
    return planted


def encoded(fragment: str, encoding: str) -> str:
    """A fragment as a page in this encoding can hold it."""
    return fragment if encoding == "utf-8" else fragment.encode("ascii", "xmlcharrefreplace").decode("ascii")


def inserted_texts(fragment: str) -> frozenset[str]:
    """The texts of every element and text node of a fragment, as `Planted.planted_texts` has them."""
    return frozenset(_texts(fragment)) - {""}


def as_sample(planted: Planted) -> Sample:
    """The planted page as one to extract."""
    kind = "#articles" if planted.articles else "#planted"
    return replace(planted.sample, id=planted.sample.id + kind, html=planted.html)


def leak_of(output: str, planted: Planted) -> float:
    """The share of the planted word sequences that an output has."""
    return len(planted.shingles & shingles_of(output)) / len(planted.shingles)


def lost_of(before: str, after: str, planted: Planted) -> float:
    """The share of the article's own word sequences that the planting costs an output.

    That is of those that are in the text and in the output of the page as it was. Nothing is lost where none
    was there.
    """
    right = shingles_of(planted.text) & shingles_of(before)
    return len(right - shingles_of(after)) / len(right) if right else 0.0


def evaluate(outputs: Mapping[str, Outputs], planted: Sequence[Planted], seed: int) -> dict[str, Any]:
    """Leak and loss by extractor, ready for JSON.

    Each has ``leak`` and ``lost`` (mean shares with intervals), ``pages_with_any`` leak, ``pages_that_lose``
    more than a tenth, ``another_instead`` (pages that lose more than half, and have more than half of what
    was planted), word F1 ``before`` and ``after`` planting, and the mean shares of leak ``by_markup``,
    ``by_place``, ``by_heading``, ``by_language`` and (of whole articles) ``by_size``, with those of the loss
    in ``lost_by_...``.
    """
    results: dict[str, Any] = {}
    groups = {
        "markup": [copy.markup for copy in planted],
        "place": [copy.place for copy in planted],
        "heading": [copy.heading for copy in planted],
        "language": [copy.sample.language for copy in planted],
    }
    if all(copy.articles for copy in planted):
        groups["size"] = ["one" if copy.articles == 1 else "more" for copy in planted]
    for name, pages in outputs.items():
        was = [pages[copy.sample.id].text for copy in planted]
        now = [pages[as_sample(copy).id].text for copy in planted]
        shares = [leak_of(text, copy) for text, copy in zip(now, planted, strict=True)]
        lost = [lost_of(old, new, copy) for old, new, copy in zip(was, now, planted, strict=True)]
        before = [metrics.word_score(text, copy.text).f1 for text, copy in zip(was, planted, strict=True)]
        after = [metrics.word_score(text, copy.text).f1 for text, copy in zip(now, planted, strict=True)]
        instead = [gone > 0.5 and share > 0.5 for gone, share in zip(lost, shares, strict=True)]
        results[name] = {
            "leak": _interval(shares, seed),
            "pages_with_any": sum(share > 0 for share in shares) / len(shares),
            "lost": _interval(lost, seed),
            "pages_that_lose": sum(gone > _MUCH for gone in lost) / len(lost),
            "another_instead": sum(instead) / len(instead),
            "before": _interval(before, seed),
            "after": _interval(after, seed),
            **{f"by_{kind}": _means(values, shares) for kind, values in groups.items()},
            **{f"lost_by_{kind}": _means(values, lost) for kind, values in groups.items()},
        }
    return {
        "pages": len(planted),
        "shingles": sum(len(copy.shingles) for copy in planted),
        "results": results,
    }


def find_insertion_points(sample: Sample) -> InsertionPoints | None:
    """Find the article's paragraphs in the markup by the gold text, and the gaps around them."""
    page, encoding = decode_exactly(sample.html)
    gold = f" {' '.join(words_of(sample.text or ''))} "
    tree = turbohtml.parse(parseable(page), source_locations=True)
    groups: dict[int, list[Any]] = {}
    sizes: dict[int, int] = {}
    parents: dict[int, Any] = {}
    for leaf in tree.select(",".join(sorted(_LEAVES))):
        if leaf.source_location is None or leaf.select_one(_BLOCKS) is not None:
            continue
        words = words_of(leaf.text)
        parent = leaf.parent
        if len(words) < _FEWEST_WORDS or f" {' '.join(words)} " not in gold:
            continue
        if not isinstance(parent, turbohtml.Element) or parent.source_location is None:
            continue
        where = parent.source_location.start_tag.start_offset
        groups.setdefault(where, []).append(leaf)
        sizes[where] = sizes.get(where, 0) + len(words)
        parents[where] = parent
    if not groups:
        return None
    where = max(sizes, key=lambda key: sizes[key])
    leaves, container = groups[where], parents[where]
    if len(leaves) < _FEWEST_PARAGRAPHS or container.tag in {"tr", "table", "ul", "ol", "p", "a"}:
        return None
    between = [leaf.source_location.start_tag.start_offset for leaf in leaves[1:]]
    ending = leaves[-1].source_location.end_tag or container.source_location.end_tag
    after = []
    if ending is not None:
        own = leaves[-1].source_location.end_tag is not None
        after = [ending.end_offset if own else ending.start_offset]
    closing = container.source_location.end_tag
    beside = []
    if closing is not None:
        beside = [closing.start_offset if container.tag == "body" else closing.end_offset]
    if any(page[offset : offset + 1] != "<" for offset in between):
        return None
    headline = _headline(tree, leaves[0])
    box = container if headline is None else _around(headline, container)
    before, below = _in_front(container, headline, box), []
    if box.tag not in _FRAMES and box.source_location is not None and box.source_location.end_tag is not None:
        below = [box.source_location.end_tag.end_offset]
    offsets = {"between": between, "after": after, "beside": beside, "before": before, "below": below}
    return InsertionPoints(page, encoding, offsets, container, leaves, headline, box)


def _headline(tree: Any, first: Any) -> Any:
    """The heading in front of the first paragraph that says what the page's title says, or nothing."""
    start = first.source_location.start_tag.start_offset
    title_element = tree.find("title")
    title = f" {' '.join(words_of(title_element.text if title_element is not None else ''))} "
    above = [
        heading
        for heading in tree.select("h1,h2,h3")
        if heading.source_location is not None
        and heading.source_location.start_tag.start_offset < start
        and len(words_of(heading.text)) >= 2
    ]
    named = [heading for heading in above if f" {' '.join(words_of(heading.text))} " in title]
    if named:
        return named[-1]
    first_level = [heading for heading in above if heading.tag == "h1"]
    return first_level[0] if len(first_level) == 1 else None


def _around(headline: Any, container: Any) -> Any:
    """The closest element that holds both."""
    holding = {
        _start(ancestor) for ancestor in headline.ancestors if isinstance(ancestor, turbohtml.Element)
    } - {-1}
    for element in (container, *container.ancestors):
        if isinstance(element, turbohtml.Element) and _start(element) in holding:
            return element
    return container


def _in_front(container: Any, headline: Any, box: Any) -> list[int]:
    """Where what comes before the article begins: before its box, and before what its headline is in."""
    starts = [] if box.tag in _FRAMES else [_start(box)]
    if headline is not None:
        outer = headline
        while isinstance(outer.parent, turbohtml.Element) and _start(outer.parent) != _start(box):
            outer = outer.parent
        starts += [] if outer.tag in _FRAMES else [_start(outer)]
    return [start for start in starts if start >= 0]


def _start(element: Any) -> int:
    """Where an element begins in the page, or -1 where it is not written there."""
    return -1 if element.source_location is None else element.source_location.start_tag.start_offset


def _source_of_teasers(sample: Sample) -> TeaserSource | None:
    if not sample.text:
        return None
    page = parseable(decode_exactly(sample.html)[0])
    title = " ".join((turbohtml.parse(page, positions=False).article().title or "").split())
    head = max(_TITLE_SEPARATOR.split(title), key=len)
    lead = next((line for line in sample.text.splitlines() if len(words_of(line)) > 10), "")
    if not 3 <= len(words_of(head)) <= 40 or not lead:
        return None
    return TeaserSource(head, " ".join(lead.split()), sample.language, sample.site, sample.id)


def _teasers(sample: Sample, sources: Sequence[TeaserSource], rng: random.Random) -> tuple[list[Teaser], str]:
    """Teasers of other pages, and a topic for their heading: the first words of one more page's."""
    count = rng.randint(*_TEASERS)
    others = [source for source in sources if source.sample != sample.id]
    others = [source for source in others if not source.site or source.site != sample.site] or others
    same = [source for source in others if source.language == sample.language]
    pool = same if len(same) >= count else others
    if not pool:
        return [], ""
    topic = " ".join(rng.choice(pool).head.split()[: rng.randint(1, 3)])[:40]
    picked = rng.sample(pool, min(count, len(pool)))
    cut_off = rng.random() < 0.5  # half the sites cut their leads off with an ellipsis
    teasers = [
        Teaser(source.head, _clipped(source.lead, cut_off, rng), f"/{rng.randrange(10**6, 10**7)}")
        for source in picked
    ]
    return teasers, topic


def _clipped(lead: str, cut_off: bool, rng: random.Random) -> str:
    """The start of a lead: its first sentence, or some words and an ellipsis."""
    size = rng.randint(*_LEAD_WORDS)
    words = lead.split()
    if len(words) < 8:  # a script without spaces
        return lead[: size * 2] + ("…" if cut_off and len(lead) > size * 2 else "")
    sentence = re.match(r".{40,}?[.!?](?=\s|$)", lead)
    if not cut_off and sentence and len(sentence[0].split()) <= 2 * size:
        return sentence[0]
    return " ".join(words[:size]) + ("…" if len(words) > size else "")


def _texts(fragment: str) -> Iterator[str]:
    """The text of every element and text node of a fragment, whitespace collapsed."""
    tree = turbohtml.parse(f"<!doctype html><body>{fragment}</body>", positions=False)
    body = tree.find("body")
    for element in body.select("*") if body is not None else ():
        yield " ".join(element.text.split())
        for child in element.children:
            if isinstance(child, turbohtml.Text):
                yield " ".join(child.data.split())


def leaf_texts(fragment: str) -> Iterator[str]:
    """The texts of a fragment's text nodes, one for each."""
    tree = turbohtml.parse(f"<!doctype html><body>{fragment}</body>", positions=False)
    return iter(tree.stripped_strings)


def shingles_on(page: str) -> Shingles:
    """Every few words in a row of all texts of a page."""
    return shingles_of(" ".join(turbohtml.parse(parseable(page), positions=False).stripped_strings))


def shingles_of(text: str) -> Shingles:
    """Every few words in a row that a text has."""
    words = words_of(text)
    return frozenset(tuple(words[i : i + SHINGLE]) for i in range(len(words) - SHINGLE + 1))


def shingles_in(fragment: str) -> Shingles:
    """Every few words in a row that a text node of a fragment has."""
    return frozenset().union(*map(shingles_of, leaf_texts(fragment)))


def words_of(text: str) -> list[str]:
    """The words of a text, or the characters of a script without spaces."""
    return _WORD.findall(text.lower())


def parseable(page: str) -> str:
    """A page to parse for offsets into it: of the same length, without surrogates or two-character line ends.

    The parser counts such an end as one character, as HTML has it: what follows would seem to stand earlier.
    """
    return _SURROGATE.sub("\ufffd", page).replace("\r\n", " \n")


def _interval(values: Sequence[float], seed: int) -> dict[str, float]:
    found = metrics.mean_interval(values, seed)
    return {"value": found.value, "low": found.low, "high": found.high}


def _means(groups: Sequence[str], values: Sequence[float]) -> dict[str, float]:
    members: dict[str, list[float]] = {}
    for group, value in zip(groups, values, strict=True):
        members.setdefault(group, []).append(value)
    return {group: sum(found) / len(found) for group, found in sorted(members.items())}
