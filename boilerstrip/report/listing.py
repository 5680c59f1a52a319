"""A listing of all Blocks of a page for the terminal, one on each line."""

from __future__ import annotations

import textwrap

from boilerstrip.extraction import Extraction


def listing(extraction: Extraction, *, colour: bool = False, width: int = 100) -> str:
    """Return a listing of all Blocks: decision, role, probability, votes, reason and beginning of the text.

    Kept Blocks are marked `+`, dropped ones `-`; a vote is the strategy's initial letters.
    """
    names = [candidate.name for candidate in extraction.candidates]
    lines = [f"strategy {extraction.strategy or 'none'}, confidence {extraction.confidence:.2f}"]
    for candidate in extraction.candidates:
        state = f"failed: {candidate.error}" if candidate.error else f"score {candidate.score:.2f}"
        lines.append(f"  {candidate.name:<12} {state:<12} {candidate.seconds * 1000:7.1f} ms")
    lines.append("")
    initials = [name[:2] for name in names]
    for block in extraction.blocks:
        votes = "".join(
            initial if candidate.mask[block.index] else "··"
            for initial, candidate in zip(initials, extraction.candidates, strict=True)
        )
        line = f"{'+' if block.kept else '-'} {block.index:>4} {block.role.value:<9} "
        line += f"{block.probability:.2f} {votes} [{block.reason}] "
        line += textwrap.shorten(_printable(block.text), max(20, width - len(line)), placeholder=" …")
        lines.append(f"\x1b[{'32' if block.kept else '2'}m{line}\x1b[0m" if colour else line)
    return "\n".join(lines)


def _printable(text: str) -> str:
    """Return text without control characters, which could control the reader's terminal."""
    return "".join(char if char.isprintable() else " " for char in text)
