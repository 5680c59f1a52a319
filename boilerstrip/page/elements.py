"""Elements: what a block-level element of the parsed tree says of itself."""

from __future__ import annotations

from collections.abc import Container
from typing import TYPE_CHECKING

from boilerstrip.page.block import Element, Role
from boilerstrip.page.code import LANGUAGE
from boilerstrip.page.footnotes import NOTE, Footnote
from boilerstrip.page.furniture import hides
from boilerstrip.page.languages import LANGUAGE_NAME
from boilerstrip.page.model import PageModel
from boilerstrip.page.tags import CELLS, CLEANED, ROLE_BY_TAG, SECTIONS
from boilerstrip.text.class_names import sorted_names
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

# To name a member of an enum costs as much as a call.
_PARAGRAPH = Role.PARAGRAPH
# Characters of a tag's name, which may have any length.
MAX_TAG = 100
# What a list may begin to count from; numbers beyond are mistakes.
_NUMBER = lazy(r"-?[0-9]{1,6}")
# How many columns and rows a cell may span; what lies beyond are mistakes.
_SPAN_OF = lazy(r"\s*\+?([0-9]{1,6})")
_MAX_SPAN = 1000
# Characters of an id that a link may lead to.
MAX_ANCHOR = 200
_SPACE = lazy(r"\s")
# The kinds of numbers that a list can have.
_LIST_TYPES = frozenset("1aAiI")
_FORMED = frozenset({"ol", "li", "pre"})


def _span(value: str | None) -> int:
    """Number of columns or rows that a cell spans; 0, for all that follow, becomes the maximum."""
    number = _SPAN_OF.match(value) if value else None
    return min(int(number[1]) or _MAX_SPAN, _MAX_SPAN) if number else 1


def _is_hidden(node: turbohtml.Element, attribute_names: Container[str], max_length: int) -> bool:
    if "hidden" in attribute_names or (node.attr("aria-hidden") or "")[:max_length] == "true":
        return True
    style = node.attr("style")
    return style is not None and hides(style[:max_length])


def add_anchor(page: PageModel, name: str) -> None:
    """Note an id, or the name of a link, at the Block being made or the next."""
    if (
        name
        and len(name) <= MAX_ANCHOR
        and not _SPACE.search(name)
        and len(page.anchors) < page.limits.blocks
    ):
        page.anchors.setdefault(name, len(page.blocks))


def open_element(page: PageModel, node: turbohtml.Element, parent: int) -> Element:
    """Record a block-level element inside the one of index `parent`, -1 for none."""
    elements, max_length = page.elements, page.limits.attribute
    tag = node.tag[:MAX_TAG]
    content_role, level = ROLE_BY_TAG.get(tag, (None, 0))
    hidden = False
    if parent >= 0:
        container = elements[parent]
        hidden = container.hidden
        if content_role is None and tag not in SECTIONS:
            # a paragraph inside a list item or cell is still that item or cell
            content_role, level = container.content_role, container.level
    class_id = role = itemtype = itemprop = ""
    cleaned = False
    attribute_names = node.attrs
    # most elements have a class alone, or nothing: to ask for that costs least
    alone = node.attr("class") if len(attribute_names) == 1 else None
    classes = identifier = ""
    if alone is not None:
        classes = alone[:max_length]
        class_id = sorted_names(classes)
    elif attribute_names:
        attribute = node.attr
        classes = (attribute("class") or "")[:max_length]
        identifier = (attribute("id") or "")[:max_length]
        class_id = sorted_names(f"{classes} {identifier}")
        if identifier:
            add_anchor(page, identifier)
        # next most have both
        if len(attribute_names) > 2 or not (classes and identifier):
            role = (attribute("role") or "")[:max_length].lower()
            itemtype = (attribute("itemtype") or "")[:max_length]
            itemprop = (attribute("itemprop") or "")[:max_length]
            hidden = hidden or _is_hidden(node, attribute_names, max_length)
            cleaned = CLEANED in attribute_names
    element = Element(
        len(elements), parent, 0, tag, class_id, role, itemtype, itemprop, hidden, len(page.blocks), -1,
        "", content_role or _PARAGRAPH, level, 1, 1, 1, 0, classes, identifier,
    )  # fmt: skip
    elements.append(element)
    if not attribute_names:
        return element
    if page.note_labels and (label := page.note_labels.get(node.attr(NOTE) or "")):
        page.footnotes.append(Footnote(node.attr(NOTE) or "", label, element))
    if cleaned and tag == "article" and page.cleaned is None:
        page.cleaned = element
    elif cleaned and tag in ("figcaption", "caption"):
        element.form = {"image-only": ""}
    if tag in _FORMED:
        _read_form(node, element)
    if tag == "ol" and _NUMBER.fullmatch(first := node.attr("start") or ""):
        element.first = int(first)
    elif tag in CELLS:
        element.columns, element.rows = _span(node.attr("colspan")), _span(node.attr("rowspan"))
    return element


def _read_form(node: turbohtml.Element, element: Element) -> None:
    """Read the attributes that give a list, an item or a listing its form."""
    form: dict[str, str] = {}
    if element.tag == "pre":
        language = node.attr(LANGUAGE) or ""
        if LANGUAGE_NAME.fullmatch(language):
            form["language"] = language
    elif element.tag == "ol":
        if (kind := node.attr("type") or "") in _LIST_TYPES and kind and kind != "1":
            form["type"] = kind
        if node.attr("reversed") is not None:
            form["reversed"] = ""
    elif _NUMBER.fullmatch(number := (node.attr("value") or "").strip()):
        form["value"] = number
    if form:
        element.form = form


def mark_task(page: PageModel, index: int, block: int, *, checked: bool) -> None:
    """Make the item that begins with a box to tick a task; elsewhere such a box is a control."""
    element = page.elements[index]
    while element.tag in ("div", "p") and element.parent >= 0 and element.start == block:
        element = page.elements[element.parent]
    if element.content_role is Role.LIST_ITEM and element.start == block:
        element.form = {**(element.form or {}), "task": "x" if checked else " "}
