"""Discarding: sidebar Blocks that a good mask still let through, each dropped with its reason.

Rules come in two kinds. Structure first: boxes that the theme names, and runs of headlines and of
lines that are like each other, whatever the words. Phrases second: labels such as "Previous Story",
with what they govern. Every rule only proposes ranges of Blocks; a range that holds a good part
of the body is the body, so it stays. And rules yield to evidence: running prose of which the scorer
is sure is no box for the name of one, and no label above it governs it.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate, groupby, pairwise
from operator import mul
from typing import NamedTuple

from boilerstrip.dates import has_time_or_year
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.block import SOLID_WORDS
from boilerstrip.page.embedded_json import read_json
from boilerstrip.page.tags import CELLS
from boilerstrip.page.titled_sections import MIN_TITLED, UNNAMED, opens_title, titled_sections
from boilerstrip.text import phrases
from boilerstrip.text.class_names import box_of, names_hidden
from boilerstrip.text.words import count_words

# A range with more than this share of the kept words is not beside the body.
MAX_SHARE = 0.35
# Unless the scorer is less sure of it than of the rest by this factor. On WCXB dev, cross-validated, word F1
# is lower by 0.0005 with 0.7 and by 0.0003 with 0.9.
DOUBTFUL = 0.8
# What a title that is a link looks like.
TITLE_LINK_DENSITY = 0.75
MAX_TITLE_WORDS = 30
# Two may be an accident; from three on they are a list.
MIN_TEASERS = 3
MAX_LABEL_WORDS = 12
# The line or two that stand under a headline which is no link, in a text that is surely one.
MAX_LINE_WORDS = 40
SURE = 0.9
# What stands before the colon of a line.
MAX_LABEL_LETTERS = 40
# A name, a state or a button. To drop these where they repeat in like records is worth 0.0003 of word F1 on
# WCXB dev, cross-validated (0.003 on collections, 0.001 on listings, nothing lost elsewhere), and to drop
# lines with a time or a year that repeat so 0.0001 (0.0015 on listings, 0.0006 on forums).
MAX_NAME_WORDS = 3

# As many words under a heading are text.
MIN_TEXT_WORDS = 8

# Whose prose a Block's may be, and the share of links that it stays below.
_PROSE = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE})
MAX_LINKED = 0.3
_CREDIT = "©"
_SENTENCES = re.compile(r"(?<=[.!?])\s+")
# The share of a hidden element's words that must stand elsewhere: copies may differ in a date or a button.
MIN_REPEATED = 0.9

# Families of phrases that pages have sections about.
_ON_TOPICS = frozenset({"legal", "navigation", "cookie", "tags", "top", "breadcrumb", "reading_time"})
# Families of phrases that head a box; the others are lines of their own.
_GOVERNING = frozenset({"related", "also_read", "newsletter", "comments", "author", "pager"})
# The family of phrases that pages have in place of a body: switch JavaScript on, show that you are no robot.
NOTICE = "notice"
# Families of phrases that are written on buttons and links.
_BUTTONS = frozenset({"navigation", "pager", "breadcrumb"})

_CLOSING_QUOTES = "\"'\u2019\u201c\u201d\u00bb\u00ab"

# What stands as text that is none: nothing but placeholders, or JSON with names in it.
_OPENS_DATA = ("{", "[")
_PLACEHOLDERS = re.compile(r"(?:\{\{[^{}]*\}\}\s*)+")
_DATA = re.compile(r'\[?\s*\{\s*"')

# Themes give such names to whole bodies as well ("post has-share").
_WHOLE = UNNAMED | {"article"}


class Proposal(NamedTuple):
    """Blocks `start` to `end` (exclusive) should go, because of `reason`."""

    start: int
    end: int
    reason: str


def discard(
    page: Page, mask: Sequence[bool], probabilities: Sequence[float], *, comments: bool = False
) -> dict[int, str]:
    """The Blocks that are sidebar after all: index to reason, for Blocks not kept anyway as well.

    `probabilities` are the scorer's, one for each Block. `comments` lets comments stay.
    """
    if not any(mask):
        return {}
    view = _View(page, mask, probabilities)
    if notice := _in_place_of_a_body(view):
        return dict.fromkeys(range(len(page.blocks)), notice)
    dropped = _hidden_repeats(view)
    view.forget(dropped)
    for rule in _RULES:
        for reason, ranges in _judged(rule, view):
            if (
                (comments and reason.startswith("comments"))
                or view.is_body(ranges)
                or view.sureness(ranges) > 1
            ):
                continue
            for start, end in ranges:
                inside = range(start, end)
                # readers write prose as well, so comments go whole
                by_name = rule is _named_boxes and not reason.startswith("comments")
                going = _less_prose(view, inside) if by_name else inside
                fresh = [at for at in going if at not in dropped]
                dropped.update(dict.fromkeys(fresh, reason))
                view.forget(fresh)
    return dropped | _orphans(view, dropped) if dropped else dropped


class _View:
    """A page as its mask shows it: which Blocks are kept, and how many words up to each."""

    def __init__(self, page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> None:
        self.page = page
        self.mask = mask
        self.probabilities = probabilities
        self.blocks = page.blocks
        # what is kept and not dropped yet: the words of each Block, and how many are content to the scorer
        self.left = [block.words if kept else 0 for block, kept in zip(page.blocks, mask, strict=True)]
        self.words_left = sum(self.left)
        self.right_left = sum(map(mul, self.left, probabilities))
        self.words_kept, self.right_kept = self.words_left, self.right_left
        self.solid = [block.solid for block in page.blocks]
        # the running prose of which the scorer is sure: what a name or a label says of it is wrong
        self.sure = [
            sure >= SURE and _is_prose(block) for block, sure in zip(page.blocks, probabilities, strict=True)
        ]
        self.kept_words = [0, *accumulate(self.left)]
        self.solid_words: list[int] = [0, *accumulate(map(mul, self.left, self.solid))]
        self._stops: dict[int, list[int]] = {}

    def is_body(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Whether these ranges can't be beside the body, because too much of what is kept stands in them.

        Text that reads as written for this page counts where there is any: a list of forty
        teasers may outweigh the short article beside it.
        """
        words = self.solid_words if self.solid_words[-1] >= 2 * SOLID_WORDS else self.kept_words
        return _held(words, ranges) > MAX_SHARE * words[-1] and self.sureness(ranges) >= DOUBTFUL

    def sureness(self, ranges: Sequence[tuple[int, int]]) -> float:
        """How sure the scorer is of these ranges over how sure it is of what else is left."""
        of_these, of_rest = self.beliefs(ranges)
        return of_these / max(of_rest, 1e-9)

    def beliefs(self, ranges: Sequence[tuple[int, int]]) -> tuple[float, float]:
        """The mean probability of a word of these ranges, and of one of what else is left.

        Both are 1 where one of the two has no words.
        """
        inside = [at for start, end in ranges for at in range(start, end) if self.left[at]]
        words = sum(self.left[at] for at in inside)
        right = sum(self.left[at] * self.probabilities[at] for at in inside)
        rest, right_rest = self.words_left - words, self.right_left - right
        return (right / words, right_rest / rest) if words and rest else (1.0, 1.0)

    def forget(self, dropped: Iterable[int]) -> None:
        """These Blocks are not left any more."""
        for at in dropped:
            self.words_left -= self.left[at]
            self.right_left -= self.left[at] * self.probabilities[at]
            self.left[at] = 0

    def stop(self, level: int, start: int) -> int:
        """Where what a label governs ends: by its level, the next heading that outranks it, or solid text.

        That is the first such Block from `start` on, or the next label; level 0 is that of a mere line.
        """
        stops = self._stops.get(level)
        if stops is None:
            stops = self._stops[level] = [
                block.index
                for block, solid, found in zip(self.blocks, self.solid, self.page.labels, strict=True)
                if solid or 0 < block.level <= level or _governs(block, found)
            ]
        place = bisect_left(stops, start)
        return stops[place] if place < len(stops) else len(self.blocks)

    def prose_start(self, start: int, end: int) -> int:
        """Where the first two paragraphs in a row begin that can't go with a label; the end without any.

        They are what a page is about, whatever stands above them: "0 comments", "Share".
        """
        place = bisect_left(self.runs, (start, start))
        return self.runs[place][0] if place < len(self.runs) and self.runs[place][1] < end else end

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """Each two paragraphs in a row of which the scorer is sure; of solid ones, as sure as of the rest."""
        enough = DOUBTFUL * self.right_kept / max(self.words_kept, 1)
        sure = [
            (block.index, sure or (solid and probability >= enough))
            for block, sure, solid, probability in zip(
                self.blocks, self.sure, self.solid, self.probabilities, strict=True
            )
            if block.words
        ]
        return [(at, after) for (at, one), (after, other) in pairwise(sure) if one and other]


