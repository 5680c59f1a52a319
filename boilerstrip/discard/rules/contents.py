"""Tables of contents above the text: lists and lines of links that say its headings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import compress, dropwhile, pairwise

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Block
from boilerstrip.page.contents import link_targets
from boilerstrip.text.words import count_words

# So many links are a table of contents; words of a label in their line.
_MIN_LINKS, _MAX_LABEL = 3, 3
_REASON = "table of contents"
_LISTS = frozenset({"list", "details"})


def propose_contents(view: KeptView) -> Iterator[Proposal]:
    """Propose lists and lines of links that lead to headings below, in their order and words."""
    page = view.page
    if page.is_plaintext or not page.anchors:
        return
    for unit in page.units:
        if unit.kind in _LISTS:
            # a list that unfolds has its label in the unit
            start = unit.start + (unit.kind == "details")
            if start and page.phrase_matches[start - 1] is not None and _is_contents(view, start, unit.end):
                yield Proposal(start, unit.end, _REASON)
    # an article has no such line
    for block in compress(view.blocks, view.left) if page.has_code else ():
        if _MIN_LINKS <= block.link_words >= block.words - _MAX_LABEL and _is_line(view, block):
            yield Proposal(block.index, block.index + 1, _REASON)


def _is_contents(view: KeptView, start: int, end: int) -> bool:
    """Return whether a label that is left out heads a list, each item of which links to a heading below.

    Without such a label, a list of links is often counted as part of the text.
    """
    if view.left[start - 1] or not any(view.left[start:end]):
        return False
    items = view.blocks[start:end]
    if len(items) < _MIN_LINKS or not all(0 < item.link_words == item.words for item in items):
        return False
    targets = link_targets(view.page, items)
    return targets is not None and _are_headings(view, end, targets, [item.text for item in items])


def _is_line(view: KeptView, line: Block) -> bool:
    """Return whether all links of a line lead so, with nothing but signs between them."""
    links = [(run.href, run.text) for run in line.runs if run.href]
    if len(links) < _MIN_LINKS or not all(href[0] == "#" for href, _ in links):
        return False
    behind_label = dropwhile(lambda run: not run.href, line.runs)
    if any(count_words(run.text) for run in behind_label if not run.href):
        return False
    targets = [view.page.anchors.get(href[1:], -1) for href, _ in links]
    return _are_headings(view, line.index + 1, targets, [text for _, text in links])


def _are_headings(view: KeptView, start: int, targets: Sequence[int], texts: Sequence[str]) -> bool:
    """Return whether Blocks below `start` are kept headings in this order, and have these texts in them."""
    blocks = view.blocks
    return (
        start <= targets[0]
        and all(one < other for one, other in pairwise(targets))
        and targets[-1] < len(blocks)
        and all(
            blocks[i].level and view.mask[i] and text.strip() in blocks[i].text
            for i, text in zip(targets, texts, strict=True)
        )
    )
