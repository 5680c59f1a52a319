"""Forms to sign up for a newsletter."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate

from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page.block import word_counts
from boilerstrip.text import phrases


def propose_forms(view: KeptView) -> Iterator[Proposal]:
    """Propose newsletter forms, each with the little text around it."""
    reasons: dict[int, str] = {}
    for i, found in view.page.phrased.items():
        if found.whole and found.family == "newsletter":
            form = view.page.innermost(view.blocks[i].element, "form")
            reasons.setdefault(form, f"newsletter: “{found.phrase}”")
    words = [0, *accumulate(word_counts(view.blocks))] if reasons else []
    sure = [0, *accumulate(map(bool, view.sure))] if reasons else []
    for form, reason in reasons.items():
        boxes = [
            element
            for element in view.page.ancestors(form)
            # few words, and no text of which the scorer is sure
            if words[element.end] - words[element.start] <= phrases.MAX_WITHIN_WORDS
            and sure[element.end] == sure[element.start]
        ]
        if boxes:
            # the smallest box with more than the form, or else the form itself
            box = next((e for e in boxes if e.end - e.start > boxes[0].end - boxes[0].start), boxes[0])
            yield Proposal(box.start, box.end, reason)
