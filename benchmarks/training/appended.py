"""Pages with other whole articles on them, and the pages that are mistaken for such.

Sites put the next articles under one that is read, a featured one above it, older posts and a theme's
sample texts around it. `append_all` plants such: other pages' headlines, bylines and all of their
paragraphs. Nothing but where they stand and what they are about tells them from the page's own.

Two kinds of page look the same and are no such thing: an article in sections with a heading each
(`cut_into_sections`), and a blog's front page of whole posts (`index_pages`). What is inserted there is
content.
"""

from __future__ import annotations

import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from pathlib import Path
from typing import Any

import turbohtml

from benchmarks.compare.leak import (
    ARTICLES,
    Donor,
    Ground,
    Planted,
    Shingles,
    deal_out,
    donors_of,
    encoded,
    inserted_texts,
    leaf_texts,
    parseable,
    shingles_of,
    shingles_on,
    survey,
    words_of,
)
from benchmarks.corpora import Sample
from benchmarks.training.teasers import HASH_LETTERS, PHRASES
from boilerstrip.page import Page
from boilerstrip.text.whitespace import collapse

BYLINES: Mapping[str, Mapping[str, Any]] = json.loads(
    Path(__file__).with_name("bylines.json").read_text(encoding="utf-8")
)
PLACES = ("before", "after", "beside", "both")
_COUNTS, _ODDS = (1, 2, 3, 4, 5), (45, 30, 12, 8, 5)  # articles planted, and how often of a hundred
_PARAGRAPHS = (3, 40)  # that a donor has
_POSTS = (3, 8)  # on a front page
_SUBHEADING = 8  # words that a line without a full stop has at most, to stand as one
_EXCERPT = 40  # words
_META = "time,address,[class*=author],[class*=byline],[class*=date],[class*=meta]"
_SENTENCE_ENDS = tuple(".!?:;,…。！？»”\"')")


@dataclass(frozen=True, slots=True)
class Tag:
    """A start tag that can be written again: its name and its class attribute, with a space before it.

    A name of several with ">" between them stands for elements one in the other, of which the first has the
    class.
    """

    name: str
    names: str = ""

    def around(self, inside: str) -> str:
        """An element of this tag."""
        name, *within = self.name.split(">")
        for tag in reversed(within):
            inside = f"<{tag}>{inside}</{tag}>"
        return f"<{name}{self.names}>{inside}</{name}>"


@dataclass(frozen=True, slots=True)
class Own:
    """What the host page writes its own article with."""

    box: Tag
    head: Tag
    meta: Tag
    body: Tag | None
    paragraph: Tag


