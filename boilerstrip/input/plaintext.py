"""Make a Page of plain text: lines become Blocks, and the title is found."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from boilerstrip.input.broken_lines import BULLETS, join_broken_lines
from boilerstrip.input.line_breaks import longest_paragraph, restore_lines, sentences_of
from boilerstrip.input.markdown import MarkdownText
from boilerstrip.limits import Limits
from boilerstrip.page import Element, Page
from boilerstrip.text.patterns import lazy

# An item of a list in a text dump, up to its text.
_ITEM = lazy(rf"\s*[{BULLETS}]\s+(?=\S)")
# A heading in Markdown, with as many signs as its level.
_HEADING = lazy(r"\s*(#{1,6})[ \t]+(?=\S)")

# A line repeats the title if they share at least these portions of the line's and of the title's words.
_SHARE_OF_LINE, _SHARE_OF_TITLE = 0.6, 0.3
_MIN_TITLE_WORDS = 3


def plaintext_page(text: str, url: str | None = None, limits: Limits | None = None) -> Page:
    """Return a Page of plain text, in which every line that is not blank is a Block.

    What the tool that made the text did to its lines is undone. What is left of a page's structure is
    kept: lines without a blank line between them are in one element, a line with a bullet is a list item,
    links written in Markdown are links, and a title at the beginning is the title of the page.
    """
    page = Page("", url, limits)
    if len(text) > page.limits.text:
        text = text[: page.limits.text]
        page.note(f"cut after {page.limits.text} characters of text")
    page.is_plaintext = True
    body = page.add_element("body")
    source = MarkdownText(text)
    lines = restore_lines(source.text)
    longest = longest_paragraph(lines)
    for has_text, group in groupby(lines, lambda line: bool(line.strip())):
        if has_text:
            whole = join_broken_lines(list(group))
            pieces = [sentences_of(line) if len(line) > longest else [line] for line in whole]
            if not _add_lines(page, pieces, source, body):
                break
    body.end = len(page.blocks)
    page.head.title = title_of([block.text for block in page.blocks], page.block_words)
    return page


def _add_lines(page: Page, lines: Sequence[Sequence[str]], source: MarkdownText, body: Element) -> bool:
    """Append lines without a blank line between them, each in pieces; return False if the page is full."""
    group = page.add_element("div", body) if len(lines) > 1 or len(lines[0]) > 1 else body
    has_room = all(_add_piece(page, pieces, i, source, group) for pieces in lines for i in range(len(pieces)))
    group.end = len(page.blocks)
    return has_room


def _add_piece(page: Page, pieces: Sequence[str], i: int, source: MarkdownText, group: Element) -> bool:
    """Append a piece of a line as a Block of its own; return False if the page is full."""
    piece = pieces[i]
    tag, end = ("p", 0) if i else _opening(piece, is_markdown=source.is_markdown)
    container = page.add_element(tag, group)
    if i:
        page.continued[len(page.blocks)] = " " if pieces[i - 1][-1:].isspace() else ""
    source.runs_of(piece[:end])
    has_room = page.add_block(source.runs_of(piece[end:]), container)
    container.end = len(page.blocks)
    return has_room


def _opening(line: str, *, is_markdown: bool) -> tuple[str, int]:
    """Return the tag that stands for the signs which a line begins with, and where they end."""
    bullet = _ITEM.match(line)
    end = bullet.end() if bullet else 0
    heading = _HEADING.match(line, end) if is_markdown else None
    if heading:
        return f"h{len(heading[1])}", heading.end()
    return "li" if bullet else "p", end


def title_of(lines: Sequence[str], lines_words: Sequence[Sequence[str]]) -> str:
    """Return the first line if it is the page's title, else "".

    It is if another line, the headline, repeats it.
    """
    title = set(lines_words[0]) if lines else set()
    if len(title) < _MIN_TITLE_WORDS:
        return ""
    for line in lines_words[1:]:
        if _MIN_TITLE_WORDS <= len(line) <= 2 * len(title):
            words = set(line)
            shared = len(title & words)
            if shared >= _SHARE_OF_LINE * len(words) and shared >= _SHARE_OF_TITLE * len(title):
                return lines[0]
    return ""
