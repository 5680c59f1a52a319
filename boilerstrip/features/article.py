"""Which of the articles on a page a Block is part of, and whether that is the page's own.

Sites append further articles whole, or put a featured one above. The page says which is its own: its title,
the headline in its JSON-LD, the slug of its address, its description. Headings of the same make as the one
that matches these, with a run of text of their own, begin others; where none matches, nothing tells.
Headlines are headings by markup, and lines in bold or with the title's words, which serve as such.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Bools, Columns, Context, Floats, Ints, are_bold, log, prefix
from boilerstrip.page import Page
from boilerstrip.page.bylines import has_byline
from boilerstrip.text.words import overlap_f1
from boilerstrip.text.words import words as words_of

# A heading says the page's title from this F1 of their words on.
_MATCHES = 0.5
# A line that is no heading by markup says the title from this F1 on.
_LINE_MATCHES = 0.7
# Longer ones are text in heading tags.
_MAX_HEADING_WORDS = 40
_MAX_LINE_WORDS = 25
# What stands for the level of a line that is a headline without markup: lower than those that have one.
_LINE_LEVEL = 7
# The furthest that articles are counted apart.
_FAR = 5
_HEADLINES = ("headline", "name", "alternativeHeadline")
# Parts of an address that are no slug: numbers, endings.
_SLUG = re.compile(r"[^\W\d_]{2,}")
_MIN_SLUG_WORDS = 3

_SECTION = {
    "own": "1 in the own one, 0 above the first, -1 in another, 0.5 where no heading says the title",
    "match": "F1 of the words of its heading and of what the page says its title is, 0 without a heading",
    "apart": "how many sections after (+) or before (-) the own one, at most 5; 0 without an own one",
    "count": "log of how many there are",
    "words": "log of its words",
    "share": "its share of the page's words in prose",
    "byline": "whether a line with a date or a phrase of authors stands right under its heading",
    "like_own": "whether its heading is of the same make as the own headline, by tags and class words",
    "said": "share of the words of title and description that its text has",
}

COLUMNS = {
    **{
        f"article.level_{stat}": f"the section from headline to headline by level: {what}"
        for stat, what in _SECTION.items()
    },
    **{
        f"article.line_{stat}": f"the section from one headline with a byline to the next: {what}"
        for stat, what in _SECTION.items()
    },
    "article.in_own_box": "whether it stands in the widest element that has the own headline and no other",
    "article.in_like_box": "whether it stands in an element beside that one and of its kind",
    "article.like_boxes": "log of elements beside that one and of its kind that hold prose",
    "article.own_box_share": "share of the page's words in prose that this widest element has, -1 without",
    "article.own_match": "F1 of the best heading's words and of what the page says its title is",
    "article.said_own": "share of the words of title and description that the own section has, -1 without",
    "article.has_slug": "whether the page's address has a slug",
}


class _Headings(NamedTuple):
    """What may be the headlines of a page, in order, and how they match the title; lines have level 7."""

    block: Ints
    level: Ints
    match: Floats
    byline: Bools


def compute(context: Context) -> list[Columns]:
    """Arrays of shape (n,) or (columns, n), which in this order are `COLUMNS`."""
    titles, slug, terms = _identity(context.page)
    headings = _headings(context, titles)
    own = _own(headings)
    with_own = own >= 0
    by_level = _of_rank(context, headings, own)
    by_line = headings.byline | (np.arange(len(headings.block)) == own)
    best = float(headings.match.max(initial=0))
    if _kernels.places is not None:
        return [_compiled(context, headings, own, (by_level, by_line), terms, best, slug)]
    said = _has_terms(context, terms)
    said_before = np.zeros((len(terms), context.n + 1), np.int64)
    np.cumsum(said, axis=1, out=said_before[:, 1:])
    sections = [_sections(context, headings, own, starts, said_before) for starts in (by_level, by_line)]
    in_own = sections[0][0] == 1
    own_said = float(said[:, in_own].any(axis=1).mean()) if with_own and len(terms) else -1.0
    return [
        *(section for section in sections),
        *_boxes(context, headings, own, by_level),
        np.full(context.n, best),
        np.full(context.n, own_said),
        np.full(context.n, slug),
    ]


def _compiled(
    context: Context,
    headings: _Headings,
    own: int,
    ranks: tuple[Bools, Bools],
    terms: list[str],
    best: float,
    slug: bool,
) -> Floats:
    """All columns; each of `ranks` says which headings begin sections."""
    assert _kernels.places is not None
    found = np.empty((len(COLUMNS), context.n), np.float32)
    flags, figures = context.flags.view(np.uint8), len(_SECTION)
    content_terms, shares = context.content_terms, []
    like_own = context.alike[headings.block] == context.alike[headings.block[own]] if own >= 0 else None
    for row, starts in zip((0, figures), ranks, strict=True):
        share = _kernels.places.sections(
            context.floats, flags, headings.block[starts], headings.match[starts],
            headings.byline[starts].view(np.uint8),
            (starts if like_own is None else like_own)[starts].view(np.uint8),
            int(np.count_nonzero(starts[:own])) if own >= 0 else -1, content_terms.owner, content_terms.word,
            _term_of(context, terms), len(terms), _FAR, context.logs, found[row : row + figures],
        )  # fmt: skip
        shares.append(share)
    boxes = found[2 * figures : -3]
    if own >= 0:
        _kernels.places.own_boxes(
            context.floats, flags, context.tree, headings.block[ranks[0]],
            int(context.element[headings.block[own]]), context.page.sibling_group_ids, context.logs, boxes,
        )  # fmt: skip
    else:
        boxes[:], boxes[-1] = 0, -1
    found[-3], found[-2], found[-1] = best, shares[0], slug
    return found


def _identity(page: Page) -> tuple[list[frozenset[str]], bool, list[str]]:
    """What the page says its title is, as sets of words; whether it has a slug; what it says it is about."""
    head = page.head
    said = [head.title, head.meta("og:title"), head.meta("twitter:title")]
    for work in page.works:
        said += [value for name in _HEADLINES if isinstance(value := work.get(name), str)]
    slug = _slug(page.url or "") or _slug(head.links.get("canonical") or head.meta("og:url"))
    titles = [frozenset(words_of(one[:400])) for one in [*said[:12], " ".join(slug)] if one]
    about = words_of(
        f"{head.title} {head.meta('og:title')} {head.meta('description', 'og:description')}"[:1000]
    )
    terms = [word for word in dict.fromkeys(about) if len(word) > 4 or word >= "\u0e00"]
    return [title for title in dict.fromkeys(titles) if title], bool(slug), terms


def _slug(address: str) -> list[str]:
    """The words of the slug of an address, none where it has none."""
    try:
        parts = [part for part in unquote(urlsplit(address).path).split("/") if part]
    except ValueError:
        return []
    found = max((_SLUG.findall(part.lower()) for part in parts), key=len, default=[])
    return found if len(found) >= _MIN_SLUG_WORDS else []


def _headings(context: Context, titles: list[frozenset[str]]) -> _Headings:
    """The headings and lines that may be headlines, how well each says a title, whether it has a byline."""
    marked = context.is_heading & (context.words <= _MAX_HEADING_WORDS) & (context.words > 0)
    lines = ~context.is_heading & (context.words <= _MAX_LINE_WORDS) & (context.words > 0)
    if context.page.is_plaintext:
        # there every line may be one
        lines[:] = False
    match = _matches(context, np.flatnonzero(marked | lines).tolist(), titles)
    others = lines & (match < _LINE_MATCHES)
    lines &= ~others
    unended = np.flatnonzero(others & ~context.ends_sentence).tolist()
    lines[unended] = are_bold(context.blocks, unended)
    found = np.flatnonzero(marked | lines)
    level = np.where(context.is_heading, context.level, _LINE_LEVEL)
    byline = np.array([has_byline(context.page, i, allow_sentences=True) for i in found.tolist()], np.bool_)
    return _Headings(found, level[found], match[found], byline)


def _matches(context: Context, indexes: list[int], titles: list[frozenset[str]]) -> Floats:
    """How well the words of some Blocks, given by their index, match one of the titles; 0 for others."""
    found = np.zeros(context.n)
    block_words = context.page.block_words
    if _kernels.columns is not None:
        _kernels.columns.best_matches(block_words, indexes, titles, found)
        return found
    every = frozenset().union(*titles)
    for i in indexes:
        # most share no word with any
        if not every.isdisjoint(block_words[i]):
            said = set(block_words[i])
            found[i] = max(overlap_f1(said, title) for title in titles)
    return found


def _of_rank(context: Context, headings: _Headings, own: int) -> Bools:
    """Which headings rank with the own one, or above it, and may open an article as it does.

    Lines have no rank: where the own headline is one, those of its make do.
    """
    level = int(headings.level[own]) if own >= 0 else 2
    if level < _LINE_LEVEL:
        return headings.level <= level
    return np.asarray(context.alike[headings.block] == context.alike[headings.block[own]])


def _own(headings: _Headings) -> int:
    """The number of the heading that is the page's own headline, -1 for none."""
    if not len(headings.block) or headings.match.max() < _MATCHES:
        return -1
    # of those that say the title about as well the highest, and of these the first
    good = np.flatnonzero(headings.match >= headings.match.max() - 0.1)
    return int(good[np.argmin(headings.level[good])])


