"""Noisy pages in which the article and every block of noise are known.

A page is put together from an article, blocks of noise and a theme, all of them drawn from
`Choices`. Whatever is drawn first among its options is the simplest, so that a page on which
something fails shrinks to a short English article in a plain theme with little beside it.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from boilerstrip.testing.choices import Choices, Seeded
from boilerstrip.testing.markup import FAULTS, Node, document, node
from boilerstrip.testing.texts import ARTICLE, BESIDE, Language, Topic, languages

SITE = "The Shore Paper"
# Kinds of articles, of noise, and of themes, simplest first.
KINDS = ("news", "blog", "guide", "recipe", "product", "thread")
TAGS = ("semantic", "div", "table")
NAMES = ("words", "ids", "hashed", "none")
PARAGRAPHS = ("p", "div", "br")
MAX_WRAPPERS = 4
# Positions of another whole article: after the page's own, before it, or after what is below that.
PLACES = ("after", "before", "below")
# There are enough sentences for this many parts without repetition.
MAX_PARTS = 12

# Elements of boxes in a semantic theme; all others, and all in other themes, are `div`s.
_SEMANTIC = {
    "header": "header", "menu": "nav", "main": "main", "article": "article", "beside": "aside",
    "footer": "footer", "teasers": "section", "pager": "nav", "comments": "section", "crumbs": "nav",
}  # fmt: skip
# Class names of boxes in themes with words as names.
_WORDS = {
    "header": "site-header", "menu": "main-menu", "main": "content-area", "article": "post",
    "title": "post-title", "byline": "byline", "body": "post-body", "beside": "sidebar",
    "footer": "site-footer", "wrapper": "wrap", "teasers": "related-posts", "teaser": "teaser",
    "pager": "pager", "comments": "comments", "comment": "comment", "cookies": "cookie-notice",
    "newsletter": "newsletter", "advert": "advert", "share": "share-links", "crumbs": "breadcrumbs",
    "tags": "tags", "author": "author-box", "also": "also-read", "message": "message",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an article: a paragraph, heading, quote, list, steps, code, table or message.

    `texts` are its lines: one, or an item each, or the cells row by row; `marked` is what of a
    paragraph stands in bold, italics or a link, "" for nothing.
    """

    kind: str
    texts: tuple[str, ...]
    marked: str = ""
    mark: str = "a"


@dataclass(frozen=True, slots=True, repr=False)
class Article:
    """The article that an extractor should find; `texts` are the lines of the body without the title."""

    kind: str
    language: Language
    title: str
    author: str
    parts: tuple[Part, ...]

    @property
    def texts(self) -> list[str]:
        """The lines of the body in order."""
        return [text for part in self.parts for text in part.texts]

    def __repr__(self) -> str:
        return f"<Article {self.kind}, {self.language}, {len(self.parts)} parts>"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))  # else Hypothesis shows every field


@dataclass(frozen=True, slots=True, repr=False)
class Noise:
    """A block of noise: its kind, one of `NOISE`, its markup, and its position on the page.

    Places: "top" and "bottom" of the page, "above" and "below" the article, "beside" it, and
    "inside", between two parts of its body.
    """

    kind: str
    place: str
    node: Node

    @property
    def texts(self) -> list[str]:
        """The texts of its elements."""
        return list(self.node.texts())

    def __repr__(self) -> str:
        return f"{self.kind} {self.place}"


@dataclass(frozen=True, slots=True)
class Other:
    """Another whole article on the page, and its position, one of `PLACES`."""

    article: Article
    place: str = "after"


@dataclass(frozen=True, slots=True)
class Theme:
    """The markup of a page: elements, names, depth of nesting, and faults."""

    tags: str = "semantic"
    names: str = "words"
    paragraphs: str = "p"
    wrappers: int = 0
    faults: tuple[str, ...] = ()

    def box(self, role: str, *children: Node | str) -> Node:
        """Return an element for a role, a key of `_WORDS`."""
        attributes = self._named(role)
        if self.tags == "table" and role not in ("wrapper", "title", "byline"):
            return Node("table", (node("tr", node("td", *children)),), attributes)
        tag = _SEMANTIC.get(role, "div") if self.tags == "semantic" else "div"
        return Node(tag, children, attributes)

    def wrapped(self, inner: Node) -> Node:
        """Return a node inside as many wrappers as the theme has."""
        for _ in range(self.wrappers):
            inner = Node("div", (inner,), self._named("wrapper"))
        return inner

    def _named(self, role: str) -> dict[str, str]:
        word = _WORDS[role]
        hashed = f"css-{zlib.crc32(word.encode()):08x}"
        return {
            "words": {"class": f"{word} block"}, "ids": {"id": word}, "hashed": {"class": hashed}, "none": {},
        }[self.names]  # fmt: skip


