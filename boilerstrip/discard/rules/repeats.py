"""Text that occurs twice: once hidden or for another screen size, or as a copy of the whole text."""

from __future__ import annotations

from itertools import pairwise

from boilerstrip.discard.view import MIN_TEXT_WORDS, KeptView
from boilerstrip.page import Element
from boilerstrip.page.block import headings_of, hidden_elements, outermost
from boilerstrip.page.titled_sections import UNNAMED
from boilerstrip.text.class_names import hiding_names

# Share of a hidden element's words that must occur elsewhere: copies may differ in a date or a button.
MIN_REPEATED = 0.9


def hidden_repeats(view: KeptView) -> dict[int, str]:
    """Return the Blocks of hidden elements whose text is kept elsewhere as well, with the reason.

    A whole element must be repeated, because a single cell or line may say the same as another by chance.
    """
    boxes = _hidden_boxes(view)
    concealed = {i for box in boxes for i in range(box.start, box.end)}
    kept = [block for block in view.blocks if view.left[block.index]] if boxes else []
    kept_texts = {block.text for block in kept if block.index not in concealed}
    dropped: dict[int, str] = {}
    for box in boxes:
        inside = [block for block in view.blocks[box.start : box.end] if view.left[block.index]]
        repeated = [block for block in inside if block.text in kept_texts]
        count = sum(block.words for block in repeated)
        if count >= MIN_TEXT_WORDS and count >= MIN_REPEATED * sum(block.words for block in inside):
            dropped |= {block.index: "hidden repeat of what is shown" for block in repeated}
        else:
            kept_texts.update(block.text for block in inside)
    return dropped


def repeats_of_text(view: KeptView) -> dict[int, str]:
    """Return the Blocks of texts that are kept in another place, with the reason."""
    dropped: dict[int, str] = {}
    for places in view.page.repeated_texts:
        kept = [sum(view.left[place.start : place.stop]) for place in places]
        stays = kept.index(max(kept))
        for at, place in enumerate(places):
            if at != stays and kept[stays]:
                dropped |= dict.fromkeys(place, "repeat of a text that is kept")
    return dropped


def repeated_headings(view: KeptView) -> dict[int, str]:
    """Return the headings that say what the heading right above them, of the same level, says already.

    Cards have one for each of their two faces, or for each width of the screen; nothing stands between.
    """
    headings = headings_of(view.blocks)
    return {
        below.index: "repeat of the heading above"
        for above, below in pairwise(headings)
        if below.index == above.index + 1
        and below.level == above.level
        and below.text == above.text
        and view.left[above.index]
        and view.left[below.index]
    }


def _hidden_boxes(view: KeptView) -> list[Element]:
    """Return the outermost elements that are hidden, at least on some screens, and hold a kept Block."""
    hiding = hiding_names(view.holder_names)
    if not hiding and not hidden_elements(view.holders):
        return []
    return outermost(
        element
        for element in view.holders
        if element.hidden or (element.class_id in hiding and element.tag not in UNNAMED)
    )
