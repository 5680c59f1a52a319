"""Long pages to train on: real pages whose article is made long, and plain ones without any theme.

Annotated pages are short: few have more than 3,000 words. What a feature is on a page of 50,000 words, no
model trained on them has seen. Here paragraphs, headings, lists, tables and posts of other pages are put into
an article as more of it, written as the page writes its own; all of it is content.
"""

from __future__ import annotations

import html
import math
import random
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import turbohtml

from benchmarks.compare.leak import (
    ARTICLES,
    InsertionPoints,
    Planted,
    encoded,
    find_insertion_points,
    parseable,
    teaser_sources,
)
from benchmarks.corpora import Sample
from benchmarks.markup import decode_exactly
from benchmarks.training import labels
from benchmarks.training.passages import (
    Material,
    Sources,
    gold_with,
    sources_of,
    texts_of,
    told_apart,
    with_inserted,
)
from boilerstrip.page import Page
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import count_words, words

_PAGE_TYPES = (*ARTICLES, "documentation")
_COPIES = 250
# Words of a long body: so many at least and at most, and where most of them lie.
_WORDS = (3_000, 60_000)
_USUAL_WORDS = (5_000, 25_000)
_USUAL = 0.75
_MOST_BLOCKS = 2_000
# A body of fewer words than this was not made long.
_FEWEST_WORDS = 2_000
# Paragraphs between two headings; of how many bodies there are any.
_BETWEEN_HEADINGS = (4, 15)
_HEADED = 0.6
# How often a run of paragraphs is followed by a list, table or quotation.
_INTERRUPTED = 0.12
_ROWS = (200, 1_000)
# How often a body is one long table, list or glossary beside its prose; the words of that prose.
_MASSED = 0.25
_MASSED_WORDS = (300, 3_000)
_FEWEST_POSTS = 3
# A line of a post with more words than this is text, no name or date.
_LONGEST_LINE = 12
_POSTS = (30, 500)
_POST_PARAGRAPHS = (1, 4)
# What one page may have as markup for its posts.
_MOST_MARKUP = 1_500_000
_MOST_TAGS = 18_000
_THREADS = 40
_PLAIN_WORDS = (300, 50_000)
_TINY = 1 / 2

_TAG = re.compile(r"<([a-z][a-z0-9]*)\b([^>]*)>", re.I)
_CLASS = re.compile(r"\bclass\s*=\s*(\"[^\"<>]*\"|'[^'<>]*')", re.I)
_HEADING = re.compile(r"<h[2-4]\b[^>]*>", re.I)
_TEXT_BLOCKS = "p,div,blockquote,section,li,pre"


class _Frame(NamedTuple):
    """How a page opens its paragraphs and its headings."""

    paragraph: str
    heading: str

    def of(self, opening: str, text: str) -> str:
        """An element with a text."""
        match = _TAG.match(opening)
        tag = match[1] if match else "p"
        return f"{opening}{html.escape(text)}</{tag}>\n"


@dataclass(frozen=True, slots=True)
class _Post:
    """One post of a thread, as offsets: its element, and what its own text is within."""

    start: int
    end: int
    text_start: int
    text_end: int
    opening: str


def all_made_long(samples: Sequence[Sample], seed: int, pages: int | None = None) -> list[Planted]:
    """One long copy of each of (at most `pages` of) the samples whose article or thread can be found."""
    articles, talk = sources_of(samples, _PAGE_TYPES), sources_of(samples, ("forum",))
    rng = random.Random(seed)
    limit = _COPIES if pages is None else pages
    hosts = [sample for sample in samples if sample.text and sample.page_type in _PAGE_TYPES]
    forums = [sample for sample in samples if sample.text and sample.page_type == "forum"]
    rng.shuffle(hosts)
    rng.shuffle(forums)
    copies: list[Planted] = []
    for make, chosen, sources, max_copies in (
        (with_more_posts, forums, talk, min(_THREADS, math.ceil(limit * _THREADS / _COPIES))),
        (made_long, hosts, articles, limit),
    ):
        for host in chosen:
            if len(copies) >= max_copies:
                break
            copy = make(host, sources, random.Random(f"{seed} {host.id}"))
            if copy is not None:
                copies.append(copy)
    return copies


