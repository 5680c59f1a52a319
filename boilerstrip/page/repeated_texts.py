"""Texts that stand on the page more than once, such as for phones and for desktops."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import accumulate, compress

from boilerstrip.page.block import Block, Element, Role, texts_of, word_counts

# Shorter Blocks may say the same by chance.
_MIN_WORDS = 12
# A text has so many such paragraphs, this share of what the page says in such, and so many words at least,
# or else a greater share: notes, conditions and what classes inherit are repeated on purpose, and are less.
_MIN_PARAGRAPHS, _MIN_SHARE, _MIN_TEXT_WORDS, _GREATER_SHARE = 2, 0.15, 100, 0.3
# From one paragraph of it to the next there are at most so many Blocks, in either place.
_MAX_STEP = 30
# So much of the words from the first to the last of them is the same in both places: lines may be broken
# elsewhere, and a date or a button differ.
_MIN_SAME = 0.9
# Whoever makes a copy of a text copies an element: in one of the two places, at least so many of its words
# are those of the text. A refrain, a clause or what two methods return is a part of what stands around it.
# Plain text has no elements: there, the text is the greater share of the page.
_MIN_FILLED = 0.9
# Rows say the same of each day, and listings go on from one step to the next.
_REPEATED_ON_PURPOSE = frozenset({Role.QUOTE, Role.TABLE, Role.CODE})
_LABELS = frozenset({"dt", "summary"})
# A paragraph that stands so often is no refrain.
_TWICE = 2
# A text with only one such paragraph has so many Blocks, and either place is an element of its own.
_MIN_BLOCKS = 3


def find_repeated_texts(
    blocks: list[Block],
    elements: Sequence[Element],
    *,
    media: Iterable[int] = (),
    is_plaintext: bool = False,
) -> list[list[range]]:
    """Return for each text that is repeated all places where it stands, as ranges of Blocks.

    What a post quotes of another one is not repeated, nor is what tables and listings have in common. `media`
    are the numbers of the Blocks that images and videos stand before.
    """
    weights = word_counts(blocks)
    is_long = [words >= _MIN_WORDS for words in weights]
    paragraphs = list(compress(blocks, is_long))
    distinct = dict(zip(texts_of(paragraphs), compress(weights, is_long), strict=True))
    if len(paragraphs) == len(distinct):
        return []
    all_words = sum(distinct.values())
    needed = _GREATER_SHARE * all_words
    if not is_plaintext:
        needed = min(needed, max(_MIN_SHARE * all_words, _MIN_TEXT_WORDS))
    sums = [0, *accumulate(weights)]
    times, behind_media = Counter(texts_of(paragraphs)), set(media)
    found: list[list[range]] = []
    for pairs in _series_of_repeats(paragraphs):
        first, again = pairs[0]
        is_short = len(pairs) < _MIN_PARAGRAPHS
        is_next = is_short and again == first + 1 and again not in behind_media
        if is_next and times[blocks[again].text] == _TWICE and _is_sentence(blocks[again]):
            # for readers without scripts, or a slip
            found.append([range(first, again), range(again, again + 1)])
            continue
        if sum([weights[again] for _, again in pairs]) < needed:
            continue
        place, copy = _widened(blocks, pairs)
        if is_short and (is_plaintext or len(place) < _MIN_BLOCKS):
            continue
        if place.stop > copy.start or not _says_the_same(blocks, weights, place, copy):
            continue
        if _have_own_labels(place.start - 1, copy.start - 1, blocks, elements):
            continue
        firsts, repeats = (place, copy) if is_short else zip(*pairs, strict=True)
        filled = (_fills(at, of, blocks, elements, sums) for at, of in ((place, firsts), (copy, repeats)))
        if not (is_plaintext or (all(filled) if is_short else any(filled))):
            continue
        if found and found[-1][0].start < place.stop and place.start < found[-1][0].stop:
            found[-1].append(copy)
        else:
            found.append([place, copy])
    return found


def _series_of_repeats(paragraphs: Sequence[Block]) -> list[list[tuple[int, int]]]:
    """Return series of paragraphs in the same order in two places, each with its index in both of them."""
    series: list[list[tuple[int, int]]] = []
    first_places: dict[str, int] = {}
    last, last_again = 0, 0
    for block in paragraphs:
        first, again = first_places.setdefault(block.text, block.index), block.index
        if first == again or block.role in _REPEATED_ON_PURPOSE:
            continue
        if not (series and 0 < first - last <= _MAX_STEP and again - last_again <= _MAX_STEP):
            series.append([])
        series[-1].append((first, again))
        last, last_again = first, again
    return series


def _widened(blocks: Sequence[Block], pairs: Sequence[tuple[int, int]]) -> tuple[range, range]:
    """Return both places of a series of paragraphs, with the short Blocks around it that are the same."""
    (start, start_again), (last, last_again) = pairs[0], pairs[-1]
    while start and start_again - 1 > last and _is_same_line(blocks[start - 1], blocks[start_again - 1]):
        start, start_again = start - 1, start_again - 1
    end, end_again = last + 1, last_again + 1
    while end < start_again and end_again < len(blocks) and _is_same_line(blocks[end], blocks[end_again]):
        end, end_again = end + 1, end_again + 1
    return range(start, end), range(start_again, end_again)


def _is_same_line(one: Block, other: Block) -> bool:
    return one.words < _MIN_WORDS and one.text == other.text


def _is_sentence(block: Block) -> bool:
    """Return whether a Block is a paragraph in one line; a refrain is several."""
    return block.role is Role.PARAGRAPH and block.ends_sentence and "\n" not in block.text.strip()


def _says_the_same(blocks: Sequence[Block], weights: Sequence[int], place: range, copy: range) -> bool:
    """Return whether nearly all words of the copy stand in the other place, in Blocks of the same text."""
    texts = {blocks[i].text for i in place}
    same = sum([weights[i] for i in copy if blocks[i].text in texts])
    return same >= _MIN_SAME * sum(weights[copy.start : copy.stop])


def _have_own_labels(one: int, other: int, blocks: Sequence[Block], elements: Sequence[Element]) -> bool:
    """Return whether a heading or a term stands above either place, and these are not the same."""
    return (
        one >= 0
        and blocks[one].text != blocks[other].text
        and all(
            block.level or (block.element >= 0 and elements[block.element].tag in _LABELS)
            for block in (blocks[one], blocks[other])
        )
    )


def _fills(
    place: range,
    paragraphs: Sequence[int],
    blocks: Sequence[Block],
    elements: Sequence[Element],
    sums: Sequence[int],
) -> bool:
    """Return whether a text is nearly all of the element around its paragraphs, with no heading above it."""
    at = blocks[paragraphs[0]].element
    while at >= 0 and elements[at].end <= paragraphs[-1]:
        at = elements[at].parent
    if at < 0:
        return False
    around = elements[at]
    inside = sums[min(place.stop, around.end)] - sums[max(place.start, around.start)]
    return inside >= _MIN_FILLED * (sums[around.end] - sums[around.start]) and not any(
        block.level for block in blocks[around.start : place.start]
    )
