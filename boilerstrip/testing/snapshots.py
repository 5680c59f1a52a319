"""Snapshots of the text extracted from the pages of a folder: recorded once, then compared.

The snapshot of `story.html` is the file `story.html.txt` beside it, plain text in UTF-8.
"""

from __future__ import annotations

from enum import Enum
from pathlib import Path

from boilerstrip.errors import SnapshotError
from boilerstrip.input.decode import decode
from boilerstrip.testing.checks import Extract
from boilerstrip.testing.lines import difference

SUFFIX = ".txt"


class Outcome(Enum):
    """The outcome for a snapshot."""

    RECORDED = "recorded"
    UPDATED = "updated"
    UNCHANGED = "unchanged"


def snapshot_of(page: Path) -> Path:
    """Return the file with the snapshot of a page."""
    return page.with_name(page.name + SUFFIX)


def compare(extract: Extract, page: Path, *, update: bool = False) -> Outcome:
    """Extract a page and compare with its snapshot, line by line; with `update`, write it instead.

    Raises:
        SnapshotError: something else is extracted, or there is no snapshot to compare with.

    """
    lines = _lines(extract(decode(page.read_bytes())) or "")
    file = snapshot_of(page)
    recorded = _lines(file.read_text(encoding="utf-8")) if file.exists() else None
    if lines == recorded:
        return Outcome.UNCHANGED
    if update:
        file.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8", newline="\n")
        return Outcome.RECORDED if recorded is None else Outcome.UPDATED
    if recorded is None:
        raise SnapshotError(f"{page.name} has no snapshot yet; record one with pytest --boilerstrip-update")
    raise SnapshotError(
        f"{page.name} is extracted in another way than {file.name} says: {difference(recorded, lines)}\n"
        "If that is as it should be: pytest --boilerstrip-update"
    )


def _lines(text: str) -> list[str]:
    """Return lines without trailing white space and lone surrogates, which no file can contain."""
    text = text.encode("utf-8", "replace").decode("utf-8")
    lines = [line.rstrip() for line in text.splitlines()]
    while lines and not lines[-1]:
        lines.pop()
    return lines
