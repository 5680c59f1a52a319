"""Readers' comments: those that a class name tells of, and those in turns below a label."""

from __future__ import annotations

from collections.abc import Iterator

from boilerstrip.discard.labels import heads_section
from boilerstrip.discard.view import LIKELY_TEXT, KeptView, Proposal
from boilerstrip.page import Block, Role
from boilerstrip.page.block import MIN_PROSE_WORDS, of_roles
from boilerstrip.text.dates import has_time_or_year
from boilerstrip.text.words import count_words

_COMMENTS = frozenset({Role.COMMENT})
_FAMILY = "comments"
# So many names with sentences below each are comments, and a name has so many words, perhaps with a date.
_MIN_COMMENTS, _MAX_NAME_WORDS = 2, 8
# Comments in turns have at most this many times the words above them; of a thread they are the body.
_MAX_RATIO = 2


def propose_comments(view: KeptView) -> Iterator[Proposal]:
    """Propose readers' comments; in a forum, where they are the body, no Block has that role."""
    for block in of_roles(view.blocks, _COMMENTS):
        yield Proposal(block.index, block.index + 1, "comments")


def propose_comments_in_turns(view: KeptView) -> Iterator[Proposal]:
    """Propose labels of comments with what is below them, if that is names with sentences below each."""
    for i, found in view.page.phrased.items():
        label = view.blocks[i]
        if found.family != _FAMILY or not found.whole or not heads_section(label, found):
            continue
        above = view.kept_words[i]
        end = _end_of_turns(view, label)
        if end and above >= MIN_PROSE_WORDS and view.count_kept([(i, end)]) <= _MAX_RATIO * above:
            yield Proposal(i, end, f"{found.family}: “{found.phrase}”")


def _end_of_turns(view: KeptView, label: Block) -> int:
    """Return where comments below a label end, 0 for none.

    The scorer is sure of neither the label nor a name: a "Discussion" may have short headings too. Name and
    date may be the first line of what somebody says.
    """
    container = view.page.enclosing_container(label)
    limit = container.end if container else len(view.blocks)
    end = names = 0
    is_sure = view.probabilities[label.index] >= LIKELY_TEXT
    for i in range(label.index + 1, limit):
        block = view.blocks[i]
        if block.level or view.page.phrase_matches[i] is not None:
            break
        if opens_with_date(block):
            names += 1
            end = i + 1
        elif _may_be_name(block):
            names += 1
            is_sure = is_sure or view.probabilities[i] >= LIKELY_TEXT
        elif not names or not block.ends_sentence:
            break
        else:
            end = i + 1
    return end if names >= _MIN_COMMENTS and not is_sure else 0


def opens_with_date(block: Block) -> bool:
    """Return whether the first of several lines is short and has a time or year: "Ann, 12 May 2024, 9:30"."""
    line, _, below = block.text.partition("\n")
    return bool(below) and count_words(line) <= _MAX_NAME_WORDS and has_time_or_year(line)


def _may_be_name(block: Block) -> bool:
    """Return whether a short line may name who says what is below it."""
    return 0 < block.words <= _MAX_NAME_WORDS and not block.ends_sentence
