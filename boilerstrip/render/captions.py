"""Captions of images and videos: which Blocks they are, and which element is the figure of both."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice

from boilerstrip.page import Block, Element, Image, Page, Role, Run
from boilerstrip.page.tags import CELLS
from boilerstrip.render.image_selection import (
    GALLERY_NAME,
    MAX_CAPTION_WORDS,
    MAX_CAPTIONS,
    ImageSelection,
    is_other_caption,
    leads_to_other_size,
)
from boilerstrip.text.patterns import lazy

# What begins the caption of an image that stands in a paragraph of its own.
_FIGURE_LABEL = lazy(
    r"(?:fig(?:ure|ura|\.)?|abb(?:ildung|\.)?|photo|foto|图|図)\s*\d+\s*[.:：–—]", re.IGNORECASE
)
# Boxes of one picture with text beside it; "media" is any box of text with a picture.
_PICTURE_BOX = lazy(r"(?<![a-z])(?:fig(?:ure)?|photo|image|img|picture|pic|caption|thumb)(?![a-z])")
# A longer text beside a picture is no caption, unless something says so.
_MAX_UNNAMED_WORDS = 40
# A table of so many cells at most, one a row, may be the frame of a picture and its caption.
_MAX_FRAME_CELLS = 3
# Elements of such a table that are looked at.
_MAX_FRAME = 16
# The place of a picture among those of a gallery, as viewers show it: "2 of 4".
_COUNTER = (
    r"(?:(?:slide|image|photo|picture|bild|foto|item|фото)\s+)?"
    r"(\d{1,3})\s{0,3}(?:/|of|von|sur|de|di|van|av|из)\s{0,3}(\d{1,3})"
)
_COUNTER_BEFORE = lazy(rf"\s*[\[(]?{_COUNTER}(?![\w/])[\])]?(?:\s{{0,3}}[|:·•–—-])?\s*", re.IGNORECASE)
_COUNTER_BEHIND = lazy(rf"(?:^|[\s|·•–—])[|·•–—\[(-]?\s?{_COUNTER}[\])]?\s*$", re.IGNORECASE)
_MAX_COUNTER = 40
# What stands between a control of a viewer and the caption.
_SEPARATORS = " \t\n\xa0/|·•–—-"
# What may stand in a figure beside its caption, and elements up to the box of a gallery.
_IN_FIGURES = frozenset({Role.PARAGRAPH, Role.CAPTION, Role.CONTROL})
_MAX_DEPTH = 3


def captions_of(selection: ImageSelection, image: Image) -> list[tuple[int, int]]:
    """The Blocks that are an image's caption, each with the element that is the figure of both."""
    page = selection.page
    captions: list[tuple[int, int]] = []
    for index, figure in _possible_captions(selection, image):
        text = page.blocks[index].text
        # the credit once more, for another screen
        is_repeated = any(page.blocks[other].text.endswith(text) for other, _ in captions)
        if index not in page.dropped_by_owner and not is_repeated:
            captions.append((index, figure))
    return captions


def caption_beside(selection: ImageSelection, image: Image) -> int:
    """The figure that a kept line is of, if it begins with an image and its text is the caption; else -1."""
    page, block = selection.page, selection.page.blocks[image.block]
    if image.run or block.element < 0 or block.role is not Role.PARAGRAPH:
        return -1
    container = page.elements[block.element]
    is_figure = container.tag == "figure"
    if container.end - container.start != 1 or not (
        is_figure or (container.tag in ("div", "p") and _PICTURE_BOX.search(container.class_id))
    ):
        return -1
    if any(
        other.run for other in selection.images_from(image.before, image.before) if other.block == image.block
    ):
        return -1
    most = MAX_CAPTION_WORDS if is_figure else _MAX_UNNAMED_WORDS
    return container.index if block.words <= most and _is_text(block) else -1


