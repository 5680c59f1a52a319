"""Runs of text under one formatting, and the text that they make."""

from __future__ import annotations

from boilerstrip.page.block import Run
from boilerstrip.page.tags import TIGHT_MARKS
from boilerstrip.text.whitespace import collapse, strip_invisible
from boilerstrip.text.words import count_words

# Letters by which a word is told.
_LETTERS = 3
ENDINGS = frozenset(".!?:)")
LINE_BREAK = Run("\n", None, ("br",))


def count_link_words(runs: list[Run], count: int) -> int:
    """Number of a Block's `count` words that are inside links."""
    if len(runs) == 1:
        return count if runs[0].href is not None else 0
    unlinked = [run.text for run in runs if run.href is None]
    if len(unlinked) == len(runs):
        return 0
    if not unlinked or "".join(unlinked).isspace():
        return count
    linked = "".join([run.text if run.href is not None else " " for run in runs])
    return min(count, count_words(linked)) if not linked.isspace() else 0


def insert_missing_space(before: Run, run: Run) -> Run:
    """A text with a space before it, where styles set it apart: "By" and "Ann" in elements side by side."""
    end = before.text[-1:]
    if end.isspace() or not TIGHT_MARKS.isdisjoint(before.marks + run.marks):
        return run
    ends = end.islower() or end.isdigit() or end in ENDINGS
    links = None not in (before.href, run.href) and before.href != run.href
    # formatting such as bold type goes on inside of words: "win<b>32</b>"
    are_alike = before.marks == run.marks
    apart = (
        (ends and run.text[0].isupper())
        or links
        or (are_alike and meet_as_word_and_number(before.text, run.text))
    )
    return Run(f" {run.text}", run.href, run.marks) if apart else run


def meet_as_word_and_number(before: str, text: str) -> bool:
    """Return whether texts meet as a word and a number do: "September" and "10am", "14" and "hours".

    That is a longer word than what ends a number: "4" and "th".
    """
    if text[0].isdigit():
        return _is_word(before[-_LETTERS:])
    return before[-1:].isdigit() and _is_word(text[:_LETTERS])


def _is_word(letters: str) -> bool:
    """Return whether letters at the end or the beginning of a text are those of a word."""
    return len(letters) == _LETTERS and letters.isalpha() and letters.islower()


def append_line_break(runs: list[Run], preformatted: bool) -> bool:
    """Add a `br` to the Block that `runs` make; return whether it ends the Block, as a second one does."""
    if preformatted:
        runs.append(LINE_BREAK)
        return False
    for run in reversed(runs):
        if run is LINE_BREAK:
            return True
        if not run.text.isspace():
            break
    if runs:
        runs.append(LINE_BREAK)
    return False


def join_runs(runs: list[Run], preformatted: bool) -> str:
    """The text of a Block that these runs make, `preformatted` or with its white space collapsed."""
    if preformatted:
        text = strip_invisible("".join([run.text for run in runs]).replace("\r", ""))
        # white space at the ends of lines is part of code, as in a diff; blank lines around it are not
        first = len(text) - len(text.lstrip())
        return text[text.rfind("\n", 0, first) + 1 :].rstrip()
    if LINE_BREAK not in runs:
        return collapse("".join([run.text for run in runs]))
    text = ""
    line: list[str] = []
    for run in runs:
        if run is LINE_BREAK:
            text += collapse("".join(line)) + "\n"
            line = []
        else:
            line.append(run.text)
    return (text + collapse("".join(line))).strip("\n")
