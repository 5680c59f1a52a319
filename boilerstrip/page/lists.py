"""Lists that word processors export: made lists within lists, as they show.

Google Docs writes a list of its own for every stretch of one level, Word a paragraph for every item, with its
bullet or number as text. Others write an empty box or a button for a task, or an item's number as text.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from boilerstrip.page.furniture import inline_text
from boilerstrip.page.traces import BULLETS, LEVELS, SINGLE_ITEMS, TASKS, WORD_LISTS, has_one
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

    from boilerstrip.page.traces import Traces

_LEVEL = lazy(r"(?:^|\s)lst-(\w+)-(\d)(?=\s|$)")
_WORD_LEVEL = lazy(r"mso-list\s*:\s*(l\d+)\s+level(\d)")
_WORD_ITEMS = "p[style*='mso-list']"
_MARKER = "span[style*='mso-list:Ignore'], span[style*='mso-list: Ignore']"
# A number or letter before an item; what else stands there is a bullet.
_NUMBERED = lazy(r"\(?(\d{1,4}|[a-zA-Z]|[ivxlcIVXLC]{1,6})[.)]")
# What editors say of a task by attributes: Quill, Tiptap, Lexical.
_STATED_TASKS = ("ul[data-checked]", "li[data-checked]", "li[data-list]", "li[role=checkbox]")
_STATED_ITEMS = "ul[data-checked] > li, li[data-checked], li[data-list], li[role=checkbox]"
_LISTS_OF_QUILL = "ol:has(> li[data-list]), ul:has(> li[data-list])"
# The list that items of each kind are of.
_KINDS_OF_QUILL = {"ordered": "ol", "bullet": "ul", "checked": "ul", "unchecked": "ul"}
_INDENT = lazy(r"(?:^|\s)ql-indent-(\d)(?=\s|$)")
# Boxes to tick off what is in a recipe; none of it is ticked.
_RECIPE = "[class*=ngredient], [itemprop*=ngredient], [class*=recipe], [class*=nstruction]"
_TASKS = "li > .checkbox-on, li > .checkbox-off, li button[role=checkbox]"
# A bullet in an element of its own. Unlike in lines of plain text (`input.plaintext`), arrows and dashes of
# any length count: the element, not the character, says that it is a bullet.
_BULLET = lazy(r"\s*[•·∙●○◦■□▪▫‣►▸▶–—*-]\s*")
# By the part of its class name.
_BULLETS = {part: f"ul > li > [class*={part}]" for part in BULLETS.words}
# A list straight in another one, in none of its items.
_STRAIGHT = ("ul > ul", "ul > ol", "ol > ul", "ol > ol")
# Lists of one item each.
_SINGLE_ITEMS = "ul.bulleted-list, ul.to-do-list, ol.numbered-list"
_MAX_ITEMS = 5_000
# A picture, a number and the text of an item.
_MAX_PARTS = 3
_STEP = lazy(r"(?:step|schritt|étape|paso|passo|steg|stap|шаг|krok)\s+(?=\d)", re.IGNORECASE)
# Characters of a number with what stands around it.
_MAX_DIGITS = 12


class _Open(NamedTuple):
    """A list that items may still come into, and how deep it is."""

    level: int
    element: turbohtml.Element


def normalize_lists(document: turbohtml.Document, traces: Traces) -> None:
    """Make lists of what word processors export for them."""
    if traces.has_name(LEVELS):
        _join_levels(document)
    if traces.has_name(WORD_LISTS):
        _make_lists(document)
    if traces.has_name(TASKS):
        _make_tasks(document)
    if has_one(document, _STATED_TASKS):
        _read_tasks(document)
    if has_one(document, ("input[type=checkbox]",)):
        _remove_recipe_boxes(document)
    if traces.has_name(SINGLE_ITEMS):
        _join_single_items(document)
    _remove_numbers(document)
    if traces.has_name(BULLETS):
        _remove_bullets(document, traces)
    if has_one(document, _STRAIGHT):
        _nest_lists(document)


def _join_levels(document: turbohtml.Document) -> None:
    """Put each list that goes on with the one before it into that, or into its last item."""
    # for each list that others were put into, its name and the lists open at its end
    roots: dict[turbohtml.Element, tuple[str, list[_Open]]] = {}
    for element in document.select("ul[class*='lst-'], ol[class*='lst-']")[:_MAX_ITEMS]:
        found = _LEVEL.search(element.attr("class") or "")
        if found is None:
            continue
        name, level = found[1], int(found[2])
        before = _element_before(element)
        root = roots.get(before) if before is not None else None
        if before is None or root is None or root[0] != name or level < root[1][0].level:
            roots[element] = (name, [_Open(level, element)])
        else:
            _add(root[1], level, element)


def _add(opened: list[_Open], level: int, element: turbohtml.Element) -> None:
    """Add a list of a level behind what is open."""
    while opened[-1].level > level:
        opened.pop()
    last = opened[-1].element
    if opened[-1].level == level:
        for child in list(element.children):
            last.append(child)
        element.extract()
        return
    items = [node for node in last.children if getattr(node, "tag", "") == "li"]
    (items[-1] if items else last).append(element)  # type: ignore[attr-defined]
    opened.append(_Open(level, element))


def _make_lists(document: turbohtml.Document) -> None:
    """Make items of the paragraphs that Word has for them."""
    from turbohtml import Element

    name = ""
    opened: list[_Open] = []
    last: turbohtml.Element | None = None
    for paragraph in document.select(_WORD_ITEMS)[:_MAX_ITEMS]:
        found = _WORD_LEVEL.search(paragraph.attr("style") or "")
        marker = paragraph.select_one(_MARKER)
        if found is None or marker is None:
            continue
        level = int(found[2])
        item = Element("li")
        number = _NUMBERED.fullmatch(marker.text.strip())
        marker.decompose()
        if last is None or _element_before(paragraph) is not last or found[1] != name:
            opened, last = [], None
        name = found[1]
        while opened and opened[-1].level > level:
            opened.pop()
        if not opened or opened[-1].level < level:
            inner = Element("ol" if number else "ul")
            if number and number[1].isdecimal() and number[1] != "1":
                inner.attrs["start"] = number[1]
            if opened:
                items = list(opened[-1].element.children)
                items[-1].append(inner)  # type: ignore[attr-defined]
            elif last is not None:
                # one less deep than the first
                last.insert_after(inner)
                last = inner
            else:
                paragraph.insert_before(inner)
                last = inner
            opened.append(_Open(level, inner))
        for child in list(paragraph.children):
            item.append(child)
        opened[-1].element.append(item)
        paragraph.extract()


def _make_tasks(document: turbohtml.Document) -> None:
    """Make boxes to tick of the empty ones that styles show as such."""
    from turbohtml import Element

    for box in document.select(_TASKS)[:_MAX_ITEMS]:
        if box.text.strip():
            continue
        ticked = Element("input")
        ticked.attrs["type"] = "checkbox"
        if box.attr("aria-checked") == "true" or "checkbox-on" in (box.attr("class") or "").split():
            ticked.attrs["checked"] = ""
        box.replace_with(ticked)


def _read_tasks(document: turbohtml.Document) -> None:
    """Make boxes to tick of what editors have in attributes, and lists of Quill's items of all kinds."""
    from turbohtml import Element

    for item in document.select(_STATED_ITEMS)[:_MAX_ITEMS]:
        kind = item.attr("data-list")
        stated = item.attr("data-checked") or item.attr("aria-checked")
        if stated is None and kind is None:
            stated = getattr(item.parent, "attr", lambda _: None)("data-checked")
        if stated not in ("true", "false") and kind not in ("checked", "unchecked"):
            continue
        if item.select_one("input[type=checkbox]") is None:
            box = Element("input")
            box.attrs["type"] = "checkbox"
            if "true" in (stated or "") or kind == "checked":
                box.attrs["checked"] = ""
            item.insert(0, box)
    for element in document.select(_LISTS_OF_QUILL)[:_MAX_ITEMS]:
        _nest_items(element)


