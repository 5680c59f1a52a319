"""Articles cut into sections with a heading each, which look like other articles and are none."""

from __future__ import annotations

import random
from collections.abc import Sequence
from html import escape
from typing import Any

from benchmarks.compare.leak import Planted, find_insertion_points, inserted_texts, words_of
from benchmarks.corpora import Sample
from benchmarks.training.appended import articles_of, bylines, own_tags, with_replaced
from benchmarks.training.articles import Tag

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
    copies = (_sections(sample, random.Random(f"{seed} {sample.id}")) for sample in articles_of(samples))
    return [copy for copy in copies if copy is not None]


def _sections(sample: Sample, rng: random.Random) -> Planted | None:
    points = find_insertion_points(sample)
    if points is None or not points.offsets["after"]:
        return None
    lines = (sample.text or "").splitlines()
    often = rng.uniform(0.15, 0.6)
    begun = [leaf for leaf in points.leaves if rng.random() < often]
    box, name, level = rng.choice(_BOXES), rng.choice(_NAMES), rng.choice(_LEVELS)
    own = own_tags(points).head
    tag = Tag(rng.choice(("h2", "h2", own.name)), own.names) if level == "own" else Tag(level)
    opened = Tag(box, f' class="{name}"' if name else "")
    kind, line, share = rng.choice(_KINDS), rng.choice(_LINES), rng.choice(_SHARES)
    words = bylines(sample.language)
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
        pieces.append((points.offsets["after"][0], f"</{box}>"))
    return Planted(
        html=with_replaced(points, [(offset, offset, piece) for offset, piece in pieces]),
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
