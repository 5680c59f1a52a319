"""The titles of boxes such as notes and warnings in clean HTML and in Markdown."""

from __future__ import annotations

from boilerstrip.page import Block
from boilerstrip.page.boxes import CALLOUT

# The class of a title in a clean body.
BOX_TITLE = "admonition-title"
# GitHub's five kinds, which Markdown has a form for.
GITHUB = {
    "note": "NOTE", "info": "NOTE", "seealso": "NOTE", "abstract": "NOTE", "todo": "NOTE", "tip": "TIP",
    "hint": "TIP",
    "success": "TIP", "important": "IMPORTANT", "warning": "WARNING", "warn": "WARNING",
    "attention": "WARNING",
    "deprecated": "WARNING", "caution": "CAUTION", "danger": "CAUTION", "error": "CAUTION", "bug": "CAUTION",
}  # fmt: skip


def box_label(kind: str) -> str:
    """The title of a box that has none of its own; "" for a box of no kind."""
    return "" if kind == CALLOUT else "See also" if kind == "seealso" else kind.capitalize()


def begins_with_label(block: Block, kind: str) -> bool:
    """Return whether the text of a box begins with its kind in bold: "**Note:** the lid is shut"."""
    first = block.runs[0] if block.runs else None
    if first is None or "strong" not in first.marks:
        return False
    label = first.text.lower().strip(" :!")
    return label in GITHUB and GITHUB[label] == GITHUB.get(kind)
