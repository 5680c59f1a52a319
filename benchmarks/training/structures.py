"""Copies of articles with structures planted as content: lists, tables, notes, questions and the like.

Teasers are planted as noise, and are made of lists, boxes and short lines. A model that has seen such shapes
as noise more often than as content takes an article's own lists for some. Here they stand between two
paragraphs of an article or after its last one, and are content.
"""

from __future__ import annotations

import html
import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.compare.leak import (
    ARTICLES,
    InsertionPoints,
    Planted,
    encoded,
    find_insertion_points,
    inserted_texts,
    parseable,
)
from benchmarks.corpora import Sample
from benchmarks.training.passages import Material, Sources, gold_with, sources_of, told_apart, with_inserted
from benchmarks.training.shapes import LABELS, TEST_BOXES, TEST_SHAPES, TRAIN_BOXES, TRAIN_SHAPES, Shape
from boilerstrip.text.words import words

# The kind of structure that is a box around paragraphs the page has already.
WRAPPED = "wrapped"
KINDS = (*sorted({shape.kind for shape in TRAIN_SHAPES}), WRAPPED)
_PAGE_TYPES = (*ARTICLES, "documentation")
_STRUCTURES = (1, 3)
_SUB_ITEMS = (2, 4)
_WRAPPED_PARAGRAPHS = 4
# How often a structure is of the page's own words, how often its items are linked, and sentences.
_OWN_WORDS = 0.6
_LINKED = 0.3
_FULL = 0.5

_FIELD = re.compile(r"\{(\w+)(?::([^{}]*))?\}")
_LETTERS = "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ0123456789"
_UTILITIES = ("mt-4", "text-sm", "p-2", "flex", "border", "rounded", "bg-gray", "w-full", "font-bold", "my-6")
_GIVEN = (
    "Ada Bram Chloe Dilek Emre Farah Goran Hanna Igor Joana Kenji Lena Marek Nadia Olu Priya Sven".split()
)
_FAMILY = (
    "Abel Brandt Castro Dubois Eriksen Ferrari Gomez Haas Ivanov Jansen Kowal Lund Mori Novak Petit".split()
)
_MONTHS = "January February March April May June July August September October November December".split()
_UNITS = ("g", "ml", "kg", "tbsp", "tsp", "cups", "l", "oz", "")
_FILES = ("{}.py", "src/{}.ts", "config/{}.yaml", "{}.sh", "{}.json", "lib/{}.rb")
_CODE = (
    "def {}({}):",
    "    return {} + {}",
    "{} = {}.get('{}')",
    "$ {} install {}",
    "if ({} > {}) {{",
    "const {} = require('{}');",
    "# {} {}",
    "{}: {}",
    "print({}, {})",
)


def structured(
    sample: Sample, sources: Sources, rng: random.Random, test: bool = False, kinds: Sequence[str] = KINDS
) -> Planted | None:
    """The sample with structures of these kinds, one for testing and up to three for training.

    Nothing where its article cannot be found.
    """
    points = find_insertion_points(sample)
    if points is None:
        return None
    material = Material.of(sample, sources, rng)
    shapes = TEST_SHAPES if test else TRAIN_SHAPES
    inserted: list[tuple[int, str]] = []
    own: frozenset[str] = frozenset()
    made: list[str] = []
    for kind in rng.sample(kinds, min(len(kinds), 1 if test else rng.randint(*_STRUCTURES))):
        if kind == WRAPPED:
            wrapping, texts = _wrapped(sample, points, TEST_BOXES if test else TRAIN_BOXES, rng)
            inserted += wrapping
            own |= texts
            made += [kind] if wrapping else []
            continue
        shape = rng.choice([candidate for candidate in shapes if candidate.kind == kind])
        after, between = points.offsets["after"], points.offsets["between"]
        positions = after if shape.place == "after" or (after and rng.random() < 0.3) else between
        if positions:
            material.choose(own=rng.random() < _OWN_WORDS)
            writer = _Writer(material, sample.language, test, rng)
            inserted.append((rng.choice(positions), f"\n{writer.written(shape)}\n"))
            made.append(kind)
    if not made:
        return None
    fragment = "\n".join(piece for _, piece in inserted)
    return Planted(
        html=with_inserted(points, inserted, encoded),
        text=gold_with(sample, points, inserted),
        planted_texts=told_apart(sample, fragment) | own,
        shingles=frozenset(),
        sample=sample,
        markup=" + ".join(made),
        place="between",
        heading="",
        fragment=fragment,
        label=1.0,
    )


def all_structured(samples: Sequence[Sample], seed: int, test: bool = False) -> list[Planted]:
    """One such copy of each sample that is an article whose paragraphs can be found.

    `markup` names its kinds, joined by " + ". For testing kinds are dealt out evenly, one a page, in markups
    that training has none of.
    """
    sources = sources_of(samples, _PAGE_TYPES)
    hosts = [sample for sample in samples if sample.text and sample.page_type in _PAGE_TYPES]
    random.Random(seed).shuffle(hosts)
    copies: list[Planted] = []
    for host in hosts:
        kinds = KINDS[len(copies) % len(KINDS) :][:1] if test else KINDS
        copy = structured(host, sources, random.Random(f"{seed} {host.id}"), test, kinds)
        if copy is not None and copy.planted_texts:
            copies.append(copy)
    return copies


