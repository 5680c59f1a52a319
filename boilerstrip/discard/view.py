"""What rules see of a page, and what they propose."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import accumulate, pairwise
from operator import mul
from typing import NamedTuple

from boilerstrip import _kernels
from boilerstrip.discard.labels import heads_section
from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.block import MAX_PROSE_LINKED, MIN_PROSE_WORDS, UNPUNCTUATED

# A range with more than this share of the kept words is not beside the body.
MAX_SHARE = 0.35
# Unless the scorer is less sure of it than of the rest by this factor. On WCXB dev, cross-validated, word F1
# is lower by 0.0005 with 0.7 and by 0.0003 with 0.9.
DOUBTFUL = 0.8
HIGH_CONFIDENCE = 0.9
LIKELY = 0.5
# As many words under a heading are text.
MIN_TEXT_WORDS = 8
# Whose prose a Block's may be, and the share of links that it stays below.
_PROSE = frozenset({Role.PARAGRAPH, Role.LIST_ITEM, Role.QUOTE})
MAX_LINKED = 0.3


class Proposal(NamedTuple):
    """Blocks `start` to `end` (exclusive) should go, because of `reason`."""

    start: int
    end: int
    reason: str


class KeptView:
    """A page as its mask shows it: which Blocks are kept, and how many words up to each."""

    def __init__(self, page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> None:
        self.page = page
        self.mask = mask
        self.probabilities = probabilities
        self.blocks = page.blocks
        # what is kept and not dropped yet: the words of each Block, and how many are content to the scorer;
        # the running prose of which the scorer is sure: what a name or a label says of it is wrong
        columns = _columns(page.blocks, mask, probabilities)
        self.left, self.prose, self.sure, self.kept_words, self.prose_words = columns
        self.words_left = sum(self.left)
        self.right_left = sum(map(mul, self.left, probabilities))
        self.words_kept, self.right_kept = self.words_left, self.right_left
        self._stops: dict[int, list[int]] = {}

    def is_body(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Return whether these ranges must be the body, because too much of what is kept stands in them.

        Text that reads as written for this page counts where there is any: a list of forty
        teasers may outweigh the short article beside it.
        """
        words = self.prose_words if self.prose_words[-1] >= 2 * MIN_PROSE_WORDS else self.kept_words
        return _held(words, ranges) > MAX_SHARE * words[-1] and self.relative_confidence(ranges) >= DOUBTFUL

    def is_doubtful_notice(self, ranges: Sequence[tuple[int, int]]) -> bool:
        """Return whether phrases give away all that is left of these ranges, and the scorer doubts it.

        On a page of one sentence, a notice of cookies is most of the text and no body.
        """
        inside = [i for start, end in ranges for i in range(start, end) if self.left[i]]
        return bool(inside) and all(
            self.page.phrase_matches[i] is not None and self.probabilities[i] < LIKELY for i in inside
        )

    def relative_confidence(self, ranges: Sequence[tuple[int, int]]) -> float:
        """How sure the scorer is of these ranges over how sure it is of what else is left."""
        of_these, of_rest = self.mean_probabilities(ranges)
        return of_these / max(of_rest, 1e-9)

    def mean_probabilities(self, ranges: Sequence[tuple[int, int]]) -> tuple[float, float]:
        """The mean probability of a word of these ranges, and of one of what else is left.

        Both are 1 where one of the two has no words.
        """
        inside = [i for start, end in ranges for i in range(start, end) if self.left[i]]
        words = sum(self.left[i] for i in inside)
        right = sum(self.left[i] * self.probabilities[i] for i in inside)
        rest, right_rest = self.words_left - words, self.right_left - right
        return (right / words, right_rest / rest) if words and rest else (1.0, 1.0)

    def forget(self, dropped: Iterable[int]) -> None:
        """These Blocks are not left any more."""
        for i in dropped:
            self.words_left -= self.left[i]
            self.right_left -= self.left[i] * self.probabilities[i]
            self.left[i] = 0

    def stop(self, level: int, start: int) -> int:
        """Where what a label governs ends: by its level, the next heading that outranks it, or solid text.

        That is the first such Block from `start` on, or the next label; level 0 is that of a mere line.
        """
        stops = self._stops.get(level)
        if stops is None:
            stops = self._stops[level] = [
                block.index
                for block, solid, found in zip(self.blocks, self.prose, self.page.phrase_matches, strict=True)
                if solid or 0 < block.level <= level or heads_section(block, found)
            ]
        place = bisect_left(stops, start)
        return stops[place] if place < len(stops) else len(self.blocks)

    def prose_start(self, start: int, end: int) -> int:
        """Where the first two paragraphs in a row begin that can't go with a label; the end without any.

        They are what a page is about, whatever stands above them: "0 comments", "Share".
        """
        place = bisect_left(self.runs, (start, start))
        return self.runs[place][0] if place < len(self.runs) and self.runs[place][1] < end else end

    @cached_property
    def holders(self) -> list[Element]:
        """The elements that hold a word of what the mask keeps."""
        sums = self.kept_words
        if _kernels.rules is not None:
            found: list[Element] = _kernels.rules.holders(self.page.elements, sums)
            return found
        return [element for element in self.page.elements if sums[element.end] > sums[element.start]]

    @cached_property
    def runs(self) -> list[tuple[int, int]]:
        """Each two paragraphs in a row of which the scorer is sure; of solid ones, as sure as of the rest."""
        enough = DOUBTFUL * self.right_kept / max(self.words_kept, 1)
        sure = [
            (block.index, sure or (solid and probability >= enough))
            for block, sure, solid, probability in zip(
                self.blocks, self.sure, self.prose, self.probabilities, strict=True
            )
            if block.words
        ]
        return [(start, after) for (start, one), (after, other) in pairwise(sure) if one and other]


def _columns(
    blocks: list[Block], mask: Sequence[bool], probabilities: Sequence[float]
) -> tuple[list[int], list[bool], list[bool], list[int], list[int]]:
    """The words kept of each Block, whether it is prose and sure prose; sums of words and of prose words."""
    if _kernels.rules is not None:
        columns: tuple[list[int], list[bool], list[bool], list[int], list[int]] = _kernels.rules.kept_columns(
            blocks, mask, probabilities, UNPUNCTUATED, MIN_PROSE_WORDS, MAX_PROSE_LINKED,
            _PROSE, MIN_TEXT_WORDS, MAX_LINKED, HIGH_CONFIDENCE,
        )  # fmt: skip
        return columns
    left = [block.words if kept else 0 for block, kept in zip(blocks, mask, strict=True)]
    prose = [block.is_prose for block in blocks]
    sure = [
        sure >= HIGH_CONFIDENCE and is_running_text(block)
        for block, sure in zip(blocks, probabilities, strict=True)
    ]
    return left, prose, sure, [0, *accumulate(left)], [0, *accumulate(map(mul, left, prose))]


def _held(sums: Sequence[float], ranges: Sequence[tuple[int, int]]) -> float:
    return sum(sums[end] - sums[start] for start, end in ranges)


def is_running_text(block: Block) -> bool:
    """Return whether a Block is a sentence or more that somebody wrote, with hardly a link.

    Unlike `Block.is_prose`, which features know: short ones are too, and tables and code are not.
    """
    return (
        block.role in _PROSE
        and block.words >= MIN_TEXT_WORDS
        and block.link_density < MAX_LINKED
        and block.ends_sentence
        and not block.is_truncated
    )
