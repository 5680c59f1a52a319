"""The page as arrays, made once for all feature families.

Arrays over Blocks have the length n, arrays over elements the length m (at least 1: a page without elements
gets one that contains everything). Blocks are numbered in document order, so each element contains a range of
them, and a sum over an element is a difference of two prefix sums.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache, cached_property
from itertools import chain
from typing import Any, NamedTuple
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from boilerstrip import _kernels
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.block import is_bold
from boilerstrip.strategies import Candidate
from boilerstrip.text.sentences import ends_sentence, is_question
from boilerstrip.text.whitespace import squeeze
from boilerstrip.text.words import words as words_of

# Columns end up as float32, whatever width they are computed in.
Floats = NDArray[np.floating[Any]]
Columns = NDArray[Any]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

# A Block with at least this many unlinked words is prose, whatever its markup says.
PROSE_WORDS = 20
# A Block with at most this many words may be a label, a headline or a menu item.
SHORT_WORDS = 12
MIN_LINKED_SHARE = 0.5
# Shorter words are mostly function words (articles, prepositions). In scripts written without spaces, which
# begin at _FIRST_UNSPACED, every word is a single character and counts.
_MIN_TERM_LENGTH = 5
_FIRST_UNSPACED = "\u0e00"
# Of longer words so many characters are hashed.
_MAX_WORD = 20
# Unlike in `text.sentences.is_truncated`, brackets and spaces may not follow: the weights were trained so.
_ELLIPSES = ("...", "\u2026", "[\u2026]")
# Last characters of a Block that ends like a sentence; a Block without text does, too. Unlike in
# `text.sentences`, an ellipsis counts and, in _CLOSED_STOPS, any closing quote: the weights were trained so.
STOPS = ".!?\u2026\u3002\uff01\uff1f\u0964"
_CLOSED_STOPS = f'{STOPS}"\u201d\u00bb'
# Tables of logarithms have at least this many entries, less one.
MIN_LOGS = (1 << 14) - 1
_COLONS = (":", "\uff1a")
# The ways a text may end: with a question mark, with an ellipsis, like a sentence, with one of STOPS, with
# one of _CLOSED_STOPS, with dots in brackets.
TAILS = ("question", "ellipsis", "sentence", "stop", "closed", "bracketed")


class ContentTerms(NamedTuple):
    """The content terms of each Block: distinct words long enough to have a meaning, sorted by Block.

    `owner`, `word` and `times` are parallel arrays: Block `owner[i]` has the word with ID `word[i]`
    `times[i]` times. `size` is the number of IDs, at least 1; `numbers` maps words to IDs.
    """

    owner: Ints
    word: Ints
    times: Ints
    size: int
    numbers: dict[str, int]


class Said(NamedTuple):
    """All words of a page by their IDs in `ContentTerms.numbers`; Block i has those from `starts[i]` on.

    `hashes` has the `token_hash` of each word, by its ID.
    """

    ids: Ints
    starts: Ints
    hashes: Ints


class Context:
    """One page and its Candidates as arrays."""

    def __init__(self, page: Page, candidates: Sequence[Candidate]) -> None:
        """Read what families need in one pass over Blocks and one over elements."""
        self.page = page
        self.candidates = candidates
        self.blocks: list[Block] = page.blocks
        self.n = len(page.blocks)
        n = self.n
        # columns of one type are rows of one array, which kernels take whole; each row has a name as well
        self.floats = np.empty((4, n), np.float32)
        self.words, self.link_words, self.plain_words, self.link_density = self.floats
        # `group` has the nearest element around each Block that has more Blocks, `box` the next wider one
        self.ints = np.empty((4, n), np.int64)
        self.level, self.element, self.group, self.box = self.ints
        self.flags = np.zeros((len(TAILS) + 4, n), np.bool_)
        # the same as bytes, as kernels take them
        self.marks = self.flags.view(np.uint8)
        # how texts end, shape (TAILS, n)
        self.tails = self.flags[: len(TAILS)]
        self.is_heading, self.is_prose, self.is_linked_short, self.is_bold = self.flags[len(TAILS) :]
        # links, stretches of formatting, formatted characters and code characters
        self.runs = np.empty((4, n), np.float32)
        read = block_columns if _kernels.columns is None else _kernels.columns.block_columns
        self.texts: list[str] = read(
            page.blocks, self.floats, self.ints, self.marks, self.runs, PROSE_WORDS, SHORT_WORDS,
            MIN_LINKED_SHARE, Role.CODE, squeeze,
        )  # fmt: skip
        self.m = max(1, len(page.elements))
        self.tree = np.empty((7, self.m), np.int64)
        if page.elements:
            read_elements = element_columns if _kernels.columns is None else _kernels.columns.element_columns
            # the distinct tags; `self.tag` has each element's index in them
            self.tags: list[str] = read_elements(page.elements, self.tree)
        else:
            # a page without elements gets one that contains everything
            self.tags = ["body"]
            self.tree[:6, 0] = -1, 0, 0, n, 0, 0
        (find_wider if _kernels.boxes is None else _kernels.boxes.wider)(self.tree, self.ints)
        # the rows of the table of features that the family at hand fills
        self.rows: Floats | None = None
        self._known_words: dict[str, list[str]] = {}
        # `root` has the index of each element's parent, and `wider` that of the nearest ancestor with more
        # Blocks; both have its own if there is none
        self.parent, self.depth, self.start, self.end, self.tag, self.root, self.wider = self.tree
        if _kernels.columns is not None:
            # only kernels take these from here on
            self.floats, self.marks, self.ints, self.tree = _kernels.columns.views(
                self.floats, self.marks, self.ints, self.tree
            )

    def new_columns(self, count: int) -> Floats:
        """An array for so many columns, of whatever values, shape (count, n).

        For the columns of the family at hand it is their part of the table of features.
        """
        rows, self.rows = self.rows, None
        if rows is not None and len(rows) == count:
            return rows
        return np.empty((count, self.n), np.float32)

    def words_of(self, title: str) -> list[str]:
        """The words of a title, of which several families ask."""
        found = self._known_words.get(title)
        if found is None:
            found = self._known_words[title] = words_of(title)
        return found

    @cached_property
    def total_words(self) -> float:
        """Number of words on the page, at least 1."""
        return max(1.0, float(np.add.reduce(self.words)))

    @cached_property
    def log_words(self) -> Floats:
        """`log` of each Block's number of words, shape (n,)."""
        return log(self.words)

    @cached_property
    def logs(self) -> Floats:
        """`log` of 0, 1, 2, … up to at least the largest count that is possible on this page."""
        return log_table(self._bits)

    @cached_property
    def float_logs(self) -> Floats:
        """The same for counts that are float32, whose logarithms may differ in the last bit."""
        return _float_logs(self._bits)

    @cached_property
    def _bits(self) -> int:
        # in scripts without spaces two characters count as one word; most pages share one table
        return max(
            MIN_LOGS, 2 * int(self.total_words) + 1, self.n, self.m, len(self.page.images)
        ).bit_length()

    @cached_property
    def element_block_counts(self) -> Ints:
        """Number of Blocks in each element, shape (m,)."""
        return np.asarray(self.end - self.start)

    @cached_property
    def max_depth(self) -> int:
        """Depth of the deepest element."""
        return int(self.depth.max())

    @cached_property
    def is_truncated(self) -> Bools:
        """Mask of Blocks that end with an ellipsis, shape (n,)."""
        return np.asarray(self.tails[TAILS.index("ellipsis")])

    @cached_property
    def ends_sentence(self) -> Bools:
        """Mask of Blocks that end like a sentence, see `text.sentences.ends_sentence`; shape (n,)."""
        return np.asarray(self.tails[TAILS.index("sentence")])

    @cached_property
    def is_question(self) -> Bools:
        """Mask of Blocks that end with a question mark, shape (n,)."""
        return np.asarray(self.tails[TAILS.index("question")])

    @cached_property
    def ends_with_stop(self) -> Bools:
        """Mask of Blocks that end with one of `STOPS`, shape (n,)."""
        return np.asarray(self.tails[TAILS.index("stop")])

    @cached_property
    def ends_with_stop_or_quote(self) -> Bools:
        """Mask of Blocks that end with one of `STOPS` or a closing quotation mark, shape (n,)."""
        return np.asarray(self.tails[TAILS.index("closed")])

    @cached_property
    def element_word_counts(self) -> Floats:
        """Number of words in each element, and number of those inside links; shape (2, m)."""
        if _kernels.columns is not None:
            found = np.empty((2, self.m), np.float32)
            _kernels.columns.element_words(self.floats, self.tree, found)
            return found
        return self.element_sums(self.words, self.link_words)

    @cached_property
    def content_terms(self) -> ContentTerms:
        """The content terms of all Blocks."""
        return self._terms[0]

    @cached_property
    def said(self) -> Said:
        """All words of the page."""
        return self._terms[1]

    @cached_property
    def _terms(self) -> tuple[ContentTerms, Said]:
        return _find_terms(self.page.block_words)

    @cached_property
    def terms_in_prose(self) -> Floats:
        """Number of each Block's content terms in other prose, and number of all of them; shape (2, n)."""
        owner, word, times, size, _ = self.content_terms
        if _kernels.terms is not None:
            both = np.zeros((2, self.n))
            _kernels.terms.terms_in_prose(owner, word, times, self.marks, size, both)
            return both
        prose = self.is_prose[owner]
        in_prose = np.bincount(word, weights=times * prose, minlength=size)
        others = in_prose[word] - times * prose
        found = np.bincount(owner, weights=others > 0, minlength=self.n)
        return np.array([found, np.bincount(owner, minlength=self.n)], np.float64)

    @cached_property
    def heading_or_label(self) -> Bools:
        """Mask of headings and of short unlinked lines in bold or ending in a colon, shape (n,)."""
        found: NDArray[np.bool_] = self.is_heading.copy()
        if _kernels.columns is not None:
            _kernels.columns.labels(self.texts, self.floats, self.marks, SHORT_WORDS, found.view(np.uint8))
            return found
        short = (self.words <= SHORT_WORDS) & (self.link_words == 0)
        has_colon = np.array([text.endswith(":") for text in self.texts], np.bool_)
        return np.asarray(found | (short & (self.is_bold | has_colon)))

    @cached_property
    def unit_of(self) -> Ints:
        """Index of each Block's unit in `page.units`, -1 for none; shape (n,)."""
        found = np.full(self.n, -1, np.int64)
        for number, unit in enumerate(self.page.units):
            found[unit.start : unit.end] = number
        return found

    @cached_property
    def repeat_group(self) -> Ints:
        """`Page.repeat_group_ids` as an array, shape (n,)."""
        return np.array(self.page.repeat_group_ids, np.int64)

    def ends_with_colon(self, indexes: Ints) -> Bools:
        """Mask of the Blocks at `indexes` that end with a colon; shape of `indexes`."""
        return np.array([self.texts[i][-1:] in _COLONS for i in indexes.tolist()], np.bool_)

    def nearest(self, condition: Bools) -> Ints:
        """Index of the nearest element at or above each where `condition` is true, -1 for none; (m,)."""
        found = jump(np.where(condition, np.arange(self.m), self.root), self.max_depth)
        return np.where(condition[found], found, -1)

    def by_tag(self, known: Mapping[str, int], otherwise: int) -> Ints:
        """Value that `known` has for each element's tag, `otherwise` if it has none; shape (m,)."""
        values: Ints = np.array([known.get(tag, otherwise) for tag in self.tags], np.int64)
        return np.asarray(values.take(self.tag))

    def element_sums(self, *values: Floats | Bools) -> Floats:
        """Sums of `values`, each of shape (n,), over each element's Blocks; shape (values, m)."""
        sums = np.zeros((len(values), self.n + 1))
        np.cumsum(values, axis=1, out=sums[:, 1:])
        return np.asarray(sums.take(self.end, axis=1) - sums.take(self.start, axis=1), np.float32)


