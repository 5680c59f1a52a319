"""Paragraphs that stand among like paragraphs of a text, and so belong to it."""

from __future__ import annotations

from collections.abc import Sequence

from boilerstrip import _kernels
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.scoring.selection import left_out

# Like paragraphs are a text if so many of them are kept, with this share of their words and this mean
# probability.
_MIN_KEPT, _KEPT, _MIN_MEAN = 2, 0.7, 0.85
# Least probability of a paragraph between two of them, and of the last few; words of these few together.
_LEAST, _MAX_LAST_WORDS = 0.15, 60
# What stands amid a text in a box of its own, and the least words of the paragraphs before and behind it.
_AMID = frozenset({"also_read", "related", "newsletter", "advert", "share"})
_MIN_WORDS = 15
# The same of a short line, which may be one of the site, and the least probability of one behind a box.
_MIN_LINE, _LEAST_LINE = 5, 0.1
# Least probability of a paragraph before such a box and of one behind it.
_SURE_BEFORE, _LEAST_BEHIND = 0.4, 0.02
# Least probability of sentences between the title and the first heading, and so many of them.
_LEAST_LEAD, _MAX_LEAD = 0.3, 3
_KEPT_BOXES = frozenset({"table", "ul", "ol", "dl", "figure", "blockquote"})
_LISTS, _OTHER_STORIES = frozenset({"ul", "ol"}), frozenset({"also_read", "related"})
_PARAGRAPHS = frozenset({Role.PARAGRAPH, Role.QUOTE})
_ANNOUNCES = (":", "\uff1a")


