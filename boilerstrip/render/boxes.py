"""Boxes of a body: folded text, and notes, tips and warnings set apart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from boilerstrip.page import Block, Element, Page

# Boxes that generators of documentation, and Markdown's own callouts, have.
_BOX = re.compile(
    r"(?:^|[\s-])(?:admonition|callout|markdown-alert|alert|custom-block|theme-admonition|starlight-aside|notice|hint|"
    r"message-box|info-?box|note-?box|doc-note|admonitionblock)(?:$|[\s-])"
)
_KIND = re.compile(
    r"(?:^|[\s-])(note|tip|hint|info|important|warning|warn|caution|danger|attention|error|seealso|example|success|"
    r"question|abstract|bug|todo|deprecated)(?:$|[\s-])"
)
_TITLE = re.compile(r"(?:^|[\s-])(?:title|heading|header|label|name)(?:$|[\s-])")
# GitHub's five kinds, which Markdown has a form for.
GITHUB = {
    "note": "NOTE", "info": "NOTE", "seealso": "NOTE", "abstract": "NOTE", "todo": "NOTE", "tip": "TIP",
    "hint": "TIP",
    "success": "TIP", "important": "IMPORTANT", "warning": "WARNING", "warn": "WARNING",
    "attention": "WARNING",
    "deprecated": "WARNING", "caution": "CAUTION", "danger": "CAUTION", "error": "CAUTION", "bug": "CAUTION",
}  # fmt: skip
_TAGS = frozenset({"div", "aside", "blockquote", "section", "dl"})
_MAX_BLOCKS = 40
_MAX_TITLE_WORDS = 8


def box_kind(element: Element) -> str:
    """The kind of note, tip or warning that an element is; "" for none."""
    if element.tag not in _TAGS or not element.class_id or not 0 < element.end - element.start <= _MAX_BLOCKS:
        return ""
    if _BOX.search(element.class_id) is None or (found := _KIND.search(element.class_id)) is None:
        return ""
    return found[1]


def is_box_title(page: Page, block: Block, element: Element, kind: str) -> bool:
    """Return whether a Block is the title of the box that it stands in."""
    if block.words > _MAX_TITLE_WORDS:
        return False
    if block.level or block.text.lower().strip(" :!") in (kind, *_KINDS):
        return True
    return any(
        _TITLE.search(around.class_id) is not None
        for around in page.ancestors(block.element)
        if around.index > element.index
    )


_KINDS: Sequence[str] = tuple(GITHUB)