def _nest_items(element: turbohtml.Element) -> None:
    """Make lists within lists of Quill's one, whose items have their kind and depth as attributes."""
    from turbohtml import Element

    opened: list[_Open] = []
    # the last item of each of these, which holds the list of a deeper one
    last: list[turbohtml.Element] = []
    children = [node for node in element.children if isinstance(node, Element) or node.text.strip()]
    kinds = {node.attr("data-list") for node in children if isinstance(node, Element)}
    if len(children) > _MAX_ITEMS or kinds.isdisjoint(_KINDS_OF_QUILL):
        return
    attributes = dict(element.attrs)
    for item in children:
        if not isinstance(item, Element) or item.tag != "li":
            # what is no item stands between two lists
            opened.clear()
            element.insert_before(item)
            continue
        tag = _KINDS_OF_QUILL.get(item.attr("data-list") or "", element.tag)
        found = _INDENT.search(item.attr("class") or "")
        level = int(found[1]) if found else 0
        while opened and (
            opened[-1].level > level or (opened[-1].level == level and opened[-1].element.tag != tag)
        ):
            opened.pop()
        del last[len(opened) :]
        if not opened or opened[-1].level < level:
            inner = Element(tag)
            if opened:
                last[-1].append(inner)
            else:
                element.insert_before(inner)
                # the first of them has the name of all, and the number to begin with
                inner.attrs.update(attributes)
                attributes.clear()
            opened.append(_Open(level, inner))
        opened[-1].element.append(item)
        last[len(opened) - 1 :] = [item]
    element.extract()


