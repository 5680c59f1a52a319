"""Whole articles beside the page's own: the next ones of an endless scroll, a featured one above.

Which is the page's own the model has learned; here what it learned is applied to articles as a whole. One
begins with a headline that has a byline or a date right under it, and ends where the next begins.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import accumulate, pairwise
from operator import mul
from typing import NamedTuple

from boilerstrip.page import Block, Page, Role
from boilerstrip.scoring.coherence import DOUBTED_FROM, DOUBTED_TO, like_paragraphs
from boilerstrip.text.dates import has_time_or_year
from boilerstrip.text.words import overlap_f1
from boilerstrip.text.words import words as words_of

_MAX_HEADING_WORDS, _MIN_LINE_WORDS, _MAX_LINE_WORDS = 40, 3, 25
# In so many Blocks under a headline stand the byline and the date, and in so many the text begins.
_BYLINE_WITHIN, _MAX_BYLINE_WORDS, _NEAR = 3, 14, 8
# What has fewer words is no article.
_MIN_WORDS = 40
# How sure the model is of the page's own article, by the word, and the share of that below which it doubts
# another one.
_SURE, _DOUBTED = 0.9, 0.6
# A headline says the page's title from this F1 of their words on.
_MATCHES = 0.5
# Articles compete where they are few (more are an index), and most of what is kept, each a good part of it.
_MOST_RIVALS, _MOST, _LEAST = 3, 0.8, 0.2
# A text of so many paragraphs and words may be another article. It is one if the model doubts it by the word,
# and is sure of at least so many words of other texts, for each of its own. Then it believes it by this less.
_MIN_PARAGRAPHS, _MIN_TEXT_WORDS = 7, 300
_SURE_WORDS, _MAX_OWN = 0.25, 0.1
_LESS = 0.4


class _Article(NamedTuple):
    """Where an article begins and ends, the words kept of it and how likely these are content on average."""

    start: int
    end: int
    words: int
    mean: float


def doubt_other_texts(page: Page, weights: Sequence[int], probabilities: list[float]) -> None:
    """Make paragraphs less likely that the model doubts all alike, where it is sure of a text elsewhere.

    They are another article, whatever its headline is. With `even_paragraphs` that is worth 0.0002 of word F1
    on WCXB dev, 0.002 on news and 0.004 where whole articles are planted, cross-validated.
    """
    texts = like_paragraphs(page)
    sure = [sum(weights[i] for i in text if probabilities[i] > _SURE) for text in texts]
    for text, own in zip(texts, sure, strict=True):
        doubted = [i for i in text if DOUBTED_FROM <= probabilities[i] <= DOUBTED_TO]
        words = sum(weights[i] for i in doubted)
        if (
            len(doubted) >= _MIN_PARAGRAPHS
            and words >= _MIN_TEXT_WORDS
            and sum(weights[i] * probabilities[i] for i in doubted) < _DOUBTED * words
            and sum(sure) - own >= _SURE_WORDS * words
            and own < _MAX_OWN * words
        ):
            for i in doubted:
                probabilities[i] *= _LESS


def without_others(
    page: Page,
    mask: Sequence[bool],
    weights: Sequence[int],
    probabilities: Sequence[float],
    headlines: Collection[int],
) -> list[bool]:
    """A mask without the articles that the model doubts beside the page's own, of which it is sure.

    Of the words of whole articles planted 0.2 % less get through, for 0.00006 of word F1 more on WCXB dev,
    cross-validated.
    """
    whole = list(mask)
    title = _title(page, headlines) if headlines else None
    if title is None:
        return whole
    articles = _articles(page, {title, *headlines}, mask, weights, probabilities)
    own = next((article for article in articles if article.start == title), None)
    if own is not None and own.mean >= _SURE:
        for other in articles:
            if other.mean < _DOUBTED * own.mean:
                whole[other.start : other.end] = [False] * (other.end - other.start)
    return whole


def expected_with_rivals(
    page: Page,
    mask: Sequence[bool],
    weights: Sequence[int],
    probabilities: Sequence[float],
    headlines: Collection[int],
    expected: float,
) -> float:
    """The F1 to expect of a mask where it holds articles of which none is told to be the page's own.

    Any of them may be all that is wanted.
    """
    rivals = _articles(page, headlines, mask, weights, probabilities)
    makes = {(block.level, block.path) for block in (page.blocks[rival.start] for rival in rivals)}
    words = sum(map(mul, weights, mask))
    if (
        not 2 <= len(rivals) <= _MOST_RIVALS
        or len(makes) > 1
        or not page.blocks[rivals[0].start].level
        or sum(rival.words for rival in rivals) < _MOST * words
        or min(rival.words for rival in rivals) < _LEAST * words
        or _title(page, headlines) in headlines
    ):
        return expected
    share: float = max(rival.words for rival in rivals) / words
    return expected * 2 * share / (1 + share)


def _title(page: Page, headlines: Collection[int]) -> int | None:
    """The Block that says the page's title: the best of the headlines, or else the title line."""
    said = [set(words_of(one[:400])) for one in (page.head.title, page.head.meta("og:title"))]
    texts = {i: set(words_of(page.blocks[i].text)) for i in headlines}
    matches = {i: max(overlap_f1(text, title) for title in said) for i, text in texts.items()}
    best = max(matches, key=lambda i: (matches[i], -i))
    if matches[best] >= _MATCHES:
        return best
    lines = [block for block in page.blocks if block.role is Role.TITLE]
    return next((block.index for block in reversed(lines) if block.level), lines[-1].index if lines else None)


def _articles(
    page: Page,
    starts: Collection[int],
    mask: Sequence[bool],
    weights: Sequence[int],
    probabilities: Sequence[float],
) -> list[_Article]:
    """The articles that begin at these Blocks, less those of which next to nothing is kept."""
    kept = list(map(mul, weights, mask))
    sums, right = [0, *accumulate(kept)], [0.0, *accumulate(map(mul, kept, probabilities))]
    return [
        _Article(start, end, words, (right[end] - right[start]) / words)
        for start, end in pairwise([*sorted(starts), len(page.blocks)])
        if (words := sums[end] - sums[start]) >= _MIN_WORDS
    ]


def find_headlines(page: Page, mask: Sequence[bool]) -> frozenset[int]:
    """The headlines of what is kept: headings, or lines like ones, with a byline or a date right below."""
    if page.is_plaintext:
        # there every line may be one
        return frozenset()
    kept = [0, *accumulate(mask)]
    last = len(kept) - 1
    return frozenset(
        block.index
        for block in page.blocks
        if kept[min(block.index + _NEAR, last)] > kept[block.index] and _is_headline(page, block)
    )


def _is_headline(page: Page, block: Block) -> bool:
    if block.level:
        return 0 < block.words <= _MAX_HEADING_WORDS and _has_byline(page, block)
    if not _MIN_LINE_WORDS <= block.words <= _MAX_LINE_WORDS or block.ends_sentence:
        return False
    head, *below = block.text.split("\n")
    dated = len(below) == 1 and has_time_or_year(below[0])
    return (dated or _has_byline(page, block)) and not has_time_or_year(head)


def _has_byline(page: Page, headline: Block) -> bool:
    """Return whether a short line with a date or a phrase of authors stands right under a headline."""
    for at in range(headline.index + 1, min(headline.index + 1 + _BYLINE_WITHIN, len(page.blocks))):
        block = page.blocks[at]
        if block.level or block.words > _MAX_BYLINE_WORDS or block.ends_sentence:
            return False
        found = page.phrase_matches[at]
        if has_time_or_year(block.text) or (found is not None and found.family == "author"):
            return True
    return False