def _possible_captions(selection: ImageSelection, image: Image) -> Iterator[tuple[int, int]]:
    page, element = selection.page, image.element
    figure = page.innermost(element, "figure")
    if figure >= 0:
        captions = list(_captions_in_figure(selection, figure))
        yield from captions or _captions_behind(page, figure)
        return
    container = next((e for e in page.ancestors(element) if e.end > e.start), None)
    blocks = _blocks_of(selection, container.index) if container is not None else []
    if container is not None and 0 < len(blocks) <= MAX_CAPTIONS:
        if all(selection.is_caption(block) or block.role is Role.CAPTION for block in blocks):
            yield from ((block.index, container.index) for block in blocks)
            return
        if _is_picture_box(selection, container.index) and selection.is_captioned(image, container.index):
            texts = _texts(selection, blocks)
            if texts and sum(block.words for block in texts) <= _MAX_UNNAMED_WORDS:
                yield from ((block.index, container.index) for block in texts)
                return
    if container is not None and (frame := _frame_around(selection, image, container)) >= 0:
        yield from ((block.index, frame) for block in _texts(selection, _blocks_of(selection, frame)))
        return
    below = _caption_below(selection, image)
    if below is not None:
        is_alone = page.elements[element].start == page.elements[element].end
        yield below.index, element if is_alone else below.element
        return
    box = selection.foreign_boxes[element] if element >= 0 else -1
    if image.before > selection.last:
        box = selection.named_figure_around(image)
    box_element = page.elements[box]
    has_text = box >= 0 and box_element.end > box_element.start and selection.first < image.before
    if has_text and selection.is_captioned(image, box):
        yield from ((block.index, box) for block in _texts(selection, selection.blocks_of(box_element)))


def _captions_in_figure(selection: ImageSelection, figure: int) -> Iterator[tuple[int, int]]:
    page = selection.page
    container = page.elements[figure]
    # each image of the figure asks, and there may be thousands
    blocks = page.blocks[container.start : min(container.end, container.start + 4 * MAX_CAPTIONS)]
    captions = [block for block in blocks if block.role is Role.CAPTION or is_other_caption(page, block)]
    captions = captions or [block for block in blocks if selection.is_caption(block)]
    if not captions and all(block.role in _IN_FIGURES for block in blocks):
        texts = [block for block in blocks if block.role is Role.PARAGRAPH and _is_text(block)]
        texts = [block for block in texts if not selection.is_unseen(block)]
        if len(texts) <= MAX_CAPTIONS and sum(block.words for block in texts) <= MAX_CAPTION_WORDS:
            captions = texts
    yield from ((block.index, figure) for block in captions)
    # of several images together there is one more below them all
    outer = page.innermost(container.parent, "figure")
    if outer >= 0:
        container = page.elements[outer]
        for block in page.blocks[max(container.start, container.end - MAX_CAPTIONS) : container.end]:
            if block.role is Role.CAPTION and page.innermost(block.element, "figure") == outer:
                yield block.index, outer


def _captions_behind(page: Page, figure: int) -> Iterator[tuple[int, int]]:
    """The captions that stand right behind their figure, in an element around both."""
    container = page.elements[figure]
    if container.start != container.end:
        return
    around = {e.index for e in islice(page.ancestors(container.parent), _MAX_DEPTH)} if figure else set()
    for block in page.blocks[container.end : container.end + MAX_CAPTIONS]:
        caption = page.innermost(block.element, "figcaption")
        if block.role is not Role.CAPTION or caption < figure or page.elements[caption].parent not in around:
            return
        yield block.index, figure


def _caption_below(selection: ImageSelection, image: Image) -> Block | None:
    """The Block right below an image in a place of its own that is its caption by name or label."""
    page = selection.page
    if image.element < 0 or image.block >= 0 or image.before >= len(page.blocks):
        return None
    container, block = page.elements[image.element], page.blocks[image.before]
    if block.element < 0:
        return None
    neighbor = page.elements[block.element]
    # an image stands in an element of its own, or straight amid the text
    beside = container.parent if container.start == container.end else container.index
    if neighbor.parent != beside or neighbor.end - neighbor.start > 1 or block.words > MAX_CAPTION_WORDS:
        return None
    is_plain = block.role in (Role.PARAGRAPH, Role.CAPTION)
    named = selection.is_caption(block) or _FIGURE_LABEL.match(block.text) is not None
    return block if is_plain and named else None


def _is_picture_box(selection: ImageSelection, element: int) -> bool:
    """Return whether an element is named as the box of a picture, or stands in one of several."""
    page = selection.page
    if _PICTURE_BOX.search(page.elements[element].class_id):
        return True
    around = [e for e, _ in zip(page.ancestors(element), range(_MAX_DEPTH), strict=False)]
    return any(GALLERY_NAME.search(e.class_id) is not None for e in around)


