"""Lists of links to parts of their own page, as tables of contents are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from boilerstrip.page.block import Block
    from boilerstrip.page.model import PageModel


def first_address(block: Block) -> str:
    """Return where the first link of a Block leads, "" for none."""
    if block.link_words:
        for run in block.runs:
            if run.href:
                return run.href
    return ""


def link_targets(page: PageModel, blocks: Iterable[Block]) -> list[int] | None:
    """Return to which Block each of these leads with its first link; None if one leads to no part.

    The address may begin with the name of the page's file, which is that of all: "chapter.html#options".
    """
    found: list[int] = []
    files = set[str]()
    for block in blocks:
        address = first_address(block)
        if "#" not in address:
            return None
        file, _, name = address.partition("#")
        files.add(file)
        index = page.anchors.get(name, -1)
        if len(files) > 1 or not 0 <= index < len(page.blocks):
            return None
        found.append(index)
    return found


def lead_within(page: PageModel, blocks: Sequence[Block]) -> bool:
    """Return whether there are links, all to parts of the page."""
    links = [run.href for block in blocks for run in block.runs if run.href is not None]
    if not links:
        return False
    if all(link.startswith("#") for link in links):
        return True
    # an address with the name of the page's file must lead to a part that exists
    files = {link.partition("#")[0] for link in links}
    return len(files) == 1 and all(link.partition("#")[2] in page.anchors for link in links)