def made_long(sample: Sample, sources: Sources, rng: random.Random) -> Planted | None:
    """The sample with its article made long; nothing where it cannot be found or too little text is left."""
    points = find_insertion_points(sample)
    if points is None:
        return None
    frame = _frame(points, rng)
    material = Material.of(sample, sources, rng)
    massed = rng.random() < _MASSED
    size = rng.randint(*_MASSED_WORDS) if massed else _size(rng)
    pieces = list(_prose(material, frame, size, rng.random() < _HEADED, rng))
    kind = "prose"
    if massed:
        kind = rng.choice(sorted(_MASSES))
        mass = _MASSES[kind](material, rng.randint(*_ROWS), rng)
        pieces.insert(rng.randint(0, len(pieces)), mass)
    if sum(count_words(piece) for piece in pieces) < (_ROWS[0] if massed else _FEWEST_WORDS):
        return None
    offsets = [*points.offsets["between"], *points.offsets["after"]]
    offsets = sorted(rng.sample(offsets, min(len(offsets), rng.choice((1, 1, 2, 4, 12)))))
    cuts = [0, *sorted(rng.randint(0, len(pieces)) for _ in offsets[1:]), len(pieces)]
    inserted = [
        (offset, "\n".join(pieces[start:end]))
        for offset, start, end in zip(offsets, cuts, cuts[1:], strict=False)
    ]
    return _planted(sample, points, inserted, kind)


def with_more_posts(sample: Sample, sources: Sources, rng: random.Random) -> Planted | None:
    """The sample with many more posts behind those of its thread; nothing where these cannot be found."""
    page, encoding = decode_exactly(sample.html)
    posts = _posts(page, sample.text or "")
    material = Material.of(sample, sources, rng)
    if len(posts) < _FEWEST_POSTS or not material.others:
        return None
    host = Page(page)
    wanted = labels.from_text(host, sample.text or "")
    kept = {collapse(block.text) for block in host.blocks if wanted[block.index] == 1}
    templates = [post for post in posts if not _keeps_text(page, post, kept)]
    if not templates:
        return None
    count = round(math.exp(rng.uniform(*map(math.log, _POSTS))))
    fragments: list[str] = []
    texts: list[str] = []
    new: set[str] = set()
    blocks = markup = tags = 0
    while len(fragments) < count and blocks < _MOST_BLOCKS and markup < _MOST_MARKUP and tags < _MOST_TAGS:
        post = rng.choice(templates)
        material.choose(own=False)
        paragraphs = [
            material.sentence() if rng.random() < 0.3 else "" for _ in range(rng.randint(*_POST_PARAGRAPHS))
        ]
        texts_of_post = [text or material.paragraph() for text in paragraphs]
        frame = _Frame(post.opening, "")
        fragment = (
            page[post.start : post.text_start]
            + "".join(frame.of(post.opening, text) for text in texts_of_post)
            + page[post.text_end : post.end]
        )
        found = texts_of(fragment)
        new.update(map(collapse, texts_of_post))
        # a post's name and date are wanted where the annotation wants those of the posts that were there
        texts += [text for text in found if text in new or text in kept]
        fragments.append(fragment)
        blocks += len(found)
        markup += len(fragment)
        tags += fragment.count("<") // 2
    inserted = "\n".join(fragments)
    end = max(post.end for post in posts)
    return Planted(
        html=(page[:end] + encoded(inserted, encoding) + page[end:]).encode(encoding, "surrogateescape"),
        text="\n".join([sample.text or "", *texts]),
        planted_texts=told_apart(sample, "".join(f"<p>{html.escape(text)}</p>" for text in sorted(new))),
        shingles=frozenset(),
        sample=sample,
        markup="thread",
        place="after",
        heading="",
        fragment=inserted,
        label=1.0,
    )


def plain_articles(samples: Sequence[Sample], seed: int, count: int = 120) -> list[Planted]:
    """So many pages without a theme, long, short and tiny, each with the id and site of a sample."""
    sources = sources_of(samples, _PAGE_TYPES)
    rng = random.Random(seed)
    hosts = [
        sample
        for sample in samples
        if sample.text and sample.language in sources and sample.page_type in ARTICLES
    ]
    hosts = rng.sample(hosts, min(count, len(hosts)))
    heads = [(source.head, source.lead) for source in teaser_sources(hosts[:100])]
    copies = (_plain(host, sources, heads, random.Random(f"{seed} {host.id}")) for host in hosts)
    return [copy for copy in copies if copy is not None]