def _frame_around(selection: ImageSelection, image: Image, container: Element) -> int:
    """Return the layout table that holds an image and a few words, and nothing else; -1 for none."""
    page = selection.page
    table = page.innermost(container.index, "table")
    if table < 0:
        return -1
    frame = page.elements[table]
    blocks = _blocks_of(selection, table)
    cells = [
        element.parent
        for element in page.elements[table + 1 : table + 1 + _MAX_FRAME]
        if element.tag in CELLS and page.innermost(element.parent, "table") == table
    ]
    images = selection.images_from(frame.start, frame.end)
    images = [other for other in images if any(e.index == table for e in page.ancestors(other.element))]
    if (
        len(images) != 1
        or not 0 < frame.end - frame.start <= MAX_CAPTIONS
        or not 0 < len(cells) <= _MAX_FRAME_CELLS
        or len(set(cells)) < len(cells)
    ):
        return -1
    words = sum(block.words for block in blocks)
    is_caption = all(_is_text(block) for block in _texts(selection, blocks))
    return table if words <= _MAX_UNNAMED_WORDS and is_caption and blocks[0].index >= image.before else -1


def _blocks_of(selection: ImageSelection, element: int) -> list[Block]:
    container = selection.page.elements[element]
    return selection.page.blocks[container.start : min(container.end, container.start + MAX_CAPTIONS + 1)]


def _texts(selection: ImageSelection, blocks: Sequence[Block]) -> list[Block]:
    """Those of the Blocks beside an image that read as its caption."""
    return [
        block
        for block in blocks
        if block.role in (Role.PARAGRAPH, Role.CAPTION, Role.LIST_ITEM)
        and block.words
        and not selection.is_unseen(block)
        and not selection.is_note_of_viewer(selection.page, block)
    ]


def _is_text(block: Block) -> bool:
    return block.words > 0 and block.link_density < 0.5 and not block.level


def slide_counters(page: Page, captions: Iterable[int]) -> dict[int, tuple[int, int]]:
    """Return how many characters at the begin and end of captions, by index, are the place in a gallery.

    One says nothing; where several captions in a row count up to the same number, they are of one gallery.
    """
    found: dict[int, tuple[int, int, tuple[int, int]]] = {}
    # in square brackets before a caption, it can be nothing else
    alone: set[int] = set()
    for i in captions:
        text = "".join(run.text for run in page.blocks[i].runs)
        before = _COUNTER_BEFORE.match(text[:_MAX_COUNTER])
        last = max(0, len(text) - _MAX_COUNTER)
        behind = _COUNTER_BEHIND.search(text, last)
        counter = before or behind
        if counter is not None and 0 < int(counter[1]) <= int(counter[2]) > 1:
            in_brackets = counter is before and counter[0].lstrip().startswith("[")
            place = (int(counter[1]), int(counter[2]))
            ends = (len(before[0]), 0) if before else (0, len(text) - counter.start())
            found[i] = (*ends, place)
            if in_brackets:
                alone.add(i)
    places: dict[int, set[int]] = defaultdict(set)
    for _, _, (number, total) in found.values():
        places[total].add(number)
    # "5 of 9" and "7 of 9" are what captions tell
    of_gallery = {total for total, of in places.items() if 1 < len(of) == max(of) - min(of) + 1}
    return {
        i: (begin, end) for i, (begin, end, (_, total)) in found.items() if total in of_gallery or i in alone
    }


def without_ends(runs: Sequence[Run], begin: int, end: int) -> Sequence[Run]:
    """The runs of a Block without so many characters at their begin and end."""
    kept: list[Run] = []
    for run in runs:
        cut = min(begin, len(run.text))
        begin -= cut
        kept.append(run._replace(text=run.text[cut:]))
    for n in range(len(kept) - 1, -1, -1):
        cut = min(end, len(kept[n].text))
        end -= cut
        kept[n] = kept[n]._replace(text=kept[n].text[: len(kept[n].text) - cut])
    return [run for run in kept if run.text]


def without_controls(runs: Sequence[Run]) -> Sequence[Run]:
    """The runs of a caption without links to the image in another size that begin or end it."""
    first, last = 0, len(runs)
    while first < last and _is_control_or_gap(runs[first]):
        first += 1
    while last > first and _is_control_or_gap(runs[last - 1]):
        last -= 1
    controls = [*runs[:first], *runs[last:]]
    if first == last or all(run.href is None for run in controls):
        return runs
    kept = list(runs[first:last])
    if first and any(run.href is not None for run in runs[:first]):
        kept[0] = kept[0]._replace(text=kept[0].text.lstrip(_SEPARATORS))
    if any(run.href is not None for run in runs[last:]):
        kept[-1] = kept[-1]._replace(text=kept[-1].text.rstrip(_SEPARATORS))
    return kept


def _is_control_or_gap(run: Run) -> bool:
    if run.href is None:
        return not run.text.strip(_SEPARATORS)
    return leads_to_other_size(run.text.strip())