@dataclass(frozen=True, slots=True)
class Post:
    """One whole other article; texts are plain, `href` safe to quote."""

    head: str
    lines: Sequence[str]
    by: str
    date: str
    iso: str
    href: str
    cut: bool = False  # an excerpt of it alone


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a markup has to show: some articles in a row, and the words that go with them."""

    posts: Sequence[Post]
    own: Own
    heading: str
    more: str
    comments: str
    share: Sequence[str]
    hashes: Sequence[str]


Markup = Callable[[Stretch], str]


@dataclass(frozen=True, slots=True)
class Design:
    """A markup for training: one way to write a stretch of articles, every article alike.

    Tags are names or "own", as the host page has it, or nothing where there is no such element.
    Paragraphs may be "br", which are lines of the element around them.
    """

    stretch: str = ""
    heading: str = ""
    box: str = "article"
    header: str = ""
    head: str = "h2"
    linked: bool = False
    meta: str = "p"
    meta_at: str = "below"  # the headline, or "above", "foot", "none"
    body: str = ""
    paragraph: str = "p"
    names: str = "none"
    image: str = ""
    share: str = ""
    share_first: bool = False
    comments: bool = False
    between: str = ""
    data: bool = False
    cut: bool = False  # some of them
    seed: int = 0

    def __call__(self, stretch: Stretch) -> str:
        """The articles as HTML."""
        inside = self.between.join(self._post(stretch, post) for post in stretch.posts)
        if self.heading and stretch.heading:
            inside = self._tag(stretch, self.heading, 9).around(escape(stretch.heading)) + inside
        return self._within(stretch, self.stretch, 8, inside)

    def _post(self, stretch: Stretch, post: Post) -> str:
        head = escape(post.head)
        head = f'<a href="{post.href}">{head}</a>' if self.linked else head
        head = self._tag(stretch, self.head, 1).around(head)
        meta = "" if self.meta_at == "none" else self._tag(stretch, self.meta, 2).around(_meta(post))
        top = meta + head if self.meta_at == "above" else head
        top += meta if self.meta_at == "below" else ""
        top = self._within(stretch, self.header, 3, top)
        share = self._share(stretch)
        text = _flow(
            post, self._tag(stretch, self.paragraph, 4), stretch.more if self.cut and post.cut else ""
        )
        text = self._within(stretch, self.body, 5, text)
        foot = meta if self.meta_at == "foot" else ""
        foot += (
            f'<div><a href="{post.href}#comments">{escape(stretch.comments)}</a></div>'
            if self.comments
            else ""
        )
        first, last = (share, "") if self.share_first else ("", share)
        inside = top + first + self.image.format(href=post.href) + text + foot + last
        if not self.box:
            return inside
        tag = self._tag(stretch, self.box, 0)
        title = escape(post.head, quote=True)
        data = f' data-url="{post.href}" data-title="{title}" data-page="{len(post.lines)}"'
        return Tag(tag.name, tag.names + data if self.data else tag.names).around(inside)

    def _share(self, stretch: Stretch) -> str:
        if not self.share:
            return ""
        items = [f'<a href="/share">{escape(word)}</a>' for word in stretch.share]
        if self.share == "ul":
            return self._tag(stretch, "ul", 7).around("".join(f"<li>{item}</li>" for item in items))
        return self._tag(stretch, self.share, 7).around(" ".join(items))

    def _within(self, stretch: Stretch, name: str, part: int, inside: str) -> str:
        tag = self._tag(stretch, name, part) if name else None
        return inside if tag is None or not tag.name else tag.around(inside)

    def _tag(self, stretch: Stretch, name: str, part: int) -> Tag:
        """The tag of a part: the host's own, or one with a class that is the same for every article."""
        if name == "own":
            own = stretch.own
            of_part = {0: own.box, 1: own.head, 2: own.meta, 4: own.paragraph, 5: own.body or Tag("")}
            return of_part[part]
        rng = random.Random(self.seed + part)
        match self.names:
            case "words":
                return Tag(name, f' class="{"-".join(rng.sample(_CLASS_WORDS, 2))}"')
            case "theme":
                return Tag(name, f' class="{_THEME[part]}"' if _THEME[part] else "")
            case "utility":
                return Tag(name, f' class="{" ".join(rng.sample(_UTILITIES, 3))}"')
            case "hashed":
                return Tag(name, f' class="{stretch.hashes[part % len(stretch.hashes)]}"')
            case _:
                return Tag(name)


_CLASS_WORDS = (
    "article block blog body column content entry feed full item journal loop main news next post "
    "previous read roll single stack story text thread unit view"
).split()
_UTILITIES = "flex grid gap-4 p-2 px-6 mb-8 text-base font-semibold leading-tight w-full max-w-prose".split()
# Classes of the common blog themes, by the part of an article that has them.
_THEME = (
    "post hentry", "entry-title", "entry-meta", "entry-header", "", "entry-content", "", "sharedaddy",
    "site-posts", "archive-title",
)  # fmt: skip
_IMAGES = (
    "",
    "",
    "",
    '<img src="{href}.jpg" alt="">',
    '<figure><img src="{href}.jpg" alt=""></figure>',
    '<p><img src="{href}.jpg"></p>',
)


_DRAWN_BOXES = ("article", "article", "section", "div", "div", "table>tr>td", "")


def drawn_articles(count: int, seed: int = 0) -> dict[str, Markup]:
    """So many different markups to train on, by name; none of them looks like one of `TEST_ARTICLES`."""
    rng = random.Random(seed)
    designs: dict[Design, None] = {}
    while len(designs) < count:
        design = _design(rng)
        # its own elements without any box are for testing, and so are a headline and lines in one element
        in_place = not design.box and design.paragraph == "own" and design.head == "own"
        if not in_place and (design.paragraph != "br" or design.body):
            designs[design] = None
    return {f"drawn {i}": design for i, design in enumerate(designs)}


