"""Labels and lines with a phrase of boilerplate, and what labels head."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import compress, groupby, takewhile
from operator import attrgetter

from boilerstrip import _kernels
from boilerstrip.discard.labels import (
    BUTTONS,
    OTHER_STORIES,
    SECTION_FAMILIES,
    TITLE_LINK_DENSITY,
    heads_section,
)
from boilerstrip.discard.rules.own_words import find_amid_text, heads_part_of_text, is_of_text
from boilerstrip.discard.rules.sections import section_ranges, stories_below
from boilerstrip.discard.view import MIN_TEXT_WORDS, KeptView, Proposal
from boilerstrip.page import Block, Role
from boilerstrip.page.block import opened_by, saying
from boilerstrip.page.signatures import is_code
from boilerstrip.page.tables import MAX_CELL_BLOCKS
from boilerstrip.page.tags import CELLS
from boilerstrip.text import phrases
from boilerstrip.text.patterns import lazy
from boilerstrip.text.words import count_words, words

# A label in brackets at the beginning of a line.
_BRACKETS = "【〔［[＜<"
_IN_BRACKETS = lazy(r"[【〔［\[＜<]([^】〕］\]＞>]{1,20})[】〕］\]＞>]\s*(?=\S)")
# No label has more words.
_MAX_LABEL = 25
_COMMENTS = "comments"
# Families of labels whose sections stand below the text.
_BELOW = frozenset({_COMMENTS, "pager"})
# Separators between the parts of a line.
_BETWEEN_PARTS = lazy(r"(?<=[.!?。！？])\s+|\n|\s*[|·•/»›←→]\s*|\s+[–—-]\s+")
# A line of several parts has one of these separators.
_MAY_PART = lazy(r"[\n|·•/»›←→.!?。！？–—-](?:(?<![.!?。！？–—-])|\s)")
# Characters of a line that says how many comments there are.
_MAX_COUNT = 40
# A label of comments behind as many texts is below each of them.
_MIN_TEXTS = 3
# Words that such a label has at least above one title, and words of that title.
_MIN_LABEL_WORDS, _MIN_TITLE_WORDS = 2, 3
_HREF = attrgetter("href")
# Enum members are slow to look up by name.
_TABLE = Role.TABLE


def propose_labelled_titles(view: KeptView) -> Iterator[Proposal]:
    """Propose Blocks of a label and, behind it or on lines of their own, links, or one title without a link.

    A label may stand in one line with its link, in brackets as it does in Chinese and Japanese, or before it.
    """
    for block in opened_by(view.blocks, _BRACKETS):
        opening = _IN_BRACKETS.match(block.text)
        if opening is not None and block.link_density >= TITLE_LINK_DENSITY:
            yield from _labelled(block, opening[1].strip(), OTHER_STORIES)
    # most are left out anyway, and of the others most have no links or nothing else
    for block in compress(view.blocks, view.left):
        if not 0 < block.link_words < block.words:
            continue
        if block.link_words < TITLE_LINK_DENSITY * (block.words - _MAX_LABEL):
            continue
        label, is_all = _opening(block)
        if not is_all and view.page.phrase_matches[block.index] is None and _are_links_below(block, label):
            yield from _labelled(block, label, OTHER_STORIES)
    for block in saying(view.blocks, "\n"):
        label = block.text.partition("\n")[0]
        if view.left[block.index] and _may_be_labelled_title(block):
            yield from _labelled(block, label, OTHER_STORIES)
        elif block.link_words:
            # below the label there are links and nothing else
            if _are_links_below(block, label):
                yield from _labelled(block, label, SECTION_FAMILIES)
        elif view.left[block.index] and (count := _count_of_comments(block)) is not None:
            yield Proposal(block.index, block.index + 1, f"{_COMMENTS}: “{count.phrase}”")


def _labelled(block: Block, label: str, families: frozenset[str]) -> Iterator[Proposal]:
    """Propose a Block if the label that it begins with is a phrase of one of these families."""
    found = phrases.match(label, count_words(label))
    if found is not None and found.whole and found.family in families:
        yield Proposal(block.index, block.index + 1, f"{found.family}: “{found.phrase}”")


def _are_links_below(block: Block, label: str) -> bool:
    """Return whether nearly all words of a Block behind its label are linked."""
    return block.link_words > 0 and block.link_words >= TITLE_LINK_DENSITY * (
        block.words - count_words(label)
    )


def _count_of_comments(block: Block) -> phrases.Match | None:
    """Return the phrase that is the first line of a Block and says how many comments follow in it."""
    label = block.text.partition("\n")[0]
    if len(label) > _MAX_COUNT or not any(char.isdigit() for char in label):
        return None
    found = phrases.match(label, count_words(label))
    return found if found is not None and found.whole and found.family == _COMMENTS else None


def _may_be_labelled_title(block: Block) -> bool:
    """Return whether a Block is two lines without a link that are no sentence: "Read also", "A title".

    "Recommended" may stand above a value as well.
    """
    label, _, title = block.text.partition("\n")
    return (
        block.words <= phrases.MAX_START_WORDS
        and not block.link_words
        and not block.ends_sentence
        and "\n" not in title
        and count_words(label) >= _MIN_LABEL_WORDS
        and count_words(title) >= _MIN_TITLE_WORDS
    )


def propose_lines_of_phrases(view: KeptView) -> Iterator[Proposal]:
    """Propose Blocks that consist of several phrases: "All rights reserved. Privacy policy"."""
    for block, opening, is_whole in _lines_of_parts(view):
        tokens = view.page.block_words[block.index] if is_whole else words(opening)
        if (
            # a part without words is passed over
            (not tokens or phrases.may_open(opening, tokens))
            and (first := _first_of_phrases(block)) is not None
            and not _is_in_row(view, block)
            and not is_code(block)
        ):
            yield Proposal(block.index, block.index + 1, f"{first.family}: “{first.phrase}” and such")


def _lines_of_parts(view: KeptView) -> list[tuple[Block, str, bool]]:
    """The short lines, kept and without a phrase, that may be made of several parts.

    With each comes what its links let begin: its text as far as the first link that begins or ends in it, and
    whether that is all of it.
    """
    matches = view.page.phrase_matches
    if _kernels.rules is not None:
        lines: list[tuple[Block, str, bool]] = _kernels.rules.lines_of_parts(
            view.blocks, matches, view.left, phrases.MAX_START_WORDS
        )
        return lines
    short = (
        (block, *_opening(block))
        for block, found, left in zip(view.blocks, matches, view.left, strict=True)
        if found is None and 0 < left <= phrases.MAX_START_WORDS
    )
    return [line for line in short if not line[2] or _MAY_PART.search(line[1].strip())]


def _opening(block: Block) -> tuple[str, bool]:
    """The text of a Block as far as the first link that begins or ends in it, and whether it is all of it."""
    same = list(takewhile(lambda run: run.href == block.runs[0].href, block.runs))
    return "".join([run.text for run in same]), len(same) == len(block.runs)


def _first_of_phrases(block: Block) -> phrases.Match | None:
    """Return the first phrase of a line that consists of two or more phrases, None for other lines."""
    parts = _parts(block)
    # the first part decides for most lines, and the rest is not searched
    first = _whole_phrase(next(parts, ""))
    if first is None:
        return None
    others = list(parts)
    return first if others and all(map(_whole_phrase, others)) else None


def _whole_phrase(text: str) -> phrases.Match | None:
    """Return the phrase that is all of a text, None for no phrase or an answer in a sentence: "No."."""
    found = phrases.match(text, count_words(text))
    is_said = found is not None and found.family in BUTTONS and text.endswith(".")
    return found if found is not None and found.whole and not is_said else None


def _is_in_row(view: KeptView, block: Block) -> bool:
    """Return whether a Block is a table cell with other cells in its row."""
    row = view.page.innermost(block.element, "tr") if block.role is Role.TABLE else -1
    return row >= 0 and view.page.elements[row].end - view.page.elements[row].start > 1


def _parts(block: Block) -> Iterator[str]:
    """Iterate over the links, sentences and separated pieces of a line."""
    for _, runs in groupby(block.runs, key=_HREF):
        for piece in _pieces("".join([run.text for run in runs])):
            if count_words(piece):
                yield piece.strip()


def _pieces(text: str) -> Iterator[str]:
    """The pieces of a text one by one: most often the first is all that is asked for."""
    start = 0
    for between in _BETWEEN_PARTS.finditer(text):
        yield text[start : between.start()]
        start = between.end()
    yield text[start:]


def propose_phrases(view: KeptView) -> Iterator[Proposal]:
    """Propose Blocks with a phrase of boilerplate, and the sections that labels head."""
    # cached, as one row may have all cells of the page
    rows: dict[int, bool] = {}
    amid, blocks = find_amid_text(view), view.blocks
    below_each = _labels_below_each_text(view)
    for i, found in view.page.phrased.items():
        block, family = blocks[i], found.family
        if i in amid or is_of_text(view, block, found):
            continue
        if (
            block.role is _TABLE
            and (row := view.page.innermost(block.element, "tr")) >= 0
            and not _is_in_cell_of_text(view, block)
        ):
            if row not in rows:
                rows[row] = _is_row_of_labels(view, row)
            if not rows[row]:
                continue
        reason = f"{family}: “{found.phrase}”"
        # above a text stand the count of comments below it, the number of its page, or the site's name
        is_above = family in _BELOW and not view.kept_words[i]
        if heads_section(block, found) and not is_above and _singular(found) not in below_each:
            section = list(section_ranges(view, block, may_be_prose=family == _COMMENTS))
            if heads_part_of_text(view, block, found, section):
                continue
            for start, end in section:
                yield Proposal(start, end, reason)
        elif view.page.is_plaintext:
            yield from (Proposal(start, end, reason) for start, end in stories_below(view, block, found))
        yield Proposal(i, i + 1, reason)


def _labels_below_each_text(view: KeptView) -> set[str]:
    """Return labels of comments that stand below each of several texts, as on the first page of a blog."""
    texts = Counter[str]()
    ends: dict[str, int] = {}
    for i, found in view.page.phrased.items():
        # the comments are elsewhere, where a link leads, or the next text begins
        if found.family == _COMMENTS and (
            view.blocks[i].link_density >= TITLE_LINK_DENSITY or _precedes_heading(view, i)
        ):
            label = _singular(found)
            texts[label] += view.count_kept([(ends.get(label, 0), i)]) >= MIN_TEXT_WORDS
            ends[label] = i
    return {label for label, count in texts.items() if count >= _MIN_TEXTS}


def _precedes_heading(view: KeptView, index: int) -> bool:
    """Return whether a line that is no heading stands right above one."""
    return view.blocks[index].level == 0 and index + 1 < len(view.blocks) and view.blocks[index + 1].level > 0


def _singular(found: phrases.Match) -> str:
    """Return a phrase without an "s" at its end: "1 comment" stands where others are "2 comments"."""
    return found.phrase.removesuffix("s")


def _is_in_cell_of_text(view: KeptView, block: Block) -> bool:
    """Return whether a Block is beside a sentence in its cell, which lays out a text and holds no value."""
    cell = view.page.elements[view.page.innermost(block.element, *CELLS)]
    beside = view.blocks[cell.start : min(cell.end, cell.start + MAX_CELL_BLOCKS)]
    return any(
        other is not block
        and view.left[other.index] >= MIN_TEXT_WORDS
        and other.ends_sentence
        and view.page.phrase_matches[other.index] is None
        for other in beside
    )


def _is_row_of_labels(view: KeptView, row: int) -> bool:
    """Return whether all kept cells of a row are labels: a single "search" or "tags" is a value."""
    row_element = view.page.elements[row]
    beside = [block for block in view.blocks[row_element.start : row_element.end] if view.mask[block.index]]
    heads = {view.page.innermost(block.element, *CELLS) for block in beside}
    if all(view.page.elements[head].tag == "th" for head in heads):
        return False
    return all(view.page.phrase_matches[block.index] is not None for block in beside)
