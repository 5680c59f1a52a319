"""Sections named by their headings, as documentation has them; such names say nothing of boxes."""

from __future__ import annotations

from boilerstrip import _kernels
from boilerstrip.page.block import Block, Element
from boilerstrip.page.model import PageModel
from boilerstrip.page.tags import HEADINGS
from boilerstrip.text.class_names import hyphened

# Elements whose names say nothing of what they hold: themes name whole pages for what is somewhere
# on them ("has-share", "related-on"), and headings have their anchors.
UNNAMED = frozenset({"html", "body", "main", *HEADINGS})
# So many sections with their headings for names are how a page is written.
MIN_TITLED = 3


def titled_sections(page: PageModel) -> frozenset[int]:
    """The elements, by index, that have their heading for a name, as sections of documentation have."""
    titled: list[int] = []
    for element in _opened_by_headings(page.elements, page.blocks):
        name = "-".join(page.block_words[element.start])
        if name in hyphened(element.class_id).split():
            titled.append(element.index)
    return frozenset(titled)


def _opened_by_headings(elements: list[Element], blocks: list[Block]) -> list[Element]:
    """The elements with class names that begin with a heading."""
    if _kernels.columns is not None:
        found: list[Element] = _kernels.columns.opened_by_headings(elements, blocks)
        return found
    return [e for e in elements if e.class_id and e.start < e.end and blocks[e.start].level]


def opens_title(page: PageModel, element: Element) -> bool:
    """Return whether an element is named by the first words of its heading, which is no label: "sharing"."""
    first = page.blocks[element.start]
    if not first.level or page.phrase_matches[first.index] is not None:
        return False
    title = "-".join(page.block_words[first.index]) + "-"
    return any(title.startswith(f"{name}-") for name in hyphened(element.class_id).split())
