"""Footnotes: a note goes with the text that refers to it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from boilerstrip import _kernels
from boilerstrip.page import Block, Element, Page, Role, Run
from boilerstrip.page.block import is_bold
from boilerstrip.page.boxes import box_kind
from boilerstrip.page.footnotes import NOTEREF, Footnote, NoteLinks, note_key
from boilerstrip.page.furniture import read_names
from boilerstrip.page.runs import join_runs
from boilerstrip.page.tags import WHOLE_PAGE
from boilerstrip.text.patterns import lazy

# Headings of notes in the most frequent languages.
NOTE_LABELS = frozenset(
    """
    notes footnotes endnotes note anmerkungen fußnoten fussnoten notas notes_de_bas_de_page
    note_a_piè_di_pagina
    voetnoten noten przypisy fotnoter noter alaviitteet poznámky примечания сноски 注釈 脚注 注 注释
    """.split()
)
# How they begin, in capitals or behind what is left out at their ends.
_LABEL_HEADS = frozenset(" :").union(*((label[0], label[0].upper()) for label in NOTE_LABELS))
_PLAIN = lazy(r"[\[(](\d{1,3})[\])]\s+\S")
_DOTTED = lazy(r"(\d{1,3})[.)]\s+\S")
_BRACKETS = ("[", "(")
# What the mark of a note is raised behind: a word that is no unit, or the end of a sentence or quotation.
_BEFORE_MARK = lazy(r"(?:[^\W\d_]{4,}|[.,;:!?”’\"'»)])\Z")
_MAX_WORD = 40
_MAX_DIGITS = 3
_MARK_AND_TEXT = 2
_MAX_HEADING_WORDS = 5
_PLAIN_MARK = lazy(r"\[(\d{1,3})\]")
_MAX_PLAIN = 500
# A title stands no further inside of its box.
_MAX_AROUND = 4
# Prefix of the keys of plain notes, which no link leads to; keys from the page have no space.
_PLAIN_KEY = "plain "
# Notes with more words than this, and more than this share of the kept text, are a list of references or
# small print: they are kept only if the scorer keeps them.
_MAX_SHARE, _MAX_NOTE_WORDS = 0.15, 120


class FootnoteDecision(NamedTuple):
    """Decisions about the notes of a page, by the indexes of Blocks.

    `blocks` are all notes, `asked_for` and `dropped` have a reason for each Block, and `links` connects notes
    with the marks that refer to them.
    """

    blocks: frozenset[int]
    asked_for: Mapping[int, str]
    dropped: Mapping[int, str]
    links: NoteLinks


def decide_footnotes(
    page: Page, mask: Sequence[bool], dropped: Collection[int], *, include: bool
) -> FootnoteDecision:
    """Decide which Blocks are notes; with `include` those of kept text are asked for, else all dropped."""
    kept = list(mask)
    for i in dropped:
        kept[i] = False
    notes = footnote_blocks(page, kept)
    plain = plain_notes(page, kept)
    links = NoteLinks(page.footnotes)
    if include:
        links = link_plain_notes(page, [i for i in plain if i not in notes])
    notes |= dict.fromkeys(plain, True)
    asked_for: dict[int, str] = {}
    out: dict[int, str] = {}
    has_body = any(kept)
    for i, goes in notes.items():
        if not include:
            out[i] = "footnote"
            if i and is_heading_of_notes(page.blocks[i - 1]):
                out[i - 1] = "heading of footnotes"
        elif goes and has_body:
            asked_for[i] = "footnote of the body"
            if i and i - 1 not in notes and _is_hidden_heading(page, page.blocks[i - 1]):
                out[i - 1] = "heading of footnotes for screen readers alone"
            elif i and i - 1 not in notes and i - 1 not in dropped and _is_visible_heading(page, i - 1):
                asked_for[i - 1] = "heading of footnotes"
    return FootnoteDecision(frozenset(notes), asked_for, out, links)


def footnote_blocks(page: Page, kept: Sequence[bool]) -> dict[int, bool]:
    """Return the indexes of the Blocks of linked notes, and whether each belongs to kept text.

    A note belongs to kept text if a kept Block refers to it, or if no Block does and it directly follows kept
    text in the same element. Notes that the scorer left out stay out if they would be a large part of the
    text.
    """
    notes: dict[int, bool] = {}
    if not page.footnotes:
        return notes
    referred, anywhere = _referred(page, kept)
    before_notes = _last_before(page, kept)
    for note in page.footnotes:
        note_range = range(note.element.start, note.element.end)
        behind_text = before_notes.get(note.element.start, False)
        goes = note.key in referred if note.key in anywhere else behind_text
        for i in note_range:
            if page.blocks[i].role is not Role.CONTROL:
                notes[i] = notes.get(i, False) or goes
    n_words = sum(block.words for block in page.blocks if kept[block.index] and block.index not in notes)
    brought = sum(page.blocks[i].words for i, goes in notes.items() if goes and not kept[i])
    if brought > max(_MAX_SHARE * n_words, _MAX_NOTE_WORDS):
        notes = {i: goes and kept[i] for i, goes in notes.items()}
    return notes


def _referred(page: Page, kept: Sequence[bool]) -> tuple[set[str], set[str]]:
    """Return the keys of notes that kept Blocks refer to, and the keys that any Block refers to."""
    referred: set[str] = set()
    anywhere: set[str] = set()
    for block in page.blocks:
        for run in block.runs:
            if (key := note_key(run)) is not None:
                anywhere.add(key)
                if kept[block.index]:
                    referred.add(key)
    return referred, anywhere


def _last_before(page: Page, kept: Sequence[bool]) -> dict[int, bool]:
    """Return, by the first Block of each note, whether the last text before the notes is kept."""
    inside = {i for note in page.footnotes for i in range(note.element.start, note.element.end)}
    has_mark: dict[int, bool] = {}
    last = -1
    starts = {note.element.start for note in page.footnotes}
    for block in page.blocks if starts else ():
        if block.index in starts:
            has_mark[block.index] = last >= 0 and kept[last] and _share_element(page, last, block)
        if block.index not in inside and not block.level:
            last = block.index
    return has_mark


def _share_element(page: Page, above: int, block: Block) -> bool:
    """Return whether a text and the note after it are in one element other than the whole page."""
    around = next((e for e in page.ancestors(block.element) if e.start <= above), None)
    return around is not None and around.tag not in WHOLE_PAGE


class _PlainNote(NamedTuple):
    """A note that no link leads to: its number, its first Block, its element, and the label in its text."""

    number: str
    block: Block
    element: Element
    # characters of the first run
    label: int
    # whether marks of it may be raised numbers without brackets
    may_be_raised: bool


def link_plain_notes(page: Page, notes: Sequence[int]) -> NoteLinks:
    """Return the page's notes together with those plain `notes` that a number in the text refers to.

    It stands in brackets, or is raised; raised numbers count if there is one for each note.
    """
    if not notes:
        return NoteLinks(page.footnotes)
    numbered = _numbered(page, notes)
    first = min((note.block.index for note in numbered.values()), default=0)
    raised = frozenset(number for number, note in numbered.items() if note.may_be_raised)
    runs, marked = _marked_blocks(page, first, numbered, raised)
    if raised and not marked.issuperset(raised):
        runs, marked = _marked_blocks(page, first, numbered, frozenset())
    texts: dict[int, str] = {}
    footnotes = list(page.footnotes)
    for number in sorted(marked, key=int):
        note = numbered[number]
        block = note.block
        if note.label:
            head = block.runs[0]
            rest = [head._replace(text=head.text[note.label :]), *block.runs[1:]]
            runs[block.index] = rest = [run for run in rest if run.text]
            texts[block.index] = join_runs(rest, preformatted=False)
        footnotes.append(Footnote(f"{_PLAIN_KEY}{number}", number, note.element))
    return NoteLinks(footnotes, runs, texts)


def _numbered(page: Page, notes: Sequence[int]) -> dict[str, _PlainNote]:
    """Return these notes by their numbers, without those that share one."""
    found: dict[str, _PlainNote] = {}
    ambiguous: set[str] = set()
    # how many items each list has had
    counts: Counter[int] = Counter()
    for i in notes:
        note = _read_note(page, page.blocks[i], counts)
        if note is None:
            continue
        if note.number in found:
            ambiguous.add(note.number)
        found[note.number] = note
    return {number: note for number, note in found.items() if number not in ambiguous}


def _read_note(page: Page, block: Block, counts: Counter[int]) -> _PlainNote | None:
    element = page.elements[block.element] if block.element >= 0 else None
    if element is None or not block.runs:
        return None
    head = block.runs[0]
    item = page.innermost(block.element, "li")
    if item >= 0 and (parent := page.elements[item].parent) >= 0 and page.elements[parent].tag == "ol":
        if page.elements[item].start != block.index:
            return None
        number = str(page.elements[parent].first + counts[parent])
        counts[parent] += 1
        if _PLAIN.match(block.text) is None:
            return _PlainNote(number, block, page.elements[item], 0, may_be_raised=True)
    if element.end - element.start != 1:
        return None
    if label := _raised_label(block):
        return _PlainNote(label, block, element, len(head.text), may_be_raised=True)
    for pattern in (_PLAIN, _DOTTED):
        match = pattern.match(block.text)
        in_head = pattern.match(head.text.lstrip())
        if match is not None and in_head is not None:
            label_length = len(head.text) - len(head.text.lstrip()) + in_head.end() - 1
            return _PlainNote(match[1], block, element, label_length, may_be_raised=pattern is _DOTTED)
    return None


def _marked_blocks(
    page: Page, first: int, numbered: Mapping[str, _PlainNote], raised: Collection[str]
) -> tuple[dict[int, Sequence[Run]], set[str]]:
    """Return the runs of the Blocks before the first note that have marks, and the numbers of these."""
    runs: dict[int, Sequence[Run]] = {}
    marked: set[str] = set()
    for block in page.blocks[:first]:
        if block.role is Role.CODE:
            continue
        has_raised = raised and len(block.runs) > 1 and any("sup" in run.marks for run in block.runs)
        if has_raised or "[" in block.text:
            linked = _with_marks(block.runs, numbered, raised)
            if linked is not block.runs:
                runs[block.index] = linked
                marked.update(key.removeprefix(_PLAIN_KEY) for run in linked if (key := _plain_key(run)))
    return runs, marked


def _with_marks(runs: list[Run], numbered: Mapping[str, _PlainNote], raised: Collection[str]) -> list[Run]:
    """Return the runs with a mark for each number of a note; `runs` itself if there is none."""
    linked: list[Run] = []
    has_mark = False
    for n, run in enumerate(runs):
        label = run.text.strip(" []()") if "sup" in run.marks and run.href is None else ""
        if label in raised and n and _BEFORE_MARK.search(runs[n - 1].text[-_MAX_WORD:]):
            marks = tuple(mark for mark in run.marks if mark != "sup")
            linked.append(Run(label, f"#{_PLAIN_KEY}{label}", (*marks, NOTEREF)))
            has_mark = True
            continue
        last = 0
        is_text = run.href is None and "code" not in run.marks
        for match in _PLAIN_MARK.finditer(run.text) if is_text else ():
            if match[1] not in numbered:
                continue
            linked.append(run._replace(text=run.text[last : match.start()]))
            linked.append(Run(match[0], f"#{_PLAIN_KEY}{match[1]}", (*run.marks, NOTEREF)))
            has_mark = True
            last = match.end()
        linked.append(run._replace(text=run.text[last:]) if last else run)
    return [run for run in linked if run.text] if has_mark else runs


def _plain_key(run: Run) -> str:
    key = note_key(run) or ""
    return key if key.startswith(_PLAIN_KEY) else ""


def is_heading_of_notes(block: Block) -> bool:
    """Return whether a Block is a heading such as "Notes"."""
    return block.level > 0 and _names_notes(block)


def _names_notes(block: Block) -> bool:
    """Return whether the text of a Block is that of a heading of notes."""
    return block.text.lower().strip(" :").replace(" ", "_") in NOTE_LABELS


def _is_hidden_heading(page: Page, block: Block) -> bool:
    """Return whether a Block is a heading of notes that is hidden."""
    return (
        is_heading_of_notes(block)
        and block.element >= 0
        and read_names(page.elements[block.element].class_id).hides
    )


def _is_visible_heading(page: Page, index: int) -> bool:
    """Return whether a Block is a heading that everybody sees."""
    block = page.blocks[index]
    hides = block.element >= 0 and read_names(page.elements[block.element].class_id).hides
    return block.role is Role.HEADING and block.level > 0 and not hides


def _titles_box(page: Page, heading: Block) -> bool:
    """Return whether a heading is the title of a box, as "Note" is of an admonition."""
    return any(box_kind(page, element) for element in islice(page.ancestors(heading.element), _MAX_AROUND))


def plain_notes(page: Page, kept: Sequence[bool]) -> list[int]:
    """Return the indexes of notes that no link leads to: numbered in brackets, or items under "Notes"."""
    notes: list[int] = []
    numbered = 0
    headed = False
    for block in islice(page.blocks, _first_to_begin_notes(page.blocks, kept), None):
        if block.level:
            headed = is_heading_of_notes(block) and not _titles_box(page, block)
            continue
        if not kept[block.index]:
            continue
        if not headed and block.words <= _MAX_HEADING_WORDS and is_bold(block) and _names_notes(block):
            headed = not _titles_box(page, block)
            continue
        # most lines begin neither with a bracket nor with a raised number
        label = _raised_label(block) if len(block.runs) >= _MARK_AND_TEXT else ""
        if not (headed or label or block.text.startswith(_BRACKETS)) or len(notes) >= _MAX_PLAIN:
            continue
        match = _PLAIN.match(block.text)
        if headed and (match or label or block.role is Role.LIST_ITEM or _DOTTED.match(block.text)):
            notes.append(block.index)
        elif (match and int(match[1]) == numbered + 1) or (label and int(label) == numbered + 1):
            numbered += 1
            notes.append(block.index)
    return notes


def _first_to_begin_notes(blocks: list[Block], kept: Sequence[bool]) -> int:
    """Return the index of the first Block that may begin plain notes or head them; most pages have none."""
    if _kernels.rules is not None:
        first: int = _kernels.rules.first_to_begin_notes(
            blocks, kept, NOTE_LABELS, _LABEL_HEADS, _MAX_HEADING_WORDS
        )
        return first
    return next(
        (
            block.index
            for block, is_kept in zip(blocks, kept, strict=True)
            if (_names_notes(block) if block.level else is_kept and _may_begin_notes(block))
        ),
        len(blocks),
    )


def _may_begin_notes(block: Block) -> bool:
    return (
        block.text.startswith(_BRACKETS)
        or (len(block.runs) >= _MARK_AND_TEXT and "sup" in block.runs[0].marks)
        or (block.words <= _MAX_HEADING_WORDS and _names_notes(block))
    )


def _raised_label(block: Block) -> str:
    """Return the raised number that a Block begins with, "" for none."""
    runs = block.runs
    if "sup" not in runs[0].marks or len(runs) < _MARK_AND_TEXT or block.role is not Role.PARAGRAPH:
        return ""
    label = runs[0].text.strip()
    is_number = label.isdecimal() and label.isascii() and len(label) <= _MAX_DIGITS
    return label if is_number else ""
