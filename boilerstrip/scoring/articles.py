"""Whole articles beside the page's own: the next ones of an endless scroll, a featured one above.

The model has learned which article is the page's own; here its probabilities are applied to whole articles.
An article begins with a headline that has a byline or a date right under it, and ends where the next begins.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import accumulate, compress, islice, pairwise, takewhile
from operator import mul
from typing import NamedTuple

from boilerstrip import _kernels
from boilerstrip.metadata import byline_name
from boilerstrip.metadata.date_words import PUBLISHED
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.block import of_roles
from boilerstrip.page.bylines import has_byline, have_bylines
from boilerstrip.scoring.datelines import dateline, have_like_datelines, is_signed, is_text
from boilerstrip.scoring.threads import are_posts, says_thread
from boilerstrip.text.dates import has_time_or_year
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import overlap_f1, terms

_MAX_HEADING_WORDS, _MIN_LINE_WORDS, _MAX_LINE_WORDS = 40, 3, 25
# The text of an article begins at most this many Blocks after its headline.
_MAX_TEXT_DISTANCE = 8
# So many Blocks may stand above the headline in its article.
_MAX_ABOVE_HEADLINE = 3
# Anything shorter is not an article.
_MIN_WORDS = 40
# The page's own article has at least this mean probability; another one is doubted below this share of it.
_MIN_OWN_MEAN, _DOUBTED_SHARE = 0.9, 0.6
# A headline states the page's title if the F1 of their words is at least this.
_MIN_TITLE_MATCH = 0.5
# Headlines of articles like the page's own match it no more than this, and these have so many words at least.
_MAX_OTHER_MATCH, _MIN_LIKE_WORDS = 0.3, 30
# Where the title is stated so well, other headlines that match no stated one by more than this, with an
# author and a date right below, are those of other articles; more of them make an index or a thread.
_MIN_OWN_MATCH, _MAX_SIGNED_MATCH, _MAX_SIGNED = 0.8, 0.2, 5
# The page's own text has at least this share of the words of the longest of several next articles within its
# body, and so many Blocks of text: what introduces a collection is shorter.
_MIN_OWN_SHARE, _MIN_OWN_TEXTS = 0.5, 3
# In plain text, words of a line that tells the day of publication, and of a label alone; kept words above the
# first of them, those of a story, and the probability of a sentence that may end it.
_MAX_DAY_WORDS, _MAX_LABEL_WORDS, _MAX_LEAD_WORDS, _MIN_STORY_WORDS, _SURE_END = 12, 2, 60, 100, 0.8
_DIGITS = lazy(r"\d+")
# Articles are rivals if they are few (more make an index), are most of the kept words together, and each is a
# good part of them.
_MAX_RIVALS, _MIN_SHARE_TOGETHER, _MIN_SHARE_EACH = 3, 0.8, 0.2
_TITLE_LINES = frozenset({Role.TITLE})


Range = tuple[int, int]


class _Article(NamedTuple):
    """The range of Blocks of an article, how many of its words are kept, and their mean probability."""

    start: int
    end: int
    words: int
    mean: float


def without_others(
    page: Page,
    mask: Sequence[bool],
    weights: Sequence[int],
    probabilities: Sequence[float],
    headlines: Collection[int],
) -> list[bool]:
    """Return the mask without other articles that the model doubts, if it is sure of the page's own.

    If nothing but other articles is kept, the page's own takes their place. In cross-validation 0.2 % fewer
    words of planted articles get through, and word F1 on WCXB dev rises by 0.00006.
    """
    whole = list(mask)
    if page.is_plaintext or says_thread(page) or (title := _title(page, headlines)) is None:
        return whole
    if are_posts(page, title, headlines):
        return whole
    for start, end in _further_articles(page, title):
        whole[start:end] = [False] * (end - start)
    # most pages have no other headline
    if {title}.issuperset(headlines):
        return whole if any(whole) else list(mask)
    articles = _articles(page, {title, *headlines}, mask, weights, probabilities)
    own = next((article for article in articles if article.start == title), None)
    others: list[Range] = []
    if own is not None and own.mean >= _MIN_OWN_MEAN:
        others = [(o.start, o.end) for o in articles if o.mean < _DOUBTED_SHARE * own.mean]
    for i in (own_text := _own_text(page, title, headlines, mask)):
        whole[i] = True
    beside = (*_like_articles(page, title, headlines), *_signed_articles(page, title, headlines, whole))
    for start, end in (*others, *beside):
        whole[start:end] = [False] * (end - start)
    # the own text was only an aid to tell the others, unless nothing else is left
    if any(compress(whole, mask)):
        for i in own_text:
            whole[i] = False
    return whole if any(whole) else list(mask)


def _own_text(page: Page, title: int, headlines: Collection[int], mask: Sequence[bool]) -> list[int]:
    """Indexes of the sentences of the page's own article if none of them is kept, and its title is signed."""
    if not is_signed(page, title):
        return []
    # a byline above a day is no headline
    others = (i for i in headlines if i > title and page.blocks[i].role is not Role.BYLINE)
    end = min(others, default=len(page.blocks))
    text = [
        block.index
        for block in page.blocks[title + 1 : end]
        if is_text(block) and not block.link_words and page.phrase_matches[block.index] is None
    ]
    if not text or any(mask[i] for i in text):
        return []
    ends = (element.end for element in page.ancestors(page.blocks[title].element) if element.end > text[0])
    # the title may be bare text in no element
    end = next(ends, len(page.blocks))
    return [i for i in text if i < end]


