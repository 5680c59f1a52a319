"""The rest of a reference: summaries of its members and short lines, which look like menus to the model."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import accumulate, zip_longest
from operator import mul

from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import headings_of, word_counts
from boilerstrip.page.contents import lead_within
from boilerstrip.page.manuals import OF_MANUALS, first_section
from boilerstrip.page.signatures import are_reference, is_code, is_signature
from boilerstrip.page.tags import WHOLE_PAGE
from boilerstrip.page.units import Unit
from boilerstrip.scoring.contents import are_topics
from boilerstrip.scoring.headings import heads_section
from boilerstrip.scoring.selection import are_likely
from boilerstrip.text.patterns import lazy

# The body has at least this share of the words that are kept.
_MIN_SHARE = 0.95
# Least probability of what is added. With 0.05, word F1 on WCXB dev's documentation is the same, and 0.0004
# lower on its forums.
_LEAST = 0.1
# The same of a signature.
_LEAST_SIGNATURE = 0.05
# The same of a sentence, which the model knows better: it may ask something of readers.
_LEAST_SENTENCE = 0.2
# The same of what is mostly links, as members in a summary are.
_LEAST_LINKED = 0.25
# The same of a section under a heading like most others, and how many Blocks it has at most.
_LEAST_ALIKE, _MAX_ALIKE = 0.02, 6
_MIN_ALIKE = 2
# Cells of the row above a manual page.
_MAX_FRAME = 3
# Headings with nothing but links below on a page.
_MAX_BARE = 2
# Of a table or list, one Block in so many may be a control or a phrase: "More...".
_FEW_IN = 3
# A link that is there more often is a button: "Edit".
_MAX_SAME = 2
# A name and what it is, and how many Blocks above the text it is at most.
_NAME_LINE = lazy(r"([\w:.-]+)\s+(?:-{1,2}|[\u2013\u2014])\s+\w")
_MAX_ABOVE = 3
# So many Blocks may stand between the title and the text.
_MAX_BELOW_TITLE = 8
# Blocks of a short reference.
_MAX_SHORT = 40
# What the options and the images have a say in.
_OTHERS = frozenset({Role.TITLE, Role.BYLINE, Role.DATE, Role.COMMENT, Role.CONTROL, Role.CAPTION})


def with_rest_of_reference(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with what else is in the body of a reference, save menus and boilerplate.

    Members in tables, types and headings without a sentence are as short as menus, and the model doubts them.
    """
    whole = list(mask)
    if page.is_plaintext or not page.has_code or not any(mask):
        return whole
    span = _span_of_body(page, mask)
    if not (page.is_reference(mask) or _may_be_short(page, span, probabilities)):
        return whole
    units = {unit.start: unit for unit in page.units}
    texts = Counter(block.text for block in page.blocks if block.link_words)
    start = span.start
    while start < span.stop:
        unit = units.get(start) or Unit("", page.blocks[start].element, start, start + 1)
        blocks = page.blocks[start : unit.end]
        if (
            not all(whole[start : unit.end])
            and _FEW_IN * sum(not _may_be_of_body(page, block) for block in blocks) <= len(blocks)
            and are_likely(blocks, probabilities, _least(blocks))
            and (all(map(is_code, blocks)) or not _may_be_menu(page, unit, blocks, probabilities, texts))
        ):
            whole[start : unit.end] = [True] * len(blocks)
        start = unit.end
    return whole


def _may_be_menu(
    page: Page,
    unit: Unit,
    blocks: Sequence[Block],
    probabilities: Sequence[float],
    texts: Mapping[str, int],
) -> bool:
    """Return whether links are no likely members of a summary, a table of contents or repeated buttons."""
    return _are_links(blocks) and (
        not are_likely(blocks, probabilities, _LEAST_LINKED)
        or (unit.kind == "list" and lead_within(page, blocks))
        or any(texts[block.text] > _MAX_SAME for block in blocks)
    )


def _least(blocks: Sequence[Block]) -> float:
    """Return the least probability of what may be added: the model knows sentences best, signatures least."""
    if all(map(is_signature, blocks)):
        return _LEAST_SIGNATURE
    is_sentence = len(blocks) == 1 and blocks[0].role is Role.PARAGRAPH and blocks[0].ends_sentence
    return _LEAST_SENTENCE if is_sentence else _LEAST


def _may_be_short(page: Page, span: slice, probabilities: Sequence[float]) -> bool:
    """Return whether a body is that of a short reference, of which the model doubts all signatures.

    Those in a table of contents are links, and so may headings be.
    """
    said = [block for block in page.blocks[span] if block.level or not _are_links([block])]
    likely = [
        code and probability >= _LEAST_SIGNATURE
        for code, probability in zip(page.is_code, probabilities, strict=True)
    ]
    return len(said) <= _MAX_SHORT and are_reference(said, likely)


