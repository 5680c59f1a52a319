"""Noisy pages in which the article and every block of noise are known.

A page is put together from an article, blocks of noise and a theme, all of them drawn from
`Choices`. Whatever is drawn first among its options is the simplest, so that a page on which
something fails shrinks to a short English article in a plain theme with little beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from boilerstrip.testing.choices import Choices, Seeded
from boilerstrip.testing.drawn_articles import KINDS, MAX_PARTS, Article, Part, draw_article
from boilerstrip.testing.nodes import FAULTS, Node, document, node
from boilerstrip.testing.noise import NOISE, Noise, draw_noise
from boilerstrip.testing.texts import BESIDE
from boilerstrip.testing.themes import NAMES, TAGS, Theme, draw_theme, link

SITE = "The Shore Paper"
# Positions of another whole article: after the page's own, before it, or after what is below that.
PLACES = ("after", "before", "below")


@dataclass(frozen=True, slots=True)
class Other:
    """Another whole article on the page, and its position, one of `PLACES`."""

    article: Article
    place: str = "after"


@dataclass(frozen=True, slots=True, repr=False)
class NoisyPage:
    """A whole page around a known article.

    `html` is the page, `text` what should be found in it, `noise` what was planted, `others` whole
    other articles; these, the menu, the head line and the foot of the page are noise as well, and part
    of `noise_texts`.
    """

    article: Article
    noise: tuple[Noise, ...] = ()
    theme: Theme = field(default_factory=Theme)
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
    links = [node("li", link(text)) for text in page.article.language.menu]
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