def _like_articles(page: Page, title: int, headlines: Collection[int]) -> Iterator[Range]:
    """Yield the ranges of the elements like the one that the page's own headline opens, with a headline each.

    Headlines of other articles have a byline or a date as well, and hardly a word of the page's title.
    """
    if not has_byline(page, title, allow_sentences=False):
        return
    sums = [0, *accumulate(block.words for block in page.blocks)]
    kinds, titles = page.sibling_group_ids, _titles(page)
    own = {kinds[element.index]: element.index for element in _opened(page, title, sums)}
    for headline in headlines:
        if headline == title or page.blocks[headline].words < _MIN_LINE_WORDS:
            continue
        for element in _opened(page, headline, sums):
            if (
                own.get(kinds[element.index], element.index) != element.index
                and sums[element.end] - sums[element.start] >= _MIN_LIKE_WORDS
                and _are_like(page, element, title, headline, titles)
            ):
                yield element.start, element.end


def _further_articles(page: Page, title: int) -> Iterator[Range]:
    """Yield the ranges of `article` elements made like that of the page's own, each with a headline like its.

    A page that never ends loads one story after the other, as its head says that it is a story. Each has a
    title and a day; parts of a collection, entries, features and chapters have neither.
    """
    block = page.blocks[title]
    own = next((element for element in page.ancestors(block.element) if element.tag == "article"), None)
    if own is None or block.level != 1 or title - own.start > _MAX_ABOVE_HEADLINE:
        return
    if not _says_article(page) or not _has_day_below(page, title):
        return
    names, titles = set(own.class_id.split()), _titles(page)
    if _match(block, titles) < _MIN_TITLE_MATCH:
        return
    for element in page.elements:
        if element.tag != "article" or own.start <= element.start < own.end:
            continue
        opening = page.blocks[element.start : min(element.start + _MAX_ABOVE_HEADLINE + 1, element.end)]
        headline = next((other for other in opening if other.level), None)
        if (
            headline is not None
            and headline.level == block.level
            and not names.isdisjoint(element.class_id.split())
            and _match(headline, titles) <= _MAX_OTHER_MATCH
            and sum([other.words for other in page.blocks[element.start : element.end]]) >= _MIN_LIKE_WORDS
            and _has_day_below(page, headline.index)
        ):
            yield element.start, element.end


def _has_day_below(page: Page, headline: int) -> bool:
    """Return whether a line close below a headline has a day or a time."""
    below = page.blocks[headline + 1 : headline + 1 + _MAX_TEXT_DISTANCE]
    return any(block.words <= _MAX_LINE_WORDS and has_time_or_year(block.text) for block in below)


