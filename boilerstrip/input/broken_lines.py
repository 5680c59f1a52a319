"""Lines of text that a tool broke at links and bold words, joined again."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from boilerstrip.text.patterns import lazy
from boilerstrip.text.sentences import ends_line

# A shorter line is a label: the next line does not continue it, unless that begins with closing punctuation.
_MIN_BROKEN_WORDS = 3
# Least words of a wrapped line if no white space shows that it was broken; list items are shorter.
_MIN_WRAPPED_WORDS = 8
# Lines of code and rows of tables, which are never joined.
_CODE = lazy(r"[={}<>|\\_]|;\s*$|\w\(|\S\t+\S")
# Between two pieces of a sentence there may be a name, a date, or the text of a link.
_MAX_BETWEEN_WORDS = 15
# "of", "am", "w": short words before a link, with which hardly any headline ends.
_BEFORE_LINK = lazy(r"(?:^|[^\w'’-])[^\W\d_A-Z]{1,3}\s+$")

# Bullets of list items in text dumps.
BULLETS = "*+•·◦▪‣⁃○●■□–-"
_BULLET = lazy(rf"\s*[{BULLETS}]\s")

_CLOSING = tuple(",.;:!?)]»”%、。，")
_OPENING = tuple("([«„“‘")
_APOSTROPHES = ("'", "’")


def join_broken_lines(lines: Sequence[str]) -> list[str]:
    """Return lines without a blank line between them, with those joined that a tool broke apart.

    Some tools that convert pages to text break lines at links and bold words, and some wrap lines. White
    space left at the break shows the former; lower-case letters show both.
    """
    whole: list[list[str]] = []
    words = 0
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else ""
        if i and _continues(lines[i - 1], words, line, after):
            whole[-1].append(line)
        else:
            whole.append([line])
            words = 0
        words += len(line.split())
    return [_joined(pieces) for pieces in whole]


def _continues(before: str, words: int, line: str, after: str) -> bool:
    """Return whether `line` continues the sentence in `before`, which has `words` words so far."""
    if _CODE.search(before) or (words >= _MIN_BROKEN_WORDS and _CODE.search(line)):
        return False
    if _closes(line) or before.endswith(_OPENING):
        return True
    if words < _MIN_BROKEN_WORDS or ends_line(before):
        return False
    is_broken = before[-1:].isspace() or _is_continuation(line)
    if line.lstrip()[:1].islower():
        return is_broken or words >= _MIN_WRAPPED_WORDS
    if is_broken and _BEFORE_LINK.search(before[-8:]):
        return True
    # a name, a date or a link between two pieces of a sentence
    if len(line.split()) > _MAX_BETWEEN_WORDS or ends_line(line) or _BULLET.match(line):
        return False
    has_space = before[-1:].isspace() or _is_continuation(after)
    return _closes(after) or (has_space and after.lstrip()[:1].islower())


def _joined(pieces: Sequence[str]) -> str:
    """Return the pieces as one line, with a space between them except at punctuation."""
    parts = [pieces[0].rstrip()]
    for before, piece in pairwise(pieces):
        has_space = before[-1:].isspace() or piece[:1].isspace()
        close = before.endswith(_OPENING) or (_closes(piece) and not has_space)
        parts.append(piece.strip() if close else f" {piece.strip()}")
    return "".join(parts)


def _closes(line: str) -> bool:
    """Return whether a line begins with punctuation that belongs to the word before it."""
    begins = line.lstrip() if _is_continuation(line) else line
    if begins.startswith(_APOSTROPHES):
        return begins[1:2].islower()
    # ".NET" and "..." are not such punctuation
    return begins.startswith(_CLOSING) and not (
        begins[0] == "." and (begins[1:2].isalnum() or begins[1:2] == ".")
    )


def _is_continuation(line: str) -> bool:
    """Return whether a line begins with exactly one space, left over from a break; more are indentation."""
    return line[:1] in (" ", "\xa0") and not line[1:2].isspace()
