"""What all feature families share: the page as arrays, made once.

Arrays over Blocks have the length n, arrays over elements the length m (at least 1: a page
without elements gets one that holds everything). Blocks are numbered in document order, so what
an element holds is a range and a sum over it is a difference of two prefix sums.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.page import Block, Element, Page
from boilerstrip.strategies import Candidate
from boilerstrip.text.sentences import ends_sentence, is_question

# Columns end up as float32, whatever width they are computed in.
Floats = NDArray[np.floating[Any]]
Columns = NDArray[Any]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# A Block of this many unlinked words is prose, whatever its markup says.
PROSE_WORDS = 20
# A Block of at most so many words may be a label, a headline or a menu item.
SHORT_WORDS = 12
LINKED = 0.5
# Words shorter than this are mostly the language's own (articles, prepositions); single characters
# of scripts written without spaces are kept, they are all there is.
_TELLING = 5
_UNSPACED = "\u0e00"
# Unlike `text.sentences.is_truncated`, brackets and spaces may not follow, as weights have learned it.
_CUT = ("...", "\u2026", "[\u2026]")
# What a Block ends with that ends like a sentence; one without text does. Unlike in `text.sentences`, an
# ellipsis counts, and below a quote that closes, whatever stands before it: weights have learned it so.
STOPS = ".!?\u2026\u3002\uff01\uff1f\u0964"
_CLOSED_STOPS = f'{STOPS}"\u201d\u00bb'
# Tables of logarithms go up to here at least.
_MIN_LOGS = (1 << 14) - 1
_COLONS = (":", "\uff1a")
# How a text may end: with a question mark, an ellipsis, as sentences do, with a stop, with a stop or a
# quotation mark that closes, with dots in brackets.
TAILS = ("question", "cut", "sentence", "stop", "closed", "bracketed")


class ContentTerms(NamedTuple):
    """The telling words of each Block, each distinct one once a Block, sorted by Block.

    `owner`, `word` and `times` run in parallel: Block `owner[i]` has word number `word[i]`
    `times[i]` times. `size` is how many words there are, `numbers` their numbers by word.
    """

    owner: Ints
    word: Ints
    times: Ints
    size: int
    numbers: dict[str, int]


class Context:
    """One page and its Candidates as arrays."""

    def __init__(self, page: Page, candidates: Sequence[Candidate]) -> None:
        """Take over what families need of the Blocks and elements in one pass over each."""
        self.page = page
        self.candidates = candidates
        self.blocks: list[Block] = page.blocks
        self.n = len(page.blocks)
        n = self.n
        # what kernels take at once; each row has a name
        self.floats = np.empty((4, n), np.float32)
        self.words, self.link_words, self.plain_words, self.link_density = self.floats
        self.places = np.empty((2, n), np.int64)
        self.level, self.element = self.places
        self.flags = np.zeros((len(TAILS) + 3, n), np.bool_)
        # how texts end, shape (TAILS, n)
        self.tails = self.flags[: len(TAILS)]
        self.is_heading, self.is_prose, self.is_linked_short = self.flags[len(TAILS) :]
        read = block_columns if _kernels.columns is None else _kernels.columns.block_columns
        self.texts: list[str] = read(
            page.blocks, self.floats, self.places, self.flags.view(np.uint8), PROSE_WORDS, SHORT_WORDS, LINKED
        )
        self.m = max(1, len(page.elements))
        # of a page without elements, the one that holds everything
        table = np.array([-1, 0, 0, n, 0], np.int64)[:, None] if not page.elements else None
        if table is None:
            table = np.empty((5, self.m), np.int64)
            read_elements = element_columns if _kernels.columns is None else _kernels.columns.element_columns
            # the tags that there are, and which of them each element has
            self.tags: list[str] = read_elements(page.elements, table)
        else:
            self.tags = ["body"]
        self.tree = table
        self.parent, self.depth, self.start, self.end, self.tag = table

    @cached_property
    def total_words(self) -> float:
        """Words of the page, at least 1."""
        return max(1.0, float(self.words.sum()))

    @cached_property
    def log_words(self) -> Floats:
        """The logarithm of the words of each Block, shape (n,)."""
        return log(self.words)

    @cached_property
    def logs(self) -> Floats:
        """What `log` gives for each whole number that a count on this page may be, and more."""
        return log_table(self._bits)

    @cached_property
    def float_logs(self) -> Floats:
        """What `log` gives for each of these as a float of four bytes, which may differ in the last bit."""
        return _float_logs(self._bits)

    @cached_property
    def _bits(self) -> int:
        # of an unspaced script two characters are one word; most pages share one table
        return max(
            _MIN_LOGS, 2 * int(self.total_words) + 1, self.n, self.m, len(self.page.images)
        ).bit_length()

    @cached_property
    def root(self) -> Ints:
        """Each element's parent, its own index where it has none; shape (m,)."""
        return np.where(self.parent < 0, np.arange(self.m), self.parent)

    @cached_property
    def held_blocks(self) -> Ints:
        """How many Blocks each element holds, shape (m,)."""
        return np.asarray(self.end - self.start)

    @cached_property
    def wider(self) -> Ints:
        """For each element the nearest ancestor that holds more Blocks, itself where none does."""
        if _kernels.boxes is not None:
            widest: Ints = np.empty(self.m, np.int64)
            _kernels.boxes.wider(self.tree, widest)
            return widest
        same = (self.held_blocks[self.root] == self.held_blocks) & (self.parent >= 0)
        top = jump(np.where(same, self.root, np.arange(self.m)), self.deepest)
        return np.asarray(self.root[top])

    @cached_property
    def group(self) -> Ints:
        """The nearest element around each Block that holds more Blocks, shape (n,)."""
        return self.wider[self.element]

    @cached_property
    def box(self) -> Ints:
        """The next wider element around each Block's group, shape (n,)."""
        return self.wider[self.group]

    @cached_property
    def deepest(self) -> int:
        """How many elements stand around the one with most around it."""
        return int(self.depth.max())

    @cached_property
    def cut(self) -> Bools:
        """Which Blocks are cut off with an ellipsis, shape (n,)."""
        return np.asarray(self.tails[TAILS.index("cut")])

    @cached_property
    def ends_sentence(self) -> Bools:
        """Which Blocks end as sentences end, see `text.sentences.ends_sentence`; shape (n,)."""
        return np.asarray(self.tails[TAILS.index("sentence")])

    @cached_property
    def is_question(self) -> Bools:
        """Which Blocks end with a question mark, shape (n,)."""
        return np.asarray(self.tails[TAILS.index("question")])

    @cached_property
    def stops(self) -> Bools:
        """Which Blocks end with one of `STOPS`, shape (n,)."""
        return np.asarray(self.tails[TAILS.index("stop")])

    @cached_property
    def closed_stops(self) -> Bools:
        """Which Blocks end with one of `STOPS` or a quotation mark that closes, shape (n,)."""
        return np.asarray(self.tails[TAILS.index("closed")])

    @cached_property
    def element_word_counts(self) -> Floats:
        """How many words each element holds, and how many of them are inside links, shape (2, m)."""
        return self.held(self.words, self.link_words)

    @cached_property
    def content_terms(self) -> ContentTerms:
        """Which words that say what it is about each Block has."""
        return find_content_terms(self.page.block_words)

    @cached_property
    def terms_in_prose(self) -> tuple[Floats, Floats]:
        """How many of each Block's telling words other prose of the page has, and how many there are."""
        owner, word, times, size, _ = self.content_terms
        if _kernels.terms is not None:
            both = np.zeros((2, self.n))
            _kernels.terms.terms_in_prose(owner, word, times, self.is_prose.view(np.uint8), size, *both)
            return both[0], both[1]
        prose = self.is_prose[owner]
        in_prose = np.bincount(word, weights=times * prose, minlength=size)
        others = in_prose[word] - times * prose
        found = np.bincount(owner, weights=others > 0, minlength=self.n)
        return np.asarray(found, np.float64), np.bincount(owner, minlength=self.n).astype(np.float64)

    @cached_property
    def heading_or_label(self) -> Bools:
        """Headings by markup, and short unlinked lines in bold or ending in a colon, which serve as such."""
        found: NDArray[np.bool_] = self.is_heading.copy()
        if _kernels.columns is not None:
            _kernels.columns.labels(self.blocks, self.texts, self.floats, SHORT_WORDS, found.view(np.uint8))
            return found
        short = (self.words <= SHORT_WORDS) & (self.link_words == 0) & ~found
        at = np.flatnonzero(short).tolist()
        bold = are_bold(self.blocks, at)
        found[at] = [is_bold or self.texts[i].endswith(":") for i, is_bold in zip(at, bold, strict=True)]
        return found

    @cached_property
    def unit_of(self) -> Ints:
        """The number of the unit that each Block is part of, -1 for none, shape (n,)."""
        found = np.full(self.n, -1, np.int64)
        for number, unit in enumerate(self.page.units):
            found[unit.start : unit.end] = number
        return found

    @cached_property
    def alike(self) -> Ints:
        """The number of each Block's place, see `Page.repeat_group_ids`."""
        return np.array(self.page.repeat_group_ids, np.int64)

    def ends_with_colon(self, indexes: Ints) -> Bools:
        """Which of some Blocks, given by their index, end with a colon; shape of `indexes`."""
        return np.array([self.texts[i][-1:] in _COLONS for i in indexes.tolist()], np.bool_)

    def nearest(self, holds: Bools) -> Ints:
        """For each element the nearest at or above it for which `holds` is true, else -1."""
        found = jump(np.where(holds, np.arange(self.m), self.root), self.deepest)
        return np.where(holds[found], found, -1)

    def by_tag(self, known: Mapping[str, int], otherwise: int) -> Ints:
        """What is known of each element's tag, shape (m,)."""
        return np.asarray(np.array([known.get(tag, otherwise) for tag in self.tags], np.int64)[self.tag])

    def held(self, *values: Floats | Bools) -> Floats:
        """The sums of Block values over each element's Blocks, shape (values, m)."""
        sums = np.zeros((len(values), self.n + 1))
        np.cumsum(values, axis=1, out=sums[:, 1:])
        return np.asarray(sums.take(self.end, axis=1) - sums.take(self.start, axis=1), np.float32)