def without_further_story(
    page: Page, mask: Sequence[bool], weights: Sequence[int], probabilities: Sequence[float]
) -> list[bool]:
    """Return the mask of a plain text without the next story, if lines tell when each of two was published.

    Where its headline begins nothing tells: it goes from the last sure sentence above that line on. Many such
    lines are those of posts.
    """
    days = list(_days_of_publication(page.blocks))
    if not 2 <= len(days) <= _MAX_RIVALS or days[0].text == days[1].text:
        return list(mask)
    first, second = (day.index for day in days[:2])
    words = [weight if keep else 0 for weight, keep in zip(weights, mask, strict=True)]
    if (
        _DIGITS.sub("0", days[0].text) != _DIGITS.sub("0", days[1].text)
        or sum(words[:first]) > _MAX_LEAD_WORDS
        or sum(words[first:second]) < _MIN_STORY_WORDS
    ):
        return list(mask)
    sentences = (
        i
        for i in range(second - 1, first, -1)
        if mask[i] and probabilities[i] >= _SURE_END and is_text(page.blocks[i])
    )
    end = next(sentences, second - 1) + 1
    return [keep and i < end for i, keep in enumerate(mask)]


def _days_of_publication(blocks: Sequence[Block]) -> Iterator[Block]:
    """Iterate over the lines that say when something was published, with or below a label."""
    for above, block in pairwise([*blocks[:1], *blocks]):
        if block.words <= _MAX_DAY_WORDS and has_time_or_year(block.text):
            label = above.text if block.text[:1].isdigit() and above.words <= _MAX_LABEL_WORDS else block.text
            if PUBLISHED.match(label):
                yield block


def _signed_articles(
    page: Page, title: int, headlines: Collection[int], mask: Sequence[bool]
) -> Iterator[Range]:
    """Yield the ranges of articles beside the page's own that have a headline, an author, a date and text.

    They are outside of the page's body or, where its own headline is signed as well, below it in the same
    element. In cross-validation no such range of WCXB dev or of news pages was content when all of them had
    to be signed; those alike only in their datelines, taken since, change none of these pages.
    """
    titles = _titles(page)
    if _match(page.blocks[title], titles) < _MIN_OWN_MATCH or (body := _body_of(page, title, mask)) is None:
        return
    # the site's name above an index of posts is the title of none of them
    if any(title < headline <= body.start for headline in headlines):
        return
    own_level, says_article = page.blocks[title].level, _says_article(page)
    inside = set(_next_inside(page, title, headlines, mask, body) if says_article else ())
    others = [i for i in sorted(headlines) if i in inside or (i != title and not body.start <= i < body.end)]
    if len(others) > _MAX_SIGNED:
        return
    for headline, following in pairwise([*others, len(page.blocks)]):
        is_inside = body.start <= headline < body.end
        ends = (body.end,) if is_inside else (body.start, _end_beside(page, headline, body))
        end = min(at for at in (following, *ends) if at > headline)
        level = page.blocks[headline].level
        if (
            (abs(level - own_level) <= 1 if level else says_article)
            and _match(page.blocks[headline], titles) <= _MAX_SIGNED_MATCH
            and (is_inside or is_signed(page, headline) or have_like_datelines(page, title, headline))
            and any(map(is_text, page.blocks[headline:end]))
        ):
            yield headline, end


def _next_inside(
    page: Page, title: int, headlines: Collection[int], mask: Sequence[bool], body: Element
) -> list[int]:
    """Return the headlines of next articles within the body of the page's own, by index.

    A single one is signed or dated as the title is. Several may be the parts of a collection, or the entries
    of a live blog, unless their datelines are made exactly like the page's own.
    """
    first = next(i for i in range(title + 1, len(mask)) if mask[i] and is_text(page.blocks[i]))
    within = [i for i in sorted(headlines) if first < i < body.end]
    # where headlines are headings, a line above a day is an author
    within = [i for i in within if page.blocks[i].level or not page.blocks[title].level]
    alike = [i for i in within if have_like_datelines(page, title, i)]
    if len(alike) > 1:
        return within if alike == within and _are_next(page, body, title, within) else []
    signed = [i for i in within if is_signed(page, i)] if is_signed(page, title) else []
    found = signed or (alike if alike == within else [])
    return found if len(found) == 1 and _is_next(page, body, title, found[0]) else []


