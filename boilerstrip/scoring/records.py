"""Series of similar records within a text, and bare lines of one element: these are kept whole.

Records are, for example, the steps of a recipe, the entries of a timeline, or folded answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, compress, pairwise
from operator import attrgetter, mul, not_

from boilerstrip import _kernels
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.tags import HEADINGS, WHOLE_PAGE
from boilerstrip.page.turns import sentences_below, take_turns
from boilerstrip.scoring.selection import are_likely, left_out
from boilerstrip.scoring.tails import has_no_phrase
from boilerstrip.text.prices import names_price

# Two may be an accident unless each is a title with sentences below; an element with more Blocks than this is
# a section.
_MIN_RECORDS, _MIN_TITLED, _MAX_BLOCKS = 3, 2, 8
# Words of a title on average.
_MAX_TITLE = 5
# Sentences below a title, in Blocks.
_MAX_BELOW = 3
# Least mean probability of the kept words outside of series, and around titles with sentences amid a text.
_MIN_MEAN, _LEAST_AROUND = 0.9, 0.8
# Least share of a series' words that must be kept already, and of the words in the lines of one element.
_MIN_KEPT = 0.25
# Least mean probability of a series of which less is kept, between two kept Blocks, and of titles with
# sentences there.
_MIN_MEAN_AMID, _MIN_MEAN_TITLED = 0.25, 0.05
# Most words of a row in a box of its own, or in a short text, on average.
_MAX_ROW = 8
_MIN_KEPT_LINES = 0.5
# Least probability of a line before all kept ones of its element, or behind them.
_LEAST_END = 0.1
# Words of a text of such rows, of which the model may be unsure line by line, and least probability of each.
_MAX_SHORT, _LEAST_LINE = 100, 0.1
_LINES = frozenset({Role.PARAGRAPH, Role.HEADING, Role.QUOTE})
_OF_TITLES = frozenset({Role.TITLE, Role.BYLINE, Role.DATE})
# Least probability of text that stands bare in an element, and least share kept of the element's other words.
_MIN_BARE, _MIN_KEPT_BESIDE = 0.35, 0.8
# What the addresses of links begin with that lead nowhere else.
_NOWHERE = ("#", "javascript:")
# Paragraphs and parts of tables are not records.
_SKIPPED = frozenset({"p", "br", "pre", "blockquote", "table", "tbody", "tr", "td", "th", *HEADINGS})


def with_records(
    page: Page, mask: Sequence[bool], weights: Sequence[int], probabilities: Sequence[float]
) -> list[bool]:
    """Return the mask with series of records whole, if the other text is certain.

    Series are added that are kept in part, that are likely enough between two kept Blocks, that stand under
    a kept heading, or that are questions with answers or a talk. Series with links or phrases of boilerplate
    are teasers and stay as they are.
    """
    whole = list(mask)
    series = list(_series(page, weights, mask))
    if not series:
        return whole
    kept_words = list(map(mul, weights, mask))
    kept = [0, *accumulate(kept_words)]
    candidates = [siblings for siblings in series if _may_come(page, siblings, weights, kept)]
    if not candidates:
        return whole
    right = [0, *accumulate(map(mul, kept_words, probabilities))]
    is_certain = _is_certain_around(series, kept, right)
    is_likely = _is_certain_around(series, kept, right, _LEAST_AROUND)
    for siblings in candidates:
        start, end = siblings[0].start, siblings[-1].end
        is_torn = kept[end] - kept[start] >= _MIN_KEPT * sum(weights[start:end])
        if (
            (is_torn and _is_certain_around([siblings], kept, right))
            or (is_certain and (_is_headed(page, mask, whole, siblings, kept) or _is_talk(page, siblings)))
            or (
                (is_certain or (is_likely and _are_titled(page, siblings)))
                and _is_amid(page, mask, probabilities, siblings)
            )
        ):
            whole[start:end] = [True] * (end - start)
    return whole


def _may_come(page: Page, siblings: Sequence[Element], weights: Sequence[int], kept: Sequence[int]) -> bool:
    """Return whether siblings are not all kept, are less than the text, and have nothing of teasers.

    Questions with answers, or a talk, may be nearly all of the text.
    """
    start, end = siblings[0].start, siblings[-1].end
    words, n_kept = sum(weights[start:end]), kept[end] - kept[start]
    if n_kept == words or not _is_plain(page, siblings):
        return False
    return words <= kept[-1] - n_kept or (len(siblings) >= _MIN_RECORDS and _is_talk(page, siblings))


def _is_certain_around(
    series: Sequence[Sequence[Element]], kept: Sequence[int], right: Sequence[float], least: float = _MIN_MEAN
) -> bool:
    """Return whether there is kept text outside of these series, and its mean probability is high.

    `kept` and `right` are prefix sums of the kept words and of how many of them are expected to be content.
    """
    n_kept, n_right, behind = kept[-1], right[-1], 0
    for siblings in sorted(series, key=lambda siblings: siblings[0].start):
        # a series can be part of another one's record
        start, end = max(siblings[0].start, behind), max(siblings[-1].end, behind)
        n_kept -= kept[end] - kept[start]
        n_right -= right[end] - right[start]
        behind = end
    return n_kept > 0 and n_right >= least * n_kept


def _is_plain(page: Page, siblings: Sequence[Element]) -> bool:
    """Return whether siblings have no links and no phrases but answers such as "No.".

    A link that leads nowhere may be the title that opens the sentences below it.
    """
    start, end = siblings[0].start, siblings[-1].end
    linked = {block.index for block in page.blocks[start:end] if block.link_words}
    titles = {element.start for element in siblings}
    if linked and not (linked <= titles and _are_titled(page, siblings) and _lead_nowhere(page, linked)):
        return False
    return all(has_no_phrase(page, block) for block in page.blocks[start:end])


def _lead_nowhere(page: Page, linked: Iterable[int]) -> bool:
    """Return whether the links of these Blocks have no address but one in the page, as buttons have."""
    return all(not run.href or run.href.startswith(_NOWHERE) for i in linked for run in page.blocks[i].runs)


def _is_amid(
    page: Page, mask: Sequence[bool], probabilities: Sequence[float], siblings: Sequence[Element]
) -> bool:
    """Return whether siblings are likely enough to be kept with the Blocks right before and after them.

    In a box of their own they are a list of short rows; longer ones may be teasers.
    """
    start, end = siblings[0].start, siblings[-1].end
    if not (start > 0 and end < len(mask) and mask[start - 1] and mask[end]):
        return False
    blocks = page.blocks[start:end]
    box = page.elements[siblings[0].parent]
    is_boxed = box.start == start and box.end == end
    if _are_titled(page, siblings):
        return are_likely(blocks, probabilities, _MIN_MEAN_TITLED)
    return are_likely(blocks, probabilities, _MIN_MEAN_AMID) and (
        not is_boxed
        or sum(block.words for block in blocks) <= _MAX_ROW * len(siblings)
        or all(block.ends_sentence for block in blocks)
    )


def _is_headed(
    page: Page, mask: Sequence[bool], whole: Sequence[bool], siblings: Sequence[Element], kept: Sequence[int]
) -> bool:
    """Return whether a heading within a kept text is right above siblings, in the same element.

    The heading is kept itself, or follows a series that has just been added.
    """
    start = siblings[0].start
    heading = page.blocks[start - 1] if start else None
    if heading is None or not heading.level or heading.element < 0:
        return False
    is_next = start > 1 and whole[start - 2] and not mask[start - 2]
    if not (mask[heading.index] or is_next):
        return False
    around = page.elements[page.elements[heading.element].parent]
    if around.index != siblings[0].parent or around.tag in WHOLE_PAGE:
        return False
    text = kept[around.end] - kept[around.start] - (heading.words if mask[heading.index] else 0)
    return text > 0


def _is_talk(page: Page, siblings: Sequence[Element]) -> bool:
    """Return whether siblings are questions with answers, or what a few people say in turn."""
    openings = [page.blocks[element.start] for element in siblings]
    return all(sentences_below(page, block) for block in openings) and (
        all(block.is_question for block in openings) or take_turns([block.text for block in openings])
    )


def _are_titled(page: Page, siblings: Sequence[Element]) -> bool:
    """Return whether each sibling is a title with sentences below it.

    Headlines of teasers are longer, and cards of products name a price each.
    """
    titles = [page.blocks[element.start] for element in siblings]
    if sum(title.words for title in titles if not title.is_question) > _MAX_TITLE * len(titles):
        return False
    records = [page.blocks[element.start : element.end] for element in siblings]
    return all(map(_is_titled, records)) and not all(map(_is_offer, records))


def _is_offer(record: Sequence[Block]) -> bool:
    """Return whether a record names a price or a discount, as the card of a product does."""
    return any(names_price(block.text) for block in record)


def _is_titled(record: Sequence[Block]) -> bool:
    """Return whether a record is a title, a question, or a number or year and a title, above sentences."""
    n_lines = 2 if len(record) > 2 and _is_number(record[0]) else 1
    titles, below = record[:n_lines], record[n_lines:]
    return (
        all(b.level > 0 or b.is_question or _is_number(b) or not b.ends_sentence for b in titles)
        and 0 < len(below) <= _MAX_BELOW
        and all(block.ends_sentence and not block.link_words for block in below)
    )


def _is_number(block: Block) -> bool:
    """Return whether a line is a number or a year."""
    return block.text.strip(" .:").isdecimal()


def _series(page: Page, weights: Sequence[int], mask: Sequence[bool]) -> Iterator[list[Element]]:
    """Iterate over the adjacent similar siblings in elements kept in part, or in boxes inside these.

    Siblings whose class names alternate, such as questions and answers, are one series.
    """
    apart: dict[tuple[int, str], list[Element]] = {}
    for siblings in _torn_siblings(page, weights, mask):
        if _are_adjacent(siblings):
            if len(siblings) >= _MIN_RECORDS or _are_titled(page, siblings):
                yield siblings
        else:
            apart.setdefault((siblings[0].parent, siblings[0].tag), []).extend(siblings)
    for siblings in apart.values():
        siblings.sort(key=attrgetter("start"))
        if len(siblings) >= _MIN_RECORDS and _are_adjacent(siblings):
            yield siblings


def _are_adjacent(siblings: Sequence[Element]) -> bool:
    """Return whether siblings are small enough for records, with nothing between them."""
    return all(e.end - e.start <= _MAX_BLOCKS for e in siblings) and all(
        first.end == second.start for first, second in pairwise(siblings)
    )


def _torn_siblings(page: Page, weights: Sequence[int], mask: Sequence[bool]) -> list[list[Element]]:
    """Return the groups of similar siblings with Blocks, as many as records.

    Their parent is kept in part, or it is left out and its own parent is kept in part.
    """
    if _kernels.rules is not None:
        groups: list[list[Element]] = _kernels.rules.torn_siblings(
            page.elements, page.sibling_group_ids, weights, mask, _SKIPPED, _MIN_TITLED
        )
        return groups
    sums = [0, *accumulate(weights)]
    kept_sums = [0, *accumulate(map(mul, weights, mask))]
    is_torn = [0 < kept_sums[e.end] - kept_sums[e.start] < sums[e.end] - sums[e.start] for e in page.elements]
    is_open = [
        torn or (e.parent >= 0 and is_torn[e.parent] and kept_sums[e.end] == kept_sums[e.start])
        for e, torn in zip(page.elements, is_torn, strict=True)
    ]
    series: dict[tuple[int, int], list[Element]] = {}
    for element, group in zip(page.elements, page.sibling_group_ids, strict=True):
        n_blocks = element.end - element.start
        if n_blocks and element.parent >= 0 and is_open[element.parent] and element.tag not in _SKIPPED:
            series.setdefault((element.parent, group), []).append(element)
    return [siblings for siblings in series.values() if len(siblings) >= _MIN_TITLED]


def with_lines(
    page: Page, mask: Sequence[bool], weights: Sequence[int], probabilities: Sequence[float]
) -> list[bool]:
    """Return the mask with all lines of each element that are mostly kept and have no links.

    So a text whose lines are separated by `br` only is kept whole, but for unlikely lines at its ends, such
    as an address. In cross-validation this adds 0.0001 word F1 on WCXB dev (0.002 on forums).
    """
    whole = list(mask)
    # of few elements a part is kept and a part is not
    torn = _torn_holders(page.blocks, mask, len(page.elements))
    lines: dict[int, list[int]] = {}
    for block in page.blocks if torn else ():
        if block.element in torn and block.words:
            lines.setdefault(block.element, []).append(block.index)
    for blocks in lines.values():
        words, kept = sum(weights[i] for i in blocks), sum(weights[i] for i in blocks if mask[i])
        if _MIN_KEPT_LINES * words <= kept < words and not any(
            page.blocks[i].link_words or page.phrase_matches[i] is not None for i in blocks
        ):
            inside = [i for i in blocks if mask[i]]
            for i in blocks:
                whole[i] = inside[0] <= i <= inside[-1] or probabilities[i] >= _LEAST_END
    return whole


def with_lines_around(
    page: Page, mask: Sequence[bool], weights: Sequence[int], probabilities: Sequence[float]
) -> list[bool]:
    """Return the mask with all lines of the innermost element around the text, if it is mostly kept.

    It holds nothing but short lines without links, in elements of their own or not, of which the model is
    unsure line by line.
    """
    whole = list(mask)
    if page.is_plaintext or True not in whole:
        return whole
    first, last = whole.index(True), len(whole) - 1 - whole[::-1].index(True)
    box = next((e for e in page.ancestors(page.blocks[first].element) if e.end > last), None)
    lines = _lines_of(page, box) if box is not None else []
    words, kept = sum(weights[i] for i in lines), sum(weights[i] for i in lines if mask[i])
    if _MIN_KEPT_LINES * words <= kept < words <= min(_MAX_SHORT, _MAX_ROW * len(lines)):
        for i in lines:
            whole[i] = mask[i] or probabilities[i] >= _LEAST_LINE
    return whole


def _lines_of(page: Page, box: Element) -> list[int]:
    """Return the indexes of the lines of an element, without its title; none if it holds something else."""
    lines = []
    for block in page.blocks[box.start : box.end]:
        if block.role in _OF_TITLES or not block.words:
            continue
        if block.role not in _LINES or block.link_words or not has_no_phrase(page, block):
            return []
        lines.append(block.index)
    return lines


def _torn_holders(blocks: list[Block], mask: Sequence[bool], n_elements: int) -> set[int]:
    """Return the elements, by index, of which a Block with words is kept and another one is not."""
    if _kernels.rules is not None:
        found: set[int] = _kernels.rules.torn_holders(blocks, mask, n_elements)
        return found
    holders = [block.element if block.words else -1 for block in blocks]
    return set(compress(holders, mask)).intersection(compress(holders, map(not_, mask))) - {-1}


def with_bare_text(
    page: Page, mask: Sequence[bool], weights: Sequence[int], probabilities: Sequence[float]
) -> list[bool]:
    """Return the mask with text that stands bare in an element, between its children, if these are kept.

    A `div` that says nothing about the sentence in it counts as none.
    """
    whole = list(mask)
    bare = [
        block
        for block in map(page.blocks.__getitem__, left_out(mask, probabilities, _MIN_BARE))
        if block.element >= 0
        and block.role is Role.PARAGRAPH
        and not block.link_words
        and page.phrase_matches[block.index] is None
    ]
    if not bare:
        return whole
    sums, kept_sums = [0, *accumulate(weights)], [0, *accumulate(map(mul, weights, mask))]
    for block in bare:
        element = _element_of_bare(page, block)
        beside = sums[element.end] - sums[element.start] - block.words
        kept = kept_sums[element.end] - kept_sums[element.start]
        whole[block.index] = beside > 0 and kept >= _MIN_KEPT_BESIDE * beside
    return whole


def _element_of_bare(page: Page, block: Block) -> Element:
    """Return the element in which a Block stands, without a bare `div` around nothing but a sentence."""
    element = page.elements[block.element]
    is_bare = element.tag == "div" and not (element.class_id or element.role or element.hidden)
    is_alone = element.end - element.start == 1 and element.parent >= 0
    if is_bare and is_alone and block.ends_sentence and not block.is_question:
        return page.elements[element.parent]
    return element
