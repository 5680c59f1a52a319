"""What LangChain and LlamaIndex share: pages from sources, their rows, and metadata as both keep it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal, get_args

from boilerstrip.batch.reader import Reader
from boilerstrip.batch.rows import FIELDS, rows
from boilerstrip.errors import FetchError, OptionError, did_you_mean
from boilerstrip.workers.jobs import Failure, PageSource

# The form of the body in a document.
Content = Literal["text", "markdown", "html"]
CONTENTS: tuple[str, ...] = get_args(Content)
# Fields of a document's metadata: all except the forms of the body; `url` is
# called `source` there.
_FIELDS = tuple(name for name in FIELDS if name not in (*CONTENTS, "strategy"))
_HEADING = re.compile(r"(#{1,6}) +(\S.*)")
_CODE_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})")
_NAMES = {"url": "source"}


def fields(content: str) -> tuple[str, ...]:
    """Return the fields of a row for a document with its body in this form.

    Raises:
        OptionError: there is no such form.

    """
    if content not in CONTENTS:
        raise OptionError(
            f"content must be one of {', '.join(CONTENTS)}, not {content!r}{did_you_mean(content, CONTENTS)}"
        )
    return (*_FIELDS, content)


class Rows:
    """Extracts pages to rows that have the body in one form and what belongs into a document's metadata.

    Args:
        content: the form of the body, one of `CONTENTS`.
        options: those of `boilerstrip.batch.rows.rows`.

    Raises:
        OptionError: there is no such form, or an option is invalid.

    """

    def __init__(self, content: str, **options: Any) -> None:
        self._content = content
        self._fields = fields(content)
        self._options = options
        # raises where an option is wrong, before there is any page
        self.of(())

    def of(self, pages: Iterable[Any]) -> Iterator[tuple[Any, dict[str, Any]]]:
        """Iterate over the pages' ids and rows.

        Raises:
            BoilerstripError: no worker process can be started.

        """
        return rows(pages, fields=self._fields, **self._options)

    def body(self, row: dict[str, Any]) -> str:
        """Return a row's body, "" for a page without a result."""
        return row[self._content] or ""


def split_at_headings(markdown: str, max_level: int = 6) -> list[tuple[list[str], str]]:
    """Return the sections of a Markdown text, each with the headings above it, its own last.

    Args:
        markdown: the text; what looks like a heading in a block of code is none.
        max_level: the deepest heading to cut at, 1 to 6.

    Returns:
        Together the sections have every line of the text; a heading stands at the head of its section.

    """
    sections: list[tuple[list[str], list[str]]] = [([], [])]
    path: dict[int, str] = {}
    fence = ""
    for line in markdown.split("\n"):
        if opened := _CODE_FENCE.match(line):
            if not fence:
                fence = opened[1]
            elif line.strip() == opened[1] and opened[1].startswith(fence):
                fence = ""
        heading = None if fence else _HEADING.fullmatch(line.rstrip())
        if heading and len(heading[1]) <= max_level:
            level = len(heading[1])
            path = {above: text for above, text in path.items() if above < level} | {
                level: heading[2].strip()
            }
            sections.append((list(path.values()), []))
        sections[-1][1].append(line)
    joined = [(headings, "\n".join(lines).strip("\n")) for headings, lines in sections]
    return [(headings, text) for headings, text in joined if text.strip()]


def check_level(max_level: object) -> int:
    """Return the deepest level of headings to cut at.

    Raises:
        OptionError: there are no such headings.

    """
    if isinstance(max_level, bool) or not isinstance(max_level, int) or not 1 <= max_level <= 6:
        raise OptionError(f"max_level must be a heading level, 1 to 6, not {max_level!r}")
    return max_level


def pages(sources: Iterable[str | Path]) -> Iterator[PageSource | Failure]:
    """Iterate over the pages of files, folders, globs and addresses; what cannot be read gives a Failure.

    Raises:
        SourceError: a file does not exist, or no installed library can read it.

    """
    for source in sources:
        if str(source).startswith(("http://", "https://")):
            yield _fetched(str(source))
        else:
            yield from Reader([str(source)])


def checked_sources(sources: str | Path | Iterable[str | Path]) -> list[str | Path]:
    """Return one source or many as a list.

    Raises:
        OptionError: one is neither a name nor an address.

    """
    named = [sources] if isinstance(sources, (str, Path)) else list(sources)
    for source in named:
        if not isinstance(source, (str, Path)):
            raise OptionError(f"a source must be a file, a folder, a glob or an address, not {source!r}")
    return named


def metadata(id: Any, row: dict[str, Any]) -> dict[str, Any]:
    """Return the metadata in a row that is not empty, as values that vector stores accept.

    `source` is the page's address, or else where it was read; notes are one string.
    """
    known = {"source": id} if isinstance(id, str) else {}
    for name, value in row.items():
        if name not in CONTENTS and value not in (None, "", []):
            known[_NAMES.get(name, name)] = "; ".join(value) if isinstance(value, list) else value
    return known


def _fetched(url: str) -> PageSource | Failure:
    from boilerstrip.input.fetch import fetch

    try:
        answer = fetch(url)
    except FetchError as error:
        return Failure(url, "source", str(error))
    return PageSource(url, answer.data, answer.url, answer.encoding)