def _governs(block: Block, found: phrases.Match | None) -> bool:
    """Whether a Block is a label that goes with what stands under it."""
    return (
        found is not None
        and found.family in _GOVERNING
        and block.words <= MAX_LABEL_WORDS
        and (found.whole or block.role is Role.HEADING)
    )


def _held(sums: Sequence[float], ranges: Sequence[tuple[int, int]]) -> float:
    return sum(sums[end] - sums[start] for start, end in ranges)


def _judged(
    rule: Callable[[_View], Iterable[Proposal]], view: _View
) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The ranges that a rule proposes with their reason, together those that stay or go together.

    A label says nothing of what another one governs: a count of comments above the article must not go
    for what stands under the one below it.
    """
    if rule in _TOGETHER:
        yield from _by_reason(rule(view)).items()
    else:
        for start, end, reason in sorted(rule(view)):
            yield reason, [(start, end)]


def _by_reason(proposals: Iterable[Proposal]) -> dict[str, list[tuple[int, int]]]:
    """Ranges by reason, merged: a name that stands on every paragraph is judged as a whole."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for start, end, reason in sorted(proposals):
        merged = ranges.setdefault(reason, [])
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return ranges


def _in_place_of_a_body(view: _View) -> str:
    """The notice that is kept with no more than a line or two beside it, "Please wait"; "" for none."""
    notices = [
        (block, found)
        for block, found in zip(view.blocks, view.page.labels, strict=True)
        if found is not None and found.family == NOTICE and view.left[block.index]
    ]
    if notices and view.words_left - sum(block.words for block, _ in notices) <= MAX_LINE_WORDS:
        return f"{NOTICE}: “{notices[0][1].phrase}”"
    return ""