def _is_next(page: Page, body: Element, title: int, headline: int) -> bool:
    """Return whether a headline within the body is that of a next article, and no part of the page's own.

    Its text is no longer than what is above it: an introduction is short.
    """
    own = sum(block.words for block in page.blocks[title:headline])
    return sum(block.words for block in page.blocks[headline : body.end]) <= own


def _are_next(page: Page, body: Element, title: int, headlines: Sequence[int]) -> bool:
    """Return whether several headlines with like datelines are those of next articles.

    What one author wrote on one day is one text, and what introduces a collection is short.
    """
    own, *others = [
        sum(block.words for block in page.blocks[start:end])
        for start, end in pairwise([title, *headlines, body.end])
    ]
    return (
        len({dateline(page, i) for i in (title, *headlines)}) > 1
        and sum(map(is_text, page.blocks[title : headlines[0]])) >= _MIN_OWN_TEXTS
        and own >= _MIN_OWN_SHARE * max(others)
    )


def _says_article(page: Page) -> bool:
    """Return whether the head of the page says that it is an article.

    Threads have lines like headlines, and live blogs have entries like articles.
    """
    kinds = [str(item.get("@type", "")) for item in page.json_ld]
    if any("LiveBlog" in kind for kind in kinds):
        return False
    return page.head.meta("og:type") == "article" or any(
        "Article" in kind or "Blog" in kind for kind in kinds
    )


def _body_of(page: Page, title: int, mask: Sequence[bool]) -> Element | None:
    """Return the element of the page's body, None if there is no prose below the title.

    It is the smaller of two: the one that holds the first two paragraphs below the title, and the one that
    holds the title and the first paragraph.
    """
    below = (block.index for block in page.blocks[title + 1 :] if mask[block.index] and is_text(block))
    prose = list(islice(below, 2))
    if not prose:
        return None
    around = list(page.ancestors(page.blocks[prose[0]].element))
    second = prose[1] if len(prose) > 1 else len(page.blocks)
    of_two = next((element for element in around if second < element.end), None)
    of_title = next((element for element in around if element.start <= title), None)
    found = [element for element in (of_two, of_title) if element is not None and element.tag != "header"]
    return min(found, key=lambda element: element.end - element.start, default=None)


def _end_beside(page: Page, headline: int, body: Element) -> int:
    """Where the outermost element of a headline that does not hold the body ends, or else the next one."""
    ends = []
    for element in page.ancestors(page.blocks[headline].element):
        ends.append(element.end)
        if element.start <= body.start < element.end:
            break
    beside = [end for end in ends[:-1] if end > headline + 1]
    return beside[-1] if beside else ends[-1]


def _match(headline: Block, titles: Sequence[set[str]]) -> float:
    """How well a headline matches a title that the head of the page states: the best F1 of their words."""
    text = terms(headline.text)
    return max(overlap_f1(text, title) for title in titles)


def _opened(page: Page, headline: int, sums: Sequence[int]) -> Iterator[Element]:
    """Yield the elements whose first text is a headline, from the inside out."""
    elements = page.ancestors(page.blocks[headline].element)
    return takewhile(lambda element: sums[element.start] == sums[headline], elements)


def _are_like(page: Page, element: Element, title: int, headline: int, titles: Sequence[set[str]]) -> bool:
    """Return whether another headline is made like the title, and says something else."""
    own, other = page.blocks[title], page.blocks[headline]
    difference = abs(own.level - other.level)
    return (
        (
            difference == 0
            or (difference == 1 and (element.tag == "article" or have_like_datelines(page, title, headline)))
        )
        and byline_name(page, other) is None
        and _match(other, titles) <= _MAX_OTHER_MATCH
    )


