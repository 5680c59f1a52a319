"""Teasers without a class name or phrase of boilerplate, recognised by being similar to each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from boilerstrip.discard.view import HIGH_CONFIDENCE, MAX_LINKED, MAX_SHARE, KeptView, Proposal
from boilerstrip.page import Block, Role

MAX_TITLE_WORDS = 30
# Headlines are longer than the names of documented functions.
MIN_HEADLINE_WORDS = 4
# Two may be an accident; three or more are a list.
MIN_TEASERS = 3
# Words of the lead under a headline.
MAX_LINE_WORDS = 40
_LINES = frozenset({Role.PARAGRAPH, Role.LIST_ITEM})
# How certain the model is of the text around lines like headlines, and how much less of these.
_CERTAIN, _DOUBTFUL_LINES = 0.95, 0.85
# Characters before the colon of a line.
MAX_LABEL_LETTERS = 40


def propose_doubtful_pairs(view: KeptView) -> Iterator[Proposal]:
    """Propose runs of headings or links with a short paragraph each, less certain than the text around them.

    Questions with their answers are not teasers. In cross-validation, runs of headings are 2.4 % of the words
    of planted teasers, at a cost of 0.0001 word F1 on WCXB dev; runs of links are 0.4 %, at no cost.
    """
    start = 0
    while start < len(view.blocks):
        end, pairs = pairs_end(view.blocks, start)
        if pairs >= MIN_TEASERS and 2 * _questions(view.blocks[start:end]) <= pairs:
            headed = start > 0 and 0 < view.blocks[start - 1].level < view.blocks[start].level
            head = start - headed
            of_these, of_rest = view.mean_probabilities([(head, end)])
            short = sum(view.left[head:end]) <= MAX_SHARE * view.words_left
            if short and of_rest >= HIGH_CONFIDENCE and of_these < HIGH_CONFIDENCE * of_rest:
                yield Proposal(head, end, "doubtful run of headings with a line each")
        start = max(end, start + 1)


def propose_doubtful_lines(view: KeptView) -> Iterator[Proposal]:
    """Propose runs of unlinked lines like headlines, an element each, in text that the model is certain of.

    In cross-validation this drops 70 words on all annotated pages, none of them content, and a third of the
    planted lines of teasers that were kept.
    """
    blocks = (block for block in view.blocks if block.words)
    for is_line, group in groupby(blocks, lambda block: view.left[block.index] > 0 and _is_line(block)):
        lines = list(group)
        if (
            is_line
            and len({block.element for block in lines}) == len(lines) >= MIN_TEASERS
            and 2 * sum(block.is_question for block in lines) <= len(lines)
            and sum(block.words for block in lines) >= MIN_HEADLINE_WORDS * len(lines)
        ):
            start, end = lines[0].index, lines[-1].index + 1
            of_these, of_rest = view.mean_probabilities([(start, end)])
            short = sum(view.left[start:end]) <= MAX_SHARE * view.words_left
            if short and of_rest >= _CERTAIN and of_these < _DOUBTFUL_LINES * of_rest:
                yield Proposal(start, end, "doubtful run of lines like headlines")


def _is_line(block: Block) -> bool:
    """Return whether a Block can be a headline that is set as a paragraph."""
    return (
        block.role is Role.PARAGRAPH
        and 1 < block.words <= MAX_TITLE_WORDS
        and not block.level
        and not block.link_words
        and (not block.ends_sentence or block.is_question)
    )


def _questions(blocks: Sequence[Block]) -> int:
    """Return how many of the headings among these Blocks are questions."""
    return sum(block.is_question for block in blocks if block.level)


def pairs_end(blocks: Sequence[Block], start: int) -> tuple[int, int]:
    """Return where a run of headings of one level with a short paragraph each ends, and the number of pairs.

    Linked headlines count as a level of their own, and their leads may be list items.
    """
    end, pairs, level = start, 0, _level(blocks[start])
    texts = (blocks[i] for i in range(start, len(blocks) if level else start) if blocks[i].words)
    for heading, lead in zip(texts, texts, strict=False):
        if _level(heading) != level or not _is_lead(lead, level):
            break
        end, pairs = lead.index + 1, pairs + 1
    return end, pairs


def _level(block: Block) -> int:
    """Return the level of a heading, -1 for a linked headline, and 0 for anything else."""
    return block.level or -int(block.role in _LINES and block.link_density == 1 and _is_headline(block))


def _is_headline(block: Block) -> bool:
    return MIN_HEADLINE_WORDS <= block.words <= MAX_TITLE_WORDS


def _is_lead(block: Block, level: int) -> bool:
    if level < 0:
        return block.role in _LINES and block.words <= MAX_LINE_WORDS and block.link_density < MAX_LINKED
    return block.role is Role.PARAGRAPH and block.words <= MAX_LINE_WORDS


def propose_repeated_labels(view: KeptView) -> Iterator[Proposal]:
    """Propose consecutive lines that begin with the same label and a colon: "also read" in any words.

    These are 1.1 % of the words of planted teasers, at no cost.
    """
    for label, run in groupby((block for block in view.blocks if block.words), _label_of):
        lines = list(run)
        # a few headlines end like sentences, but lines of a dialogue mostly do
        if label and len(lines) >= MIN_TEASERS and 2 * sum(b.ends_sentence for b in lines) < len(lines):
            for block in lines:
                yield Proposal(block.index, block.index + 1, f"lines that begin with “{label}”")


def _label_of(block: Block) -> str:
    """Return the text before the colon of a short line, "" for none."""
    label, _, rest = block.text.partition(": ")
    if not rest or len(label) > MAX_LABEL_LETTERS:
        return ""
    return label if block.role is Role.PARAGRAPH and block.words <= MAX_TITLE_WORDS else ""