def _hidden_repeats(view: _View) -> dict[int, str]:
    """What is kept twice, for phone and desktop or once for a script: of these what is hidden, or the second.

    An element goes as a whole: a cell or a line of a hidden one may say what another does.
    """
    boxes = _hidden_boxes(view.page)
    concealed = {at for box in boxes for at in range(box.start, box.end)}
    kept = [block for block in view.blocks if view.left[block.index]] if boxes else []
    said = {block.text for block in kept if block.index not in concealed}
    dropped: dict[int, str] = {}
    for box in boxes:
        inside = [block for block in view.blocks[box.start : box.end] if view.left[block.index]]
        repeated = [block for block in inside if block.text in said]
        count = sum(block.words for block in repeated)
        if count >= MIN_TEXT_WORDS and count >= MIN_REPEATED * sum(block.words for block in inside):
            dropped |= {block.index: "hidden repeat of what is shown" for block in repeated}
        else:
            said.update(block.text for block in inside)
    return dropped


def _hidden_boxes(page: Page) -> list[Element]:
    """The outermost elements that are hidden, on some screens at least."""
    hidden: set[int] = set()
    outermost: list[Element] = []
    for element in page.elements:
        if element.parent in hidden:
            hidden.add(element.index)
        elif element.hidden or (element.tag not in UNNAMED and names_hidden(element.names)):
            hidden.add(element.index)
            outermost.append(element)
    return outermost


def _comments(view: _View) -> Iterator[Proposal]:
    """Readers' comments; in a forum they are the body, and so stay."""
    comment = Role.COMMENT
    for block in view.blocks:
        if block.role is comment:
            yield Proposal(block.index, block.index + 1, "comments")


def _named_boxes(view: _View) -> Iterator[Proposal]:
    """Elements whose class or id names them a sidebar box."""
    held = view.kept_words
    named = [e for e in view.page.elements if e.names and held[e.end] > held[e.start] and e.tag not in _WHOLE]
    boxes = [(element, box) for element in named if (box := box_of(element.names))]
    sections = titled_sections(view.page) if boxes else frozenset()
    # documentation names its sections by their headings; one such box alone may be a box indeed
    spared = len(sections) >= MIN_TITLED
    for element, box in boxes:
        if element.index in sections and (spared or _is_text(view, element)):
            continue
        if spared and opens_title(view.page, element):
            continue
        yield Proposal(element.start, element.end, box)