def _remove_recipe_boxes(document: turbohtml.Document) -> None:
    """Remove the boxes to tick of ingredients and steps: these are no tasks."""
    for box in document.select("li input[type=checkbox]")[:_MAX_ITEMS]:
        if "checked" not in box.attrs and box.closest(_RECIPE) is not None:
            box.extract()


def _remove_numbers(document: turbohtml.Document) -> None:
    """Remove the numbers of items that stand in an element of their own: lists count for themselves."""
    ordered_lists = document.find_all("ol")
    if not ordered_lists:
        return
    from turbohtml import Element

    for ordered in ordered_lists:
        number = _number(ordered.attr("start"))
        for item in ordered.children:
            if not isinstance(item, Element) or item.tag != "li":
                continue
            parts = [node for node in item.children if isinstance(node, Element)][:_MAX_PARTS]
            if len(parts) == _MAX_PARTS and not parts[0].text.strip():
                # a picture of the step
                parts = parts[1:]
            if len(parts) > 1 and parts[0].tag in ("div", "span") and parts[1].tag in ("div", "p"):
                number_text = inline_text(parts[0], _MAX_DIGITS)
                if number_text is None and parts[0].tag == "div":
                    # in a box of its own in that
                    inner = list(islice(parts[0].descendants, _MAX_PARTS + 1))
                    number_text = parts[0].text if len(inner) <= _MAX_PARTS else ""
                if number_text is not None and _STEP.sub("", number_text.strip()) in (
                    str(number),
                    f"{number}.",
                ):
                    parts[0].decompose()
            number += 1


def _join_single_items(document: turbohtml.Document) -> None:
    """Make one list of those that follow each other, where an export has one for each item."""
    for element in document.select(_SINGLE_ITEMS)[:_MAX_ITEMS]:
        before = _element_before(element)
        if before is None or before.tag != element.tag or before.attr("class") != element.attr("class"):
            continue
        items = [node for node in before.children if getattr(node, "tag", "") == "li"]
        number = _number(before.attr("start")) + len(items)
        if element.tag == "ul" or _number(element.attr("start")) == number:
            for child in list(element.children):
                before.append(child)
            element.extract()


def _number(start: str | None) -> int:
    """The number that a list begins with."""
    start = start or ""
    return int(start) if start.isascii() and start.isdecimal() and len(start) < _MAX_DIGITS else 1


def _remove_bullets(document: turbohtml.Document, traces: Traces) -> None:
    """Remove the bullets of items that stand in an element of their own."""
    named = [selector for part, selector in _BULLETS.items() if part in traces.parts]
    for bullet in document.select(", ".join(named))[:_MAX_ITEMS]:
        if _BULLET.fullmatch(bullet.text):
            bullet.decompose()


def _nest_lists(document: turbohtml.Document) -> None:
    """Put each list that stands straight in another one into the item before it, where browsers show it."""
    for element in document.select(", ".join(_STRAIGHT))[:_MAX_ITEMS]:
        before = _element_before(element)
        if before is not None and before.tag == "li":
            before.append(element)


def _element_before(element: turbohtml.Element) -> turbohtml.Element | None:
    """The element right before another, with no text between them."""
    from turbohtml import Element, Text

    for node in element.previous_siblings:
        if isinstance(node, Element):
            return node
        if isinstance(node, Text) and node.data.strip():
            return None
    return None
