"""The last few sentences of a text, a section that follows it in the same element, and breaks within it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import takewhile
from operator import mul

from boilerstrip.page import Block, Element, Page, Role
from boilerstrip.page.block import is_bold, word_counts
from boilerstrip.scoring.selection import are_likely
from boilerstrip.text.patterns import lazy

# Characters that are a break when they are all of a Block, such as "* * *".
_BREAK = lazy(
    r"[\s*\u2042\u2731\u273b\u2217\u2022\u00b7\u25c6\u25c7\u25cb\u25cf\u2605\u2606~\u00a7#_=\u2010-\u2015-]{1,9}"
)
# How a line begins that corrects the text above it: a label, or what it says of an earlier version.
_CORRECTS = lazy(
    r"(?:corrections?|clarifications?|editor['’]s note|errat(?:um|a)|errata corrige|korrektur|berichtigung"
    r"|(?:anmerkung|hinweis) der redaktion|rectificati(?:f|on)|note de la rédaction|corrección|rectificación"
    r"|fe de erratas|nota de la redacción|correção|nota da redação|correzione|nota della redazione|correctie"
    r"|rectificatie|noot van de redactie|rättelse|rettelse|rettet|oikaisu|sprostowanie|od redakcji|oprava"
    r"|poznámka redakce|helyesbítés|rectificare|исправление|примечание редакции|от редакции|виправлення"
    r"|примітка редакції|поправка|διόρθωση|düzeltme|تصحيح|اصلاحیه|תיקון|更正|勘误|编者注|編者註|訂正|정정"
    r"|바로잡습니다|đính chính|koreksi|ralat|marekebisho)\s?[\d:.,;(\[\uff1a\uff0c\u2013\u2014-]"
    r"|(?:an earlier version|in einer (?:früheren|vorherigen|ersten) (?:version|fassung)"
    r"|une (?:première )?version (?:antérieure|précédente)|una versión anterior|uma versão anterior"
    r"|una versione precedente|in een eerdere versie"
    r"|this (?:article|story|post|report) (?:was|has been) (?:amended|corrected)"
    r"|dieser (?:artikel|text|beitrag) wurde [^.]{0,60}(?:korrigiert|berichtigt)"
    r"|cet article a été (?:corrigé|rectifié))\b",
    re.IGNORECASE,
)
# The last sentences of a text are at most this many Blocks and words.
_MAX_TAIL, _MAX_TAIL_WORDS = 4, 60
# Families of labels that end a text in the same element.
_LABELS = frozenset({"related", "also_read"})
# One question may be the headline of a teaser.
_MIN_QUESTIONS = 2
# A section behind the text has this probability at least, and its element this share of the text's words. On
# WCXB dev, three of four such sections are content.
_LEAST_SECTION, _MIN_SHARE = 0.15, 0.8


def with_tails(page: Page, mask: Sequence[bool], probabilities: Sequence[float]) -> list[bool]:
    """Return the mask with the last few sentences of the element of a text, and with breaks within it.

    Questions in headings, with their answers, can be more than a few, and so can the sentences of a section
    that the model does not rule out. Breaks are Blocks such as "* * *", and may precede those sentences.
    """
    whole = list(mask)
    for i in stretch_ends(whole if not page.is_plaintext else []):
        above, block = page.blocks[i - 1], page.blocks[i]
        if block.element < 0:
            continue
        is_break = _BREAK.fullmatch(block.text) is not None
        around = page.elements[block.element]
        # a sentence may have no element of its own
        container = around if around.start < block.index else page.elements[around.parent]
        end = _end_of_text(page, block.index, container.end, probabilities)
        closing = page.blocks[block.index + is_break : min(end, block.index + _MAX_TAIL + 2)]
        # the element of the last sentences must contain the text above them as well
        has_text = container.start <= above.index and bool(closing)
        # the first question may have been kept without its answer
        question = block if block.is_question else above
        if has_text and is_break and mask[closing[0].index]:
            whole[block.index] = True
        elif question.is_question and (last := _end_of_answers(page, question)) > block.index:
            whole[question.index : last] = [True] * (last - question.index)
        elif block.level:
            last = _end_of_section(page, block, whole, probabilities)
            whole[block.index : last] = [True] * (last - block.index)
        elif (
            has_text
            and len(closing) <= _MAX_TAIL
            and sum(b.words for b in closing) <= _MAX_TAIL_WORDS
            and all(_ends(page, above, b, container) for b in closing)
        ):
            whole[block.index : end] = [True] * (end - block.index)
    return whole


def _end_of_text(page: Page, start: int, limit: int, probabilities: Sequence[float]) -> int:
    """Return where a label of other stories stands behind the next few Blocks, if they are likely enough.

    For no such label, or unlikely Blocks, that is the limit.
    """
    for i in range(start + 1, min(limit, start + _MAX_TAIL + 2)):
        found = page.phrase_matches[i]
        if found is not None and found.whole and found.family in _LABELS:
            return i if are_likely(page.blocks[start:i], probabilities, _LEAST_SECTION) else limit
    return limit


def stretch_ends(mask: list[bool]) -> Iterator[int]:
    """The first Block left out behind each stretch that is kept, also of those that grow meanwhile."""
    i = 0
    with suppress(ValueError):
        while True:
            i = mask.index(False, mask.index(True, i))
            yield i


def _end_of_answers(page: Page, first: Block) -> int:
    """Return where questions with answers end that follow a text; the first one's index if it is alone.

    The questions are headings, controls or bold lines that stand in like elements, or lines in like places
    of which the first differs from its answer.
    """
    around = next((e for e in page.ancestors(first.element) if e.start < first.index), None)
    if around is None or first.index + 1 == around.end:
        return first.index
    places, is_label = page.repeat_group_ids, _is_label(first)
    if not is_label and places[first.index] == places[first.index + 1]:
        return first.index
    end, questions, is_asked = first.index, 0, False
    for block in page.blocks[first.index : around.end]:
        if is_label:
            is_like = _is_label(block) and block.path == first.path
        else:
            is_like = places[block.index] == places[first.index]
        is_question = is_like and block.is_question
        is_answer = not is_question and not block.level and block.ends_sentence
        if not (is_question or is_answer) or not _is_unlinked(page, block):
            break
        # a question without an answer is none of them
        if is_answer:
            end = block.index + 1
            questions += is_asked
        is_asked = is_question
    return end if questions >= _MIN_QUESTIONS else first.index


def _is_label(block: Block) -> bool:
    """Return whether a Block is a heading, a control, or bold as a whole."""
    return block.level > 0 or block.role is Role.CONTROL or is_bold(block)


def _end_of_section(page: Page, heading: Block, mask: Sequence[bool], probabilities: Sequence[float]) -> int:
    """Return where the sentences below a heading end; its own index if they are no section of the text.

    The innermost element around the heading that begins before it must hold nearly all of the text.
    """
    elements = list(page.ancestors(heading.element))
    around = next((e for e in elements if e.start < heading.index), None)
    # a box of its own is a promotion
    boxes = takewhile(lambda e: e.start == heading.index, elements[1:])
    if around is None or not _is_unlinked(page, heading) or any(e.tag != "section" for e in boxes):
        return heading.index
    end = heading.index + 1
    while end < around.end and not page.blocks[end].level:
        end += 1
    below = page.blocks[heading.index + 1 : end]
    is_section = (
        below != []
        and are_likely(below, probabilities, _LEAST_SECTION)
        and all(
            block.role is Role.PARAGRAPH and block.ends_sentence and _is_unlinked(page, block)
            for block in below
        )
    )
    if not is_section:
        return heading.index
    kept = list(map(mul, word_counts(page.blocks), mask))
    return end if sum(kept[around.start : around.end]) >= _MIN_SHARE * sum(kept) else heading.index


def has_no_phrase(page: Page, block: Block) -> bool:
    """Return whether a Block has no phrase of boilerplate; "No." is an answer."""
    found = page.phrase_matches[block.index]
    return found is None or (found.family == "navigation" and block.ends_sentence)


def _is_unlinked(page: Page, block: Block) -> bool:
    """Return whether a Block has neither a link nor a phrase of boilerplate."""
    return not block.link_words and has_no_phrase(page, block)


def _ends(page: Page, above: Block, block: Block, container: Element) -> bool:
    """Return whether a Block can be one of the last sentences.

    A Block in italics names the author, and one with a class of its own says something else, unless it is a
    correction.
    """
    if block.role is not Role.PARAGRAPH or not block.ends_sentence or not _is_unlinked(page, block):
        return False
    element = page.elements[block.element]
    is_plain = (
        element is container or element.class_id in ("", page.elements[above.element].class_id)
    ) and any("em" not in run.marks for run in block.runs if run.text.strip())
    return is_plain or _CORRECTS.match(block.text) is not None
