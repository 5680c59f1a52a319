"""Which Blocks of a page its annotation wants: the labels to train on.

Whole texts are aligned; what alignment leaves over (lists in another order, lines that the
annotators moved) is matched as phrases against the words of the text that nothing else accounts
for. Snippets label just the Blocks that hold them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from boilerstrip.page import Page
from boilerstrip.strategies.align import align
from boilerstrip.text.whitespace import collapse
from boilerstrip.text.words import words

UNKNOWN = -1.0


def from_text(page: Page, text: str) -> NDArray[np.float32]:
    """1 for each Block that `text` holds, else 0."""
    mask = align(page.block_words, text)
    wanted = words(text)
    phrases = f" {' '.join(wanted)} "
    left = Counter(wanted)
    for tokens, matched in zip(page.block_words, mask, strict=True):
        if matched:
            left.subtract(tokens)
    for i, tokens in enumerate(page.block_words):
        if mask[i] or not tokens or f" {' '.join(tokens)} " not in phrases:
            continue
        needed = Counter(tokens)
        if all(left[word] >= count for word, count in needed.items()):
            left.subtract(needed)
            mask[i] = True
    return np.array(mask, np.float32)


def from_snippets(page: Page, wanted: Sequence[str], unwanted: Sequence[str]) -> NDArray[np.float32]:
    """1 for Blocks with a wanted snippet, 0 for those with an unwanted one, else `UNKNOWN`."""
    labels = np.full(len(page.blocks), UNKNOWN, np.float32)
    for value, snippets in ((0.0, unwanted), (1.0, wanted)):
        searched = [collapse(snippet).lower() for snippet in snippets]
        for block in page.blocks:
            text = collapse(block.text).lower()
            if any(_same(snippet, text) for snippet in searched if snippet):
                labels[block.index] = value
    return labels


def _same(snippet: str, text: str) -> bool:
    return snippet in text or (len(text) > 20 and text in snippet)