def _design(rng: random.Random) -> Design:
    own = rng.random() < 0.35

    def tag(*choices: str) -> str:
        return "own" if own and rng.random() < 0.85 else rng.choice(choices)

    stretch = rng.choice(("", "", "", "div", "section", "main", "ul"))
    return Design(
        stretch=stretch,
        heading=rng.choice(("", "", "h2", "h3", "h4", "p", "div")),
        box="li"
        if stretch == "ul"
        else tag("article", "article", "section", "div", "div", "table>tr>td", ""),
        header=rng.choice(("", "", "header", "div")),
        head=tag("h1", "h2", "h2", "h3", "h4", "p>b", "div>strong", "p", "div"),
        linked=rng.random() < 0.5,
        meta=tag("p", "div", "span", "address"),
        meta_at=rng.choice(("below", "below", "below", "above", "foot", "none")),
        body=tag("", "", "div", "section"),
        paragraph=tag("p", "p", "p", "p", "div", "br"),
        names=rng.choice(("none", "words", "words", "theme", "utility", "hashed")),
        image=rng.choice(_IMAGES),
        share=rng.choice(("", "", "", "ul", "div", "p")),
        share_first=rng.random() < 0.5,
        comments=rng.random() < 0.25,
        between=rng.choice(("", "", "", "<hr>", '<div class="clear"></div>', "<p>* * *</p>")),
        data=rng.random() < 0.2,
        cut=rng.random() < 0.15,
        seed=rng.randrange(1 << 30),
    )


TRAIN_ARTICLES: Mapping[str, Markup] = {
    "own boxes": Design(box="own", head="own", meta="own", body="own", paragraph="own"),
    "own boxes, linked": Design(
        box="own", head="own", linked=True, meta="own", body="own", paragraph="own", comments=True
    ),
    "plain sections": Design(box="section", meta_at="none"),
    "classed articles": Design(
        header="header", body="div", linked=True, names="theme", meta="div", share="div", comments=True
    ),
    "hashed boxes": Design(box="div", head="h3", body="div", paragraph="p", meta="div", names="hashed"),
    "bare divs": Design(box="div", head="h3"),
    "older posts": Design(stretch="div", heading="h3", box="div", names="words", linked=True, meta="span"),
    "endless scroll": Design(box="div", head="h1", names="words", data=True, share="ul", share_first=True),
    "no boxes": Design(box="", between="<hr>"),
    "whole and cut": Design(box="div", linked=True, names="words", cut=True, image=_IMAGES[4]),
}


# ---- testing: other surroundings, other elements, other words -------------------------------


def _own_box(stretch: Stretch, post: Post) -> str:
    own = stretch.own
    text = _flow(post, own.paragraph, "")
    body = text if own.body is None else own.body.around(text)
    return own.box.around(own.head.around(escape(post.head)) + own.meta.around(_meta(post)) + body)


def _own_in_a_feed(stretch: Stretch) -> str:
    items = "".join(
        f'<div class="c-feed__unit" id="unit-{position}" data-permalink="{post.href}">'
        f"{_own_box(stretch, post)}</div>"
        for position, post in enumerate(stretch.posts, 2)
    )
    return f'<div class="c-feed" role="feed">{items}</div>'


def _own_in_place(stretch: Stretch) -> str:
    own = stretch.own
    return "".join(
        own.head.around(escape(post.head)) + own.meta.around(_meta(post)) + _flow(post, own.paragraph, "")
        for post in stretch.posts
    )


def _own_after_a_rule(stretch: Stretch) -> str:
    return "".join(
        f"<hr><p><small>{escape(stretch.heading)}</small></p>{_own_box(stretch, post)}"
        f"<footer><b>{escape(stretch.comments)}</b></footer>"
        for post in stretch.posts
    )


def _microdata(stretch: Stretch) -> str:
    return "".join(
        '<div itemscope itemtype="https://schema.org/BlogPosting"><h2 itemprop="headline">'
        f'{escape(post.head)}</h2><span itemprop="author">{escape(post.by)}</span> '
        f'<meta itemprop="datePublished" content="{post.iso}">'
        f'<div itemprop="articleBody">{_flow(post, Tag("p"), "")}</div></div>'
        for post in stretch.posts
    )