@dataclass(frozen=True, slots=True, repr=False)
class NoisyPage:
    """A whole page around a known article.

    `html` is the page, `text` what should be found in it, `noise` what was planted, `others` whole
    other articles; these, the menu, the head line and the foot of the page are noise as well, and part
    of `noise_texts`.
    """

    article: Article
    noise: tuple[Noise, ...] = ()
    theme: Theme = Theme()
    others: tuple[Other, ...] = ()

    @property
    def html(self) -> str:
        """The page as HTML."""
        return document(_page(self), self.theme.faults)

    @property
    def text(self) -> str:
        """The body of the article, with blank lines between its lines."""
        return "\n\n".join(self.article.texts)

    @property
    def noise_texts(self) -> list[str]:
        """All texts of the page that are not body, title, author or date."""
        frame = [*_header(self).texts(), *_footer(self).texts()]
        others = [text for other in self.others for text in (other.article.title, *other.article.texts)]
        return [*frame, *others, *(text for noise in self.noise for text in noise.texts)]

    @property
    def clean(self) -> NoisyPage:
        """The page without noise and other articles; menu and footer stay."""
        return replace(self, noise=(), others=())

    def with_parts(self, parts: Sequence[Part]) -> NoisyPage:
        """Return the page with another body under the same title."""
        return replace(self, article=replace(self.article, parts=tuple(parts)))

    def __repr__(self) -> str:
        """Return a description of the page and its HTML, for failing tests."""
        theme = self.theme
        look = f"{theme.tags} tags, names: {theme.names}, paragraphs: {theme.paragraphs}, "
        look += f"wrappers: {theme.wrappers}, faults: {', '.join(theme.faults) or 'none'}"
        planted = [*map(repr, self.noise), *(f"{other.article!r} {other.place}" for other in self.others)]
        noise = ", ".join(planted) or "none"
        return f"<NoisyPage: {self.article!r}; {look}; noise: {noise}>\n{self.html}"

    def _repr_pretty_(self, printer: Any, cycle: bool) -> None:
        printer.text(repr(self))


def draw_page(
    choose: Choices,
    *,
    kinds: Sequence[str] = KINDS,
    codes: Sequence[str] = (),
    noise: Sequence[str] | None = None,
    tags: Sequence[str] = TAGS,
    names: Sequence[str] = NAMES,
    faults: Sequence[str] = FAULTS,
    min_parts: int = 1,
    max_parts: int = MAX_PARTS,
    others: bool = False,
) -> NoisyPage:
    """A page. `min_parts` and `max_parts` are those of the article; see `boilerstrip.testing.pages`."""
    theme = draw_theme(choose, tags=tags, names=names, faults=faults)
    article = draw_article(choose, kinds=kinds, codes=codes, min_parts=min_parts, max_parts=max_parts)
    wanted = [
        kind
        for kind in (NOISE if noise is None else noise)
        if not (kind == "comments" and article.kind == "thread")  # in a thread, comments are the article
    ]
    planted = [draw_noise(choose, kind, article.language, theme) for kind in choose.some(wanted, 0, 6)]
    page = NoisyPage(article, tuple(planted), theme)
    return replace(page, others=draw_others(choose, page)) if others else page


def seeded_pages(number: int, seed: int = 0, *, others: bool = False) -> list[NoisyPage]:
    """Return drawn pages, the same ones for the same seed, without Hypothesis.

    With `others`, each has other whole articles besides its own, as where one is put behind another.
    """
    choose = Seeded(seed)
    return [draw_page(choose, others=others) for _ in range(number)]


def draw_others(choose: Choices, page: NoisyPage) -> tuple[Other, ...]:
    """Return one or two other articles for a page, in its language and on another topic."""
    used, drawn = {*page.article.texts, page.article.title}, []
    for _ in range(choose.number(1, 2)):
        place = choose.one(PLACES)
        kinds = ("news", "blog", "guide")
        article = draw_article(choose, kinds=kinds, language=page.article.language, topic=BESIDE)
        parts = tuple(part for part in article.parts if used.isdisjoint(part.texts))
        used.update(article.texts)
        if parts:
            drawn.append(Other(replace(article, parts=parts), place))
    return tuple(drawn)


