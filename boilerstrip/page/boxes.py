"""Boxes amid a text: notes, tips and warnings set apart from it, and their titles."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from boilerstrip.page.block import Block, Element
from boilerstrip.page.model import PageModel
from boilerstrip.text.needles import Needles
from boilerstrip.text.patterns import lazy

# Boxes that generators of documentation, and Markdown's own callouts, have.
_BOX = lazy(
    r"(?:^|[\s-])(?:admonition|callout|markdown-alert|alert|custom-block|theme-admonition|starlight-aside|notice|hint|"
    r"message-box|info-?box|note-?box|notecard|doc-note|admonitionblock)(?:$|[\s-])"
)
# The kinds of boxes. Themes give a box further names for its colour, as "alert-success": those come last.
KINDS = tuple(
    """
    seealso note tip hint important warning warn caution danger attention error question abstract bug todo
    deprecated example info success
    """.split()
)
_MAY_BE_BOX = Needles("callout", *KINDS, is_exact=True)
_KIND = lazy(rf"(?<![^\s_-])(?:{'|'.join(KINDS)})(?![^\s_-])")
# Boxes that say by a sign what they are, if they say it at all, and what the parts of these are called.
_CALLOUT = lazy(r"(?<![^\s_-])callout(?![^\s_-])")
_CALLOUT_PART = lazy(
    r"callout[_-]+(?:text|content|body|inner|icon|emoji|title|heading|header|label|link|button|image)"
)
_KIND_BY_SIGN = {
    "💡": "tip", "✅": "tip", "ℹ": "note", "📝": "note", "📌": "note", "❗": "important", "⚠": "warning",
    "🚨": "caution", "🛑": "caution", "⛔": "caution",
}  # fmt: skip
CALLOUT = "callout"
_TITLE = lazy(r"(?<![^\s_-])(?:title|heading|header|label|name)(?![^\s_-])")
_TAGS = frozenset({"div", "aside", "blockquote", "section", "dl", "figure"})
_MAX_BLOCKS = 40
_TITLE_AND_TEXT = 2
MAX_TITLE_WORDS = 8


def box_kind(page: PageModel, element: Element) -> str:
    """The kind of note, tip or warning that an element is, `CALLOUT` for one of no kind; "" for none."""
    class_id = element.class_id
    if element.tag not in _TAGS or not class_id or not 0 < element.end - element.start <= _MAX_BLOCKS:
        return ""
    names = _read_names(class_id)
    if names.kind or names is _NO_NAMES:
        return names.kind
    if names.kinds and (kind := _named_kind(page, element, names.kinds)):
        return kind
    return _KIND_BY_SIGN.get(page.blocks[element.start].text[:1], CALLOUT) if names.is_callout else ""


class _Names(NamedTuple):
    """What class names say of a box: its kind, words that are kinds, whether it is a callout."""

    kind: str = ""
    kinds: frozenset[str] = frozenset()
    is_callout: bool = False


_NO_NAMES = _Names()


@lru_cache(maxsize=4096)
def _read_names(class_id: str) -> _Names:
    # to look for parts of the words first takes a fraction of the time, and most have none
    if not _MAY_BE_BOX.are_in(class_id):
        return _NO_NAMES
    found: list[str] = _KIND.findall(class_id) if _BOX.search(class_id) is not None else []
    names = _Names(
        min(found, key=KINDS.index, default=""),
        frozenset(KINDS).intersection(class_id.split()),
        _CALLOUT.search(class_id) is not None and _CALLOUT_PART.search(class_id) is None,
    )
    return _NO_NAMES if names == _NO_NAMES else names


def _named_kind(page: PageModel, element: Element, kinds: frozenset[str]) -> str:
    """The kind that is the class of a box and the whole of its first line; "" for none."""
    if element.end - element.start < _TITLE_AND_TEXT or element.tag not in ("div", "aside"):
        return ""
    title = page.blocks[element.start]
    label = title.text.lower().strip(" :!") if title.words <= MAX_TITLE_WORDS else ""
    return label if label in kinds else ""


def is_box_title(page: PageModel, block: Block, element: Element) -> bool:
    """Return whether a Block is the title of the box that it stands in."""
    if block.words > MAX_TITLE_WORDS:
        return False
    if block.level or block.text.lower().strip(" :!") in KINDS:
        return True
    return any(
        _TITLE.search(ancestor.class_id) is not None
        for ancestor in page.ancestors(block.element)
        if ancestor.index > element.index
    )
