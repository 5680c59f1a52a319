"""Elements that are something else than their tag says, by their `role`: headings, lists, tables, buttons."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from boilerstrip.page.furniture import inline_text
from boilerstrip.page.traces import has_one

if TYPE_CHECKING:
    import turbohtml

# Tables that pages make of boxes, for readers of the screen to take for tables, and what their boxes are.
_TAG_BY_ROLE = {
    "table": "table", "rowgroup": "tbody", "row": "tr", "columnheader": "th", "rowheader": "th", "cell": "td",
}  # fmt: skip
_HOLDER_OF = {"row": ("table", "rowgroup"), "cell": ("row",), "columnheader": ("row",), "rowheader": ("row",)}
# What folds and unfolds a text, and the signs that it has for that.
_TOGGLES = ("summary", "button[aria-expanded]")
_BOXED_TOGGLE = "div[role=button][aria-expanded]"
_TOGGLE_SIGNS = frozenset("+ - – — − × ▼ ▲ ▾ ▴ ▸ ▹ ► ▶ › » ⌄ ⌃ ˅ ﹀ ⯆".split())
_SIGN_TAGS = ("span", "i", "div")
_MAX_SIGN = 12
_MAX_PARTS = 60
# Headings and lists that pages make of boxes.
_ROLE_HEADINGS = ("p[role=heading]", "span[role=heading]")
_BOXED_HEADING = "div[role=heading]"
_HEADING_LEVELS = frozenset("23456")
_DEFAULT_LEVEL = "2"
# What a heading is not around, nor within.
_NO_HEADING = "h1, h2, h3, h4, h5, h6, p, ul, ol, table, pre, blockquote, article, section, figure"
_AROUND_HEADING = "h1, h2, h3, h4, h5, h6, p, a, button, summary, nav, header, footer, aside, [role=heading]"
# What items of such lists hold where they are cards, not lines, beside lists of the same kind.
_MORE_THAN_LINE = (
    "div:not([role=list], [role=listitem]), p, h1, h2, h3, h4, h5, h6, img, picture, svg, button, form, "
    "ul, ol, table"
)
_MAX_BOXES = 500


def normalize_roles(document: turbohtml.Document) -> None:
    """Give the elements of a page the tags of what they are said to be."""
    # one look at the boxes with a role takes a fraction of one for each of them
    roles = {box.attr("role") for box in document.select("div[role]")}
    if "button" in roles or has_one(document, _TOGGLES):
        _remove_toggle_signs(document)
    if "heading" in roles or has_one(document, _ROLE_HEADINGS):
        _make_headings(document)
    if "list" in roles:
        _make_lists(document)
    if "table" in roles:
        _make_tables(document)


def _remove_toggle_signs(document: turbohtml.Document) -> None:
    """Remove the signs of what folds and unfolds a text."""
    from turbohtml import Element

    toggles = [toggle for path in (*_TOGGLES, _BOXED_TOGGLE) for toggle in document.select(path)]
    for toggle in toggles[:_MAX_BOXES]:
        # one toggle may stand in another, and hold all of a page
        parts = [node for node in islice(toggle.descendants, _MAX_PARTS) if isinstance(node, Element)]
        for part in parts:
            if part.tag in _SIGN_TAGS and (inline_text(part, _MAX_SIGN) or "").strip() in _TOGGLE_SIGNS:
                part.decompose()


def _make_headings(document: turbohtml.Document) -> None:
    """Make headings of the boxes that are said to be some."""
    from turbohtml import Element

    for box in document.select(", ".join((*_ROLE_HEADINGS, _BOXED_HEADING)))[:_MAX_BOXES]:
        level = box.attr("aria-level") or _DEFAULT_LEVEL
        parent = box.parent
        if (
            level in _HEADING_LEVELS
            and (not isinstance(parent, Element) or parent.closest(_AROUND_HEADING) is None)
            and box.select_one(_NO_HEADING) is None
        ):
            box.tag = f"h{level}"


def _make_lists(document: turbohtml.Document) -> None:
    """Make lists of the boxes that are said to be their items."""
    from turbohtml import Element

    for box in document.select("div[role=list]")[:_MAX_BOXES]:
        items = [node for node in box.children if isinstance(node, Element)]
        if len(items) > 1 and all(
            item.tag in ("div", "span", "p")
            and item.attr("role") == "listitem"
            and item.select_one(_MORE_THAN_LINE) is None
            for item in items
        ):
            box.tag = "ul"
            for item in items:
                item.tag = "li"


def _make_tables(document: turbohtml.Document) -> None:
    """Make tables of the boxes that are said to be their rows and cells."""
    for table in document.select("div[role=table]"):
        boxes = [table, *table.select("[role]")]
        known = [box for box in boxes if box.attr("role") in _TAG_BY_ROLE and box.tag in ("div", "span")]
        holders = ((box, getattr(box.parent, "attr", lambda _: None)("role")) for box in known)
        # a row or cell in a box between is no part of the table
        if any(around not in _HOLDER_OF.get(box.attr("role") or "", (around,)) for box, around in holders):
            continue
        for box in known:
            box.tag = _TAG_BY_ROLE[box.attr("role") or ""]
