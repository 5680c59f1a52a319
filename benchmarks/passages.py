"""Text of other pages to plant as content, and the gold text of a page that it was planted into."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import turbohtml

from benchmarks.corpora import UNDECLARED, Sample
from benchmarks.leak import Ground, inserted_texts
from benchmarks.markup import decode_exactly
from boilerstrip.page import Page, collapse
from boilerstrip.words import count_words, words

# A paragraph has at least so many words and ends as sentences do; a sentence has so many.
_FEWEST_WORDS = 12
_SENTENCE = (4, 45)
_SENTENCE_END = re.compile('(?<=[.!?…])[”"»’)]?\\s+|(?<=[。！？])')
_ENDS = tuple('.!?…:;。！？”"»’)')
# What begins like this is small print of an article rather than its text.
_SMALL_PRINT = re.compile(
    r"(?:by|from|photo|image|credit|source|updated|published|copyright|©|share)\b", re.I
)
# Paragraphs in a run, tries for one that was not used yet, and the fewest pages a language has to have.
_RUN = (1, 8)
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


def sources_of(samples: Sequence[Sample]) -> Sources:
    """What the samples with a text have to give, by language."""
    found: dict[str, list[Source]] = {}
    for sample in samples:
        lines = [collapse(line) for line in (sample.text or "").splitlines()]
        paragraphs = [line for line in lines if _is_paragraph(line)]
        if paragraphs and sample.language != UNDECLARED:
            found.setdefault(sample.language, []).append(Source(sample.id, sample.site, paragraphs))
    return found


@dataclass(slots=True)
class Material:
    """Words for one page: phrases of its own vocabulary, sentences and paragraphs of other pages.

    The other pages are in the page's language where there are some, else there is only its own text.
    """

    rng: random.Random
    own: Sequence[str]
    others: Sequence[Source]
    spaced: bool
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
        own = [collapse(line) for line in text.splitlines() if line.strip()]
        if len(others) < _FEWEST_PAGES:
            others = []
        spaced = len(text) < _UNSPACED * len(text.split())
        return cls(rng, own, others, spaced)

    def run(self) -> list[str]:
        """Some paragraphs of another page that follow each other and were not taken yet; none if all were."""
        for _ in range(_TRIES if self.others else 0):
            source = self.rng.choice(self.others)
            start = self.rng.randrange(len(source.paragraphs))
            taken: list[str] = []
            for at in range(start, min(start + self.rng.randint(*_RUN), len(source.paragraphs))):
                if (source.sample, at) in self._used:
                    break
                self._used.add((source.sample, at))
                taken.append(source.paragraphs[at])
            if taken:
                return taken
        return []

    def paragraph(self) -> str:
        """One paragraph of another page, else of this page."""
        paragraphs = self.rng.choice(self.others).paragraphs if self.others else self.own
        return self.rng.choice(paragraphs)

    def sentence(self) -> str:
        """One sentence of another page, else of this page."""
        for _ in range(_TRIES):
            sentence = self.rng.choice([part for part in _SENTENCE_END.split(self.paragraph()) if part])
            if _SENTENCE[0] <= count_words(sentence) <= _SENTENCE[1]:
                return sentence.strip()
        return sentence.strip()

    def phrase(self, fewest: int, most: int) -> str:
        """So many words that follow each other in this page or another one."""
        text = self.rng.choice(self.own) if self.rng.random() < 0.5 else self.paragraph()
        size = self.rng.randint(fewest, most)
        parts = text.split() if self.spaced else [text[i : i + 2] for i in range(0, len(text), 2)]
        start = self.rng.randrange(max(1, len(parts) - size + 1))
        phrase = (" " if self.spaced else "").join(parts[start : start + size])
        phrase = phrase.strip(" .,;:!?…。、，！？()[]\"'“”«»–—-")
        return (phrase[:1].upper() + phrase[1:]) or "A"


def gold_with(sample: Sample, ground: Ground, inserted: Sequence[tuple[int, str]]) -> str:
    """The gold text of a page with the texts of fragments where they were inserted, given by offset."""
    lines = (sample.text or "").splitlines()
    said = [f" {' '.join(words(line))} " for line in lines]
    before: dict[int, list[str]] = {}
    last = ground.offsets["between"][-1]
    for offset, fragment in inserted:
        after = offset > last
        place = _line_of(ground.page, last if after else offset, said)
        before.setdefault(place + (after and place < len(lines)), []).extend(texts_of(fragment))
    merged: list[str] = []
    for at in range(len(lines) + 1):
        merged += before.get(at, []) + lines[at : at + 1]
    return "\n".join(merged)


def texts_of(fragment: str) -> list[str]:
    """The texts of the Blocks of a fragment."""
    return [collapse(block.text) for block in Page(f"<body>{fragment}</body>").blocks]


def told_apart(sample: Sample, fragment: str) -> frozenset[str]:
    """The texts of a fragment by which its Blocks are known: those that no Block of the page has as well."""
    own = {collapse(block.text) for block in Page(decode_exactly(sample.html)[0]).blocks}
    return (inserted_texts(fragment) | frozenset(texts_of(fragment))) - own


def with_inserted(
    ground: Ground, inserted: Sequence[tuple[int, str]], encode: Callable[[str, str], str]
) -> bytes:
    """The page with fragments inserted at offsets; those at one offset keep their order."""
    page, before = "", 0
    for offset, fragment in sorted(inserted, key=lambda one: one[0]):
        page += ground.page[before:offset] + encode(fragment, ground.encoding)
        before = offset
    return (page + ground.page[before:]).encode(ground.encoding, "surrogateescape")


def _line_of(page: str, offset: int, said: Sequence[str]) -> int:
    """The line of the text that has the start of the element at an offset; one behind the last if none."""
    body = turbohtml.parse(page[offset : offset + 4000].encode("utf-8", "replace").decode(), positions=False)
    anchor = words(body.text)[:_ANCHOR_WORDS]
    wanted = f" {' '.join(anchor)} "
    return next((at for at, line in enumerate(said) if anchor and wanted in line), len(said))


def _is_paragraph(line: str) -> bool:
    return line.endswith(_ENDS) and count_words(line) >= _FEWEST_WORDS and not _SMALL_PRINT.match(line)