def _has_terms(context: Context, terms: list[str]) -> Bools:
    """Which of the terms each Block that is no heading has, shape (terms, n)."""
    found = np.zeros((len(terms), context.n), np.bool_)
    content_terms = context.content_terms
    which = _term_of(context, terms)[content_terms.word]
    met = which >= 0
    found[which[met], content_terms.owner[met]] = True
    found[:, context.is_heading] = False
    return found


def _term_of(context: Context, terms: list[str]) -> Ints:
    """The number of the term that each word of the page is, -1 for none, by the word's number."""
    found = np.full(context.content_terms.size, -1, np.int64)
    numbers = context.content_terms.numbers
    for number, term in enumerate(terms):
        if term in numbers:
            found[numbers[term]] = number
    return found


def _sections(context: Context, headings: _Headings, own: int, starts: Bools, said_before: Ints) -> Floats:
    """The `_SECTION` figures of the section that each Block is in, shape (figures, n).

    `said_before` counts, for each term, the Blocks before each place that have it, shape (terms, n + 1).
    """
    n = context.n
    first = headings.block[starts]
    of = np.cumsum(np.bincount(first, minlength=n)) - 1  # -1 above the first
    count = len(first)
    edges = np.concatenate([[0], first, [n]])
    prose = prefix(np.where(context.is_prose, context.words, 0))
    words = prefix(context.words)
    of_section = np.zeros((len(_SECTION), count + 1), np.float32)
    own_at = int(np.count_nonzero(starts[:own])) if own >= 0 else -1
    number = np.arange(-1, count)
    if own >= 0:
        of_section[0] = np.where(number < 0, 0, np.where(number == own_at, 1, -1))
        of_section[2] = np.clip(number - own_at, -_FAR, _FAR)
        of_section[7, 1:] = context.alike[first] == context.alike[headings.block[own]]
    else:
        of_section[0] = 0.5
    of_section[1, 1:] = headings.match[starts]
    of_section[3] = np.log1p(count)
    of_section[4] = log(words[edges[1:]] - words[edges[:-1]])
    of_section[5] = (prose[edges[1:]] - prose[edges[:-1]]) / max(1.0, float(prose[-1]))
    of_section[6, 1:] = headings.byline[starts]
    if len(said_before):
        of_section[8] = (said_before[:, edges[1:]] > said_before[:, edges[:-1]]).mean(axis=0)
    return of_section[:, of + 1]