def _planted(
    sample: Sample, points: InsertionPoints, inserted: Sequence[tuple[int, str]], kind: str
) -> Planted:
    fragment = "\n".join(piece for _, piece in inserted)
    return Planted(
        html=with_inserted(points, inserted, encoded),
        text=gold_with(sample, points, inserted),
        planted_texts=told_apart(sample, fragment),
        shingles=frozenset(),
        sample=sample,
        markup=kind,
        place="between",
        heading="",
        fragment=fragment,
        label=1.0,
    )


def _size(rng: random.Random) -> int:
    bounds = _USUAL_WORDS if rng.random() < _USUAL else _WORDS
    return round(math.exp(rng.uniform(*map(math.log, bounds))))


def _frame(points: InsertionPoints, rng: random.Random) -> _Frame:
    """The page's own markup of paragraphs and of headings, h2 or h3 where it has none."""
    offsets = points.offsets["between"]
    openings = Counter(_opening(points.page, offset) for offset in offsets)
    inside = points.page[offsets[0] : (points.offsets["after"] or offsets)[-1]]
    headings = Counter(_opening(found[0], 0) for found in _HEADING.finditer(inside))
    heading = headings.most_common(1)[0][0] if headings else rng.choice(("<h2>", "<h3>"))
    return _Frame(openings.most_common(1)[0][0], heading)


def _opening(page: str, offset: int) -> str:
    """The start tag at an offset, with nothing but its class."""
    match = _TAG.match(page, offset)
    if match is None or match[1].lower() in {"section", "td", "blockquote"}:
        return "<p>"
    named = _CLASS.search(match[2])
    return f"<{match[1].lower()} class={named[1]}>" if named else f"<{match[1].lower()}>"


def _prose(material: Material, frame: _Frame, size: int, headed: bool, rng: random.Random) -> Iterator[str]:
    """Elements of about so many words, as long as there is text."""
    n_words, blocks, left = 0, 0, rng.randint(*_BETWEEN_HEADINGS)
    while n_words < size and blocks < _MOST_BLOCKS and (run := material.run()):
        for paragraph in run:
            if headed and left == 0:
                left = rng.randint(*_BETWEEN_HEADINGS)
                yield frame.of(frame.heading, material.phrase(2, 8))
            yield frame.of(frame.paragraph, paragraph)
            left = max(0, left - 1)
            n_words += count_words(paragraph)
            blocks += 1
        if rng.random() < _INTERRUPTED:
            yield rng.choice((_list, _list, _table, _quote))(material, rng.randint(3, 12), rng)


def _list(material: Material, count: int, rng: random.Random) -> str:
    tag = rng.choice(("ul", "ul", "ol"))
    full = rng.random() < 0.4
    items: list[str] = []
    for _ in range(count):
        _turn_page(material, count)
        items.append(material.sentence() if full else material.phrase(1, 12))
    return f"<{tag}>" + "\n".join(f"<li>{html.escape(item)}</li>" for item in items) + f"</{tag}>"