def draw_theme(
    choose: Choices,
    *,
    tags: Sequence[str] = TAGS,
    names: Sequence[str] = NAMES,
    faults: Sequence[str] = FAULTS,
) -> Theme:
    """Return a theme; half of them have no faults."""
    return Theme(
        tags=choose.one(tags),
        names=choose.one(names),
        paragraphs=choose.one(PARAGRAPHS),
        wrappers=choose.number(0, MAX_WRAPPERS),
        faults=tuple(choose.some(faults, 1, 3)) if faults and choose.number(0, 1) else (),
    )


def draw_article(
    choose: Choices,
    *,
    kinds: Sequence[str] = KINDS,
    codes: Sequence[str] = (),
    min_parts: int = 1,
    max_parts: int = MAX_PARTS,
    language: Language | None = None,
    topic: Topic = ARTICLE,
) -> Article:
    """Return an article of one of the kinds and languages, with `min_parts` to `max_parts` parts."""
    if not 1 <= min_parts <= max_parts <= MAX_PARTS:
        raise ValueError(f"an article must have 1 to {MAX_PARTS} parts, not {min_parts} to {max_parts}")
    language = language or languages()[choose.one(codes or list(languages()))]
    kind = choose.one(kinds)
    write = _Writer(choose, language, topic)
    title = choose.one(language.titles(topic))
    parts: list[Part] = []
    for i in range(choose.number(min_parts, max_parts)):
        parts.extend(write.parts(kind, i))
    return Article(kind, language, title, choose.one(language.names), tuple(parts))


