"""Articles of drawn pages, part by part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from boilerstrip.testing.choices import Choices
from boilerstrip.testing.texts import ARTICLE, Language, Topic, languages

# Kinds of articles, simplest first.
KINDS = ("news", "blog", "guide", "recipe", "product", "thread")
# There are enough sentences for this many parts without repetition.
MAX_PARTS = 12


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
    """Return an article of one of the kinds and languages, with `min_parts` to `max_parts` parts.

    Raises:
        ValueError: these numbers are not between 1 and `MAX_PARTS`, or are the wrong way round.

    """
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
