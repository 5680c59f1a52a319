"""Which of several articles on a page a Block belongs to, and whether it is the page's own article.

Some sites append whole articles, or put a featured one on top. The page itself says which one is its own, by
its title, the headline in its JSON-LD, the slug of its address and its description. The heading that matches
these best is the own headline; headings formatted like it begin other articles. Without a match, nothing is
known. Besides headings, lines in bold and lines with the title's words count as headlines.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote, urlsplit

import numpy as np

from boilerstrip import _kernels
from boilerstrip.features.context import Bools, Columns, Context, Floats, Ints, log, prefix
from boilerstrip.page.bylines import have_bylines
from boilerstrip.text.words import overlap_f1
from boilerstrip.text.words import words as words_of

# A heading states the page's title if the F1 of their words is at least this.
_MIN_TITLE_MATCH = 0.5
# The same for a line that is not a heading by markup.
_MIN_LINE_MATCH = 0.7
# Longer headings are text in heading tags.
_MAX_HEADING_WORDS = 40
_MAX_LINE_WORDS = 25
# The level of a line that is a headline without markup: below all headings.
_LINE_LEVEL = 7
# Articles further apart than this count as this far apart.
_MAX_APART = 5
_HEADLINES = ("headline", "name", "alternativeHeadline")
# Words of a slug; numbers do not count.
_SLUG_WORD = re.compile(r"[^\W\d_]{2,}")
_MIN_SLUG_WORDS = 3
# The fewest characters that these can have.
_MIN_SLUG = 8

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
    """The possible headlines of a page in order, as arrays with an entry for each: (headlines,).

    `block` has their Blocks' indexes, `level` their levels, 7 for lines, `match` how well they match the
    title, 0 to 1, and `byline` whether a byline follows.
    """

    block: Ints
    level: Ints
    match: Floats
    byline: Bools


def compute(context: Context) -> list[Columns]:
    """The values of `COLUMNS` in their order, as arrays of shape (n,) or (columns, n)."""
    titles, has_slug, terms = _stated_titles(context)
    match = np.zeros(context.n)
    indexes = _find_headlines(context, titles, match)
    bylines = have_bylines(context.page, indexes, allow_sentences=True)
    if _kernels.places is not None:
        table = context.new_columns(len(COLUMNS))
        content_terms = context.content_terms
        _kernels.places.articles(
            context.floats, context.marks, context.ints, context.tree, context.repeat_group,
            context.page.sibling_group_ids, indexes, bylines, match, terms, content_terms.owner,
            content_terms.word, content_terms.numbers, has_slug, _MIN_TITLE_MATCH, _LINE_LEVEL, _MAX_APART,
            context.logs, table,
        )  # fmt: skip
        return [table]
    found = np.array(indexes, np.int64)
    level = np.where(context.is_heading[found], context.level[found], _LINE_LEVEL)
    headings = _Headings(found, level, match[found], np.array(bylines, np.bool_))
    own = _find_own(headings)
    with_own = own >= 0
    by_level = _ranks_with_own(context, headings, own)
    by_line = headings.byline | (np.arange(len(headings.block)) == own)
    best_match = max(headings.match.tolist(), default=0.0)
    has_term = _has_terms(context, terms)
    term_counts = np.zeros((len(terms), context.n + 1), np.int64)
    np.cumsum(has_term, axis=1, out=term_counts[:, 1:])
    sections = [_sections(context, headings, own, starts, term_counts) for starts in (by_level, by_line)]
    in_own = sections[0][0] == 1
    own_term_share = float(has_term[:, in_own].any(axis=1).mean()) if with_own and len(terms) else -1.0
    return [
        *(section for section in sections),
        *_boxes(context, headings, own, by_level),
        np.full(context.n, best_match),
        np.full(context.n, own_term_share),
        np.full(context.n, has_slug),
    ]


def _stated_titles(context: Context) -> tuple[list[frozenset[str]], bool, list[str]]:
    """Titles that the page states, as sets of words; whether it has a slug; the terms of its description."""
    page, head = context.page, context.page.head
    og_title = head.meta("og:title")
    stated = [head.title, og_title, head.meta("twitter:title")]
    for work in page.works:
        stated += [value for name in _HEADLINES if isinstance(value := work.get(name), str)]
    slug = _slug(page.url) if page.url else []
    slug = slug or _slug(head.links.get("canonical") or head.meta("og:url"))
    titles = {title[:400]: None for title in stated[:12] if title}
    words = [frozenset(context.words_of(title)) for title in titles]
    if slug:
        words.append(frozenset(words_of(" ".join(slug)[:400])))
    description = words_of(f"{head.title} {og_title} {head.meta('description', 'og:description')}"[:1000])
    terms = [word for word in dict.fromkeys(description) if len(word) > 4 or word >= "\u0e00"]
    return [title for title in dict.fromkeys(words) if title], bool(slug), terms


def _slug(address: str) -> list[str]:
    """Words of an address's slug; empty if it has none."""
    try:
        path = unquote(urlsplit(address).path)
    except ValueError:
        return []
    # what is shorter has too few words
    parts = [part for part in path.lower().split("/") if len(part) >= _MIN_SLUG]
    found = max(map(_SLUG_WORD.findall, parts), key=len, default=[])
    return found if len(found) >= _MIN_SLUG_WORDS else []


