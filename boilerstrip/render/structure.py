"""The elements of a page that give a body its structure: lists, quotes, boxes, figures, tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.boxes import box_kind
from boilerstrip.page.quotations import is_quote_footer
from boilerstrip.page.tags import CELLS, SECTIONS

# What of a page's structure a clean body keeps: the elements that give a role its form.
_LISTS = {"ul": "ul", "menu": "ul", "dir": "ul", "ol": "ol", "dl": "dl", "li": "li", "dt": "dt", "dd": "dd"}
BOXES = {"details": "details", "summary": "summary"}
_LISTS_AND_QUOTES = _LISTS | BOXES | {"blockquote": "blockquote"}
TABLES = {tag: tag for tag in ("table", "thead", "tr", *CELLS)}
_FIGURES = {"figure": "figure", "figcaption": "figcaption"}
# What stands in the list or quote around it; other text there has nothing to do with it.
LISTED = frozenset(
    {Role.LIST_ITEM, Role.QUOTE, Role.CODE, Role.HEADING, Role.TABLE, Role.CAPTION, Role.FOOTNOTE}
)
_PARENT_OF = {"li": "ul", "dt": "dl", "dd": "dl", "figcaption": "figure"}
LEAVES = frozenset({"li", "dt", "dd", "td", "th", "figcaption", "summary", "caption"})
_LIST_TAGS = frozenset({"ul", "ol", "dl"})
# What may hold no image by itself: lists have items for that, and rows cells.
NO_IMAGE_HOLDERS = _LIST_TAGS | {"table", "thead", "tr"}
BLOCK_HOLDERS = frozenset({"li", "dd", "blockquote", "details", "div"})
# Beyond these, a list or quote has nothing to do with what they hold.
ENDS = SECTIONS | frozenset(CELLS)
# Lists in lists further out are one.
MAX_FORMS = 40
# The index and the tag of an element that gives its form to what stands in it.
Form = tuple[int, str]


def shared(some: Sequence[Form], others: Sequence[Form]) -> int:
    """Number of outermost forms that two lists have in common."""
    depth = 0
    for left, right in zip(some, others, strict=False):
        if left != right:
            break
        depth += 1
    return depth


def lists(page: Page, element: int) -> list[Form]:
    """The lists and quotes around an element, as far as its section or cell, outermost first."""
    return _with_parents(page, forms_around(page, element, _LISTS_AND_QUOTES, ends=ENDS))


def figures(page: Page, element: int) -> list[Form]:
    """The lists and quotes around an element, and the figure in them."""
    return lists(page, element) + _with_parents(page, forms_around(page, element, _FIGURES, ends=ENDS))


def forms_around(
    page: Page, element: int, wanted: Mapping[str, str], ends: frozenset[str] = frozenset()
) -> list[Form]:
    """The elements of some tags around an element, outermost first, as far as one that ends them."""
    found: list[Form] = []
    has_boxes = wanted is not TABLES and wanted is not _FIGURES
    while element >= 0:
        ancestor = page.elements[element]
        tag = ancestor.tag
        if tag in wanted:
            found.append((element, wanted[tag]))
        elif has_boxes and ancestor.class_id and box_kind(page, ancestor):
            if found and found[-1][1] == "div" and _is_all_of(page.elements[found[-1][0]], ancestor):
                # the body of a box, which is called as the box is
                found.pop()
            found.append((element, "div"))
        if tag in ends and not is_quote_footer(page, ancestor):
            break
        element = ancestor.parent
    return found[:MAX_FORMS][::-1]


def _is_all_of(inner: Element, outer: Element) -> bool:
    """Return whether an element holds all the Blocks of one around it."""
    return (inner.start, inner.end) == (outer.start, outer.end)


def _with_parents(page: Page, found: list[Form]) -> list[Form]:
    """These forms with the lists of items that have none."""
    forms: list[Form] = []
    for index, tag in found:
        parent = _PARENT_OF.get(tag)
        holders = ("ul", "ol") if tag == "li" else (parent,)
        if parent and (not forms or forms[-1][1] not in holders):
            if forms and forms[-1][1] in _LIST_TAGS:
                # a list straight inside one of another kind
                forms.pop()
            # siblings share the list made up for them
            forms.append((-2 - page.elements[index].parent, parent))
        elif not parent and forms and forms[-1][1] in _LIST_TAGS:
            # a list straight inside a list
            continue
        forms.append((index, tag))
    while forms and forms[-1][1] in _LIST_TAGS:
        # what is in none of the list's items would be no part of it
        forms.pop()
    return forms


def emptied_headings(before: Sequence[Block], left: Sequence[Block]) -> set[int]:
    """Return the headings, by index, that had text below them, of which nothing is left."""
    kept = {block.index for block in left}
    emptied: set[int] = set()
    # headings that nothing has come below so far: each with its level, and whether something was left out
    waiting: list[tuple[int, int, bool]] = []
    for block in before:
        if block.level:
            while waiting and waiting[-1][1] >= block.level:
                index, _, has_lost = waiting.pop()
                emptied.update([index] if has_lost else [])
            waiting.append((block.index, block.level, False))
        elif block.index in kept:
            waiting.clear()
        else:
            waiting = [(index, level, True) for index, level, _ in waiting]
    emptied.update(index for index, _, has_lost in waiting if has_lost)
    return emptied