def _less_prose(view: _View, inside: range) -> Iterable[int]:
    """The Blocks that go with a box: all, less the prose of which the scorer is sure, and its headings.

    Where that is most of the box, what stands between is part of it, so none goes.
    """
    sure = {at for at in inside if view.sure[at]}
    if not sure:
        return inside
    if 2 * sum(view.left[at] for at in sure) > sum(view.left[at] for at in inside):
        return ()
    stays = False
    for at in reversed(inside):
        block = view.blocks[at]
        stays = at in sure or (stays and block.level > 0)
        if stays:
            sure.add(at)
    return [at for at in inside if at not in sure]


def _is_prose(block: Block) -> bool:
    """Whether a Block is a sentence or more that somebody wrote, with hardly a link: long or not."""
    return (
        block.role in _PROSE
        and block.words >= MIN_TEXT_WORDS
        and block.link_density < MAX_LINKED
        and block.ends_sentence
        and not block.cut_off
    )


def _is_text(view: _View, element: Element) -> bool:
    return view.solid_words[element.end] - view.solid_words[element.start] >= 2 * SOLID_WORDS


def _doubtful_pairs(view: _View) -> Iterator[Proposal]:
    """Headings with a short paragraph each, in a text that the scorer is surer of: teasers without links.

    Questions with their answers are none. It holds back 2.4 % of the words of planted teasers, for 0.0001 of
    word F1 on WCXB dev, cross-validated.
    """
    start = 0
    while start < len(view.blocks):
        end, pairs = _pairs_end(view.blocks, start) if view.blocks[start].level else (start, 0)
        if pairs >= MIN_TEASERS and 2 * _questions(view.blocks[start:end]) <= pairs:
            headed = start > 0 and 0 < view.blocks[start - 1].level < view.blocks[start].level
            head = start - headed
            of_these, of_rest = view.beliefs([(head, end)])
            short = sum(view.left[head:end]) <= MAX_SHARE * view.words_left
            if short and of_rest >= SURE and of_these < SURE * of_rest:
                yield Proposal(head, end, "doubtful run of headings with a line each")
        start = max(end, start + 1)


def _questions(blocks: Sequence[Block]) -> int:
    """How many of the headings among these ask something."""
    return sum(block.asks for block in blocks if block.level)


def _pairs_end(blocks: Sequence[Block], start: int) -> tuple[int, int]:
    """Where the headings of one level from here on end that have one short paragraph each, and how many."""
    end, pairs, level = start, 0, blocks[start].level
    texts = (blocks[at] for at in range(start, len(blocks) if level else start) if blocks[at].words)
    for heading, lead in zip(texts, texts, strict=False):
        if heading.level != level or lead.role is not Role.PARAGRAPH or lead.words > MAX_LINE_WORDS:
            break
        end, pairs = lead.index + 1, pairs + 1
    return end, pairs


def _repeated_labels(view: _View) -> Iterator[Proposal]:
    """Lines in a row that begin with one label and a colon: "also read" in words that no table has.

    It holds back 1.1 % of the words of planted teasers, for nothing.
    """
    for label, run in groupby((block for block in view.blocks if block.words), _label_of):
        lines = list(run)
        # headlines may ask or exclaim, but what somebody says over and over is mostly sentences
        if label and len(lines) >= MIN_TEASERS and 2 * sum(b.ends_sentence for b in lines) < len(lines):
            for block in lines:
                yield Proposal(block.index, block.index + 1, f"lines that begin with “{label}”")


def _label_of(block: Block) -> str:
    """What stands before the colon of a short line; "" for none."""
    label, _, rest = block.text.partition(": ")
    if not rest or len(label) > MAX_LABEL_LETTERS:
        return ""
    return label if block.role is Role.PARAGRAPH and block.words <= MAX_TITLE_WORDS else ""