def with_like_sections(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with short sections of a reference under headings like most of those that are kept.

    The first and the last of a manual, "Name" and "License", look like boilerplate to the model.
    """
    whole = list(mask)
    manual = page.manual_level
    if not (any(mask) and (manual or page.is_reference(mask))):
        return whole
    headings = [block for block in page.blocks if block.level and block.element >= 0]
    makes = Counter(_make(page, heading) for heading in headings)
    kept = Counter(_make(page, heading) for heading in headings if mask[heading.index])
    for heading, below in zip_longest(headings, headings[1:]):
        make = _make(page, heading)
        is_of_manual = heading.level == manual
        if kept[make] < max(_MIN_ALIKE, 0 if is_of_manual else makes[make] / 2):
            continue
        if mask[heading.index] and not is_of_manual:
            continue
        limit = page.elements[page.elements[heading.element].parent].end
        end = min(limit, below.index if below is not None else limit)
        section = page.blocks[heading.index + 1 : end]
        # a table counts as one
        if not section or sum(block.role is not Role.TABLE for block in section) > _MAX_ALIKE:
            continue
        if is_of_manual:
            is_said = _is_section_of_manual(page, heading, section)
        else:
            is_said = not (
                _are_links(section)
                or any(page.phrase_matches[heading.index + 1 : end])
                or not are_likely(section, probabilities, _LEAST_ALIKE)
            )
        if is_said:
            whole[heading.index : end] = [True] * (end - heading.index)
    return whole


def _is_section_of_manual(page: Page, heading: Block, section: Sequence[Block]) -> bool:
    """Return whether a section is of a manual: it names authors and a licence, and what else to read.

    What leads to its own parts is an index.
    """
    matches = page.phrase_matches[heading.index : heading.index + 1 + len(section)]
    return not lead_within(page, section) and all(
        found is None or found.family in OF_MANUALS or (block is heading and first_section(heading) > 0)
        for block, found in zip([heading, *section], matches, strict=True)
    )


def with_further_reading(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with short lists of links right below a kept heading that heads nothing else.

    The headings of other parts of the text are like it, and no phrase calls the links other stories.
    """
    whole = list(mask)
    kept = [block for block in headings_of(page.blocks) if mask[block.index] and block.element >= 0]
    bare = [block for block in kept if not all(mask[block.index + 1 : block.index + 2])]
    starts = {unit.start: unit for unit in page.units if unit.kind == "list"} if bare else {}
    bare = [block for block in bare if block.index + 1 in starts]
    # records of a listing have such a list each
    if not 0 < len(bare) <= _MAX_BARE:
        return whole
    makes = Counter((block.level, block.path) for block in kept)
    for heading in bare:
        unit = starts[heading.index + 1]
        links = page.blocks[unit.start : unit.end]
        if (
            len(links) > 1
            and are_topics(links)
            and heads_section(page, heading, links[0])
            and not any(mask[unit.start : unit.end])
            and not lead_within(page, links)
            and not any(page.phrase_matches[heading.index : unit.end])
            and makes[heading.level, heading.path] > _MIN_ALIKE
        ):
            whole[unit.start : unit.end] = [True] * len(links)
    return whole


def with_name_line(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with the line above a manual that says what it is of: "ebb - wait for low water"."""
    whole = list(mask)
    if not page.is_reference(mask):
        return whole
    first, title = mask.index(True), page.head.title.lower()
    for block in page.blocks[max(0, first - _MAX_ABOVE) : first]:
        named = _NAME_LINE.match(block.text) if block.role is Role.PARAGRAPH else None
        if named is not None and named[1].lower() in title and not block.link_words:
            whole[block.index] = True
    return whole


def with_name_rows(page: Page, mask: Sequence[bool]) -> list[bool]:
    """Return the mask with the row above a manual page that has its name, "EBB(3)", and the one below it."""
    whole = list(mask)
    if not page.manual_level or not any(mask):
        return whole
    first, last = whole.index(True), len(whole) - 1 - whole[::-1].index(True)
    for unit in page.units:
        blocks = page.blocks[unit.start : unit.end]
        is_above, is_below = unit.end == first, unit.start == last + 1
        if (
            unit.kind == "table"
            and (is_above or is_below)
            and len(blocks) <= _MAX_FRAME
            and not any(block.link_words for block in blocks)
            and not any(page.phrase_matches[unit.start : unit.end])
            # the one below repeats the one above
            and (is_signature(blocks[0]) if is_above else whole.index(True) < first)
        ):
            whole[unit.start : unit.end] = [True] * len(blocks)
    return whole


def _make(page: Page, heading: Block) -> tuple[int, int, str]:
    """Return the level of a heading and where it stands, of those of a manual in whatever element."""
    if heading.level == page.manual_level:
        return heading.level, 0, heading.path
    return heading.level, page.elements[heading.element].parent, heading.path


def _span_of_body(page: Page, mask: Sequence[bool]) -> slice:
    """Return where the smallest element is that has nearly all that is kept.

    Of the whole page, it is what stands between the first and the last Block that is kept, from the title on.
    """
    sums = [0, *accumulate(map(mul, word_counts(page.blocks), mask))]
    least = _MIN_SHARE * sums[-1]
    # in document order, so that the last one is the innermost
    bodies = [e for e in page.elements if sums[e.end] - sums[e.start] >= least]
    body = bodies[-1] if bodies else None
    if body is None or body.tag in WHOLE_PAGE:
        start = mask.index(True)
        titles = (
            i for i in range(start - 1, max(-1, start - _MAX_BELOW_TITLE), -1) if page.blocks[i].level == 1
        )
        return slice(next(titles, start), len(mask) - list(reversed(mask)).index(True))
    return slice(body.start, body.end)


def _may_be_of_body(page: Page, block: Block) -> bool:
    """Return whether a Block is no control and no phrase of boilerplate, save terms and "See also: close"."""
    found = page.phrase_matches[block.index]
    return block.role not in _OTHERS and (
        found is None
        or page.innermost(block.element, "dt") >= 0
        or (found.family == "also_read" and not found.whole and not block.ends_sentence)
    )


def _are_links(blocks: Sequence[Block]) -> bool:
    """Return whether most words are links, as those of menus are."""
    return 2 * sum(block.link_words for block in blocks) > sum(block.words for block in blocks)
