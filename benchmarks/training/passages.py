"""Text of other pages to plant as content, and the gold text of a page that it was planted into."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import turbohtml

from benchmarks.compare.leak import InsertionPoints, inserted_texts, parseable
from benchmarks.corpora import UNDECLARED, Sample
from benchmarks.markup import decode_exactly
from boilerstrip.page import Page
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import count_words, words

# A paragraph has at least so many words and ends as sentences do; a sentence has so many.
_FEWEST_WORDS = 12
_SENTENCE = (4, 45)
_SENTENCE_END = re.compile('(?<=[.!?…])[”"»’)]?\\s+|(?<=[。！？])')
_ENDS = tuple('.!?…:;。！？”"»’)')
# What begins like this is small print of an article rather than its text.
_SMALL_PRINT = re.compile(
    r"(?:by|from|photo|image|credit|source|updated|published|copyright|©|share)\b", re.I
)
# Marks of list items, as annotations write them.
_MARKS = "-•*– "
# Paragraphs in a run, tries for one that was not used yet, and the fewest pages a language has to have.
_RUN = (1, 20)
_TRIES = 60
_FEWEST_PAGES = 2
# Fewer words than this for so many characters, and the language is written without spaces.
_UNSPACED = 12
# How many words of a paragraph find its line in the gold text.
_ANCHOR_WORDS = 8


@dataclass(frozen=True, slots=True)
class Source:
    """The paragraphs of a page, in order and without its headline, byline and small print."""

    sample: str
    site: str
    paragraphs: Sequence[str]


Sources = Mapping[str, Sequence[Source]]


def sources_of(samples: Sequence[Sample], page_types: Sequence[str]) -> Sources:
    """What the samples of these types with a text have to give, by language."""
    sources: dict[str, list[Source]] = {}
    for sample in samples:
        if sample.page_type not in page_types:
            continue
        lines = [collapse(line).lstrip(_MARKS) for line in (sample.text or "").splitlines()]
        paragraphs = [line for line in lines if _is_paragraph(line)]
        if paragraphs and sample.language != UNDECLARED:
            sources.setdefault(sample.language, []).append(Source(sample.id, sample.site, paragraphs))
    return sources


@dataclass(slots=True)
class Material:
    """Words for one page: its own anew, and those of other pages in its language where there are some.

    What stands together is about one thing, so sentences and phrases come from one page until another is
    chosen. Sentences of the page's own are two halves of different ones, so that they are no quotations.
    """

    rng: random.Random
    own: Sequence[str]
    others: Sequence[Source]
    spaced: bool
    _chosen: Sequence[str] = ()
    _used: set[tuple[str, int]] = field(default_factory=set)

    @classmethod
    def of(cls, sample: Sample, sources: Sources, rng: random.Random) -> Material:
        """The material for a sample."""
        text = sample.text or ""
        others = [
            source
            for source in sources.get(sample.language, ())
            if source.sample != sample.id and (not source.site or source.site != sample.site)
        ]
        lines = [collapse(line).lstrip(_MARKS) for line in text.splitlines()]
        own = [line for line in lines if line]
        if len(others) < _FEWEST_PAGES:
            others = []
        spaced = len(text) < _UNSPACED * len(text.split())
        return cls(rng, own, others, spaced, own)

    def choose(self, own: bool) -> None:
        """Take words from the page itself, or from another one where there is any, from here on."""
        self._chosen = self.own if own or not self.others else self.rng.choice(self.others).paragraphs

    def run(self) -> list[str]:
        """Some paragraphs of another page that follow each other and were not taken yet; none if all were."""
        for _ in range(_TRIES if self.others else 0):
            source = self.rng.choice(self.others)
            self._chosen = source.paragraphs
            start = self.rng.randrange(len(source.paragraphs))
            taken: list[str] = []
            for i in range(start, min(start + self.rng.randint(*_RUN), len(source.paragraphs))):
                if (source.sample, i) in self._used:
                    break
                self._used.add((source.sample, i))
                taken.append(source.paragraphs[i])
            if taken:
                return taken
        return []

    def paragraph(self) -> str:
        """One paragraph of the page that words are taken from."""
        return self.rng.choice(self._chosen)

    def sentence(self) -> str:
        """One sentence of the page that words are taken from."""
        sentence = self._sentence()
        if self._chosen is not self.own:
            return sentence
        head, tail = self._parts(sentence), self._parts(self._sentence())
        return self._joined([*head[: (len(head) + 1) // 2], *tail[len(tail) // 2 :]])

    def phrase(self, fewest: int, most: int) -> str:
        """So many words that follow each other in the page that words are taken from."""
        parts = self._parts(self.paragraph())
        size = self.rng.randint(fewest, most)
        start = self.rng.randrange(max(1, len(parts) - size + 1))
        phrase = self._joined(parts[start : start + size]).strip(" .,;:!?…。、，！？()[]\"'“”«»–—-")
        return (phrase[:1].upper() + phrase[1:]) or "A"

    def _sentence(self) -> str:
        for _ in range(_TRIES):
            parts = [part for part in _SENTENCE_END.split(self.paragraph()) if part]
            sentence = self.rng.choice(parts).strip() if parts else ""
            if _SENTENCE[0] <= count_words(sentence) <= _SENTENCE[1]:
                return sentence
        return self.paragraph()

    def _parts(self, text: str) -> list[str]:
        """The words of a text with the signs at them, or pairs of characters where no spaces are written."""
        return text.split() if self.spaced else [text[i : i + 2] for i in range(0, len(text), 2)]

    def _joined(self, parts: Sequence[str]) -> str:
        return (" " if self.spaced else "").join(parts)


def gold_with(sample: Sample, points: InsertionPoints, inserted: Sequence[tuple[int, str]]) -> str:
    """The gold text of a page with the texts of fragments where they were inserted, given by offset."""
    lines = (sample.text or "").splitlines()
    normalised = [f" {' '.join(words(line))} " for line in lines]
    before: dict[int, list[str]] = {}
    last = points.offsets["between"][-1]
    for offset, fragment in inserted:
        after = offset > last
        place = _line_of(points.page, last if after else offset, normalised)
        before.setdefault(place + (after and place < len(lines)), []).extend(texts_of(fragment))
    merged: list[str] = []
    for i in range(len(lines) + 1):
        merged += before.get(i, []) + lines[i : i + 1]
    return "\n".join(merged)


def texts_of(fragment: str) -> list[str]:
    """The texts of the Blocks of a fragment."""
    return [collapse(block.text) for block in Page(f"<body>{fragment}</body>").blocks]


def told_apart(sample: Sample, fragment: str) -> frozenset[str]:
    """The texts of a fragment by which its Blocks are known: those that no Block of the page has as well."""
    own = {collapse(block.text) for block in Page(decode_exactly(sample.html)[0]).blocks}
    return (inserted_texts(fragment) | frozenset(texts_of(fragment))) - own


def with_inserted(
    points: InsertionPoints, inserted: Sequence[tuple[int, str]], encode: Callable[[str, str], str]
) -> bytes:
    """The page with fragments inserted at offsets; those at one offset keep their order."""
    page, before = "", 0
    for offset, fragment in sorted(inserted, key=lambda pair: pair[0]):
        page += points.page[before:offset] + encode(fragment, points.encoding)
        before = offset
    return (page + points.page[before:]).encode(points.encoding, "surrogateescape")


def _line_of(page: str, offset: int, normalised: Sequence[str]) -> int:
    """The line of the text that has the start of the element at an offset; one behind the last if none."""
    body = turbohtml.parse(parseable(page[offset : offset + 4000]), positions=False)
    anchor = words(body.text)[:_ANCHOR_WORDS]
    wanted = f" {' '.join(anchor)} "
    return next((i for i, line in enumerate(normalised) if anchor and wanted in line), len(normalised))


def _is_paragraph(line: str) -> bool:
    return line.endswith(_ENDS) and count_words(line) >= _FEWEST_WORDS and not _SMALL_PRINT.match(line)