def _find_headlines(context: Context, titles: list[frozenset[str]], match: Floats) -> list[int]:
    """Indexes of headings, and of lines in bold or like a title; fills `match` with `_title_matches`."""
    # in plain text any line may look like a headline
    max_line_words = 0 if context.page.is_plaintext else _MAX_LINE_WORDS
    if _kernels.columns is not None:
        indexes: list[int] = _kernels.columns.headlines(
            *context.said[:2], context.content_terms.numbers, context.floats, context.marks, titles,
            _MAX_HEADING_WORDS, max_line_words, _MIN_LINE_MATCH, match,
        )  # fmt: skip
        return indexes
    marked = context.is_heading & (context.words <= _MAX_HEADING_WORDS) & (context.words > 0)
    lines = ~context.is_heading & (context.words <= max_line_words) & (context.words > 0)
    match[:] = _title_matches(context, np.flatnonzero(marked | lines).tolist(), titles)
    others = lines & (match < _MIN_LINE_MATCH)
    lines &= ~others
    lines |= others & ~context.ends_sentence & context.is_bold
    found: list[int] = np.flatnonzero(marked | lines).tolist()
    return found


def _title_matches(context: Context, indexes: list[int], titles: list[frozenset[str]]) -> Floats:
    """F1 of the words of each Block and of the title it matches best, shape (n,); 0 except for `indexes`."""
    match = np.zeros(context.n)
    block_words = context.page.block_words
    title_words = frozenset().union(*titles)
    for i in indexes:
        # most Blocks share no word with any title
        if not title_words.isdisjoint(block_words[i]):
            tokens = set(block_words[i])
            match[i] = max(overlap_f1(tokens, title) for title in titles)
    return match


def _ranks_with_own(context: Context, headings: _Headings, own: int) -> Bools:
    """Mask of headlines that may open an article: those of the own one's level or above, shape (headlines,).

    If the own headline is a line, which has no level, these are the lines formatted like it.
    """
    level = int(headings.level[own]) if own >= 0 else 2
    if level < _LINE_LEVEL:
        return headings.level <= level
    return np.asarray(context.repeat_group[headings.block] == context.repeat_group[headings.block[own]])


def _find_own(headings: _Headings) -> int:
    """Index in `headings` of the page's own headline, -1 for none."""
    matches: list[float] = headings.match.tolist()
    best = max(matches, default=0.0)
    if best < _MIN_TITLE_MATCH:
        return -1
    # among those that match about as well, the highest level wins, then the first
    good = [i for i, match in enumerate(matches) if match >= best - 0.1]
    return min(good, key=headings.level.tolist().__getitem__)