def with_like_paragraphs(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the sentences between kept paragraphs of the same element, tag and class.

    The last few sentences are added as well, whatever stands before them, so that a box within an article
    or near its end costs no sentence. Text with a link or a colon at its end is not added.
    """
    whole = list(mask)
    may_come = map(page.blocks.__getitem__, left_out(mask, probabilities, _LEAST))
    if page.is_plaintext or not any(
        block.role in _PARAGRAPHS and _is_plain_sentence(page, block) for block in may_come
    ):
        return whole
    for paragraphs in _alike(page):
        kept = [i for i in paragraphs if mask[i]]
        if _MIN_KEPT <= len(kept) < len(paragraphs) and _is_text(page, paragraphs, kept, probabilities):
            amid = [i for i in paragraphs if kept[0] < i < kept[-1] and not mask[i]]
            last = [i for i in paragraphs if i > kept[-1]]
            for i in amid:
                whole[i] = probabilities[i] >= _LEAST and _is_plain_sentence(page, page.blocks[i])
            if sum(page.blocks[i].words for i in last) <= _MAX_LAST_WORDS and all(
                probabilities[i] >= _LEAST and _may_end(page, page.blocks[i]) for i in last
            ):
                for i in last:
                    whole[i] = True
    return whole


def with_lead(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the sentences between the title and the first heading that is kept.

    They say what a list of changes or of commands is. All stand in the element of that heading.
    """
    whole = list(mask)
    start = next((i for i, keep in enumerate(mask) if keep), 0)
    if page.is_plaintext or not start or not page.blocks[start].level:
        return whole
    first = page.blocks[start]
    for i in range(start - 1, max(-1, start - 1 - _MAX_LEAD), -1):
        above = page.blocks[i]
        if above.level == 1 or above.role is Role.TITLE:
            whole[i + 1 : start] = [True] * (start - i - 1)
            break
        if (
            probabilities[i] < _LEAST_LEAD
            or not _is_plain_sentence(page, above)
            or page.elements[above.element].parent != page.elements[first.element].parent
        ):
            break
    return whole


def with_text_behind_boxes(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the paragraphs that go on with a text behind a box in it.

    A short text has too few of them for the model to tell a box with further stories from the end of the
    text. They stand in the same element as the paragraph before the box, or in a part of it like that one's,
    and are like it or in no element of their own, as what follows a box that is within a paragraph.
    """
    whole = list(mask)
    added = -1
    for i in left_out(mask, probabilities, _LEAST_BEHIND) if not page.is_plaintext else []:
        block = page.blocks[i]
        min_words = _MIN_LINE if probabilities[i] >= _LEAST_LINE else _MIN_WORDS
        if not i or not _is_paragraph(page, block, min_words):
            continue
        container = next((e for e in page.ancestors(block.element) if e.start < i), None)
        if container is None:
            continue
        above = _text_before(page, container, i, whole, probabilities[i]) if added < i - 1 else i - 1
        if (
            above >= 0
            and whole[above]
            and (probabilities[above] >= _SURE_BEFORE or above == added)
            and _goes_on(page, container, page.blocks[above], block)
        ):
            whole[i] = True
            added = i
    return whole


def _text_before(page: Page, container: Element, first: int, mask: Sequence[bool], probability: float) -> int:
    """Return the Block before the box that ends before a Block, in the same element; -1 if there is none.

    It is a box of further stories, or one that was kept. That of a heading has no end, as what it heads may
    be all that follows, but for a list of links and a single title.
    """
    before = page.blocks[first - 1]
    box = next((e for e in page.ancestors(before.element) if e.parent == container.index), None)
    start = first - 1 if box is None or before.element == container.index else box.start
    if box is not None and start - 1 > container.start and _may_be_stories(page, box):
        # what a label is above
        start -= _heads_stories(page, start - 1)
    found = page.phrase_matches[start]
    is_headed = page.blocks[start].level and (start == first - 1 or not _heads_stories(page, start))
    if start <= container.start or is_headed:
        return -1
    if found is not None and found.family in _AMID:
        return _behind_lines(page, start - 1, mask)
    if probability < _LEAST or box is None or box.tag not in _KEPT_BOXES or not all(mask[start:first]):
        return -1
    # that box may have a heading
    return start - 2 if page.blocks[start - 1].level and mask[start - 1] else start - 1


def _behind_lines(page: Page, above: int, mask: Sequence[bool]) -> int:
    """Return the Block before lines such as "Advertisement" that end with this one; itself for none."""
    while above > 0 and not mask[above] and (found := page.phrase_matches[above]) and found.family in _AMID:
        above -= 1
    return above


def _may_be_stories(page: Page, box: Element) -> bool:
    """Return whether an element is a list of nothing but links, or one title right below a heading.

    Below a label that is no heading, a title may have its lead behind it.
    """
    first, *others = page.blocks[box.start : box.end]
    if not others and not first.level and not first.ends_sentence:
        return page.blocks[box.start - 1].level > 0
    return box.tag in _LISTS and all(block.link_words == block.words for block in (first, *others))


def _heads_stories(page: Page, label: int) -> bool:
    """Return whether a Block is a label of other stories, and says nothing else."""
    found = page.phrase_matches[label]
    return found is not None and found.whole and found.family in _OTHER_STORIES


def _goes_on(page: Page, container: Element, above: Block, block: Block) -> bool:
    """Return whether a Block goes on with the text of another one: both in this element, or in like parts."""
    kinds = page.sibling_group_ids
    if not _is_paragraph(page, above, _MIN_LINE) or above.element < 0:
        return False
    if container.index in (block.element, above.element):
        return block.element == container.index or kinds[block.element] == kinds[above.element]
    part, part_above = _part_of(page, container, block), _part_of(page, container, above)
    return min(part, part_above) >= 0 and kinds[part] == kinds[part_above] and block.path == above.path


def _part_of(page: Page, container: Element, block: Block) -> int:
    """Return the index of the element right within a container that holds a Block, -1 for none."""
    return next((e.index for e in page.ancestors(block.element) if e.parent == container.index), -1)


def _is_paragraph(page: Page, block: Block, min_words: int) -> bool:
    return block.role in _PARAGRAPHS and block.words >= min_words and _is_plain_sentence(page, block)


def _alike(page: Page) -> list[list[int]]:
    """Return the indexes of paragraphs, those of the same element, tag and class in one list."""
    kinds = page.sibling_group_ids
    if _kernels.rules is not None:
        found: list[list[int]] = _kernels.rules.alike(page.blocks, kinds, _PARAGRAPHS)
        return found
    alike: dict[int, list[int]] = {}
    for block in page.blocks:
        if block.element >= 0 and block.words and block.role in _PARAGRAPHS:
            alike.setdefault(kinds[block.element], []).append(block.index)
    return list(alike.values())


def _is_text(
    page: Page, paragraphs: Sequence[int], kept: Sequence[int], probabilities: Sequence[float]
) -> bool:
    """Return whether nearly all of these paragraphs are kept, and surely."""
    words = sum(page.blocks[i].words for i in kept)
    return (
        words >= _KEPT * sum(page.blocks[i].words for i in paragraphs)
        and sum(page.blocks[i].words * probabilities[i] for i in kept) >= _MIN_MEAN * words
    )


def _is_plain_sentence(page: Page, block: Block) -> bool:
    return (
        block.ends_sentence
        and not block.text.rstrip().endswith(_ANNOUNCES)
        and not block.link_words
        and page.phrase_matches[block.index] is None
    )


def _may_end(page: Page, block: Block) -> bool:
    """Return whether a Block can be the last sentence of a text; authors and disclaimers are in italics."""
    return _is_plain_sentence(page, block) and not any(
        {"em", "strong"}.intersection(run.marks) for run in block.runs
    )