def block_columns(
    blocks: Sequence[Block],
    floats: Floats,
    places: Ints,
    flags: NDArray[np.uint8],
    prose_words: int,
    short_words: int,
    linked: float,
) -> list[str]:
    """Fill the columns of Blocks that `Context` has under these names, and return their texts.

    So many unlinked words at least make prose, and so many words at most, linked to this share, a short link.
    """
    texts = [block.text for block in blocks]
    floats[0] = [block.words for block in blocks]
    floats[1] = [block.link_words for block in blocks]
    floats[2] = floats[0] - floats[1]
    floats[3] = floats[1] / np.maximum(floats[0], 1)
    places[0] = [block.level for block in blocks]
    places[1] = [max(block.element, 0) for block in blocks]
    tails = flags[: len(TAILS)]
    tails[0] = [is_question(text) for text in texts]
    tails[1] = [text.endswith(_CUT) for text in texts]
    tails[2] = [ends_sentence(text) for text in texts]
    tails[3] = [text[-1:] in STOPS for text in texts]
    tails[4] = [text[-1:] in _CLOSED_STOPS for text in texts]
    tails[5] = [text.endswith("[...]") for text in texts]
    is_linked = floats[3] >= linked
    flags[len(TAILS) :] = (
        places[0] > 0,
        (floats[2] >= prose_words) & ~is_linked,
        (floats[0] <= short_words) & is_linked,
    )
    return texts