def block_columns(
    blocks: Sequence[Block],
    floats: Floats,
    ints: Ints,
    flags: NDArray[np.uint8],
    figures: Floats,
    prose_words: int,
    short_words: int,
    linked: float,
    code_role: Role,
    squeeze: Callable[[str], str],
) -> list[str]:
    """Fill the columns of Blocks that `Context` has under these names, and return their texts.

    A Block of at least `prose_words` unlinked words is prose; a short link has at most `short_words` words,
    at least `linked` of them inside links.
    """
    texts = [block.text for block in blocks]
    floats[0] = [block.words for block in blocks]
    floats[1] = [block.link_words for block in blocks]
    floats[2] = floats[0] - floats[1]
    floats[3] = floats[1] / np.maximum(floats[0], 1)
    ints[0] = [block.level for block in blocks]
    ints[1] = [max(block.element, 0) for block in blocks]
    tails = flags[: len(TAILS)]
    tails[0] = [is_question(text) for text in texts]
    tails[1] = [text.endswith(_ELLIPSES) for text in texts]
    tails[2] = [ends_sentence(text) for text in texts]
    tails[3] = [text[-1:] in STOPS for text in texts]
    tails[4] = [text[-1:] in _CLOSED_STOPS for text in texts]
    tails[5] = [text.endswith("[...]") for text in texts]
    is_linked = floats[3] >= linked
    flags[len(TAILS) :] = (
        ints[0] > 0,
        (floats[2] >= prose_words) & ~is_linked,
        (floats[0] <= short_words) & is_linked,
        [is_bold(block) for block in blocks],
    )
    figures[:] = _run_figures(blocks, code_role, squeeze)
    return texts