class _Writer:
    """Writes the parts of an article without repeating a sentence."""

    def __init__(self, choose: Choices, language: Language, topic: Topic) -> None:
        self.choose = choose
        self.language = language
        self.about = language.sea if topic == ARTICLE else language.land
        self.sentences = list(language.sentences(topic))
        self.phrases = list(language.titles(topic))
        self.code = [
            f"for {item} in {collection}:\n    {verb}({item}, {collection}[0])"
            for item, collection in (
                ("boat", "harbour"),
                ("net", "shed"),
                ("island", "map"),
                ("tide", "almanac"),
            )
            for verb in ("draw", "measure", "print")
        ]

    def parts(self, kind: str, number: int) -> list[Part]:
        """Return part `number` of an article of this kind; a heading comes with its text."""
        choose = self.choose
        if kind == "thread":
            return [Part("message", (self._taken(1, 3),))]
        if number == 0 or (kind == "news" and not choose.rarely()):
            return [self._paragraph()]
        extra = {
            "news": ("heading", "quote"),
            "blog": ("paragraph", "heading", "list", "quote"),
            "guide": ("paragraph", "heading", "code", "list"),
            "recipe": ("paragraph", "list", "steps"),
            "product": ("paragraph", "table", "list"),
        }[kind]
        chosen = choose.one(extra)
        if chosen == "heading":
            return [Part("heading", (self._phrase(),)), self._paragraph()]
        if chosen == "code":
            return [self._paragraph(), Part("code", (self._take(self.code),))]
        if chosen in ("list", "steps"):
            return [Part(chosen, tuple(self._taken(1, 1) for _ in range(choose.number(2, 5))))]
        if chosen == "table":
            return [Part("table", self._rows(choose.number(2, 4)))]
        if chosen == "quote":
            return [Part("quote", (self._taken(1, 2),)), self._paragraph()]
        return [self._paragraph()]

    def _paragraph(self) -> Part:
        text = self._taken(2, 5)
        if not self.choose.rarely():
            return Part("paragraph", (text,))
        length = len(text) if self.language.spaced else 0
        begin = text.find(" ", length // 3) + 1 if length else len(text) // 3
        end = text.find(" ", begin + 8) if length else begin + 6
        return Part("paragraph", (text,), text[begin:end], self.choose.one(("a", "b", "i", "strong", "em")))

    def _taken(self, min_count: int, max_count: int) -> str:
        """Return several sentences that were not used yet."""
        count = self.choose.number(min_count, max_count)
        taken = [self._take(self.sentences) for _ in range(count)]
        return self.language.joined(taken)

    def _rows(self, n_rows: int) -> tuple[str, ...]:
        """Return the cells of a table, row by row: who does what."""
        who, does = self.about["who"], self.about["does"]
        return tuple(cell for i in range(n_rows) for cell in (who[i], self.choose.one(does)))

    def _phrase(self) -> str:
        return self._take(self.phrases) if self.phrases else self._taken(1, 1)

    def _take(self, rest: list[str]) -> str:
        return rest.pop(self.choose.number(0, min(len(rest), 40) - 1))


# ---- noise ---------------------------------------------------------------------------------


def draw_noise(choose: Choices, kind: str, language: Language, theme: Theme) -> Noise:
    """Return a block of noise of one kind, of `NOISE`, in a page's language and theme."""
    places, build = _NOISE[kind]
    return Noise(kind, choose.one(places), build(choose, language, theme))


def _link(text: str, number: int = 0) -> Node:
    return node("a", text, href=f"/page/{zlib.crc32(text.encode()) % 10_000 + number}", target="_self")


def _titles(choose: Choices, language: Language, min_count: int = 3, max_count: int = 6) -> list[str]:
    return choose.some(language.titles(BESIDE), min_count, max_count)


def _lead(choose: Choices, language: Language, topic: Topic = BESIDE) -> str:
    """Return a truncated sentence, as in teasers."""
    sentence = choose.one(language.sentences(topic))
    sentence = sentence[0].upper() + sentence[1:]
    return sentence[: len(sentence) * 3 // 4].rstrip() + "…"


def _teaser_list(choose: Choices, language: Language, theme: Theme) -> Node:
    items = [node("li", _link(title)) for title in _titles(choose, language)]
    return theme.box("teasers", node("h3", choose.one(language.related)), node("ul", *items))


def _teaser_cards(choose: Choices, language: Language, theme: Theme) -> Node:
    cards = [
        theme.box("teaser", node("h4", _link(title)), node("p", _lead(choose, language)))
        for title in _titles(choose, language)
    ]
    return theme.box("teasers", node("h2", choose.one(language.related)), *cards)


def _teaser_rows(choose: Choices, language: Language, theme: Theme) -> Node:
    rows = [node("tr", node("td", _link(title))) for title in _titles(choose, language)]
    return theme.box("teasers", node("h3", choose.one(language.related)), node("table", *rows))


def _teaser_lines(choose: Choices, language: Language, theme: Theme) -> Node:
    lines = [part for title in _titles(choose, language) for part in (node("br"), _link(title))]
    return theme.box("teasers", node("b", choose.one(language.related)), *lines)


def _teasers(choose: Choices, language: Language, theme: Theme) -> Node:
    build = choose.one((_teaser_list, _teaser_cards, _teaser_rows, _teaser_lines))
    return build(choose, language, theme)


def _also(choose: Choices, language: Language, theme: Theme) -> Node:
    title = choose.one(language.titles(BESIDE))
    return theme.box("also", node("p", node("b", language.also_read), " ", _link(title)))


def _pager(choose: Choices, language: Language, theme: Theme) -> Node:
    before, after = _titles(choose, language, 2, 2)
    return theme.box(
        "pager",
        node("div", node("span", language.previous), " ", _link(before)),
        node("div", node("span", language.next), " ", _link(after)),
    )


def _advert(choose: Choices, language: Language, theme: Theme) -> Node:
    return theme.box("advert", node("div", language.advert), node("div", _link(choose.one(language.offers))))


def _comments(choose: Choices, language: Language, theme: Theme) -> Node:
    comments = [
        theme.box(
            "comment",
            node("div", node("b", choose.one(language.names)), " ", node("span", language.date)),
            node("p", remark),
            node("div", node("a", language.reply, href="#reply")),
        )
        for remark in choose.some(language.remarks, 1, 3)
    ]
    return theme.box("comments", node("h3", language.comments), *comments)


def _cookies(choose: Choices, language: Language, theme: Theme) -> Node:
    buttons = [node("button", text) for text in choose.some(language.accept, 1, 2)]
    return theme.box("cookies", node("p", language.cookies), node("div", *buttons))


def _newsletter(choose: Choices, language: Language, theme: Theme) -> Node:
    return theme.box(
        "newsletter",
        node("p", language.newsletter),
        node("form", node("input", type="email"), node("button", language.subscribe), action="/subscribe"),
    )


def _share(choose: Choices, language: Language, theme: Theme) -> Node:
    return theme.box("share", node("ul", *(node("li", _link(text)) for text in language.share)))


def _crumbs(choose: Choices, language: Language, theme: Theme) -> Node:
    first, *others = choose.some(language.menu, 2, 3)
    return theme.box("crumbs", _link(first), *(part for text in others for part in (" › ", _link(text))))


def _tags(choose: Choices, language: Language, theme: Theme) -> Node:
    links = [part for text in choose.some(language.menu, 2, 4) for part in (" ", _link(text, 1))]
    return theme.box("tags", node("span", language.tags), *links)


def _author(choose: Choices, language: Language, theme: Theme) -> Node:
    name = choose.one(language.names)
    return theme.box("author", node("h4", language.about), node("p", _link(name)))


_Build = Callable[[Choices, Language, Theme], Node]
# Possible positions of each kind of noise, and the function that builds it; simplest first.
_NOISE: dict[str, tuple[Sequence[str], _Build]] = {
    "teasers": (("below", "beside", "inside", "above"), _teasers),
    "advert": (("below", "beside", "inside", "above", "top"), _advert),
    "pager": (("below", "above"), _pager),
    "also": (("inside",), _also),
    "newsletter": (("below", "beside", "inside"), _newsletter),
    "comments": (("below",), _comments),
    "cookies": (("bottom", "top"), _cookies),
    "share": (("below", "above"), _share),
    "crumbs": (("above",), _crumbs),
    "tags": (("below",), _tags),
    "author": (("below",), _author),
}
NOISE = tuple(_NOISE)


# ---- the page ------------------------------------------------------------------------------


def _page(page: NoisyPage) -> Node:
    theme, article = page.theme, page.article
    main = theme.box(
        "main",
        *_noise_at(page, "above"),
        *_others(page, "before"),
        _article(page),
        *_others(page, "after"),
        *_noise_at(page, "below"),
        *_others(page, "below"),
    )
    beside = _noise_at(page, "beside")
    columns = [main, theme.box("beside", *beside)] if beside else [main]
    head = node(
        "head",
        node("meta", charset="utf-8"),
        node("title", f"{article.title} - {SITE}"),
        node("style", "p { margin: 0 }"),
    )
    shown = [*_noise_at(page, "top"), _header(page), *columns, _footer(page), *_noise_at(page, "bottom")]
    return node(
        "html",
        head,
        node("body", *shown),
        lang=article.language.code,
        **({"dir": "rtl"} if article.language.direction == "rtl" else {}),
    )


def _article(page: NoisyPage) -> Node:
    body = page.theme.wrapped(page.theme.box("body", *_body(page)))
    return page.theme.box("article", node("h1", page.article.title), _byline(page), body)


def _others(page: NoisyPage, place: str) -> list[Node]:
    """Return the other articles at a position, with the markup of the page's own."""
    return [
        _article(NoisyPage(other.article, (), page.theme)) for other in page.others if other.place == place
    ]


def _noise_at(page: NoisyPage, place: str) -> list[Node]:
    return [noise.node for noise in page.noise if noise.place == place]


def _header(page: NoisyPage) -> Node:
    links = [node("li", _link(text)) for text in page.article.language.menu]
    return page.theme.box(
        "header", node("div", node("a", SITE, href="/")), page.theme.box("menu", node("ul", *links))
    )


def _footer(page: NoisyPage) -> Node:
    return page.theme.box("footer", node("p", f"© 2024 {SITE}. {page.article.language.rights}"))


def _byline(page: NoisyPage) -> Node:
    language = page.article.language
    return page.theme.box("byline", f"{language.by} {page.article.author}, ", node("time", language.date))


def _body(page: NoisyPage) -> list[Node | str]:
    """Return the parts of the article, with noise spread evenly between them."""
    parts, noise = page.article.parts, _noise_at(page, "inside")
    # the part that each block of noise precedes; never the first part
    slots = [max(1, len(parts) * (i + 1) // (len(noise) + 1)) for i in range(len(noise))]
    pieces: list[Node | str] = []
    for i in range(max(2, len(parts))):
        pieces.extend(block for slot, block in zip(slots, noise, strict=True) if slot == i)
        if i < len(parts):
            pieces.extend(_part(parts[i], page))
    return pieces


def _part(part: Part, page: NoisyPage) -> list[Node | str]:
    first = part.texts[0]
    if part.kind == "heading":
        return [node("h2", first)]
    if part.kind in ("list", "steps"):
        return [node("ol" if part.kind == "steps" else "ul", *(node("li", text) for text in part.texts))]
    if part.kind == "code":
        return [node("pre", node("code", first))]
    if part.kind == "table":
        rows = zip(part.texts[::2], part.texts[1::2], strict=True)
        return [node("table", *(node("tr", *(node("td", cell) for cell in row)) for row in rows))]
    if part.kind == "quote":
        return [node("blockquote", node("p", first))]
    if part.kind == "message":
        name = page.article.language.names[len(first) % len(page.article.language.names)]
        return [page.theme.box("message", node("div", node("b", name)), node("p", first))]
    return _paragraph(part, page.theme)


def _paragraph(part: Part, theme: Theme) -> list[Node | str]:
    before, marked, after = part.texts[0].partition(part.marked) if part.marked else (part.texts[0], "", "")
    link = {"href": "/reference"} if part.mark == "a" else {}
    pieces = [before, node(part.mark, marked, **link), after] if marked else [before]
    if theme.paragraphs == "br":
        return [*pieces, node("br"), node("br")]
    return [node(theme.paragraphs, *pieces)]