def element_columns(elements: Sequence[Element], columns: Ints) -> list[str]:
    """Fill parent, depth, start, end and the number of the tag of elements; return the tags by number."""
    numbers: dict[str, int] = {}
    columns[0] = [element.parent for element in elements]
    columns[1] = [element.depth for element in elements]
    columns[2] = [element.start for element in elements]
    columns[3] = [element.end for element in elements]
    columns[4] = [numbers.setdefault(element.tag, len(numbers)) for element in elements]
    return list(numbers)


def are_bold(blocks: list[Block], indexes: list[int]) -> list[bool]:
    """Whether all text is in bold, for each of some Blocks, given by their index."""
    if _kernels.columns is not None:
        found: list[bool] = _kernels.columns.bold(blocks, indexes)
        return found
    return [_is_bold(blocks[i]) for i in indexes]


def _is_bold(block: Block) -> bool:
    return all("strong" in run.marks for run in block.runs if run.text.strip())


def find_content_terms(block_words: Sequence[Sequence[str]]) -> ContentTerms:
    """The telling words of Blocks that have these words."""
    if _kernels.tokens is not None:
        *found, numbers = _kernels.tokens.telling_words(list(block_words), _TELLING, _UNSPACED)
        owner, word, times = (np.frombuffer(part, np.int64) for part in found)
        return ContentTerms(owner, word, times, max(1, len(numbers)), numbers)
    every = list(chain.from_iterable(block_words))
    numbers = {said: number for number, said in enumerate(dict.fromkeys(every))}
    word = np.array(list(map(numbers.__getitem__, every)), np.int64)
    owner = np.repeat(np.arange(len(block_words)), [len(said) for said in block_words])
    size = max(1, len(numbers))
    tells = [len(said) >= _TELLING or said >= _UNSPACED for said in numbers] or [False]
    counted = np.array(tells, np.bool_)[word]
    pairs, times = np.unique(owner[counted] * size + word[counted], return_counts=True)
    return ContentTerms(pairs // size, pairs % size, times, size, numbers)


def best_segment(sums: Floats) -> tuple[int, int]:
    """Return the range with the largest sum (Bentley 1984), given prefix sums of shape (n + 1,).

    Of ranges with equal sums it is the one that ends first, and of these the one that begins first.
    """
    end = int(np.argmax(sums[1:] - np.minimum.accumulate(sums)[:-1])) + 1
    return int(np.argmin(sums[:end])), end


def prefix(values: Floats | Bools) -> NDArray[np.float64]:
    """Sums of all values before each place, with the total as the last; shape (n + 1,)."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def jump(pointers: Ints, most: int) -> Ints:
    """Follow pointers to where they point to themselves, at `most` so many away: in log(most) steps."""
    for _ in range(most.bit_length()):
        pointers = pointers.take(pointers)
    return pointers


def log(values: Floats | Ints) -> Floats:
    """The logarithm of 1 + x, which keeps counts of any size apart in a few thresholds."""
    return np.log1p(np.maximum(values, 0)).astype(np.float32)


@cache
def log_table(bits: int) -> Floats:
    """What `log` gives for each whole number of so many bits."""
    return log(np.arange(1 << bits))


@cache
def double_logs(bits: int) -> Floats:
    """The logarithm of 1 plus each whole number of so many bits, in eight bytes."""
    return np.log1p(np.arange(1 << bits))


@cache
def _float_logs(bits: int) -> Floats:
    return log(np.arange(1 << bits, dtype=np.float32))


def shifted(values: Floats | Ints | Bools, by: int, fill: float) -> Floats:
    """The value of the Block `by` places further on (before, where negative)."""
    moved = np.full(len(values), fill, np.float32)
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def last_seen(mark: Bools) -> Ints:
    """The index of the last marked Block at or before each, -1 where there is none."""
    return np.maximum.accumulate(np.where(mark, np.arange(len(mark)), -1))


def next_seen(mark: Bools) -> Ints:
    """The index of the next marked Block at or after each, n where there is none."""
    n = len(mark)
    return np.minimum.accumulate(np.where(mark, np.arange(n), n)[::-1])[::-1]
