"""Plain text to a Page: lines are Blocks, torn sentences joined, the title known as such."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby, pairwise

from boilerstrip.limits import Limits
from boilerstrip.page import Element, Page
from boilerstrip.text.patterns import lazy
from boilerstrip.text.sentences import ends_line

# A shorter line is a label: what follows is no part of it, unless it begins with a sign that closes.
_MIN_TORN_WORDS = 3
# Where no white space tells that a line was torn; lines of lists are shorter.
_MIN_WRAPPED_WORDS = 8
# Signs of code and of rows of tables, each line of which stands for itself.
_CODE = lazy(r"[={}<>|\\_]|;\s*$|\w\(|\S\t+\S")
# What stands between two pieces of a sentence is a name, a date, the words of a link.
_MAX_BETWEEN_WORDS = 15
# "of", "am", "w": what stands before a link, and at the end of hardly any headline.
_BEFORE_LINK = lazy(r"(?:^|[^\w'’-])[^\W\d_A-Z]{1,3}\s+$")

# What text dumps put before the items of lists: `_ITEM` wants an item behind it, `_BULLET` the mark alone.
_BULLETS = "*+•·◦▪‣⁃○●■□–-"
_BULLET = lazy(rf"\s*[{_BULLETS}]\s")
_ITEM = lazy(rf"\s*[{_BULLETS}]\s+(?=\S)")

_CLOSING = tuple(",.;:!?)]»”%、。，")
_OPENING = tuple("([«„“‘")
_APOSTROPHES = ("'", "’")

# A line says the title if it has these shares of its words and of the title's in common with it.
_SHARE_OF_LINE, _SHARE_OF_TITLE = 0.6, 0.3
_MIN_TITLE_WORDS = 3


def plaintext_page(text: str, url: str | None = None, limits: Limits | None = None) -> Page:
    """Make a page of plain text: every line with anything on it is a Block.

    Lines that a flattening tool tore apart are one. What flattening leaves of a page's structure is
    kept: lines without a blank line between them stand in one element, a line with a bullet is a list
    item, and a title that the text begins with is the head's.
    """
    page = Page("", url, limits)
    if len(text) > page.limits.text:
        text = text[: page.limits.text]
        page.note(f"cut after {page.limits.text} characters of text")
    page.is_plaintext = True
    body = page.add_element("body")
    for has_text, lines in groupby(text.splitlines(), lambda line: bool(line.strip())):
        if has_text and not _add_lines(page, join_wrapped_lines(list(lines)), body):
            break
    body.end = len(page.blocks)
    page.head.title = title_of([block.text for block in page.blocks], page.block_words)
    return page


def _add_lines(page: Page, lines: Sequence[str], body: Element) -> bool:
    """Append lines that stand together; False where there is no room for more."""
    group = page.add_element("div", body) if len(lines) > 1 else body
    has_room = True
    for line in lines:
        bullet = _ITEM.match(line)
        container = page.add_element("li" if bullet else "p", group)
        has_room = page.add_block(line[bullet.end() :] if bullet else line, container)
        container.end = len(page.blocks)
        if not has_room:
            break
    group.end = len(page.blocks)
    return has_room


def join_wrapped_lines(lines: Sequence[str]) -> list[str]:
    """Lines that stand together, those joined that a tool tore apart.

    Some tools that flatten pages break lines at links and at bold words, and some wrap them. White space
    that is left at the break tells the former, small letters tell both.
    """
    whole: list[list[str]] = []
    words = 0
    for i, line in enumerate(lines):
        after = lines[i + 1] if i + 1 < len(lines) else ""
        if i and _goes_on(lines[i - 1], words, line, after):
            whole[-1].append(line)
        else:
            whole.append([line])
            words = 0
        words += len(line.split())
    return [_joined(pieces) for pieces in whole]


def _goes_on(before: str, words: int, line: str, after: str) -> bool:
    """Return whether `line` goes on with the sentence that breaks off in `before`, after so many words."""
    if _CODE.search(before) or (words >= _MIN_TORN_WORDS and _CODE.search(line)):
        return False
    if _closes(line) or before.endswith(_OPENING):
        return True
    if words < _MIN_TORN_WORDS or ends_line(before):
        return False
    torn = before[-1:].isspace() or _is_continuation(line)
    if line.lstrip()[:1].islower():
        return torn or words >= _MIN_WRAPPED_WORDS
    if torn and _BEFORE_LINK.search(before[-8:]):
        return True
    # between two pieces of a sentence
    if len(line.split()) > _MAX_BETWEEN_WORDS or ends_line(line) or _BULLET.match(line):
        return False
    parted = before[-1:].isspace() or _is_continuation(after)
    return _closes(after) or (parted and after.lstrip()[:1].islower())


def _joined(pieces: Sequence[str]) -> str:
    """One line of its pieces, with a space where there was white space or where one is missing."""
    whole = [pieces[0].rstrip()]
    for before, piece in pairwise(pieces):
        parted = before[-1:].isspace() or piece[:1].isspace()
        close = before.endswith(_OPENING) or (_closes(piece) and not parted)
        whole.append(piece.strip() if close else f" {piece.strip()}")
    return "".join(whole)


def _closes(line: str) -> bool:
    """Return whether a line begins with a sign that belongs to the word before it."""
    begins = line.lstrip() if _is_continuation(line) else line
    if begins.startswith(_APOSTROPHES):
        return begins[1:2].islower()
    # ".NET" and "..." close nothing
    return begins.startswith(_CLOSING) and not (
        begins[0] == "." and (begins[1:2].isalnum() or begins[1:2] == ".")
    )


def _is_continuation(line: str) -> bool:
    """Return whether a line begins with the one space that stood before it; more are an indentation."""
    return line[:1] in (" ", "\xa0") and not line[1:2].isspace()


def title_of(lines: Sequence[str], lines_words: Sequence[Sequence[str]]) -> str:
    """The title that a page flattened with its head begins with; "" where it begins otherwise.

    It is the first line if another one says it again, as a headline does.
    """
    title = set(lines_words[0]) if lines else set()
    if len(title) < _MIN_TITLE_WORDS:
        return ""
    for line in lines_words[1:]:
        if _MIN_TITLE_WORDS <= len(line) <= 2 * len(title):
            characters = set(line)
            shared = len(title & characters)
            if shared >= _SHARE_OF_LINE * len(characters) and shared >= _SHARE_OF_TITLE * len(title):
                return lines[0]
    return ""
