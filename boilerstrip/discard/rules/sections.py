"""What goes with a label: the section below it, as far as it goes."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.labels import heads_section, names_other_stories
from boilerstrip.discard.rules.teasers import MIN_STORIES, is_bare_headline, pairs_end
from boilerstrip.discard.view import LIKELY_TEXT, MAX_SHARE, KeptView
from boilerstrip.page import Block
from boilerstrip.text import phrases

# Lines with less than this share of the probability of the rest are no text of that page. With noise planted
# into plain text, 0.8 costs a tenth of the text on 2.6 % of the pages, this on 2.0 %, no such rule on 1.7 %.
_MUCH_LESS_SURE = 0.65
# Least probability of a heading of the text behind a section.
_MIN_HEADING = 0.6
# In plain text, only what is less likely than this goes with a label. With 0.5, word F1 is the same on news
# and 0.003 lower on WCXB dev, where listings and collections are kept at such probabilities.
_MAX_UNDER_LABEL = 0.25
_ALSO_READ = "also_read"


def section_ranges(view: KeptView, label: Block, *, may_be_prose: bool = False) -> Iterator[tuple[int, int]]:
    """Iterate over the ranges to drop with a label.

    A section ends before prose of which the scorer is sure, unless it `may_be_prose`, as comments are. Plain
    text has no boxes to end a section, so only headlines right below and unlikely Blocks are dropped there,
    and those before the next label if the scorer doubts all of them.
    """
    end = _section_end(view, label)
    if not may_be_prose:
        end = _sure_prose_start(view, label.index + 1, end)
    while end - 1 > label.index and _heads_what_follows(view, end - 1):
        end -= 1
    if not view.page.is_plaintext:
        yield label.index, end
        return
    if (found := view.page.phrase_matches[label.index]) is not None:
        yield from stories_below(view, label, found)
    for i in range(label.index + 1, end):
        if view.probabilities[i] < _MAX_UNDER_LABEL:
            yield i, i + 1
    yield from _doubted_ranges(view, label)


def stories_below(view: KeptView, label: Block, found: phrases.Match) -> Iterator[tuple[int, int]]:
    """Iterate over the lines below a label in plain text, if it names stories and they are bare headlines.

    "Read more:" announces one, and others announce several.
    """
    names_stories = names_other_stories(found)
    announces_one = _announces_story(label, found)
    if not (names_stories or announces_one):
        return
    end = label.index + 1
    while (
        end < len(view.blocks)
        and is_bare_headline(view.blocks[end])
        and view.probabilities[end] < LIKELY_TEXT
        and view.page.phrase_matches[end] is None
        and (names_stories or end == label.index + 1)
    ):
        end += 1
    if end - label.index > (1 if announces_one else MIN_STORIES):
        yield label.index, end


def _announces_story(label: Block, found: phrases.Match) -> bool:
    """Return whether a line is a label such as "Read more:", which without its colon is a button."""
    if not found.whole or not label.text.endswith((":", "：")):
        return False
    before_title = phrases.match(f"{found.phrase.rstrip(':')}: x", MIN_STORIES)
    return before_title is not None and before_title.family == _ALSO_READ


def _doubted_ranges(view: KeptView, label: Block) -> list[tuple[int, int]]:
    """Return the lines between a label and the next one, or the end, if the scorer doubts all of them.

    That is, if it is sure of none of them, much less sure of them than of the rest, and sure of the rest.
    """
    inside = []
    for i in range(label.index + 1, len(view.blocks)):
        if heads_section(view.blocks[i], view.page.phrase_matches[i]):
            break
        if view.left[i]:
            if view.probabilities[i] >= LIKELY_TEXT:
                return []
            inside.append((i, i + 1))
    of_these, of_rest = view.mean_probabilities(inside)
    is_doubted = of_these < _MUCH_LESS_SURE * of_rest and of_rest >= LIKELY_TEXT
    may_be_body = sum(view.left[i] for i, _ in inside) > MAX_SHARE * view.words_left
    return inside if is_doubted and not may_be_body else []


def _sure_prose_start(view: KeptView, start: int, end: int) -> int:
    """Return where prose begins of which the scorer is sure, and no lead of a story; `end` for none."""
    inside = [i for i in range(start, end) if view.sure[i] and view.prose[i] and view.left[i]]
    if not inside:
        return end
    stories_end, stories = pairs_end(view.blocks, start)
    return next((i for i in inside if stories < MIN_STORIES or i >= stories_end), end)


def _heads_what_follows(view: KeptView, index: int) -> bool:
    """Return whether a Block is most likely a heading of the text, which is kept and follows it."""
    below = index + 1
    return (
        view.blocks[index].level > 0
        and view.mask[index]
        and view.probabilities[index] >= _MIN_HEADING
        and view.page.phrase_matches[index] is None
        and below < len(view.blocks)
        and view.mask[below]
    )


def _section_end(view: KeptView, label: Block) -> int:
    """Return where a label's section ends: at the end of its box, the next heading or the next prose."""
    start = label.index
    container = view.page.enclosing_container(label)
    end = container.end if container else len(view.blocks)
    if container and container.start == start and not view.is_body([(start, end)]):
        return view.prose_start(start + 1, end)
    stop = view.stop(label.level, start + 1, view.prose_start(start + 1, end))
    if 0 < label.level < view.blocks[min(start + 1, end - 1)].level:
        stop = max(stop, min(end, pairs_end(view.blocks, start + 1)[0]))
    if label.level == 0 and view.page.anchors and not view.page.is_plaintext:
        # what the page links to is a part of its text
        inside = (i for i in range(start + 1, stop) if view.blocks[i].level and view.mask[i])
        return next((i for i in inside if i in view.linked), stop)
    return stop
