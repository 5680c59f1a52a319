"""Sentences of a line that was taken apart, as the line that they are part of."""

from __future__ import annotations

from collections.abc import Sequence
from copy import copy
from dataclasses import replace

from boilerstrip.page import Block, Page, Run


def join_continued(page: Page, blocks: Sequence[Block]) -> tuple[Page, Sequence[Block]]:
    """Return the page and those of its Blocks with what follows each other in one line as one Block."""
    if not page.continued:
        return page, blocks
    lines: list[list[Block]] = []
    for block in blocks:
        if block.index in page.continued and lines and lines[-1][-1].index == block.index - 1:
            lines[-1].append(block)
        else:
            lines.append([block])
    joined = [_joined(page, line) for line in lines]
    page = copy(page)
    page.blocks = list(page.blocks)
    for block in joined:
        page.blocks[block.index] = block
    return page, joined


def _joined(page: Page, line: Sequence[Block]) -> Block:
    runs = list(line[0].runs)
    for block in line[1:]:
        runs += [Run(page.continued[block.index]), *block.runs]
    return replace(
        line[0],
        text="".join([line[0].text, *(page.continued[block.index] + block.text for block in line[1:])]),
        words=sum(block.words for block in line),
        link_words=sum(block.link_words for block in line),
        runs=runs,
    )