def _has_terms(context: Context, terms: list[str]) -> Bools:
    """Mask of the terms that each Block has, shape (terms, n); headings count as having none."""
    found = np.zeros((len(terms), context.n), np.bool_)
    content_terms = context.content_terms
    which = _term_numbers(context, terms)[content_terms.word]
    met = which >= 0
    found[which[met], content_terms.owner[met]] = True
    found[:, context.is_heading] = False
    return found


def _term_numbers(context: Context, terms: list[str]) -> Ints:
    """Index in `terms` of each content term of the page, -1 for those not in it; shape (size,)."""
    found = np.full(context.content_terms.size, -1, np.int64)
    numbers = context.content_terms.numbers
    for number, term in enumerate(terms):
        if term in numbers:
            found[numbers[term]] = number
    return found


def _sections(context: Context, headings: _Headings, own: int, starts: Bools, term_counts: Ints) -> Floats:
    """The `_SECTION` figures of the section that each Block is in, shape (figures, n).

    `term_counts` has, for each term, prefix sums of the Blocks that have it, shape (terms, n + 1).
    """
    n = context.n
    first = headings.block[starts]
    section = np.cumsum(np.bincount(first, minlength=n)) - 1  # -1 above the first
    count = len(first)
    edges = np.concatenate([[0], first, [n]])
    prose = prefix(np.where(context.is_prose, context.words, 0))
    words = prefix(context.words)
    of_section = np.zeros((len(_SECTION), count + 1), np.float32)
    own_at = int(np.count_nonzero(starts[:own])) if own >= 0 else -1
    section_numbers = np.arange(-1, count)
    if own >= 0:
        of_section[0] = np.where(section_numbers < 0, 0, np.where(section_numbers == own_at, 1, -1))
        of_section[2] = np.clip(section_numbers - own_at, -_MAX_APART, _MAX_APART)
        of_section[7, 1:] = context.repeat_group[first] == context.repeat_group[headings.block[own]]
    else:
        of_section[0] = 0.5
    of_section[1, 1:] = headings.match[starts]
    of_section[3] = np.log1p(count)
    of_section[4] = log(words[edges[1:]] - words[edges[:-1]])
    of_section[5] = (prose[edges[1:]] - prose[edges[:-1]]) / max(1.0, float(prose[-1]))
    of_section[6, 1:] = headings.byline[starts]
    if len(term_counts):
        of_section[8] = (term_counts[:, edges[1:]] > term_counts[:, edges[:-1]]).mean(axis=0)
    return of_section[:, section + 1]


def _boxes(context: Context, headings: _Headings, own: int, starts: Bools) -> list[Columns]:
    """Columns on the widest element with only the own headline, and on elements similar to it."""
    n = context.n
    nothing = np.zeros(n, np.float32)
    if own < 0:
        return [nothing, nothing, nothing, np.full(n, -1, np.float32)]
    starts_article = np.zeros(n)
    starts_article[headings.block[starts]] = 1
    count = prefix(starts_article)
    box = int(context.element[headings.block[own]])
    while context.parent[box] >= 0:
        around = int(context.parent[box])
        if count[context.end[around]] - count[context.start[around]] > 1:
            break
        box = around
    prose = prefix(np.where(context.is_prose, context.words, 0))
    element_prose = prose[context.end] - prose[context.start]
    group_ids = np.array(context.page.sibling_group_ids or [0], np.int64)
    is_similar = (group_ids == group_ids[box]) & (context.parent == context.parent[box]) & (element_prose > 0)
    is_similar[box] = False
    in_own, in_like = nothing.copy(), nothing.copy()
    in_own[context.start[box] : context.end[box]] = 1
    for other in np.flatnonzero(is_similar).tolist():
        in_like[context.start[other] : context.end[other]] = 1
    share = float(element_prose[box]) / max(1.0, float(prose[-1]))
    return [in_own, in_like, np.full(n, np.log1p(is_similar.sum())), np.full(n, share)]
