"""The view of a page that rules are given, and the proposals that they make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import mul
from typing import NamedTuple

from boilerstrip import _kernels
from boilerstrip.discard.labels import heads_section
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.block import MAX_PROSE_LINKED, MIN_PROSE_WORDS, UNPUNCTUATED, class_ids
from boilerstrip.text.words import words

# A range with more than this share of the kept words is the body, not something beside it …
MAX_SHARE = 0.35
# … unless its mean probability is below this share of the rest's. In cross-validation, word F1 on WCXB dev is
# 0.0005 lower with 0.7 and 0.0003 lower with 0.9.
DOUBTFUL = 0.8
HIGH_CONFIDENCE = 0.9
LIKELY, LIKELY_TEXT = 0.5, 0.8
# At least this many words are text rather than a label.
MIN_TEXT_WORDS = 8
# Running text has one of these roles, and a smaller share of linked words than MAX_LINKED.
_PROSE = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE})
MAX_LINKED = 0.3
# Letters of a stem.
_STEM = 6


class Proposal(NamedTuple):
    """A proposal to drop the Blocks from `start` up to but not including `end`, for `reason`."""

    start: int
    end: int
    reason: str


class KeptView:
    """A page, its mask, and sums over the Blocks that are kept and not yet dropped."""

    def __init__(self, page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> None:
        self.page = page
        self.mask = mask
        self.probabilities = probabilities
        self.blocks = page.blocks
        # words of each Block that is kept and not dropped yet, whether it is prose, and whether it is running
        # text, and such of which the scorer is sure, whatever a class name or label says
        columns = _columns(page.blocks, mask, probabilities)
        self.left, self.prose, self.running, self.sure, self.kept_words, self.prose_words, right = columns
        # the sum of these words, and the expected number of content
        self.words_left, self.right_left = self.kept_words[-1], right
        self.words_kept, self.right_kept = self.words_left, self.right_left

    def count_kept(self, ranges: Sequence[tuple[int, int]]) -> int:
        """Return the number of words that the mask keeps in these ranges, those dropped since included."""
        return _sum_over(self.kept_words, ranges)

    def is_body(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Return whether these ranges contain so much of the kept text that they must be the body.

        If there is enough prose, only prose counts: forty teasers may have more words than a short article.
        """
        words = self.kept_words
        if self.prose_words[-1] >= 2 * MIN_PROSE_WORDS:
            words = self.prose_words
        elif self._sentence_words[-1] >= MIN_PROSE_WORDS:
            words = self._sentence_words
        return (
            _sum_over(words, ranges) > MAX_SHARE * words[-1] and self.relative_confidence(ranges) >= DOUBTFUL
        )

    @cached_property
    def _sentence_words(self) -> list[int]:
        """The sums of the words of kept sentences."""
        kept = zip(self.blocks, self.mask, self.running, strict=True)
        return [0, *accumulate(block.words if mask and is_text else 0 for block, mask, is_text in kept)]

    def is_amid_text(self, start: int, end: int) -> bool:
        """Return whether kept sentences without a phrase of boilerplate stand before and behind Blocks."""
        first, last = self._span_of_text
        return first < start and end <= last

    @cached_property
    def _span_of_text(self) -> tuple[int, int]:
        """The first and the last Block that is a kept sentence without a phrase of boilerplate."""
        matches = self.page.phrase_matches
        texts = [b.index for b in self.blocks if self.mask[b.index] and b.ends_sentence]
        texts = [i for i in texts if matches[i] is None]
        return (texts[0], texts[-1]) if texts else (len(self.blocks), -1)

    @cached_property
    def linked(self) -> set[int]:
        """The Blocks that links on the page lead to, from a table of contents for one."""
        anchors = self.page.anchors
        names = {
            run.href[1:]
            for block in self.blocks
            if block.link_words
            for run in block.runs
            if run.href and run.href[0] == "#"
        }
        return {anchors[name] for name in names if name in anchors}

    @cached_property
    def is_reference(self) -> bool:
        """Whether what the mask keeps is a reference."""
        return self.page.is_reference(self.mask)

    @cached_property
    def title_stems(self) -> set[str]:
        """The stems of what the page's title names."""
        titles = [block.text for block in self.blocks if block.role is Role.TITLE]
        return stems(" ".join(titles))

    def is_doubtful_notice(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Return whether all that is left of these ranges has phrases of boilerplate and low probabilities.

        On a page of one sentence, a cookie notice is most of the text but not the body.
        """
        inside = [i for start, end in ranges for i in range(start, end) if self.left[i]]
        return bool(inside) and all(
            self.page.phrase_matches[i] is not None and self.probabilities[i] < LIKELY for i in inside
        )

    def relative_confidence(self, ranges: Sequence[tuple[int, int]]) -> float:
        """Return the mean probability of these ranges divided by that of all else that is left."""
        of_these, of_rest = self.mean_probabilities(ranges)
        return of_these / max(of_rest, 1e-9)

    def mean_probabilities(self, ranges: Sequence[tuple[int, int]]) -> tuple[float, float]:
        """Return the mean probability of these ranges' words, and that of all others that are left.

        Both are 1 if one of the two has no words.
        """
        left, probabilities = self.left, self.probabilities
        inside = [i for start, end in ranges for i in range(start, end) if left[i]]
        words = sum([left[i] for i in inside])
        right = sum([left[i] * probabilities[i] for i in inside])
        rest, right_rest = self.words_left - words, self.right_left - right
        return (right / words, right_rest / rest) if words and rest else (1.0, 1.0)

    def forget(self, dropped: int) -> None:
        """Take a Block out of the sums, because it was dropped."""
        self.words_left -= self.left[dropped]
        self.right_left -= self.left[dropped] * self.probabilities[dropped]
        self.left[dropped] = 0

    def stop(self, level: int, start: int, end: int) -> int:
        """Return where the section of a label of this level ends, `end` at the latest.

        This is the first Block from `start` on that is prose or likely text, a label, or a heading of this
        level or above; level 0 is that of a line.
        """
        matches = self.page.phrase_matches
        # the next label is a stop, so that all sections together take one look at each Block
        for i in range(start, end):
            block = self.blocks[i]
            if (
                self.prose[i]
                or 0 < block.level <= level
                or heads_section(block, matches[i])
                or (self.running[i] and self.is_likely_text(block))
            ):
                return i
        return end

    def is_likely_text(self, block: Block, least: float = LIKELY_TEXT) -> bool:
        """Return whether a Block is a kept sentence without a link, of at least this probability."""
        return (
            self.probabilities[block.index] >= least
            and not block.link_words
            and self.running[block.index]
            and bool(self.left[block.index])
        )

    def prose_start(self, start: int, end: int) -> int:
        """Return where the first two paragraphs in a row begin that cannot belong to a label, `end` for none.

        They are the body, whatever label is above them: "0 comments", "Share".
        """
        i = bisect_left(self.runs, (start, start))
        return self.runs[i][0] if i < len(self.runs) and self.runs[i][1] < end else end

    @cached_property
    def likeliest_text(self) -> float:
        """The highest probability of a kept sentence without a link or a phrase of boilerplate, 0 for none.

        It may stand in a table that lays out a short text, and so be no running text.
        """
        return max(
            (
                self.probabilities[i]
                for i, left in enumerate(self.left)
                if left >= MIN_TEXT_WORDS
                and self.page.phrase_matches[i] is None
                and self.blocks[i].ends_sentence
                and not self.blocks[i].link_words
            ),
            default=0.0,
        )

    @property
    def holders(self) -> list[Element]:
        """The elements that hold a word of what the mask keeps."""
        return self._holders[0]

    @property
    def holder_names(self) -> set[str]:
        """The distinct class names and IDs of these elements."""
        return self._holders[1]

    @cached_property
    def _holders(self) -> tuple[list[Element], set[str]]:
        sums = self.kept_words
        if _kernels.rules is not None:
            compiled: tuple[list[Element], set[str]] = _kernels.rules.holders(self.page.elements, sums)
            return compiled
        found = [element for element in self.page.elements if sums[element.end] > sums[element.start]]
        return found, class_ids(found)

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """Indexes of each two consecutive Blocks that are certain, or prose about as certain as the rest."""
        enough = DOUBTFUL * self.right_kept / max(self.words_kept, 1)
        if _kernels.rules is not None:
            found: list[tuple[int, int]] = _kernels.rules.certain_runs(
                self.blocks, self.sure, self.prose, self.probabilities, enough
            )
            return found
        columns = zip(self.blocks, self.sure, self.prose, self.probabilities, strict=True)
        # Blocks without words stand in no run's way
        said = [
            (block.index, is_certain)
            for block, sure, prose, p in columns
            if (is_certain := sure or (prose and p >= enough)) or block.words
        ]
        return [(start, after) for (start, one), (after, other) in pairwise(said) if one and other]


def stems(text: str) -> set[str]:
    """Return the beginnings of the longer words of a text, which most of a word's forms share."""
    return {word[:_STEM] for word in words(text.lower()) if len(word) >= _STEM}


_Columns = tuple[list[int], list[bool], list[bool], list[bool], list[int], list[int], float]


def _columns(blocks: list[Block], mask: Sequence[bool], probabilities: Sequence[float]) -> _Columns:
    """Return the kept words of each Block, its kind of text, prefix sums of words, and words to expect."""
    if _kernels.rules is not None:
        columns: _Columns = _kernels.rules.kept_columns(
            blocks, mask, probabilities, UNPUNCTUATED, MIN_PROSE_WORDS, MAX_PROSE_LINKED,
            _PROSE, MIN_TEXT_WORDS, MAX_LINKED, HIGH_CONFIDENCE,
        )  # fmt: skip
        return columns
    left = [block.words if kept else 0 for block, kept in zip(blocks, mask, strict=True)]
    prose = [block.is_prose for block in blocks]
    running = [is_running_text(block) for block in blocks]
    sure = [is_text and p >= HIGH_CONFIDENCE for is_text, p in zip(running, probabilities, strict=True)]
    words, prose_words = [0, *accumulate(left)], [0, *accumulate(map(mul, left, prose))]
    return left, prose, running, sure, words, prose_words, float(sum(map(mul, left, probabilities)))


def _sum_over(sums: Sequence[int], ranges: Sequence[tuple[int, int]]) -> int:
    total = 0
    # a loop, as most ranges are alone
    for start, end in ranges:
        total += sums[end] - sums[start]
    return total


def is_running_text(block: Block) -> bool:
    """Return whether a Block consists of sentences with hardly a link.

    Unlike `Block.is_prose`, which features use, this includes short Blocks and excludes tables and code.
    """
    return (
        block.role in _PROSE
        and block.words >= MIN_TEXT_WORDS
        and block.link_density < MAX_LINKED
        and block.ends_sentence
        and not block.is_truncated
    )
