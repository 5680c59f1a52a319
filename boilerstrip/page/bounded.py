"""A page written anew as a plain document, for extractors that parse for themselves."""

from __future__ import annotations

import html as html_escapes
from collections.abc import Iterator, Sequence

from boilerstrip.page.block import Block, Element, Role
from boilerstrip.page.head_data import Head
from boilerstrip.page.tags import BLOCK_LEVEL
from boilerstrip.text.whitespace import collapse, squeeze, strip_invisible


def bounded_markup(head: Head, blocks: Sequence[Block], elements: Sequence[Element]) -> Iterator[str]:
    """The pieces of a document of these elements and Blocks."""
    language = html_escapes.escape(head.language[:20])
    title = html_escapes.escape(head.title[:1000])
    yield f'<!DOCTYPE html><html lang="{language}"><head><meta charset="utf-8"><title>{title}</title></head>'
    open_elements: list[Element] = []
    pending = iter(elements)
    upcoming = next(pending, None)
    for block in blocks:
        while open_elements and open_elements[-1].end <= block.index:
            yield _close(open_elements.pop())
        while upcoming is not None and upcoming.start <= block.index:
            if upcoming.end > block.index:
                while open_elements and open_elements[-1].index != upcoming.parent:
                    yield _close(open_elements.pop())
                open_elements.append(upcoming)
                yield _open(upcoming)
            upcoming = next(pending, None)
        while open_elements and open_elements[-1].index != block.element:
            yield _close(open_elements.pop())
        yield from _inline(block)
        yield "\n"
    while open_elements:
        yield _close(open_elements.pop())
    yield "</html>"


def _open(element: Element) -> str:
    if element.tag == "html":
        return ""
    attributes = ""
    if element.class_id:
        attributes += f' class="{html_escapes.escape(element.class_id)}"'
    if element.role:
        attributes += f' role="{html_escapes.escape(element.role)}"'
    if element.itemprop:
        attributes += f' itemprop="{html_escapes.escape(element.itemprop)}"'
    if element.hidden:
        attributes += ' style="display:none"'
    return f"<{_plain_tag(element.tag)}{attributes}>"


def _close(element: Element) -> str:
    return "" if element.tag == "html" else f"</{_plain_tag(element.tag)}>"


def _plain_tag(tag: str) -> str:
    return tag if tag in BLOCK_LEVEL and tag != "button" else "div"


def _inline(block: Block) -> Iterator[str]:
    preformatted = block.role is Role.CODE
    for run in block.runs:
        if run.marks == ("br",):
            yield "<br>"
            continue
        text = strip_invisible(run.text) if preformatted else squeeze(run.text)
        text = html_escapes.escape(text, quote=False)
        for mark in run.marks:
            text = f"<{mark}>{text}</{mark}>"
        if run.href is not None:
            text = f'<a href="{html_escapes.escape(collapse(run.href[:500]))}">{text}</a>'
        yield text
