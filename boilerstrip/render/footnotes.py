"""The footnotes of a body: which are in it, what they are called, and where each mark leads."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from boilerstrip.page import Block, Element, Run
from boilerstrip.page.footnotes import NOTEREF, NoteLinks, note_key
from boilerstrip.text.patterns import lazy

# What a label may be to stand in an address.
_LABEL = lazy(r"[\w-]{1,20}")


@dataclass(slots=True)
class Note:
    """A note of the body: its label, its element and Blocks, and how many marks have led to it so far."""

    label: str
    shown: str
    element: Element
    blocks: list[Block] = field(default_factory=list)
    marks: int = 0


class BodyNotes:
    """The notes that Blocks of a body refer to and that are part of it, by their key, in their order."""

    def __init__(self, links: NoteLinks, blocks: Sequence[Block]) -> None:
        """Find the notes among `blocks`."""
        self.notes: dict[str, Note] = {}
        # the Blocks that are part of a note
        self.indexes: set[int] = set()
        self._known = {note.key for note in links.footnotes}
        if not links.footnotes:
            return
        referred = {
            key for block in blocks for run in links.runs_of(block) if (key := note_key(run)) is not None
        }
        kept = {block.index: block for block in blocks}
        taken: set[str] = set()
        for note in links.footnotes:
            kept_blocks = [kept[i] for i in range(note.element.start, note.element.end) if i in kept]
            if (
                note.key not in referred
                or not kept_blocks
                or not self.indexes.isdisjoint(b.index for b in kept_blocks)
            ):
                continue
            label = note.label if _LABEL.fullmatch(note.label) and note.label not in taken else ""
            n = len(self.notes) + 1
            while not label:
                label = str(n) if str(n) not in taken else ""
                n += 1
            taken.add(label)
            self.notes[note.key] = Note(label, note.label, note.element, kept_blocks)
            self.indexes.update(block.index for block in kept_blocks)

    def sections(self, blocks: Sequence[Block]) -> list[tuple[Block | None, list[Note]]]:
        """The notes by the heading above them, if it has nothing but notes below it; None for no heading."""
        headings: list[tuple[int, Block | None]] = [(-1, None)]
        # the heading right above the notes that are passed, if there is one
        above: Block | None = None
        for block, after in pairwise([*blocks, None]):
            assert block is not None
            if block.level and after is not None and after.index in self.indexes:
                above = block
            ends = after is None or after.index not in self.indexes
            if above is not None and block.index in self.indexes and ends:
                if after is None or 0 < after.level <= above.level:
                    headings.append((above.index, above))
                above = None
        notes_by_heading: dict[int, list[Note]] = {}
        first_indexes = [index for index, _ in headings]
        for note in self.notes.values():
            notes_by_heading.setdefault(bisect_right(first_indexes, note.element.start) - 1, []).append(note)
        return [(headings[i][1], notes_by_heading[i]) for i in sorted(notes_by_heading)]

    def resolved(self, runs: Sequence[Run]) -> Sequence[Run]:
        """Runs with each mark told where it leads, if anywhere; those of notes left out are gone."""
        if not any(run.marks and run.marks[-1] == NOTEREF for run in runs):
            return runs
        found: list[Run] = []
        for run in runs:
            key = note_key(run)
            if key is None:
                found.append(run)
            elif (note := self.notes.get(key)) is not None:
                note.marks += 1
                found.append(Run(note.shown, None, (*run.marks[:-1], f"{NOTEREF} {note.label} {note.marks}")))
            elif key not in self._known:
                found.append(Run(bare(run.text), None, (*run.marks[:-1], NOTEREF)))
        return found


def bare(label: str) -> str:
    """A label without brackets."""
    return label.strip("[]() .:")


def mark_markup(mark: str, text: str) -> str:
    """The HTML of a mark that `resolved` has told where it leads."""
    _, _, target = mark.partition(" ")
    if not target:
        return f"<sup>[{text}]</sup>"
    label, _, count = target.partition(" ")
    suffix = "" if count == "1" else f"-{count}"
    return f'<sup><a href="#fn-{label}" id="fnref-{label}{suffix}">{text}</a></sup>'
