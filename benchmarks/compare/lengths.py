"""Plain articles of every length: pages on which nothing is hard but how much there is of it.

One article of real paragraphs in a `main`, with a header, a menu, teasers beside it and a foot; and, at
the short end, a single sentence, paragraph or list beside a menu. What an extractor leaves out of these, it
leaves out for their length alone.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from benchmarks.compare.leak import ARTICLES
from benchmarks.corpora import Sample
from boilerstrip.testing.texts import ARTICLE, BESIDE, Language, languages
from boilerstrip.text.words import count_words, words

SIZES = (1_000, 2_000, 3_000, 5_000, 7_000, 10_000, 20_000, 40_000, 80_000, 150_000)
SHORT = ("sentence", "paragraph", "list")
PARAGRAPHS_UNDER_A_HEADING = 12

_LEAST_WORDS, _MOST_WORDS = 30, 400  # of a paragraph
_LEAST_WORDS_OF_A_SENTENCE, _MOST_WORDS_OF_AN_ITEM = 4, 20
_ENDS = re.compile(r"[.!?。！？؟][\"'”’»)\]]*$")
_BETWEEN_SENTENCES = re.compile(r"(?<=[.!?؟])\s+|(?<=[。！？])")
_SITE = "The Shore Paper"
_TEASERS = 6
_FEWEST_WORDS = 3  # of noise that is told anywhere in an output; shorter noise must have a line to itself


@dataclass(frozen=True, slots=True)
class Material:
    """What articles are made of: paragraphs, each once, and sentences for when these are used up."""

    language: Language
    paragraphs: tuple[str, ...]
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """A page made here: the paragraphs that must come out of it, and the lines that must not."""

    sample: Sample
    size: int | str  # one of `SIZES` or of `SHORT`
    headings: bool
    paragraphs: tuple[str, ...]
    noise: tuple[str, ...]


def material_of(samples: Sequence[Sample]) -> Material:
    """The paragraphs of 30 to 400 words in the texts of articles, in the language that has the most of them.

    The testing kit's sentences are at hand for what they do not suffice.
    """
    found: dict[str, dict[str, str]] = {"en": {}}
    for sample in samples:
        if sample.page_type not in ARTICLES or sample.language not in languages():
            continue
        for line in (sample.text or "").splitlines():
            text = " ".join(line.split())
            if _LEAST_WORDS <= count_words(text) <= _MOST_WORDS and _ENDS.search(text):
                found.setdefault(sample.language, {}).setdefault(" ".join(words(text)), text)
    code = max(found, key=lambda code: sum(map(count_words, found[code].values())))
    language, paragraphs = languages()[code], tuple(found[code].values())
    sentences = (part for text in paragraphs for part in _BETWEEN_SENTENCES.split(text))
    whole = [part for part in (*sentences, *language.sentences(ARTICLE)) if _ENDS.search(part)]
    # shorter than any paragraph, so that none of these is part of one that is made of sentences
    fit = [part for part in whole if _LEAST_WORDS_OF_A_SENTENCE <= count_words(part) < _LEAST_WORDS]
    return Material(language, paragraphs, tuple(dict.fromkeys(fit)))


def articles(material: Material, sizes: Sequence[int], draws: int, seed: int) -> list[Article]:
    """So many articles of each size with headings, and as many without; the same ones for a seed."""
    return [
        _article(material, size, headings, draw, random.Random(f"{seed} {size} {headings} {draw}"))
        for size in sizes
        for headings in (False, True)
        for draw in range(draws)
    ]


def short_pages(material: Material, draws: int, seed: int) -> list[Article]:
    """So many pages of each kind in `SHORT`; every other one has a title line above."""
    return [
        _short(material, kind, draw, random.Random(f"{seed} {kind} {draw}"))
        for kind in SHORT
        for draw in range(draws)
    ]


def kept_of(article: Article, output: str) -> float:
    """The share of the words of an article that an output has, by paragraphs: whole ones count."""
    phrases, position, kept, total = _phrases(output), 0, 0, 0
    for paragraph in article.paragraphs:
        own = words(paragraph)
        phrase = f" {' '.join(own)} "
        total += len(own)
        # nearly always behind the one before
        found = phrases.find(phrase, position)
        if found < 0:
            found = phrases.find(phrase)
        if found >= 0:
            kept, position = kept + len(own), found + len(phrase) - 1
    return kept / total


def let_through(article: Article, output: str) -> tuple[int, int]:
    """The words of menu, teasers and foot that an output has, and how many there are."""
    phrases, lines = _phrases(output), {" ".join(words(line)) for line in output.splitlines()}
    through = total = 0
    for line in article.noise:
        own = words(line)
        phrase = " ".join(own)
        total += len(own)
        if phrase in lines or (len(own) >= _FEWEST_WORDS and f" {phrase} " in phrases):
            through += len(own)
    return through, total


def _phrases(text: str) -> str:
    return f" {' '.join(words(text))} "


def _article(material: Material, size: int, headings: bool, draw: int, rng: random.Random) -> Article:
    language = material.language
    paragraphs: list[str] = []
    total = 0
    for text in _paragraphs(material, rng):
        paragraphs.append(text)
        total += count_words(text)
        if total >= size:
            break
    titles = list(language.titles(ARTICLE))
    rng.shuffle(titles)
    parts = [f"<h1>{escape(titles[0])}</h1>"]
    for i, text in enumerate(paragraphs):
        if headings and i % PARAGRAPHS_UNDER_A_HEADING == 0 and i:
            parts.append(f"<h2>{escape(titles[i // PARAGRAPHS_UNDER_A_HEADING % len(titles)])}</h2>")
        parts.append(f"<p>{escape(text)}</p>")
    heads = rng.sample(language.titles(BESIDE), _TEASERS)
    leads = rng.sample(language.sentences(BESIDE), _TEASERS)
    teasers = "\n".join(
        f'<li><a href="/{rng.randrange(10**6)}">{escape(head)}</a><p>{escape(lead)}</p></li>'
        for head, lead in zip(heads, leads, strict=True)
    )
    heading = rng.choice(language.related)
    main = "<article>\n" + "\n".join(parts) + "\n</article>"
    aside = f"<aside><h2>{escape(heading)}</h2>\n<ul>{teasers}</ul></aside>\n"
    offer = rng.choice(language.offers)
    noise = [*language.menu, heading, *heads, *leads, *_foot_lines(language), offer]
    name = f"{size}/{'headings' if headings else 'plain'}/{draw}"
    html = _page(language, titles[0], main, aside, f"<p>{escape(offer)}</p>")
    return _made(name, html, language, size, headings, paragraphs, noise)


def _short(material: Material, kind: str, draw: int, rng: random.Random) -> Article:
    language = material.language
    title = rng.choice(language.titles(ARTICLE))
    if kind == "list":
        items = [text for text in material.sentences if count_words(text) <= _MOST_WORDS_OF_AN_ITEM]
        texts = rng.sample(items or material.sentences, rng.randint(3, 7))
        body = "<ul>" + "".join(f"<li>{escape(text)}</li>" for text in texts) + "</ul>"
    else:
        paragraph = next(_paragraphs(material, rng))
        texts = [paragraph if kind == "paragraph" else rng.choice(material.sentences)]
        body = f"<p>{escape(texts[0])}</p>"
    titled = draw % 2 == 1
    main = (f"<h1>{escape(title)}</h1>\n" if titled else "") + body
    html = _page(language, title if titled else language.menu[0], main)
    noise = [*language.menu, *_foot_lines(language)]
    return _made(f"{kind}/{draw}", html, language, kind, False, texts, noise)


def _made(
    name: str,
    html: str,
    language: Language,
    size: int | str,
    headings: bool,
    paragraphs: Sequence[str],
    noise: Sequence[str],
) -> Article:
    """The page with what is known of it; noise that its text happens to have as well is not counted."""
    own = _phrases("\n".join(paragraphs))
    lines = [line for line in dict.fromkeys(noise) if _phrases(line) not in own]
    sample = Sample(f"lengths/{name}", "lengths", html.encode(), language=language.code)
    return Article(sample, size, headings, tuple(paragraphs), tuple(lines))


def _paragraphs(material: Material, rng: random.Random) -> Iterator[str]:
    """All paragraphs in an order drawn; then, without end, others made of sentences that meet anew."""
    drawn = list(material.paragraphs)
    rng.shuffle(drawn)
    yield from drawn
    seen = set(drawn)
    while True:
        sentences = list(material.sentences)
        rng.shuffle(sentences)
        taken: list[str] = []
        wanted = rng.randint(_LEAST_WORDS, 120)
        for sentence in sentences:
            taken.append(sentence)
            if sum(map(count_words, taken)) < wanted:
                continue
            text = material.language.joined(taken)
            if text not in seen:
                seen.add(text)
                yield text
            taken, wanted = [], rng.randint(_LEAST_WORDS, 120)


def _foot_lines(language: Language) -> list[str]:
    return [language.newsletter, language.cookies, f"© 2026 {_SITE}. {language.rights}"]


def _page(language: Language, title: str, main: str, aside: str = "", offer: str = "") -> str:
    menu = "".join(f'<li><a href="/{i}">{escape(label)}</a></li>' for i, label in enumerate(language.menu))
    foot = "\n".join(f"<p>{escape(line)}</p>" for line in _foot_lines(language))
    return (
        f'<!doctype html>\n<html lang="{language.code}" dir="{language.direction}">'
        f'<head><meta charset="utf-8"><title>{escape(title)} | {_SITE}</title></head>\n<body>\n'
        f'<header><a href="/">{_SITE}</a></header>\n<nav><ul>{menu}</ul></nav>\n'
        f"<main>\n{main}\n</main>\n{aside}<footer>\n{offer}{foot}\n</footer>\n</body></html>\n"
    )