def _labelled_links(view: _View) -> Iterator[Proposal]:
    """Blocks that are a label with links under it, a line each."""
    for block in view.blocks:
        if "\n" in block.text and block.link_density >= TITLE_LINK_DENSITY:
            label = block.text.partition("\n")[0]
            found = phrases.match(label, count_words(label))
            if found is not None and found.whole and found.family in _GOVERNING:
                yield Proposal(block.index, block.index + 1, f"{found.family}: “{found.phrase}”")


def _phrases(view: _View) -> Iterator[Proposal]:
    """Blocks that a phrase gives away, and the run that a label governs."""
    for block, found in zip(view.blocks, view.page.labels, strict=True):
        if found is None or _is_code(block) or _heads_text(view, block, found) or _is_answer(block, found):
            continue
        if block.role is Role.TABLE and not _is_row_of_labels(view, block):
            continue
        if _is_long_credit(block, found):
            continue
        # who asks what to do about such a notice quotes it
        if found.family == NOTICE and view.probabilities[block.index] >= 0.5:
            continue
        reason = f"{found.family}: “{found.phrase}”"
        if _governs(block, found):
            yield from (Proposal(start, end, reason) for start, end in _governed(view, block))
        yield Proposal(block.index, block.index + 1, reason)


def _is_long_credit(block: Block, found: phrases.Match) -> bool:
    """Whether a text only begins with a sign of copyright, as one does with whose photo stands above it."""
    if found.family != "legal" or block.words <= MAX_LABEL_WORDS or not block.text.startswith(_CREDIT):
        return False
    # "all rights reserved" is a sentence of its own
    sentences = _SENTENCES.split(block.text.lstrip(f"{_CREDIT} "))
    return block.ends_sentence and all(phrases.match(said, count_words(said)) is None for said in sentences)


def _is_answer(block: Block, found: phrases.Match) -> bool:
    """Whether it is said in the text: "No." ends as no button does."""
    ends = block.text.rstrip(_CLOSING_QUOTES).endswith(".")
    return found.family in _BUTTONS and found.whole and ends and not block.cut_off


def _is_code(block: Block) -> bool:
    """Whether all of it is code: "close" may be what a method is called."""
    return block.role is Role.CODE or all("code" in run.marks for run in block.runs if run.text.strip())


def _heads_text(view: _View, block: Block, found: phrases.Match) -> bool:
    """Whether it is the heading of a section of the text: "Privacy" may be what a page is about.

    Such a section may begin with a heading of its own, as "FAQ" does with its first question.
    """
    heads = block.role is Role.HEADING or view.page.innermost(block.element, "dt") >= 0
    if not heads or found.family not in _ON_TOPICS:
        return False
    below = (b for b in view.blocks[block.index + 1 :] if b.words)
    first = next(below, None)
    if first is not None and view.mask[first.index] and _stands_under(block, first):
        first = next(below, None)
    return (
        first is not None
        and view.mask[first.index]
        and not first.level
        and first.words >= MIN_TEXT_WORDS
        and first.link_density < TITLE_LINK_DENSITY
        and view.page.labels[first.index] is None
    )


def _stands_under(heading: Block, below: Block) -> bool:
    """Whether what follows a heading is a heading of its section, or a question in it."""
    return below.level > heading.level or below.asks


def _is_row_of_labels(view: _View, cell: Block) -> bool:
    """Whether all that is kept of a cell's row are labels: a lone "search" or "tags" is a value."""
    row = view.page.innermost(cell.element, "tr")
    if row < 0:
        return True
    holder = view.page.elements[row]
    beside = [block for block in view.blocks[holder.start : holder.end] if view.mask[block.index]]
    heads = {view.page.innermost(block.element, *CELLS) for block in beside}
    if all(view.page.elements[head].tag == "th" for head in heads):
        return False
    return all(view.page.labels[block.index] is not None for block in beside)


def _for_scripts(view: _View) -> Iterator[Proposal]:
    """What scripts were to fill in or to read, and no reader ever sees: "{{ title }}", settings as JSON."""
    for block in view.blocks:
        if not block.text.startswith(_OPENS_DATA) or _is_code(block):
            continue
        if _PLACEHOLDERS.fullmatch(block.text):
            yield Proposal(block.index, block.index + 1, "placeholder of a script")
        elif _DATA.match(block.text) and read_json(block.text, 0)[1] == len(block.text):
            yield Proposal(block.index, block.index + 1, "data of a script")


