"""Teasers without a class name or phrase of boilerplate, recognised by being similar to each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from boilerstrip import _kernels
from boilerstrip.discard.view import HIGH_CONFIDENCE, MAX_LINKED, MAX_SHARE, KeptView, Proposal
from boilerstrip.page import Block, Role
from boilerstrip.page.block import has_bold_label
from boilerstrip.page.turns import pass_years
from boilerstrip.text.prices import names_price

MAX_TITLE_WORDS = 30
# Headlines are longer than the names of documented functions.
MIN_HEADLINE_WORDS = 4
# So many headlines below a label are stories.
MIN_STORIES = 2
# Two may be an accident; three or more are a list.
MIN_TEASERS = 3
# Words of the lead under a headline.
MAX_LINE_WORDS = 40
_LINE_ROLES = frozenset({Role.PARAGRAPH, Role.LIST_ITEM})
# How much less certain than of the rest the model is of headings with a line each. With 0.9, word F1 on
# articles of WCXB dev is 0.0001 lower, and as many planted teasers go.
_DOUBTFUL_PAIRS = 0.85
# How certain the model is of the text around lines like headlines, and how much less of these.
_CERTAIN, _DOUBTFUL_LINES = 0.95, 0.85
# So many numbers are in no headline.
_MIN_NUMBERS = 3
# Characters before the colon of a line.
MAX_LABEL_LETTERS = 40


def propose_doubtful_pairs(view: KeptView) -> Iterator[Proposal]:
    """Propose runs of headings or links with a short paragraph each, less certain than the text around them.

    Questions with their answers are not teasers, nor are years with what happened in them, or names. In
    cross-validation, runs of headings are 2.4 % of the words of planted teasers, at a cost of 0.0001 word F1
    on WCXB dev; runs of links are 0.4 %, at no cost.
    """
    for start, end, pairs in _runs_of_pairs(view.blocks):
        if not _are_of_the_text(view.blocks[start:end], pairs):
            headed = start > 0 and 0 < view.blocks[start - 1].level < view.blocks[start].level
            head = start - headed
            of_these, of_rest = view.mean_probabilities([(head, end)])
            short = sum(view.left[head:end]) <= MAX_SHARE * view.words_left
            if short and of_rest >= HIGH_CONFIDENCE and of_these < _DOUBTFUL_PAIRS * of_rest:
                yield Proposal(head, end, "doubtful run of headings with a line each")


def propose_doubtful_lines(view: KeptView) -> Iterator[Proposal]:
    """Propose runs of unlinked lines like headlines, an element each, in text that the model is certain of.

    Rows with a bold label, a value at the end or several numbers are no headlines, nor are lines that repeat,
    or the years of a timeline with what happened in them.
    In cross-validation this drops 70 words on all annotated pages, none of them content, and a third of the
    planted lines of teasers that were kept.
    """
    for lines in _runs(view.blocks, [("", block) for block in _kept_lines(view)]):
        if (
            len({block.element for block in lines}) == len({block.text for block in lines}) == len(lines)
            and len(lines) >= MIN_TEASERS
            and 2 * sum(block.is_question for block in lines) <= len(lines)
            and sum(block.words for block in lines) >= MIN_HEADLINE_WORDS * len(lines)
            and 2 * sum(map(_is_row, lines)) <= len(lines)
            and not pass_years([block.text for block in lines])
        ):
            start, end = lines[0].index, lines[-1].index + 1
            of_these, of_rest = view.mean_probabilities([(start, end)])
            short = sum(view.left[start:end]) <= MAX_SHARE * view.words_left
            if short and of_rest >= _CERTAIN and of_these < _DOUBTFUL_LINES * of_rest:
                yield Proposal(start, end, "doubtful run of lines like headlines")


def _is_row(block: Block) -> bool:
    """Return whether a line has a bold label, ends with a value, or has more numbers than a headline.

    One of its last two words has a digit then, or several of all, as in a timetable.
    """
    has_digits = [any(char.isdigit() for char in word) for word in block.text.split()]
    return has_bold_label(block) or any(has_digits[-2:]) or sum(has_digits) >= _MIN_NUMBERS


def _kept_lines(view: KeptView) -> list[Block]:
    """Return the kept Blocks of which `_is_line` is true."""
    if _kernels.rules is not None:
        lines: list[Block] = _kernels.rules.plain_lines(
            view.blocks, view.left, Role.PARAGRAPH, MAX_TITLE_WORDS
        )
        return lines
    kept = zip(view.blocks, view.left, strict=True)
    return [block for block, left in kept if left and _is_line(block)]


def _is_line(block: Block) -> bool:
    """Return whether a Block can be a headline that is set as a paragraph."""
    return (
        block.role is Role.PARAGRAPH
        and 1 < block.words <= MAX_TITLE_WORDS
        and not block.level
        and not block.link_words
        and (not block.ends_sentence or block.is_question)
    )


def _are_of_the_text(blocks: Sequence[Block], pairs: int) -> bool:
    """Return whether most headings of a run of pairs are questions or short, or the years of a timeline.

    Short ones are names and topics rather than headlines, or products if each line below one names a price.
    """
    headings = [block for block in blocks if block.level]
    if 2 * sum(block.is_question for block in headings) > pairs:
        return True
    telling = sum(block.words >= MIN_HEADLINE_WORDS and not block.is_question for block in headings)
    are_short = 2 * telling < pairs and not all(
        names_price(block.text) for block in blocks if not block.level
    )
    return len(headings) == pairs and (are_short or pass_years([block.text for block in headings]))


def _runs_of_pairs(blocks: list[Block]) -> list[tuple[int, int, int]]:
    """Return start, end and number of pairs of each run that `pairs_end` finds, as many as teasers have."""
    levels = _levels(blocks)
    if _kernels.rules is not None:
        runs: list[tuple[int, int, int]] = _kernels.rules.runs_of_pairs(
            blocks, levels, _LINE_ROLES, Role.PARAGRAPH, MAX_LINE_WORDS, MAX_LINKED, MIN_TEASERS
        )
        return runs
    found, end = [], 0
    for start in [i for i, level in enumerate(levels) if level]:
        if start >= end:
            end, pairs = pairs_end(blocks, start)
            if pairs >= MIN_TEASERS:
                found.append((start, end, pairs))
    return found


def pairs_end(blocks: Sequence[Block], start: int) -> tuple[int, int]:
    """Return where a run of headings of one level with a short paragraph each ends, and the number of pairs.

    Linked headlines count as a level of their own, and their leads may be list items.
    """
    end, pairs, level = start, 0, _level(blocks[start])
    headed = False
    for i in range(start, len(blocks) if level else start):
        block = blocks[i]
        if not block.words:
            continue
        if headed:
            if not _is_lead(block, level):
                break
            end, pairs, headed = i + 1, pairs + 1, False
        elif _level(block) == level:
            headed = True
        else:
            break
    return end, pairs


def _levels(blocks: list[Block]) -> list[int]:
    if _kernels.rules is not None:
        levels: list[int] = _kernels.rules.pair_levels(
            blocks, _LINE_ROLES, MIN_HEADLINE_WORDS, MAX_TITLE_WORDS
        )
        return levels
    return list(map(_level, blocks))


def _level(block: Block) -> int:
    """Return the level of a heading, -1 for a linked headline, and 0 for anything else."""
    if block.level or not block.link_words:
        return block.level
    return -int(block.link_words == block.words and block.role in _LINE_ROLES and _is_headline(block))


def _is_headline(block: Block) -> bool:
    return MIN_HEADLINE_WORDS <= block.words <= MAX_TITLE_WORDS


def _is_lead(block: Block, level: int) -> bool:
    if level < 0:
        return block.role in _LINE_ROLES and block.words <= MAX_LINE_WORDS and block.link_density < MAX_LINKED
    return block.role is Role.PARAGRAPH and block.words <= MAX_LINE_WORDS


def propose_repeated_labels(view: KeptView) -> Iterator[Proposal]:
    """Propose consecutive lines that begin with the same label and a colon: "also read" in any words.

    These are 1.1 % of the words of planted teasers, at no cost.
    """
    for lines in _runs(view.blocks, _labelled(view.blocks)):
        # a few headlines end like sentences, but lines of a dialogue mostly do
        if len(lines) >= MIN_TEASERS and 2 * sum(b.ends_sentence for b in lines) < len(lines):
            label = _label_of(lines[0])
            for block in lines:
                yield Proposal(block.index, block.index + 1, f"lines that begin with “{label}”")


def _runs(blocks: Sequence[Block], lines: Iterable[tuple[str, Block]]) -> list[list[Block]]:
    """Return lines, each with its label, in groups with the same label and no other words between them."""
    runs: list[list[Block]] = []
    last = ""
    for label, block in lines:
        if runs and label == last and not any(b.words for b in blocks[runs[-1][-1].index + 1 : block.index]):
            runs[-1].append(block)
        else:
            runs.append([block])
        last = label
    return runs


def _labelled(blocks: list[Block]) -> list[tuple[str, Block]]:
    """Return the Blocks that begin with a label and a colon, each with its label."""
    if _kernels.rules is not None:
        lines: list[tuple[str, Block]] = _kernels.rules.labelled(
            blocks, Role.PARAGRAPH, MAX_TITLE_WORDS, MAX_LABEL_LETTERS
        )
        return lines
    return [(label, block) for block in blocks if (label := _label_of(block))]


def _label_of(block: Block) -> str:
    """Return the text before the colon of a short line, "" for none."""
    if not 0 < block.words <= MAX_TITLE_WORDS or block.role is not Role.PARAGRAPH:
        return ""
    label, _, rest = block.text.partition(": ")
    return label if rest and len(label) <= MAX_LABEL_LETTERS else ""


def is_bare_headline(block: Block) -> bool:
    """Return whether a line may be a headline: words alone, without the numbers and colons of values."""
    return (
        MIN_HEADLINE_WORDS <= block.words <= MAX_TITLE_WORDS
        and (not block.ends_sentence or block.is_question)
        and not any(char.isdigit() or char == ":" for char in block.text)
    )