def _run_figures(blocks: Sequence[Block], code_role: Role, squeeze: Callable[[str], str]) -> list[list[int]]:
    """Number of links, runs, formatted characters and code characters in each Block; shape (4, n)."""
    links, marked, code = ([0] * len(blocks) for _ in range(3))
    for i, block in enumerate(blocks):
        before = None
        for text, href, marks in block.runs:
            if href is not None and href is not before:
                links[i] += 1
            before = href
            if marks and marks[0] != "br":
                # white space counts only where it is shown as it is
                length = len(text if block.role is code_role else squeeze(text))
                marked[i] += length
                if "code" in marks:
                    code[i] += length
    return [links, [len(block.runs) for block in blocks], marked, code]


def find_wider(tree: Ints, ints: Ints) -> None:
    """Fill the row `wider` of the tree of a Context, and from it the rows `group` and `box` of its `ints`."""
    parent, depth, start, end, _, root, wider = tree
    same = (end[root] - start[root] == end - start) & (parent >= 0)
    wider[:] = root[jump(np.where(same, root, np.arange(len(root))), int(depth.max()))]
    ints[2] = wider[ints[1]]
    ints[3] = wider[ints[2]]


def element_columns(elements: Sequence[Element], columns: Ints) -> list[str]:
    """Fill the rows parent, depth, start, end, tag index and root, and return the distinct tags."""
    numbers: dict[str, int] = {}
    columns[0] = [element.parent for element in elements]
    columns[1] = [element.depth for element in elements]
    columns[2] = [element.start for element in elements]
    columns[3] = [element.end for element in elements]
    columns[4] = [numbers.setdefault(element.tag, len(numbers)) for element in elements]
    columns[5] = np.where(columns[0] < 0, np.arange(len(elements)), columns[0])
    return list(numbers)


