"""Fields that similar records repeat: names, dates, buttons."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import compress
from operator import attrgetter

from boilerstrip.discard.labels import MAX_LABEL_WORDS
from boilerstrip.discard.view import HIGH_CONFIDENCE, LIKELY, KeptView, Proposal
from boilerstrip.page import Block, Role
from boilerstrip.page.boxes import box_kind, is_box_title
from boilerstrip.page.signatures import names_type
from boilerstrip.page.turns import pass_years, sentences_below, take_turns
from boilerstrip.page.units import LISTS_AND_TABLES
from boilerstrip.text.dates import has_time_or_year
from boilerstrip.text.patterns import lazy

# Words of a name, a state or a button. In cross-validation, dropping these if similar records repeat them
# adds 0.0003 word F1 on WCXB dev (0.003 on collections, 0.001 on listings, and no loss elsewhere); dropping
# repeated lines with a time or a year adds 0.0001 (0.0015 on listings, 0.0006 on forums).
MAX_NAME_WORDS = 3
# From this mean probability on they are titles of notes, or what each record is praised for.
_LIKELY_NAME = 0.7
_START = attrgetter("start")
_DIGITS, _POST = lazy(r"\d+"), lazy(r"#\d+")
# So many links in the same words, and words of one below a record.
_MIN_MEMBERS, _MAX_LINK = 3, 5
# Tuples, as members of enums take long to hash.
_NAMES = (Role.PARAGRAPH, Role.BYLINE, Role.CONTROL)
_DATES = (Role.PARAGRAPH, Role.BYLINE, Role.DATE)


def propose_repeated_fields(view: KeptView) -> Iterator[Proposal]:
    """Propose what similar records repeat: author and date, "in stock", "#12".

    Speakers and years that stand above kept sentences are part of an interview or a timeline, and stay. So do
    names that are likely text, and titles of notes and of lists that surely are. In a reference, names are
    types and labels such as "Returns"; and so are types of data elsewhere.
    """
    yield from _like_links(view)
    is_reference = view.page.repeated_groups != [] and view.is_reference
    if is_reference:
        yield from _links_of_members(view)
    for group in view.page.repeated_groups:
        first = view.blocks[group[0]]
        # most groups show with the first that they are no fields
        if not (_is_name(first) or _is_dated(first) or _is_number_of_post(first)):
            continue
        blocks = [view.blocks[i] for i in group]
        if all(_is_name(block) for block in blocks) and len({block.text for block in blocks}) < len(blocks):
            if is_reference or _are_likely(view, group) or all(_is_title(view, block) for block in blocks):
                continue
            if all(map(names_type, blocks)):
                continue
            repeated, in_order = "name", take_turns([block.text for block in blocks])
        elif all(_is_dated(block) for block in blocks):
            repeated, in_order = "date", pass_years([block.text for block in blocks])
        elif all(_is_number_of_post(block) for block in blocks):
            repeated, in_order = "number", False
        else:
            continue
        if in_order and all(_opens_kept_text(view, block) for block in blocks):
            continue
        for i in group:
            yield Proposal(i, i + 1, f"{repeated} repeated in like records")


def _are_likely(view: KeptView, group: Sequence[int]) -> bool:
    """Return whether names are likely text in the mean."""
    return sum(map(view.probabilities.__getitem__, group)) >= _LIKELY_NAME * len(group)


def _links_of_members(view: KeptView) -> Iterator[Proposal]:
    """Propose short lines that the members of a reference repeat, each with a link, such as "Source".

    Links to one type lead to the same address. Headings that differ in a number head parts of the text, and
    so do likely ones, which a table of contents may repeat.
    """
    lines: dict[str, list[Block]] = {}
    for block in view.blocks:
        if not block.link_words or block.role is Role.TABLE or block.words > MAX_LABEL_WORDS:
            continue
        if not block.level:
            lines.setdefault(_DIGITS.sub("#", block.text), []).append(block)
        elif view.probabilities[block.index] < LIKELY:
            lines.setdefault(block.text, []).append(block)
    for blocks in lines.values():
        addresses = {run.href for block in blocks for run in block.runs if run.href}
        if _MIN_MEMBERS <= len(blocks) <= len(addresses):
            for block in blocks:
                yield Proposal(block.index, block.index + 1, "link repeated in like records")


def _is_name(block: Block) -> bool:
    """Return whether a Block can be a name: a few words without links, digits or the end of a sentence."""
    return (
        0 < block.words <= MAX_NAME_WORDS
        and block.role in _NAMES
        and not block.level
        and not block.link_words
        and not block.ends_sentence
        and not any(map(str.isdigit, block.text))
    )


def _like_links(view: KeptView) -> Iterator[Proposal]:
    """Propose lines that are a link in the same words: buttons, such as "Book now" and "Back to the list".

    Each leads to another address, or all to one. A single word may then be a name that the text mentions, and
    in a reference links to one type lead to one page.
    """
    kept = {block.text for block in compress(view.blocks, view.left) if _is_link(block)}
    links: dict[str, list[Block]] = {text: [] for text in kept}
    for block in view.blocks if kept else ():
        if block.text in links and _is_link(block):
            links[block.text].append(block)
    for like in links.values():
        if len(like) < _MIN_MEMBERS:
            continue
        addresses = {run.href for block in like for run in block.runs if run.href}
        is_button = len(addresses) == 1 and like[0].words > 1 and not view.is_reference
        if is_button or len(like) <= len(addresses):
            for block in like:
                yield Proposal(block.index, block.index + 1, "link repeated in like records")


def _is_link(block: Block) -> bool:
    """Return whether a line is a link in a few words without digits, and nothing else."""
    return (
        0 < block.link_words == block.words <= _MAX_LINK
        and block.role is Role.PARAGRAPH
        and not block.level
        and ":" not in block.text
        and not any(map(str.isdigit, block.text))
    )


def _is_number_of_post(block: Block) -> bool:
    """Return whether a Block is nothing but the number of a post, with a link to it: "#12"."""
    return block.words == block.link_words == 1 and _POST.fullmatch(block.text) is not None


def _is_title(view: KeptView, block: Block) -> bool:
    """Return whether a Block is the title of a kept note, or right above a list that is surely text."""
    page, below = view.page, block.index + 1
    box = page.enclosing_container(block)
    if box is not None and box.start == block.index and box_kind(page, box):
        return is_box_title(page, block, box) and all(view.left[i] for i in range(below, box.end))
    at = bisect_left(page.units, below, key=_START)
    if at == len(page.units) or page.units[at].start != below or page.units[at].kind not in LISTS_AND_TABLES:
        return False
    inside = range(below, page.units[at].end)
    expected = sum(view.left[i] * view.probabilities[i] for i in inside)
    return expected >= HIGH_CONFIDENCE * sum(page.blocks[i].words for i in inside)


def _is_dated(block: Block) -> bool:
    """Return whether a Block is a short line with a time or a year: "by Ann, 12 May 2024, 9:30"."""
    return (
        0 < block.words <= MAX_LABEL_WORDS
        and block.role in _DATES
        and not block.level
        and not block.ends_sentence
        and has_time_or_year(block.text)
    )


def _opens_kept_text(view: KeptView, field: Block) -> bool:
    """Return whether a field is the first line of a record that is otherwise kept sentences without links."""
    below = sentences_below(view.page, field)
    return bool(below) and all(view.left[i] for i in below)