def _forms(view: _View) -> Iterator[Proposal]:
    """Forms to sign up for a newsletter, with what little text is around them."""
    for block, found in zip(view.blocks, view.page.labels, strict=True):
        if found is not None and found.whole and found.family == "newsletter":
            form = view.page.innermost(block.element, "form")
            boxes = [element for element in view.page.ancestors(form) if _is_short(view, element)]
            if boxes:
                # what holds more than the form; without, the form
                box = next((e for e in boxes if e.end - e.start > boxes[0].end - boxes[0].start), boxes[0])
                yield Proposal(box.start, box.end, f"newsletter: “{found.phrase}”")


def _is_short(view: _View, element: Element) -> bool:
    return sum(block.words for block in view.blocks[element.start : element.end]) <= phrases.MAX_WITHIN_WORDS


def _names_and_dates(view: _View) -> Iterator[Proposal]:
    """What like records have over and over: who wrote and when, "in stock", "add to cart"."""
    for place in view.page.like_blocks:
        blocks = [view.blocks[at] for at in place]
        if all(_is_name(block) for block in blocks) and len({block.text for block in blocks}) < len(blocks):
            repeated = "name"
        elif all(_is_dated(block) for block in blocks):
            repeated = "date"
        else:
            continue
        for at in place:
            yield Proposal(at, at + 1, f"{repeated} repeated in like records")


def _is_name(block: Block) -> bool:
    """Whether a Block can be a name: words that are no link, no date and no sentence."""
    return (
        block.role in (Role.PARAGRAPH, Role.BYLINE, Role.CONTROL)
        and 0 < block.words <= MAX_NAME_WORDS
        and not block.level
        and not block.link_words
        and not block.ends_sentence
        and not any(char.isdigit() for char in block.text)
    )


def _is_dated(block: Block) -> bool:
    """Whether a Block is a short line with a time or a year in it: "by Ann, 12 May 2024, 9:30"."""
    return (
        block.role in (Role.PARAGRAPH, Role.BYLINE, Role.DATE)
        and 0 < block.words <= MAX_LABEL_WORDS
        and not block.level
        and not block.ends_sentence
        and has_time_or_year(block.text)
    )


def _governed(view: _View, label: Block) -> Iterator[tuple[int, int]]:
    """The ranges that go with a label.

    Lines have no boxes that end: of what follows a label there, only what the scorer doubts goes with it.
    """
    end = _governed_end(view, label)
    if not view.page.flattened:
        yield label.index, end
        return
    for at in range(label.index + 1, end):
        if view.probabilities[at] < 0.5:
            yield at, at + 1


def _governed_end(view: _View, label: Block) -> int:
    """How far a label reaches: to the end of its box, the next heading or the next solid text."""
    start = label.index
    holder = view.page.holder(label)
    end = holder.end if holder else len(view.blocks)
    if holder and holder.start == start and not view.is_body([(start, end)]):
        return view.prose_start(start + 1, end)
    stop = min(view.prose_start(start + 1, end), view.stop(label.level, start + 1))
    if 0 < label.level < view.blocks[min(start + 1, end - 1)].level:
        stop = max(stop, min(end, _pairs_end(view.blocks, start + 1)[0]))
    return stop


def _orphans(view: _View, dropped: dict[int, str]) -> dict[int, str]:
    """Kept headings with nothing kept under them any more, because it was all discarded."""
    orphans: dict[int, str] = {}
    # level of the next Block that stays, 0 for text; the end of the page counts as a heading
    next_level, lost = 1, False
    for block in reversed(view.blocks):
        # a heading that is never closed makes headings of all paragraphs behind it
        level = 0 if view.solid[block.index] else block.level
        if block.index in dropped:
            lost = lost or view.mask[block.index]
        elif view.mask[block.index]:
            if level and lost and 0 < next_level <= level:
                orphans[block.index] = "heading of nothing that is kept"
            else:
                next_level, lost = level, False
    return orphans


# Rules whose Blocks of one reason are of one kind: a name on every paragraph says nothing of any.
_TOGETHER = (_comments, _named_boxes, _repeated_labels, _names_and_dates)
_RULES = (
    _comments,
    _named_boxes,
    _doubtful_pairs,
    _repeated_labels,
    _labelled_links,
    _phrases,
    _for_scripts,
    _forms,
    _names_and_dates,
)