def token_hash(token: str) -> int:
    """A hash of a word, or of any text; of a number, only the count of digits matters."""
    return crc32(("#" * len(token) if token.isdecimal() else token).encode("utf-8", "replace"))


def find_said(block_words: Sequence[Sequence[str]]) -> Said:
    """All words of Blocks, given the words of each Block."""
    return _find_terms(block_words)[1]


def find_content_terms(block_words: Sequence[Sequence[str]]) -> ContentTerms:
    """The content terms of Blocks, given the words of each Block."""
    return _find_terms(block_words)[0]


def _find_terms(block_words: Sequence[Sequence[str]]) -> tuple[ContentTerms, Said]:
    """The content terms of Blocks, and all their words."""
    if _kernels.tokens is not None:
        owner_bytes, word_bytes, times_bytes, term_ids, *said_bytes = _kernels.tokens.content_terms(
            list(block_words), _MIN_TERM_LENGTH, _FIRST_UNSPACED
        )
        owner, word, times, *of_said = (
            np.frombuffer(part, np.int64) for part in (owner_bytes, word_bytes, times_bytes, *said_bytes)
        )
        return ContentTerms(owner, word, times, max(1, len(term_ids)), term_ids), Said(*of_said)
    tokens = list(chain.from_iterable(block_words))
    term_ids = {token: number for number, token in enumerate(dict.fromkeys(tokens))}
    word = np.array(list(map(term_ids.__getitem__, tokens)), np.int64)
    lengths = np.array([len(words) for words in block_words], np.int64)
    owner = np.repeat(np.arange(len(block_words)), lengths)
    hashes = np.array([token_hash(token[:_MAX_WORD]) for token in term_ids], np.int64)
    said = Said(word, np.append(np.zeros(1, np.int64), lengths.cumsum()), hashes)
    size = max(1, len(term_ids))
    is_content_term = [len(token) >= _MIN_TERM_LENGTH or token >= _FIRST_UNSPACED for token in term_ids] or [
        False
    ]
    counted = np.array(is_content_term, np.bool_)[word]
    pairs, times = np.unique(owner[counted] * size + word[counted], return_counts=True)
    return ContentTerms(pairs // size, pairs % size, times, size, term_ids), said


def best_segment(sums: Floats) -> tuple[int, int]:
    """Range (start, end) with the largest sum, given prefix sums of shape (n + 1,); after Bentley 1984.

    Among ranges with equal sums it is the one that ends first, then the one that begins first.
    """
    end = int(np.argmax(sums[1:] - np.minimum.accumulate(sums)[:-1])) + 1
    return int(np.argmin(sums[:end])), end


def prefix(values: Floats | Bools) -> NDArray[np.float64]:
    """Prefix sums, from 0 to the total; shape (n + 1,)."""
    sums = np.zeros(len(values) + 1)
    np.cumsum(values, out=sums[1:])
    return sums


def jump(pointers: Ints, max_distance: int) -> Ints:
    """Follow pointers, of which none is further than `max_distance` from its end, in log(max_distance) steps.

    An entry that points to itself is an end.
    """
    for _ in range(max_distance.bit_length()):
        pointers = pointers.take(pointers)
    return pointers


def log(values: Floats | Ints) -> Floats:
    """Logarithm of 1 + x as float32; negative values count as 0."""
    return np.log1p(np.maximum(values, 0)).astype(np.float32)


@cache
def log_table(bits: int) -> Floats:
    """`log` of all integers with at most `bits` bits, shape (2 ** bits,), as kernels take it."""
    return _as_taken(log(np.arange(1 << bits)))


@cache
def double_logs(bits: int) -> Floats:
    """The same in float64."""
    return np.log1p(np.arange(1 << bits))


@cache
def _float_logs(bits: int) -> Floats:
    return _as_taken(log(np.arange(1 << bits, dtype=np.float32)))


def _as_taken(logs: Floats) -> Floats:
    return logs if _kernels.columns is None else _kernels.columns.view(logs)


def shifted(values: Floats | Ints | Bools, by: int, fill: float) -> Floats:
    """Value of the Block `by` positions later (earlier, if negative), `fill` beyond the page; shape (n,)."""
    moved = np.full(len(values), fill, np.float32)
    if by > 0:
        moved[:-by] = values[by:]
    else:
        moved[-by:] = values[:by]
    return moved


def last_seen(mark: Bools) -> Ints:
    """Index of the last marked Block at or before each Block, -1 for none; shape (n,)."""
    return np.maximum.accumulate(np.where(mark, np.arange(len(mark)), -1))


def next_seen(mark: Bools) -> Ints:
    """Index of the next marked Block at or after each Block, n for none; shape (n,)."""
    n = len(mark)
    return np.minimum.accumulate(np.where(mark, np.arange(n), n)[::-1])[::-1]
