"""Footnotes: a note goes with the text that refers to it."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from boilerstrip.page import Block, Page, Role
from boilerstrip.render.footnotes import note_key

# Headings of notes in the languages that pages have most.
_HEADINGS = frozenset(
    """
    notes footnotes endnotes note anmerkungen fußnoten fussnoten notas notes_de_bas_de_page note_a_piè_di_pagina
    voetnoten noten przypisy fotnoter noter alaviitteet poznámky примечания сноски 注釈 脚注 注 注释
    """.split()
)
_PLAIN = re.compile(r"[\[(](\d{1,3})[\])]\s+\S")
_MAX_PLAIN = 500


def footnote_blocks(page: Page, kept: Sequence[bool]) -> dict[int, bool]:
    """The Blocks of notes by their index, and whether each goes with what is kept of the page.

    A note that a kept Block refers to is kept. One that no Block refers to is, where it stands right behind
    kept text in the same element.
    """
    notes: dict[int, bool] = {}
    referred, anywhere = _referred(page, kept)
    before_notes = _last_before(page, kept)
    for note in page.footnotes:
        held = range(note.element.start, note.element.end)
        if note.key in anywhere:
            goes = note.key in referred
        else:
            goes = before_notes.get(note.element.start, False)
        for i in held:
            if page.blocks[i].role is not Role.CONTROL:
                notes[i] = notes.get(i, False) or goes
    return notes


def _referred(page: Page, kept: Sequence[bool]) -> tuple[set[str], set[str]]:
    """The keys of notes that kept Blocks refer to, and those that any Block of the page does."""
    referred: set[str] = set()
    anywhere: set[str] = set()
    if page.footnotes:
        for block in page.blocks:
            for run in block.runs:
                if (key := note_key(run)) is not None:
                    anywhere.add(key)
                    if kept[block.index]:
                        referred.add(key)
    return referred, anywhere


def _last_before(page: Page, kept: Sequence[bool]) -> dict[int, bool]:
    """For the first Block of each note, whether the last text before the notes is kept."""
    inside = {i for note in page.footnotes for i in range(note.element.start, note.element.end)}
    found: dict[int, bool] = {}
    last = -1
    starts = {note.element.start for note in page.footnotes}
    for block in page.blocks if starts else ():
        if block.index in starts:
            found[block.index] = last >= 0 and kept[last] and _share_element(page, last, block)
        if block.index not in inside and not block.level:
            last = block.index
    return found


def _share_element(page: Page, above: int, block: Block) -> bool:
    """Whether a text and a note behind it stand in one element that is not the whole page."""
    around = next((e for e in page.ancestors(block.element) if e.start <= above), None)
    return around is not None and around.tag not in ("body", "html")


def plain_notes(page: Page, kept: Collection[int]) -> list[int]:
    """The Blocks of notes that no link leads to: paragraphs that begin with a number in brackets, or a list of notes."""
    found: list[int] = []
    numbered = 0
    headed = 0
    for block in page.blocks:
        if block.level:
            headed = block.level if block.text.lower().strip(" :").replace(" ", "_") in _HEADINGS else 0
            continue
        if block.index not in kept or len(found) >= _MAX_PLAIN:
            continue
        said = _PLAIN.match(block.text)
        if headed and (said or block.role is Role.LIST_ITEM):
            found.append(block.index)
        elif said and int(said[1]) == numbered + 1:
            numbered += 1
            found.append(block.index)
    return found
