"""Plain text that a tool wrote in Markdown, such as "[Home](https://example.org)", as readers see it.

Only the text of a link counts as words of the page, not its address.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterator, Sequence
from itertools import takewhile
from operator import itemgetter
from typing import NamedTuple

from boilerstrip.page import Run
from boilerstrip.text.patterns import lazy

# A text with fewer links than this may be about Markdown, or quote it.
_MIN_LINKS = 3

# Code is as it is written.
_CODE = r"^[ \t]*```.*?^[ \t]*```|`[^`\n]+`"
# What brackets hold, and an address with its title, each of which may be wrapped.
_TEXT = r"(?<!\\)\[(?P<text>(?:[^\[\]\\]|\\.|\[[^\[\]]*\](?!\())*)\]"
_PART = r"(?:[^()\s\\]|\\.|\([^()\s]*\))"
_ADDRESS = (
    rf"\(\s*+(?P<address><[^<>]*>|{_PART}*(?:\n{_PART}+)*)"
    r"(?:\s+(?:\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'))?\s*\)"
)
_FLAGS = re.DOTALL | re.MULTILINE
_IMAGE = lazy(rf"{_CODE}|(?<!\\)!{_TEXT}{_ADDRESS}", _FLAGS)
_LINK = lazy(rf"{_CODE}|{_TEXT}{_ADDRESS}", _FLAGS)
# Unlike an argument behind an index, as in `rows[i](x)`.
_IS_ADDRESS = lazy(r"\Z|[<#?]|[^\s/:]*[/:]|\S+\.(?:html?|php|aspx?|md)\b")
# What stands for an image, or for a link without text, until its line is looked at.
_NOTHING = "\udc00"
_EMPTY_LINE = lazy(rf"^[^\w\n{_NOTHING}]*{_NOTHING}[^\w\n]*$", re.MULTILINE)

_ESCAPE = lazy(r"\\(?=[!-/:-@\[-`{-~])")
# Signs around emphasised words and code; letters beside them make them part of a word.
_EMPHASIS = lazy(
    r"(?<![A-Za-z0-9*\\])(\*{1,3})(?=[^\s*])(?:.{0,500}?[^\s*\\])\1(?![A-Za-z0-9*])"
    r"|(?<![A-Za-z0-9_\\])(_{1,3})(?=[^\s_])(?:.{0,500}?[^\s_\\])\2(?![A-Za-z0-9_])"
    r"|(?<![`\\])(`)(?!`)[^`\n]+`(?!`)"
)
_MARKS = (("code",), ("em",), ("strong",), ("strong", "em"))


class _Span(NamedTuple):
    """Part of a text: what links to an address, what has marks, or the signs around that."""

    start: int
    end: int
    href: str | None = None
    marks: tuple[str, ...] = ()
    is_sign: bool = False


class MarkdownText:
    """A text as readers see it: without images and the addresses of its links.

    A text with few links is no Markdown and stays as it was.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_markdown = sum(map(_is_link, _LINK.finditer(text))) >= _MIN_LINKS
        # the links that `runs_of` has not passed yet, by the number of characters before them that are not
        # white space, and how many of those it has passed
        self._links: deque[_Span] = deque()
        self._place = 0
        if self.is_markdown:
            text = _LINK.sub(_unless_blank, _IMAGE.sub(_unless_image, text))
            self._read_links(_EMPTY_LINE.sub("", text).replace(_NOTHING, ""))

    def _read_links(self, text: str) -> None:
        pieces: list[str] = []
        start = end = 0
        for match in filter(_is_link, _LINK.finditer(text)):
            before = text[end : match.start()]
            # links side by side are not one word
            pieces += (before or " " * bool(pieces), match["text"])
            start += _count_characters(before)
            link = _Span(start, start + _count_characters(match["text"]), _address(match))
            if link.start < link.end:
                # what is left of a link around a blank one links nothing
                self._links.append(link)
            start = link.end
            end = match.end()
        self.text = "".join([*pieces, text[end:]])

    def runs_of(self, piece: str) -> list[Run]:
        """Return the next piece of the text as runs.

        Nothing but white space may stand between a piece and the one before it.
        """
        links = self._take_links(piece)
        if not self.is_markdown:
            return [Run(piece)]
        return _runs(piece, [*links, *_emphasis(piece, 0, len(piece))])

    def _take_links(self, piece: str) -> list[_Span]:
        """Return the links in the next piece of the text."""
        n = _count_characters(piece)
        start, self._place = self._place, self._place + n
        while self._links and self._links[0].end <= start:
            self._links.popleft()
        links = list(takewhile(lambda link: link.start < self._place, self._links)) if n else []
        # where the characters stand in the piece
        at = [i for i, char in enumerate(piece) if not char.isspace()] if links else []
        return [
            link._replace(start=at[max(0, link.start - start)], end=at[min(n, link.end - start) - 1] + 1)
            for link in links
        ]


def _emphasis(text: str, start: int, end: int) -> Iterator[_Span]:
    """Find the emphasised words and the code in part of a text, and the signs around them."""
    for match in _EMPHASIS.finditer(text, start, end):
        signs = match[1] or match[2] or ""
        first, last = match.start() + len(signs or "`"), match.end() - len(signs or "`")
        yield _Span(match.start(), first, is_sign=True)
        yield _Span(first, last, marks=_MARKS[len(signs)])
        yield _Span(last, match.end(), is_sign=True)
        if signs:
            yield from _emphasis(text, first, last)


def _runs(text: str, spans: Sequence[_Span]) -> list[Run]:
    """Return a text as runs, given its spans, which may overlap."""
    # a span ends before the next begins
    edges = [(span.end, 0, span) for span in spans] + [(span.start, 1, span) for span in spans]
    edges.sort(key=itemgetter(0, 1))
    runs: list[Run] = []
    around: list[_Span] = []
    done = 0
    for place, begins, span in edges:
        runs += _run(text[done:place], around)
        done = place
        if begins:
            around.append(span)
        else:
            around.remove(span)
    return [*runs, *_run(text[done:], around)]


def _run(text: str, around: Sequence[_Span]) -> Iterator[Run]:
    """Return part of a text as a run, unless it is a sign or nothing."""
    if text and not any(span.is_sign for span in around):
        href = next((span.href for span in around if span.href is not None), None)
        marks = tuple(dict.fromkeys(mark for span in around for mark in span.marks))
        yield Run(text if "code" in marks else _ESCAPE.sub("", text), href, marks)


def _is_link(match: re.Match[str]) -> bool:
    """Return whether a match is a link, not code."""
    return match["address"] is not None and _IS_ADDRESS.match(match["address"]) is not None


def _unless_image(match: re.Match[str]) -> str:
    return match[0] if match["address"] is None else _NOTHING


def _unless_blank(match: re.Match[str]) -> str:
    is_blank = _is_link(match) and not match["text"].replace(_NOTHING, "").strip()
    return _NOTHING if is_blank else match[0]


def _address(match: re.Match[str]) -> str:
    """Return the address of a link as it was before it was wrapped."""
    return _ESCAPE.sub("", "".join(match["address"].split()).strip("<>"))


def _count_characters(text: str) -> int:
    """Count the characters of a text that are not white space."""
    return len("".join(text.split()))