def _wrapped(
    sample: Sample, points: InsertionPoints, boxes: Sequence[str], rng: random.Random
) -> tuple[list[tuple[int, str]], frozenset[str]]:
    """The two tags of a box around some paragraphs, with their offsets, and the paragraphs' texts."""
    offsets = points.offsets["between"]
    first = rng.randrange(len(offsets) - 1)
    last = min(first + rng.randint(1, _WRAPPED_PARAGRAPHS), len(offsets) - 1)
    tag = rng.choice(("div", "div", "section"))
    gold = f" {' '.join(words(sample.text or ''))} "
    inside = parseable(points.page[offsets[first] : offsets[last]])
    texts = {text for text in inserted_texts(inside) if f" {' '.join(words(text))} " in gold}
    opened = f'<{tag} class="{rng.choice(boxes)}">'
    return [(offsets[first], opened), (offsets[last], f"</{tag}>")], frozenset(texts)


@dataclass(slots=True)
class _Writer:
    """Fills one shape: what is drawn for the whole of it is drawn once."""

    material: Material
    language: str
    test: bool
    rng: random.Random
    naming: str = ""
    full: bool = False
    linked: bool = False
    speakers: Sequence[str] = ()
    number: int = 1

    def __post_init__(self) -> None:
        self.naming = self.rng.choice(("none", "none", "words", "words", "hashed", "utility"))
        self.full = self.rng.random() < _FULL
        self.linked = self.rng.random() < _LINKED
        self.speakers = [self._name() for _ in range(self.rng.randint(2, 3))]

    def written(self, shape: Shape) -> str:
        """The shape as HTML."""
        names: dict[str, str] = {}
        parts = {"items": self._repeated(shape.item, shape.count, names)}
        parts["more"] = self._repeated(shape.more, shape.count, names)
        return self._filled(shape.wrap, names, parts)

    def _repeated(self, template: str, count: tuple[int, int], names: dict[str, str]) -> str:
        if not template:
            return ""
        filled: list[str] = []
        for number in range(1, self.rng.randint(*count) + 1):
            self.number = number
            filled.append(self._filled(template, names, {}))
        # lines of code have their own ends
        return ("" if template.endswith("\n") else "\n").join(filled)

    def _filled(self, template: str, names: dict[str, str], parts: dict[str, str]) -> str:
        def fill(match: re.Match[str]) -> str:
            name, argument = match[1], match[2] or ""
            if name in parts:
                return parts[name]
            if name == "c":
                return names.setdefault(argument, self._class(argument))
            if name == "C":
                return f' class="{argument}"'
            if name == "label":
                return html.escape(LABELS.get(self.language, LABELS["en"])[argument][self.test])
            if name == "item":
                return self._item()
            if name == "sub":
                return "".join(f"<li>{self._item()}</li>" for _ in range(self.rng.randint(*_SUB_ITEMS)))
            return html.escape(self._texts()[name](), quote=False)

        return _FIELD.sub(fill, template)

    def _item(self) -> str:
        text = self.material.sentence() if self.full else self.material.phrase(1, 6)
        if self.linked and self.rng.random() < 0.5:
            return f'<a href="/{self.rng.randrange(10**4)}">{html.escape(text)}</a>'
        return html.escape(text)

    def _texts(self) -> dict[str, Callable[[], str]]:
        """What fills a field, by its name."""
        rng, material = self.rng, self.material
        return {
            "short": lambda: material.phrase(1, 5),
            "brief": lambda: material.phrase(1, 9),
            "line": material.sentence,
            "para": lambda: " ".join(material.sentence() for _ in range(rng.randint(1, 3))),
            "intro": lambda: material.phrase(3, 12) + ":",
            "question": lambda: material.phrase(3, 10) + "?",
            "name": self._name,
            "speaker": lambda: rng.choice(self.speakers),
            "date": self._date,
            "year": lambda: str(rng.randint(1950, 2024)),
            "num": self._number,
            "n": lambda: str(self.number),
            "amount": self._amount,
            "code": self._code,
            "file": lambda: rng.choice(_FILES).format(self._identifier()),
        }

    def _name(self) -> str:
        return f"{self.rng.choice(_GIVEN)} {self.rng.choice(_FAMILY)}"

    def _date(self) -> str:
        rng = self.rng
        year, month, day = rng.randint(1900, 2024), rng.randrange(12), rng.randint(1, 28)
        return rng.choice(
            (
                f"{year}",
                f"{day} {_MONTHS[month]} {year}",
                f"{day:02}.{month + 1:02}.{year}",
                f"{_MONTHS[month]} {year}",
            )
        )

    def _number(self) -> str:
        value = self.rng.randrange(1, 10 ** self.rng.randint(1, 6))
        return self.rng.choice(
            (f"{value}", f"{value:,}", f"{value / 100:.2f}", f"{value % 100} %", f"${value}")
        )

    def _amount(self) -> str:
        return f"{self.rng.choice((1, 2, 3, 50, 100, 250, 500))} {self.rng.choice(_UNITS)}".strip()

    def _identifier(self) -> str:
        candidates = re.findall(r"[a-z]{3,}", self.material.phrase(4, 8).lower())
        return self.rng.choice(candidates) if candidates else "value"

    def _code(self) -> str:
        line = self.rng.choice(_CODE)
        return line.format(*(self._identifier() for _ in range(3)))

    def _class(self, names: str) -> str:
        match self.naming:
            case "words":
                return f' class="{names}"'
            case "hashed":
                return f' class="{"".join(self.rng.choices(_LETTERS, k=6))}"'
            case "utility":
                return f' class="{" ".join(self.rng.sample(_UTILITIES, 3))}"'
            case _:
                return ""
