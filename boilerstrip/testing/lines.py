"""Extracted text as lines, and the differences between two texts."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

_CONTEXT_CHARACTERS = 60


def lines_of(text: str) -> list[str]:
    """Return the lines of `text` that are not blank, with white space squeezed."""
    return [squeezed for line in text.splitlines() if (squeezed := " ".join(line.split()))]


def difference(before: Sequence[str], after: Sequence[str]) -> str:
    """Return a diff of lines: how many were lost and gained, which ones, and the lines next to them.

    Lost lines begin with "-", gained ones with "+"; of what stayed, the lines next to them are shown.
    """
    lost = gained = 0
    shown: list[str] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        if kind == "equal":
            shown.extend(_context(before[start:end], first=start == 0, last=end == len(before)))
            continue
        lost += end - start
        gained += other_end - other_start
        shown.extend(f"- {line}" for line in before[start:end])
        shown.extend(f"+ {line}" for line in after[other_start:other_end])
    return "\n".join([summary(lost, gained), *shown])


def summary(lost: int, gained: int) -> str:
    """Return a message with the numbers of lines lost and gained."""
    return ", ".join(
        f"{number} {'line' if number == 1 else 'lines'} {fate}"
        for number, fate in ((lost, "lost"), (gained, "gained"))
        if number
    )


def _context(kept: Sequence[str], *, first: bool, last: bool) -> list[str]:
    """Return those unchanged lines that are next to a change."""
    near = ([] if first else [kept[0]]) + ([] if last else [kept[-1]])
    if len(kept) == 1:
        near = near[:1]
    shown = [line if len(line) <= _CONTEXT_CHARACTERS else f"{line[:_CONTEXT_CHARACTERS]}…" for line in near]
    if (hidden := len(kept) - len(near)) > 0:
        shown.insert(0 if first else 1, f"… {hidden} more …")
    return [f"  {line}" for line in shown]
