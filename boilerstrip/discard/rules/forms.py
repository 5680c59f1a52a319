"""Forms to sign up for a newsletter."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Element
from boilerstrip.page.block import word_counts
from boilerstrip.text import phrases


def propose_forms(view: KeptView) -> Iterator[Proposal]:
    """Propose newsletter forms, each with the little text around it."""
    for i, found in view.page.phrased.items():
        if found.whole and found.family == "newsletter":
            form = view.page.innermost(view.blocks[i].element, "form")
            boxes = [element for element in view.page.ancestors(form) if _is_frame(view, element)]
            if boxes:
                # the smallest box with more than the form, or else the form itself
                box = next((e for e in boxes if e.end - e.start > boxes[0].end - boxes[0].start), boxes[0])
                yield Proposal(box.start, box.end, f"newsletter: “{found.phrase}”")


def _is_frame(view: KeptView, element: Element) -> bool:
    """Return whether an element has few words and no text of which the scorer is sure."""
    inside = slice(element.start, element.end)
    return sum(word_counts(view.blocks[inside])) <= phrases.MAX_WITHIN_WORDS and not any(view.sure[inside])
