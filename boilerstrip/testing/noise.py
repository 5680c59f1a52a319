"""Blocks of noise of drawn pages: teasers, adverts, comments, notices and so on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from boilerstrip.testing.choices import Choices
from boilerstrip.testing.nodes import Node, node
from boilerstrip.testing.texts import BESIDE, Language, Topic
from boilerstrip.testing.themes import Theme, link


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


def draw_noise(choose: Choices, kind: str, language: Language, theme: Theme) -> Noise:
    """Return a block of noise of one kind, of `NOISE`, in a page's language and theme."""
    places, build = _NOISE[kind]
    return Noise(kind, choose.one(places), build(choose, language, theme))


def _titles(choose: Choices, language: Language, min_count: int = 3, max_count: int = 6) -> list[str]:
    return choose.some(language.titles(BESIDE), min_count, max_count)


def _lead(choose: Choices, language: Language, topic: Topic = BESIDE) -> str:
    """Return a truncated sentence, as in teasers."""
    sentence = choose.one(language.sentences(topic))
    sentence = sentence[0].upper() + sentence[1:]
    return sentence[: len(sentence) * 3 // 4].rstrip() + "…"


def _teaser_list(choose: Choices, language: Language, theme: Theme) -> Node:
    items = [node("li", link(title)) for title in _titles(choose, language)]
    return theme.box("teasers", node("h3", choose.one(language.related)), node("ul", *items))


def _teaser_cards(choose: Choices, language: Language, theme: Theme) -> Node:
    cards = [
        theme.box("teaser", node("h4", link(title)), node("p", _lead(choose, language)))
        for title in _titles(choose, language)
    ]
    return theme.box("teasers", node("h2", choose.one(language.related)), *cards)


def _teaser_rows(choose: Choices, language: Language, theme: Theme) -> Node:
    rows = [node("tr", node("td", link(title))) for title in _titles(choose, language)]
    return theme.box("teasers", node("h3", choose.one(language.related)), node("table", *rows))


def _teaser_lines(choose: Choices, language: Language, theme: Theme) -> Node:
    lines = [part for title in _titles(choose, language) for part in (node("br"), link(title))]
    return theme.box("teasers", node("b", choose.one(language.related)), *lines)


def _teasers(choose: Choices, language: Language, theme: Theme) -> Node:
    build = choose.one((_teaser_list, _teaser_cards, _teaser_rows, _teaser_lines))
    return build(choose, language, theme)


def _also(choose: Choices, language: Language, theme: Theme) -> Node:
    title = choose.one(language.titles(BESIDE))
    return theme.box("also", node("p", node("b", language.also_read), " ", link(title)))


def _pager(choose: Choices, language: Language, theme: Theme) -> Node:
    before, after = _titles(choose, language, 2, 2)
    return theme.box(
        "pager",
        node("div", node("span", language.previous), " ", link(before)),
        node("div", node("span", language.next), " ", link(after)),
    )


def _advert(choose: Choices, language: Language, theme: Theme) -> Node:
    return theme.box("advert", node("div", language.advert), node("div", link(choose.one(language.offers))))


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
    return theme.box("share", node("ul", *(node("li", link(text)) for text in language.share)))


def _crumbs(choose: Choices, language: Language, theme: Theme) -> Node:
    first, *others = choose.some(language.menu, 2, 3)
    return theme.box("crumbs", link(first), *(part for text in others for part in (" › ", link(text))))


def _tags(choose: Choices, language: Language, theme: Theme) -> Node:
    links = [part for text in choose.some(language.menu, 2, 4) for part in (" ", link(text, 1))]
    return theme.box("tags", node("span", language.tags), *links)


def _author(choose: Choices, language: Language, theme: Theme) -> Node:
    name = choose.one(language.names)
    return theme.box("author", node("h4", language.about), node("p", link(name)))


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
