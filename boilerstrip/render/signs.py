"""What plain text has for formatting that carries meaning: raised digits, marks of notes, tasks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from boilerstrip.page import Block, Page, Role, Run
from boilerstrip.page.block import formatted, with_form
from boilerstrip.page.footnotes import NOTEREF, Footnote, NoteLinks, note_key
from boilerstrip.page.runs import join_runs
from boilerstrip.render.footnotes import bare
from boilerstrip.text.patterns import lazy

_RAISED = dict(zip("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ", strict=True))
_LOWERED = dict(zip("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎", strict=True))
_MAX_SIGNS = 12
# What plain text has a form of its own for.
_MARKED = frozenset({"sup", "sub", NOTEREF})
# Enum members are slow to look up by name.
_CODE, _PARAGRAPH = Role.CODE, Role.PARAGRAPH
# The word or sign at the end of a text; units, as in m², have up to three letters.
_MAX_WORD = 40
_LAST = lazy(r"[^\W\d_]+$|\S$")
_ENDS = lazy(r"[^\W\d_]{4,}|[.,;:!?”’\"'»]")
_IN_ITEMS = frozenset({"li", "div", "p", "dt", "dd"})
_TASKS = {"x": "☑ ", " ": "☐ "}


def marked(blocks: Sequence[Block], links: NoteLinks) -> set[int]:
    """The indexes of the Blocks that have raised or lowered text, or marks of notes."""
    found = formatted(list(blocks), _MARKED)
    for index, runs in links.runs.items():
        if any(not _MARKED.isdisjoint(run.marks) for run in runs):
            found.add(index)
        else:
            found.discard(index)
    return found


def has_tasks(page: Page) -> bool:
    """Whether any item of the page is a task."""
    return any("task" in element.form for element in with_form(page.elements) if element.form)


def shown_text(
    page: Page, block: Block, links: NoteLinks, notes: Mapping[int, str], *, is_marked: bool
) -> str:
    """The text of a Block as plain text shows it: 10⁶ is not 106, the mark of a note no part of a word.

    `notes` are the labels of notes that are shown, by the index of their first Block. Whether it
    `is_marked`, `marked` tells of all Blocks at once.
    """
    if block.role is _CODE:
        return block.text
    # whatever stands in a list item is no plain paragraph
    task = "" if block.role is _PARAGRAPH else _task(page, block)
    if not is_marked:
        return task + links.text_of(block)
    block_runs = links.runs_of(block)
    known = {note.key for note in links.footnotes}
    kept = {
        note.key
        for note in links.footnotes
        if any(i in notes for i in range(note.element.start, note.element.end))
    }
    runs: list[Run] = []
    for n, run in enumerate(block_runs):
        key = note_key(run)
        if key is not None:
            # a note that is left out leaves no mark
            text = f"[{bare(run.text)}]" if key in kept or key not in known else ""
            runs.append(run._replace(text=text))
        elif "sup" in run.marks:
            runs.append(run._replace(text=_moved(run.text, _RAISED, "^", _before(block_runs, n))))
        elif "sub" in run.marks:
            runs.append(run._replace(text=_moved(run.text, _LOWERED, "_", _before(block_runs, n))))
        else:
            runs.append(run)
    return task + join_runs(runs, preformatted=False)


def note_labels(footnotes: Sequence[Footnote], blocks: Sequence[Block]) -> dict[int, str]:
    """The label of each kept note, by the first of its Blocks."""
    if not footnotes:
        return {}
    kept = {block.index for block in blocks}
    labels: dict[int, str] = {}
    for note in footnotes:
        first = next((i for i in range(note.element.start, note.element.end) if i in kept), None)
        if first is not None:
            labels[first] = bare(note.label)
    return labels


def _task(page: Page, block: Block) -> str:
    """The box to tick before the first Block of a task."""
    index = block.element
    while index >= 0:
        element = page.elements[index]
        if element.tag not in _IN_ITEMS or element.start != block.index:
            return ""
        if element.form and "task" in element.form:
            return _TASKS.get(element.form["task"], "")
        index = element.parent
    return ""


def _before(runs: Sequence[Run], n: int) -> str:
    """The word, or the sign, that a run stands right behind."""
    found = _LAST.search(runs[n - 1].text[-_MAX_WORD:]) if n else None
    return found[0] if found else ""


def _moved(text: str, signs: Mapping[str, str], mark: str, before: str) -> str:
    """Digits raised or lowered, by Unicode's own where it has them all; letters as they are: "19th".

    A number raised behind a sentence, or a word that is no unit, is the mark of a note.
    """
    number = text.strip()
    if not any(char.isdigit() for char in number) or len(number) > _MAX_SIGNS:
        return text
    if mark == "^" and number.isdecimal() and len(number) < 4 and _ENDS.fullmatch(before):
        return f"[{number}]"
    if all(char in signs for char in number):
        return "".join(signs.get(char, char) for char in text)
    # a number in brackets is set apart as it is
    if not before.isalnum() or not number[0].isalnum():
        return text
    return f"{mark}{text}"
