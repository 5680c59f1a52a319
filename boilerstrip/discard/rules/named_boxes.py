"""Boxes whose class name or ID says that they are boilerplate."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from boilerstrip.discard.view import LIKELY_TEXT, KeptView, Proposal
from boilerstrip.page import Element
from boilerstrip.page.block import MIN_PROSE_WORDS, named
from boilerstrip.page.titled_sections import MIN_TITLED, UNNAMED, opens_title, titled_sections
from boilerstrip.text.class_names import boxes_of

# On these, such names describe the whole body ("post has-share").
_BODY_TAGS = UNNAMED | {"article"}
# Boxes of this family have links or buttons, so sentences without any are a section about something social.
_SHARE = "share"
# Least probability of prose in such a box between two Blocks of likely prose, and beside one.
_LIKELY_AMID, _LIKELY_BESIDE = 0.6, 0.8
# Words that such prose has at least.
_MIN_LIKELY_WORDS = 12


def propose_named_boxes(view: KeptView) -> Iterator[Proposal]:
    """Propose elements whose class name or ID is that of a sidebar box."""
    box_by_names = boxes_of(view.holder_names)
    boxes = [
        (element, box_by_names[element.class_id])
        for element in (named(view.holders, box_by_names) if box_by_names else ())
        if element.tag not in _BODY_TAGS
    ]
    sections = titled_sections(view.page) if boxes else frozenset()
    # documentation gives its sections IDs made from their headings; a single such section may be a box
    spared = len(sections) >= MIN_TITLED
    for element, box in boxes:
        if element.index in sections and (spared or _is_text(view, element)):
            continue
        if spared and opens_title(view.page, element):
            continue
        if box.startswith(_SHARE) and _is_section(view, element):
            continue
        # a list of links may be what a term is explained by, and "tags" are fields of a member
        if view.is_reference and (element.tag == "dl" or view.page.innermost(element.index, "dd") >= 0):
            continue
        yield Proposal(element.start, element.end, box)


def without_prose(view: KeptView, inside: range) -> Iterable[int]:
    """Return the Blocks of a box to drop: all but prose of which the scorer is sure, and its headings.

    If such prose is most of the box, everything in it stays. Beside likely prose, less certainty
    is enough, as the box's name alone has lowered its probability.
    """
    staying = {i for i in inside if view.sure[i]} or _likely_prose(view, inside)
    if not staying:
        return inside
    if 2 * sum(view.left[i] for i in staying) > sum(view.left[i] for i in inside):
        return ()
    stays = False
    for i in reversed(inside):
        block = view.blocks[i]
        stays = i in staying or (stays and block.level > 0)
        if stays:
            staying.add(i)
    return [i for i in inside if i not in staying]


def _likely_prose(view: KeptView, inside: range) -> set[int]:
    """Return the unlinked prose of a box that stands right behind likely prose, amid it or first above it."""
    is_behind = _is_likely(view, range(inside.start - 1, -1, -1))
    below = inside.stop
    if not is_behind and below < len(view.blocks) and view.blocks[below].level:
        below += 1
    is_above = _is_likely(view, range(below, len(view.blocks)))
    if not (is_behind or is_above):
        return set()
    least = _LIKELY_AMID if is_behind and is_above else _LIKELY_BESIDE
    return {
        i
        for i in inside
        if view.is_likely_text(view.blocks[i], least)
        and view.left[i] >= _MIN_LIKELY_WORDS
        and view.page.phrase_matches[i] is None
    }


def _is_likely(view: KeptView, beside: range) -> bool:
    """Return whether the next Block with words is kept prose that is likely text."""
    nearest = next((i for i in beside if view.blocks[i].words), None)
    return (
        nearest is not None
        and bool(view.left[nearest])
        and view.running[nearest]
        and view.probabilities[nearest] >= LIKELY_TEXT
    )


def _is_section(view: KeptView, element: Element) -> bool:
    """Return whether an element is a heading with sentences below it, and nothing else."""
    heading, *below = view.blocks[element.start : element.end]
    return (
        heading.level > 0
        and bool(below)
        and all(view.running[block.index] for block in below)
        and not any(block.link_words for block in (heading, *below))
        and all(found is None for found in view.page.phrase_matches[element.start : element.end])
    )


def _is_text(view: KeptView, element: Element) -> bool:
    return view.prose_words[element.end] - view.prose_words[element.start] >= 2 * MIN_PROSE_WORDS
