"""Decisions: what the options leave out or ask for, and the final decision and reason of every Block."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from itertools import compress

from boilerstrip import _kernels
from boilerstrip.options import Options
from boilerstrip.page import Block, Page, Role
from boilerstrip.page.block import of_roles
from boilerstrip.page.tags import HEADINGS
from boilerstrip.scoring.headings import is_heading
from boilerstrip.scoring.judge import Verdict

# Enum members are slow to look up by name.
_CONTROL = Role.CONTROL
_CONTROLS = frozenset({_CONTROL})
_SIGNED = frozenset({Role.BYLINE, Role.DATE})
# Below kept text of so many words, a byline or date that is so likely is text. Of ten such lines on annotated
# pages, all are.
_MIN_ABOVE, _LIKELY_SIGNED = 8, 0.6
# So many such lines, wherever they are, head the parts of a text.
_MIN_SIGNED = 3
# Words and probability of a sentence on a button: most say less.
_MIN_SENTENCE = 8
_LIKELY = 0.5


def left_out_by_role(
    page: Page, options: Options, mask: Sequence[bool], probabilities: Sequence[float]
) -> dict[int, str]:
    """Return the indexes of Blocks that the options leave out because of their role, with the reasons."""
    reasons = {_CONTROL: "control"}
    if not options["include_title"]:
        reasons[Role.TITLE] = "title line"
    if not options["include_byline"]:
        reasons[Role.BYLINE] = reasons[Role.DATE] = "byline or date"
    if not options["include_captions"]:
        reasons[Role.CAPTION] = "caption"

    first_text = next(
        (b.index for b in compress(page.blocks, mask) if _is_plain_sentence(page, b)), len(mask)
    )
    signed = {
        block.index
        for block in of_roles(page.blocks, _SIGNED)
        if mask[block.index] and probabilities[block.index] >= _LIKELY_SIGNED
    }

    def is_text(block: Block) -> bool:
        probability = probabilities[block.index]
        if block.role is not _CONTROL:
            return block.index in signed and (block.index > first_text or len(signed) >= _MIN_SIGNED)
        return is_heading(page, block) or (
            probability >= _LIKELY and (_is_sentence(page, block) or _is_of_parts(page, block))
        )

    return {
        block.index: reasons[block.role]
        for block in of_roles(page.blocks, frozenset(reasons))
        if not is_text(block)
    }


def _is_plain_sentence(page: Page, block: Block) -> bool:
    """Return whether a Block is a sentence and no headline."""
    return (
        block.words >= _MIN_ABOVE
        and block.ends_sentence
        and not block.level
        and block.role not in _SIGNED
        and page.phrase_matches[block.index] is None
    )


def _is_sentence(page: Page, block: Block) -> bool:
    """Return whether a button holds a sentence of the text, as a card that can be turned does."""
    return block.words >= _MIN_SENTENCE and block.ends_sentence and page.phrase_matches[block.index] is None


def _is_of_parts(page: Page, block: Block) -> bool:
    """Return whether a button holds several Blocks, as the head of what unfolds does: "200", "OK"."""
    button = page.innermost(block.element, "button")
    return (
        button >= 0
        and page.elements[button].end - page.elements[button].start > 1
        and page.phrase_matches[block.index] is None
    )


def asked_for_by_role(page: Page, options: Options) -> dict[int, str]:
    """Return the indexes of Blocks that the options ask for in addition to the body, with the reasons."""
    asked_for: dict[int, str] = {}
    if not (options["include_title"] or options["include_byline"] or options["include_comments"]):
        return asked_for
    # a title above the headline in the same words is a link in a breadcrumb
    titles = [block.index for block in page.blocks if block.role is Role.TITLE]
    title = next((i for i in reversed(titles) if page.blocks[i].level), titles[-1] if titles else None)
    for block in page.blocks:
        if block.index == title and options["include_title"]:
            asked_for[block.index] = "title line asked for"
        elif block.role in (Role.BYLINE, Role.DATE):
            # a date far above the headline is today's
            beside = title is not None and block.index >= title - 1
            if options["include_byline"] and beside:
                asked_for[block.index] = "byline or date asked for"
        elif block.role is Role.COMMENT:
            # labels and links are not what readers wrote
            frame = page.phrase_matches[block.index] is not None or block.link_density >= 0.5
            if options["include_comments"] and not frame:
                asked_for[block.index] = "comments asked for"
    return asked_for


def decide(
    page: Page,
    verdict: Verdict,
    dropped: Mapping[int, str],
    asked_for: Mapping[int, str],
    owners: Mapping[int, tuple[bool, str]],
    footnotes: Collection[int] = (),
) -> Page:
    """Return a page whose Blocks have probability, decision and reason, and the role of those in `footnotes`.

    `owners` has the decisions of the site's owner, which override all others.
    """
    blocks = _decided(page.blocks, verdict)
    for i, reason in dropped.items():
        blocks[i].kept, blocks[i].reason = False, reason
    for i, reason in asked_for.items():
        blocks[i].kept, blocks[i].reason = True, reason
    for i in footnotes:
        blocks[i].role = Role.FOOTNOTE
    for block in of_roles(blocks, _CONTROLS):
        if block.kept:
            _name_control(page, block)
    for i, (keep, reason) in owners.items():
        blocks[i].kept, blocks[i].reason = keep, reason
    return page.with_blocks(blocks)


def _decided(blocks: list[Block], verdict: Verdict) -> list[Block]:
    """Return the Blocks as the verdict decides, with the reason."""
    content, likely = f"content by {verdict.strategy}", f"not chosen by {verdict.strategy}"
    unlikely = "unlikely to be content"
    if _kernels.rules is not None:
        found: list[Block] = _kernels.rules.decided(
            blocks, verdict.mask, verdict.probabilities, content, likely, unlikely
        )
        return found
    return [
        decided(block, chosen, content if chosen else likely if probability >= 0.5 else unlikely, probability)
        for block, chosen, probability in zip(blocks, verdict.mask, verdict.probabilities, strict=True)
    ]


def decided(block: Block, kept: bool, reason: str, probability: float) -> Block:
    """Return a Block with a decision about it."""
    # several times as fast as `dataclasses.replace`
    return Block(
        block.index, block.text, block.element, block.role, block.words, block.link_words, block.path,
        block.runs, block.level, kept, reason, probability,
    )  # fmt: skip


def _name_control(page: Page, block: Block) -> None:
    """Turn a button that is all of a heading into that heading: it is the question that opens an answer.

    One that holds a sentence, or is a part of several, becomes a paragraph.
    """
    heading = page.innermost(block.element, *HEADINGS)
    if heading >= 0:
        block.role, block.level = Role.HEADING, HEADINGS[page.elements[heading].tag]
    elif (_is_sentence(page, block) and not block.is_question) or _is_of_parts(page, block):
        block.role = Role.PARAGRAPH