def expected_with_rivals(
    page: Page,
    mask: Sequence[bool],
    weights: Sequence[int],
    probabilities: Sequence[float],
    headlines: Collection[int],
    expected: float,
) -> float:
    """Expected F1 of a mask that may hold several articles of which none is known to be the page's own.

    Any one of them may be all that is wanted, so the expectation is lowered to that of guessing the longest.
    Other masks keep the F1 that is `expected` of them.
    """
    if len(headlines) <= 1:
        return expected
    rivals = _articles(page, headlines, mask, weights, probabilities)
    makes = {(block.level, block.path) for block in (page.blocks[rival.start] for rival in rivals)}
    words = sum(map(mul, weights, mask))
    if (
        not 2 <= len(rivals) <= _MAX_RIVALS
        or len(makes) > 1
        or not page.blocks[rivals[0].start].level
        or sum(rival.words for rival in rivals) < _MIN_SHARE_TOGETHER * words
        or min(rival.words for rival in rivals) < _MIN_SHARE_EACH * words
        or _title(page, headlines) in headlines
    ):
        return expected
    share: float = max(rival.words for rival in rivals) / words
    return expected * 2 * share / (1 + share)


def _title(page: Page, headlines: Collection[int]) -> int | None:
    """Index of the Block that states the page's title: the best of the headlines, or else the title line."""
    if headlines:
        titles = _titles(page)
        matches = {i: _match(page.blocks[i], titles) for i in headlines}
        best = max(matches, key=lambda i: (matches[i], -i))
        if matches[best] >= _MIN_TITLE_MATCH:
            return best
    lines = of_roles(page.blocks, _TITLE_LINES)
    return next((block.index for block in reversed(lines) if block.level), lines[-1].index if lines else None)


def _titles(page: Page) -> list[set[str]]:
    """The words of each title that the head of the page has."""
    return [terms(title[:400]) for title in (page.head.title, page.head.meta("og:title"))]


def _articles(
    page: Page,
    starts: Collection[int],
    mask: Sequence[bool],
    weights: Sequence[int],
    probabilities: Sequence[float],
) -> list[_Article]:
    """The articles that begin at these Blocks, except those of which hardly anything is kept."""
    kept = list(map(mul, weights, mask))
    sums, right = [0, *accumulate(kept)], [0.0, *accumulate(map(mul, kept, probabilities))]
    return [
        _Article(start, end, words, (right[end] - right[start]) / words)
        for start, end in pairwise([*sorted(starts), len(page.blocks)])
        if (words := sums[end] - sums[start]) >= _MIN_WORDS
    ]


def find_headlines(page: Page, mask: Sequence[bool]) -> frozenset[int]:
    """Indexes of headlines of kept text: headings, or lines like headings, followed by a byline or a date."""
    if page.is_plaintext:
        # in plain text any line may look like a headline
        return frozenset()
    over_text = _over_kept_text(page.blocks, mask)
    bylines = have_bylines(page, over_text, allow_sentences=False)
    return frozenset(
        i
        for i, signed in zip(over_text, bylines, strict=True)
        if (signed or "\n" in page.blocks[i].text) and _is_headline(page, page.blocks[i], signed)
    )


def _over_kept_text(blocks: list[Block], mask: Sequence[bool]) -> list[int]:
    """Indexes of headings, and of lines that do not end like sentences, with kept text close below."""
    if _kernels.rules is not None:
        found: list[int] = _kernels.rules.over_kept_text(
            blocks, mask, _MAX_TEXT_DISTANCE, _MAX_HEADING_WORDS, _MIN_LINE_WORDS, _MAX_LINE_WORDS
        )
        return found
    kept = [0, *accumulate(mask)]
    # what is kept up to some Blocks further on, at the page's end of all of them
    ahead = kept[_MAX_TEXT_DISTANCE:] + kept[-1:] * _MAX_TEXT_DISTANCE
    return [
        block.index
        for block, before, after in zip(blocks, kept, ahead, strict=False)
        if after > before
        and (
            0 < block.words <= _MAX_HEADING_WORDS
            if block.level
            else _MIN_LINE_WORDS <= block.words <= _MAX_LINE_WORDS and not block.ends_sentence
        )
    ]


def _is_headline(page: Page, block: Block, signed: bool) -> bool:
    """Return whether a heading or line is a headline; `signed` is whether a byline follows."""
    if block.level:
        return signed
    if page.phrase_matches[block.index] is not None:
        return False
    head, *below = block.text.split("\n")
    dated = len(below) == 1 and has_time_or_year(below[0])
    return (dated or signed) and not has_time_or_year(head)