def _bem_stories(stretch: Stretch) -> str:
    tag = Tag("p", ' class="c-piece__para"')
    items = "".join(
        f'<section class="c-piece"><header class="c-piece__top"><h3 class="c-piece__name">'
        f'<a class="c-piece__link" href="{post.href}">{escape(post.head)}</a></h3>'
        f'<div class="c-piece__info">{_meta(post)}</div></header>'
        f'<div class="c-piece__copy">{_flow(post, tag, "")}</div></section>'
        for post in stretch.posts
    )
    return f'<div class="c-pieces"><h2 class="c-pieces__name">{escape(stretch.heading)}</h2>{items}</div>'


def _module_divs(stretch: Stretch) -> str:
    """No heading among its tags: a role says what the headline is."""
    a, b, c, d, *_ = stretch.hashes
    tag = Tag("div", f' class="Piece_{d}__x{b}"')
    return "".join(
        f'<div class="Piece_{a}__x{b}"><div role="heading" aria-level="2" class="Piece_{c}__x{b}">'
        f'{escape(post.head)}</div><time datetime="{post.iso}">{escape(post.date)}</time>'
        f"{_flow(post, tag, '')}</div>"
        for post in stretch.posts
    )


def _utility_classes(stretch: Stretch) -> str:
    tag = Tag("p", ' class="mt-4 text-gray-700"')
    return "".join(
        f'<div class="py-8 border-b"><h2 class="text-2xl font-bold">{escape(post.head)}</h2>'
        f'<p class="text-xs uppercase">{_meta(post)}</p>{_flow(post, tag, "")}</div>'
        for post in stretch.posts
    )


def _font_table(stretch: Stretch) -> str:
    rows = "".join(
        f'<tr><td><font size="4"><b>{escape(post.head)}</b></font><br><font size="1">{_meta(post)}</font>'
        f'<font size="2">{_flow(post, Tag("p"), "")}</font></td></tr>'
        for post in stretch.posts
    )
    return f'<table width="100%" cellpadding="4">{rows}</table>'


def _line_breaks(stretch: Stretch) -> str:
    return "".join(
        f"<div><strong>{escape(post.head)}</strong><br><em>{_meta(post)}</em><br><br>"
        f"{'<br><br>'.join(map(escape, post.lines))}</div>"
        for post in stretch.posts
    )


def _ordered_list(stretch: Stretch) -> str:
    items = "".join(
        f"<li><h4>{escape(post.head)}</h4>{_flow(post, Tag('p'), '')}<p><i>{_meta(post)}</i></p></li>"
        for post in stretch.posts
    )
    return f'<h5>{escape(stretch.heading)}</h5><ol start="2">{items}</ol>'


TEST_ARTICLES: Mapping[str, Markup] = {
    "own in a feed": _own_in_a_feed,
    "own in place": _own_in_place,
    "own after a rule": _own_after_a_rule,
    "microdata": _microdata,
    "BEM stories": _bem_stories,
    "module divs": _module_divs,
    "utility classes": _utility_classes,
    "font table": _font_table,
    "line breaks": _line_breaks,
    "ordered list": _ordered_list,
}
ARTICLE_SETS: Mapping[str, Mapping[str, Markup]] = {
    "train": TRAIN_ARTICLES,
    "test": TEST_ARTICLES,
    "all": {**TRAIN_ARTICLES, **TEST_ARTICLES},
}


# ---- planting -----------------------------------------------------------------------------


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

    return deal_out(_articles(samples), markups, PLACES, append_one, seed, pages)