def _table(material: Material, count: int, rng: random.Random) -> str:
    columns = rng.randint(2, 5)
    numbers = [False, *(rng.random() < 0.6 for _ in range(columns - 1))]
    head = "".join(f"<th>{html.escape(material.phrase(1, 2))}</th>" for _ in numbers)
    rows: list[str] = []
    for _ in range(min(count, _MOST_BLOCKS // columns)):
        _turn_page(material, count)
        cells = (f"<td>{html.escape(_cell(material, number, rng))}</td>" for number in numbers)
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table><tr>{head}</tr>\n" + "\n".join(rows) + "</table>"


def _cell(material: Material, number: bool, rng: random.Random) -> str:
    if not number:
        return material.phrase(1, 4)
    value = rng.randrange(1, 10 ** rng.randint(1, 6))
    return rng.choice((f"{value}", f"{value:,}", f"{value / 100:.2f}", f"{value % 100} %"))


def _glossary(material: Material, count: int, rng: random.Random) -> str:
    entries: list[str] = []
    for _ in range(min(count, _MOST_BLOCKS // 2)):
        _turn_page(material, count)
        term, meaning = html.escape(material.phrase(1, 3)), html.escape(material.sentence())
        entries.append(f"<dt>{term}</dt><dd>{meaning}</dd>")
    return "<dl>" + "\n".join(entries) + "</dl>"


def _quote(material: Material, count: int, rng: random.Random) -> str:
    return f"<blockquote><p>{html.escape(material.sentence())}</p></blockquote>"


def _turn_page(material: Material, count: int) -> None:
    """Take the words of a long list from another page each time: one page has not enough of them."""
    if count >= _ROWS[0]:
        material.choose(own=False)


_MASSES = {"long list": _list, "long table": _table, "long glossary": _glossary}


def _posts(page: str, text: str) -> list[_Post]:
    """The posts of a thread: siblings of one make that hold most of the text, none if they are few."""
    gold = f" {' '.join(words(text))} "
    tree = turbohtml.parse(parseable(page), source_locations=True)
    leaves_by_group: dict[tuple[int, str, str], dict[int, tuple[Any, list[Any]]]] = {}
    sizes: Counter[tuple[int, str, str]] = Counter()
    for leaf in tree.select(_TEXT_BLOCKS):
        if (
            leaf.source_location is None
            or leaf.source_location.end_tag is None
            or leaf.select_one(_TEXT_BLOCKS)
        ):
            continue
        tokens = words(leaf.text)
        if len(tokens) < 6 or f" {' '.join(tokens)} " not in gold:
            continue
        node = leaf.parent
        while isinstance(node, turbohtml.Element) and isinstance(node.parent, turbohtml.Element):
            here, parent = node.source_location, node.parent.source_location
            if here is not None and here.end_tag is not None and parent is not None and node.tag != "body":
                names = " ".join(str(node.attrs.get("class") or "").split()[:1])
                key = (parent.start_tag.start_offset, node.tag, names)
                leaves_by_group.setdefault(key, {}).setdefault(here.start_tag.start_offset, (node, []))[
                    1
                ].append(leaf)
                sizes[key] += len(tokens)
            node = node.parent
    # the innermost make that has most of the words
    enough = [key for key in leaves_by_group if len(leaves_by_group[key]) >= _FEWEST_POSTS]
    best = max(enough, key=lambda key: (sizes[key], key[0]), default=None)
    if best is None or (best[1] in {"p", "li"} and not best[2]) or sizes[best] * 2 < len(words(text)):
        return []
    return [
        _Post(
            start=start,
            end=node.source_location.end_tag.end_offset,
            text_start=leaves[0].source_location.start_tag.start_offset,
            text_end=leaves[-1].source_location.end_tag.end_offset,
            opening=_opening(page, leaves[0].source_location.start_tag.start_offset),
        )
        for start, (node, leaves) in leaves_by_group[best].items()
        if len({id(leaf.parent) for leaf in leaves}) == 1
    ]


def _keeps_text(page: str, post: _Post, kept: set[str]) -> bool:
    """Whether a post has wanted text outside of what can be replaced in it."""
    rest = page[post.start : post.text_start] + page[post.text_end : post.end]
    return any(text in kept and count_words(text) > _LONGEST_LINE for text in texts_of(rest))


# How a plain page is built: the body, given a menu, a title, an article, teasers and a footer.
_PLAIN = (
    "<header><a href='/'>{site}</a>{nav}</header><main><article>{title}{body}</article></main>"
    "{aside}{footer}",
    "<header>{nav}</header><article>{title}{body}</article>{aside}{footer}",
    "<div class='header'>{nav}</div><div class='wrapper'><div class='content'>{title}{body}</div>"
    "<div class='sidebar'>{aside}</div></div><div class='footer'>{footer}</div>",
    "<div>{nav}</div><div>{title}{body}</div><div>{aside}</div><div>{footer}</div>",
    "<div id='top'>{site} {nav}</div><div class='page'><div class='post'>{title}"
    "<div class='entry'>{body}</div></div>{aside}</div>{footer}",
    "<table><tr><td colspan='2'>{nav}</td></tr><tr><td width='150'>{aside}</td><td>{title}{body}</td></tr>"
    "<tr><td colspan='2'>{footer}</td></tr></table>",
    "{nav}<main>{title}{body}</main>{footer}",
    "{title}{body}{footer}",
    "<main>{nav}{title}<section>{body}</section>{aside}</main>{footer}",
)
_MENU = (
    "Home",
    "News",
    "About us",
    "Contact",
    "Archive",
    "Products",
    "Services",
    "Log in",
    "Search",
    "Events",
    "Help",
)
_FOOTERS = (
    "© 2024 {site}. All rights reserved.",
    "{site} · Imprint · Privacy",
    "Terms of use | Privacy policy | {site}",
)
_TINY_WORDS = (6, 40)
# What stands on such a page besides, in boxes of any make or none.
_NOTICES = (
    "",
    "",
    "",
    "We use cookies to improve your experience. By continuing to browse this site you agree to our use of "
    "cookies.",
    "This website uses cookies. Some of them are necessary, others help us to understand how it is used.",
    "{site} and its partners store and read information on your device. <button>Accept all</button> "
    "<button>Settings</button>",
    "Sign up for our newsletter and get the best of {site} in your inbox every week.",
    "Your browser is out of date. Please update it to see this page as it was meant to be.",
    "Subscribe now for unlimited access to everything that {site} publishes, from one euro a month.",
)
_NOTICE_BOXES = (
    "<div>{}</div>",
    "<div><p>{}</p></div>",
    "<div class='notice'><p>{}</p></div>",
    "<section><p>{}</p></section>",
    "<p>{}</p>",
)


def _plain(
    sample: Sample, sources: Sources, heads: Sequence[tuple[str, str]], rng: random.Random
) -> Planted | None:
    material = Material.of(sample, sources, rng)
    frame = _Frame(
        rng.choice(("<p>", "<p>", "<p>", "<div>", '<p class="text">')), rng.choice(("<h2>", "<h3>"))
    )
    material.choose(own=False)
    tiny = rng.random() < _TINY
    if tiny:
        body = _tiny(material, frame, rng)
    else:
        size = round(math.exp(rng.uniform(*map(math.log, _PLAIN_WORDS))))
        body = "\n".join(_prose(material, frame, size, rng.random() < _HEADED, rng))
    if not body:
        return None
    site = rng.choice(heads)[0].split()[0] if heads else "Site"
    links = "".join(
        f"<li><a href='/{i}'>{label}</a></li>" for i, label in enumerate(rng.sample(_MENU, rng.randint(3, 9)))
    )
    teasers = "".join(
        f"<h4><a href='/{i}.html'>{html.escape(head)}</a></h4><p>{html.escape(lead[:160])}</p>"
        for i, (head, lead) in enumerate(rng.sample(heads, min(len(heads), rng.randint(2, 6))))
    )
    title = material.phrase(4, 9)
    notice = rng.choice(_NOTICES).format(site=html.escape(site))
    notice = rng.choice(_NOTICE_BOXES).format(notice) if notice else ""
    page = rng.choice(_PLAIN).format(
        site=html.escape(site),
        nav=rng.choice(("<nav><ul>{}</ul></nav>", "<ul>{}</ul>", "<ul class='menu'>{}</ul>")).format(links),
        title=f"<h1>{html.escape(title)}</h1>" if not tiny or rng.random() < 0.5 else "",
        body=body,
        aside=rng.choice(("<aside>{}</aside>", "<div class='side'>{}</div>", "")).format(teasers),
        footer=f"<footer><p>{html.escape(rng.choice(_FOOTERS).format(site=site))}</p></footer>",
    )
    head = f"<head><meta charset='utf-8'><title>{html.escape(title)} - {html.escape(site)}</title></head>"
    page = rng.choice((notice + page, page + notice))
    noise = frozenset(texts_of(page.replace(body, "")))
    return Planted(
        html=f"<!doctype html><html lang='{sample.language}'>{head}<body>{page}</body></html>".encode(),
        text="\n".join(texts_of(body)),
        planted_texts=frozenset(texts_of(body)) - noise,
        shingles=frozenset(),
        sample=sample,
        markup="tiny" if tiny else "plain",
        place="between",
        heading="",
        fragment=body,
        label=1.0,
    )


def _tiny(material: Material, frame: _Frame, rng: random.Random) -> str:
    """One sentence, one list, or one short paragraph."""
    match rng.randrange(4):
        case 0:
            return _list(material, rng.randint(3, 8), rng)
        case 1:
            return frame.of(frame.paragraph, material.sentence()) + _list(material, rng.randint(2, 6), rng)
        case 2:
            return frame.of(frame.paragraph, material.sentence())
        case _:
            return frame.of(
                frame.paragraph, " ".join(material.paragraph().split()[: rng.randint(*_TINY_WORDS)])
            )