def _boxes(context: Context, headings: _Headings, own: int, starts: Bools) -> list[Columns]:
    """Where the Block stands to the widest element with the own headline alone, and to those like it."""
    n = context.n
    nothing = np.zeros(n, np.float32)
    if own < 0:
        return [nothing, nothing, nothing, np.full(n, -1, np.float32)]
    marks = np.zeros(n)
    marks[headings.block[starts]] = 1
    count = prefix(marks)
    box = int(context.element[headings.block[own]])
    while context.parent[box] >= 0:
        around = int(context.parent[box])
        if count[context.end[around]] - count[context.start[around]] > 1:
            break
        box = around
    prose = prefix(np.where(context.is_prose, context.words, 0))
    held = prose[context.end] - prose[context.start]
    kinds = np.array(context.page.sibling_group_ids or [0], np.int64)
    like = (kinds == kinds[box]) & (context.parent == context.parent[box]) & (held > 0)
    like[box] = False
    in_own, in_like = nothing.copy(), nothing.copy()
    in_own[context.start[box] : context.end[box]] = 1
    for other in np.flatnonzero(like).tolist():
        in_like[context.start[other] : context.end[other]] = 1
    share = float(held[box]) / max(1.0, float(prose[-1]))
    return [in_own, in_like, np.full(n, np.log1p(like.sum())), np.full(n, share)]