def append(
    sample: Sample, library: Library, rng: random.Random, name: str, markup: Markup, place: str
) -> Planted | None:
    """The sample with one to five other articles in one of `PLACES`; nothing where it has no such place."""
    ground = survey(sample)
    if ground is None:
        return None
    count = max(rng.choices(_COUNTS, _ODDS)[0], 2 if place == "both" else 1)
    posts = library.posts(sample, count, rng)
    offsets = ground.offsets
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
    words = _words_of(ground, sample.language, testing, rng)
    page = ground.page
    fragments: list[str] = []
    for places, some, phrases in reversed(parts):
        heading_text = rng.choice(_bylines(sample.language)[phrases][int(testing) :: 2])
        fragment = (
            "\n"
            + markup(replace(words, posts=some, heading=heading_text if heading == "phrase" else ""))
            + "\n"
        )
        fragment = _EMPTY.sub("", fragment)
        offset = rng.choice(places)
        page = page[:offset] + encoded(fragment, ground.encoding) + page[offset:]
        fragments.insert(0, fragment)
    fragment = "".join(fragments)
    gold = {collapse(line) for line in (sample.text or "").splitlines()}
    return Planted(
        html=page.encode(ground.encoding, "surrogateescape"),
        text=sample.text or "",
        planted_texts=_texts(fragment) - gold,
        shingles=_shingles(fragment) - shingles_on(ground.page) - shingles_of(sample.text or ""),
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
        articles = _articles(samples)
        self._lines = {sample.id: _lines(sample) for sample in articles}
        fewest = _PARAGRAPHS[0]
        self._donors = [donor for donor in donors_of(articles) if len(self._lines[donor.sample]) >= fewest]

    def posts(self, host: Sample, count: int, rng: random.Random) -> list[Post]:
        """So many articles of other sites, or fewer where there are fewer."""
        others = [donor for donor in self._donors if donor.sample != host.id]
        others = [donor for donor in others if not donor.site or donor.site != host.site]
        same = [donor for donor in others if donor.language == host.language]
        pool = same if len(same) >= count else others
        return [self._post(donor, host.language, rng) for donor in rng.sample(pool, min(count, len(pool)))]

    def _post(self, donor: Donor, language: str, rng: random.Random) -> Post:
        words = _bylines(language)
        year, month, day = rng.randrange(2005, 2027), rng.randrange(1, 13), rng.randrange(1, 29)
        date = rng.choice(words["date"]).format(
            day=day, day2=f"{day:02}", month=words["months"].split()[month - 1], month2=f"{month:02}",
            number=month, year=year,
        )  # fmt: skip
        head = collapse(donor.head)
        lines = [line for line in self._lines[donor.sample] if line != head][: _PARAGRAPHS[1]]
        by = rng.choice(words["by"]).format(rng.choice(words["names"]))
        iso = f"{year}-{month:02}-{day:02}"
        return Post(head, lines, by, date, iso, f"/{rng.randrange(10**6, 10**7)}", rng.random() < 0.5)


def _articles(samples: Sequence[Sample]) -> list[Sample]:
    return [sample for sample in samples if sample.text and sample.page_type in ARTICLES]


def _lines(sample: Sample) -> list[str]:
    return [collapse(line) for line in (sample.text or "").splitlines() if line.strip()]


def _bylines(language: str) -> Mapping[str, Any]:
    return BYLINES.get(language, BYLINES["en"])


_EMPTY = re.compile(r"<(p|h[1-6]|small|div)\b[^<>]*>(?:<small></small>)?</\1>")


def _words_of(ground: Ground, language: str, testing: bool, rng: random.Random) -> Stretch:
    """A stretch without articles: the host's elements, and the words of its language."""
    words = _bylines(language)
    return Stretch(
        posts=(),
        own=_own(ground),
        heading="",
        more=PHRASES.get(language, PHRASES["en"])["more"][int(testing)],
        comments=words["comments"][int(testing)],
        share=words["share"],
        hashes=["".join(rng.choices(HASH_LETTERS, k=6)) for _ in range(9)],
    )


def _own(ground: Ground) -> Own:
    """The tags that the host writes its article with."""
    paragraph = Counter(_tag(leaf) for leaf in ground.leaves).most_common(1)[0][0]
    headline = ground.headline
    box = _tag(ground.box) if ground.box.tag not in ("html", "body", "td", "tr") else Tag("div")
    meta = Tag("p")
    if headline is not None:
        metas = [
            element for element in ground.box.select(_META) if _between(headline, element, ground.leaves[0])
        ]
        meta = _tag(metas[0]) if metas and metas[0].tag in ("p", "div", "span", "address") else meta
    within = ground.box is ground.container or _tag(ground.container) == box
    body = None if within or ground.container.tag in ("td", "body") else _tag(ground.container)
    return Own(box, Tag("h2") if headline is None else _tag(headline), meta, body, paragraph)


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


def _tag(element: Any) -> Tag:
    names = element.attrs.get("class") or ()
    class_names = names if isinstance(names, str) else " ".join(names)
    return Tag(element.tag, f' class="{escape(class_names, quote=True)}"' if class_names else "")


def _meta(post: Post) -> str:
    return f'<span>{escape(post.by)}</span> <time datetime="{post.iso}">{escape(post.date)}</time>'


def _flow(post: Post, tag: Tag, more: str) -> str:
    """The lines of an article, short ones as sub-headings; of one that is cut the first words alone."""
    if more:
        excerpt = " ".join(" ".join(post.lines).split()[:_EXCERPT])
        tag = Tag("p") if tag.name == "br" else tag
        return tag.around(f'{escape(excerpt)}… <a href="{post.href}">{escape(more)}</a>')
    if tag.name == "br":
        return "<br><br>".join(map(escape, post.lines))
    return "\n".join(
        Tag("h3").around(escape(line)) if _is_subheading(post.lines, i) else tag.around(escape(line))
        for i, line in enumerate(post.lines)
    )


def _is_subheading(lines: Sequence[str], i: int) -> bool:
    """Whether a line is short, says no sentence, and a longer one follows."""
    line = lines[i]
    short = len(line.split()) <= _SUBHEADING and len(line) < 80 and not line.endswith(_SENTENCE_ENDS)
    return short and i + 1 < len(lines) and len(lines[i + 1]) > 80


def _texts(fragment: str) -> frozenset[str]:
    """The texts of a fragment's elements, and of the Blocks it makes, of several elements some of them."""
    return inserted_texts(fragment) | {collapse(block.text) for block in Page(fragment).blocks}


def _shingles(fragment: str) -> Shingles:
    return frozenset().union(*map(shingles_of, leaf_texts(fragment)))


# ---- what is no other article ---------------------------------------------------------------

_BOXES = ("section", "section", "div", "div", "article", "article", "")
_NAMES = ("chapter", "section", "update", "post-body", "story-part", "item", "x7f2a", "entry", "post", "")
_LEVELS = ("h2", "h2", "h2", "h3", "p>b", "div>strong", "own", "own")
_LINES = (
    "",
    "",
    "",
    "<time>{clock}</time>",
    "<p>{date}</p>",
    "<p>{by}</p>",
    "<div>{by} <time>{date}</time></div>",
)
_SHARES = ('<div><a href="/share">{}</a></div>', "<button>{}</button>", "", "", "", "", "")
_EDGES = " .,;:!?\"'()“”„«»"  # what no heading begins or ends with
_KINDS = ("words", "words", "pairs", "question", "numbered")


def cut_into_sections(samples: Sequence[Sample], seed: int) -> list[Planted]:
    """A copy of each sample that is an article whose paragraphs can be found, in sections with headings.

    As long reads with chapters, interviews, lists of ten things and live blogs have them. The headings are
    made of the article's own words and part of its text; the bylines, times and share buttons that some
    sections have are not judged.
    """
    copies = (_sections(sample, random.Random(f"{seed} {sample.id}")) for sample in _articles(samples))
    return [copy for copy in copies if copy is not None]


def _sections(sample: Sample, rng: random.Random) -> Planted | None:
    ground = survey(sample)
    if ground is None or not ground.offsets["after"]:
        return None
    lines = (sample.text or "").splitlines()
    often = rng.uniform(0.15, 0.6)
    begun = [leaf for leaf in ground.leaves if rng.random() < often]
    box, name, level = rng.choice(_BOXES), rng.choice(_NAMES), rng.choice(_LEVELS)
    own = _own(ground).head
    tag = Tag(rng.choice(("h2", "h2", own.name)), own.names) if level == "own" else Tag(level)
    opened = Tag(box, f' class="{name}"' if name else "")
    kind, line, share = rng.choice(_KINDS), rng.choice(_LINES), rng.choice(_SHARES)
    words = _bylines(sample.language)
    headings: list[str] = []
    unjudged: list[str] = []
    pieces: list[tuple[int, str]] = []
    for leaf in begun:
        line_index = _line_of(leaf, lines)
        if line_index is None:
            continue
        heading_text = _heading(lines, line_index, kind, len(headings) + 1, rng)
        lines.insert(line_index, heading_text)
        day = f"{rng.randrange(1, 29)}.{rng.randrange(1, 13)}.{rng.randrange(2005, 2027)}"
        by = words["by"][0].format(rng.choice(words["names"]))
        clock = f"{rng.randrange(24):02}:{rng.randrange(60):02}"
        under = line.format(by=escape(by), date=day, clock=clock)
        end = share.format(escape(rng.choice(words["share"])))
        heading = tag.around(escape(heading_text))
        start = leaf.source_location.start_tag.start_offset
        closing = f"{end}</{box}>" if box and headings else ""
        opening = f"<{opened.name}{opened.names}>" if box else ""
        pieces.append((start, closing + opening + heading + under))
        headings.append(heading)
        unjudged += [under, end]
    if not headings:
        return None
    if box:
        pieces.append((ground.offsets["after"][0], f"</{box}>"))
    return Planted(
        html=_with(ground, [(offset, offset, piece) for offset, piece in pieces]),
        text="\n".join(lines),
        planted_texts=frozenset().union(*map(inserted_texts, headings)),
        shingles=frozenset(),
        sample=sample,
        markup="sections",
        place="between",
        heading="",
        fragment="".join(piece for _, piece in pieces),
        label=1.0,
        unjudged=frozenset().union(*map(inserted_texts, unjudged)),
    )


def _line_of(leaf: Any, lines: Sequence[str]) -> int | None:
    """The line of the text that a paragraph is, or nothing."""
    tokens = words_of(leaf.text)
    return next((i for i, line in enumerate(lines) if words_of(line) == tokens), None)


def _heading(lines: Sequence[str], i: int, kind: str, number: int, rng: random.Random) -> str:
    """A heading for the section that begins with a line, of the words there or of any of the article."""
    words = lines[i].split()
    if len(words) < 3:  # a script without spaces
        start = rng.randrange(max(1, len(lines[i]) - 10))
        heading = lines[i][start : start + rng.randint(4, 14)]
    elif kind == "pairs":
        every = " ".join(lines).split()
        starts = [rng.randrange(len(every)) for _ in range(rng.randint(1, 4))]
        heading = " ".join(" ".join(every[start : start + 2]) for start in starts)
    else:
        start = rng.randrange(max(1, len(words) - 3))
        heading = " ".join(words[start : start + rng.randint(2, 9)])
    heading = heading.strip(_EDGES) or lines[i].strip(_EDGES) or "1"
    heading = heading[:1].upper() + heading[1:]
    return {"question": f"{heading}?", "numbered": f"{number}. {heading}"}.get(kind, heading)


def index_pages(samples: Sequence[Sample], seed: int) -> list[Planted]:
    """A blog's front page of whole posts in the frame of each article whose box can be found.

    The host's article is gone, and what the page says of itself (title, address, metadata) is the blog's.
    The posts are all of one make, and all of them are the text; their bylines and buttons are not judged.
    """
    library = Library(samples)
    markups = {**TRAIN_ARTICLES, **drawn_articles(200, seed)}
    pages = (
        _index_page(sample, library, markups, random.Random(f"{seed} {sample.id}"))
        for sample in _articles(samples)
    )
    return [page for page in pages if page is not None]


def _index_page(
    sample: Sample, library: Library, markups: Mapping[str, Markup], rng: random.Random
) -> Planted | None:
    ground = survey(sample)
    if ground is None or ground.headline is None or not ground.offsets["below"]:
        return None
    posts = [replace(post, cut=False) for post in library.posts(sample, rng.randint(*_POSTS), rng)]
    if len(posts) < _POSTS[0]:
        return None
    name = rng.choice(sorted(markups))
    fragment = markups[name](replace(_words_of(ground, sample.language, False, rng), posts=posts))
    fragment = "\n" + _EMPTY.sub("", fragment) + "\n"
    content_texts = {text for post in posts for text in (post.head, *post.lines)}
    start = ground.box.source_location.start_tag.start_offset
    site = sample.site or "blog.example"
    inserted = _texts(fragment)
    return Planted(
        html=_with(ground, [*_renamed(ground, site), (start, ground.offsets["below"][0], fragment)]),
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


def _renamed(ground: Ground, site: str) -> Iterator[tuple[int, int, str]]:
    """What to put in place of all that a page says of itself: (start, end, what) each."""
    name, root = site.partition(".")[0].replace("-", " ").title(), f"https://{site}/"
    about = json.dumps({"@context": "https://schema.org", "@type": "Blog", "name": name, "url": root})
    for element in turbohtml.parse(parseable(ground.page), source_locations=True).select(
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


def _with(ground: Ground, changes: Sequence[tuple[int, int, str]]) -> bytes:
    """The page with parts of it replaced: (start, end, what) each; what lies within another is left out."""
    page, done = "", 0
    for start, end, what in sorted(changes, key=lambda change: change[:2]):
        if start < done:
            continue
        page += ground.page[done:start] + encoded(what, ground.encoding)
        done = end
    return (page + ground.page[done:]).encode(ground.encoding, "surrogateescape")
