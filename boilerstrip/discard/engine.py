"""Drop sidebar Blocks that the mask still keeps, each with a reason.

Some rules go by structure: boxes with class names of boilerplate, and runs of similar headlines or lines,
whatever the words. Others go by phrases: labels such as "Previous Story", with what they head. Rules only
propose ranges of Blocks. A range with a good part of the kept text is the body, so it stays; and running
prose of which the scorer is sure stays, whatever the box or label around it is called.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from boilerstrip import _kernels
from boilerstrip.discard.labels import REQUESTS, heads_section, names_other_stories
from boilerstrip.discard.rules.named_boxes import propose_named_boxes, without_prose
from boilerstrip.discard.rules.notices import notice_in_place_of_body
from boilerstrip.discard.rules.order import HIDDEN_REPEATS, NOTICES, RULES, Rule
from boilerstrip.discard.rules.repeats import hidden_repeats, repeated_headings, repeats_of_text
from boilerstrip.discard.rules.teasers import MIN_STORIES, is_bare_headline
from boilerstrip.discard.view import HIGH_CONFIDENCE, LIKELY_TEXT, KeptView, Proposal
from boilerstrip.page import Page
from boilerstrip.page.block import MIN_PROSE_WORDS

_ORPHAN = "heading of nothing that is kept"
# Words of a page that has a few sentences.
_FEW_WORDS = 100


def discard(
    page: Page,
    mask: Sequence[bool],
    probabilities: Sequence[float],
    *,
    comments: bool = False,
    posts: bool = False,
    rules_off: Collection[str] = (),
) -> dict[int, str]:
    """Return the indexes of sidebar Blocks with the reasons, whether the mask keeps them or not.

    Args:
        page: the page.
        mask: whether each Block is kept.
        probabilities: the scorer's, one for each Block.
        comments: readers' comments stay.
        posts: what is called comments are the posts of a thread, and stay.
        rules_off: names of rules that are not applied.

    """
    if not any(mask):
        return {}
    view = KeptView(page, mask, probabilities)
    if NOTICES not in rules_off and (notice := notice_in_place_of_body(view)):
        return dict.fromkeys(range(len(page.blocks)), notice)
    dropped: dict[int, str] = {}
    if HIDDEN_REPEATS not in rules_off:
        _drop(view, hidden_repeats(view), dropped)
    _drop(view, repeats_of_text(view), dropped)
    _drop(view, repeated_headings(view), dropped)
    for rule in RULES:
        if rule.name in rules_off:
            continue
        of_boxes = rule.propose is propose_named_boxes
        for reason, ranges in _grouped_ranges(rule, view):
            are_comments = reason.startswith("comments")
            if are_comments and (comments or (posts and view.count_kept(ranges) >= MIN_PROSE_WORDS)):
                continue
            if rule.vetoed and _has_veto(view, ranges):
                continue
            # comments may be prose, so they go whole
            by_name = of_boxes and not are_comments
            for start, end in ranges:
                inside = range(start, end)
                go = without_prose(view, inside) if by_name else inside
                _drop(view, dict.fromkeys(go, reason), dropped)
    orphans = _orphans(view, dropped) if dropped else {}
    # the section of a heading that is likely text may be further below
    return dropped | {i: reason for i, reason in orphans.items() if view.probabilities[i] < LIKELY_TEXT}


def _drop(view: KeptView, reasons: dict[int, str], dropped: dict[int, str]) -> None:
    """Add Blocks to those that are dropped, and take them out of the view."""
    for i, reason in reasons.items():
        if i not in dropped:
            dropped[i] = reason
            if view.left[i]:
                view.forget(i)


def _has_veto(view: KeptView, ranges: Sequence[tuple[int, int]]) -> bool:
    """Return whether these ranges are the body, or likelier than all else that is left."""
    # of most proposals the mask keeps nothing, and nothing is neither
    if not view.count_kept(ranges):
        return False
    is_body = view.is_body(ranges) and not view.is_doubtful_notice(ranges)
    if not is_body and (_are_requests(view, ranges) or _are_other_stories(view, ranges)):
        return False
    if not (is_body or view.relative_confidence(ranges) > 1):
        return False
    likeliest = _likeliest_of_phrases(view, ranges) if view.words_kept <= _FEW_WORDS else None
    if likeliest is None or likeliest >= HIGH_CONFIDENCE:
        return True
    # on a page of one sentence, its heading and the like make the rest less likely than a line of phrases,
    # and this line is a good part of the page
    return likeliest >= view.likeliest_text if is_body else likeliest > view.likeliest_text


def _are_requests(view: KeptView, ranges: Sequence[tuple[int, int]]) -> bool:
    """Return whether all that is left of these ranges are sentences that ask something of readers.

    A short text may say such words itself, in its midst. Below a heading stands what the text says: how to
    unsubscribe is the answer to a question.
    """
    inside = [i for start, end in ranges for i in range(start, end) if view.left[i]]
    if inside and view.words_kept <= _FEW_WORDS and view.is_amid_text(inside[0], inside[-1] + 1):
        return False
    return all(
        (found := view.page.phrase_matches[i]) is not None
        and found.family in REQUESTS
        and not found.whole
        and view.blocks[i].ends_sentence
        and not found.phrase.endswith(":")
        and not (i > 0 and view.blocks[i - 1].level)
        for i in inside
    )


def _are_other_stories(view: KeptView, ranges: Sequence[tuple[int, int]]) -> bool:
    """Return whether these ranges are a label that names other stories, and their bare headlines.

    Set as a list amid the text without a link, they look like one of the text.
    """
    start, end = ranges[0][0], ranges[-1][1]
    found = view.page.phrase_matches[start]
    headlines = [view.blocks[i] for i in range(start + 1, end) if view.left[i]]
    return (
        found is not None
        and names_other_stories(found)
        and heads_section(view.blocks[start], found)
        and len(headlines) >= MIN_STORIES
        and all(map(is_bare_headline, headlines))
    )


def _likeliest_of_phrases(view: KeptView, ranges: Sequence[tuple[int, int]]) -> float | None:
    """Return the highest probability in these ranges if they are lines of phrases alone, None otherwise."""
    inside = [i for start, end in ranges for i in range(start, end) if view.left[i]]
    if any(view.page.phrase_matches[i] is None for i in inside):
        return None
    return max([view.probabilities[i] for i in inside], default=None)


def _grouped_ranges(rule: Rule, view: KeptView) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """Iterate over reasons and ranges as a rule proposes them; ranges in one list stay or go together.

    What is under one label says nothing about another one: the count of comments above an article must not
    go because of the comments below it.
    """
    if rule.together:
        yield from _by_reason(rule.propose(view)).items()
    else:
        for start, end, reason in sorted(rule.propose(view)):
            yield reason, [(start, end)]


def _by_reason(proposals: Iterable[Proposal]) -> dict[str, list[tuple[int, int]]]:
    """Return merged ranges by reason, so that a class name on every paragraph is judged as a whole."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for start, end, reason in sorted(proposals):
        merged = ranges.setdefault(reason, [])
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return ranges


def _orphans(view: KeptView, dropped: dict[int, str]) -> dict[int, str]:
    """Return the kept headings, with a reason, of which all kept text was discarded."""
    if _kernels.rules is not None:
        found = _kernels.rules.orphans(view.blocks, view.mask, view.prose, dropped)
        return dict.fromkeys(found, _ORPHAN)
    orphans: dict[int, str] = {}
    # level of the next Block that stays, 0 for text; the end of the page counts as a heading
    next_level, lost = 1, False
    counted = [b for b, keep in zip(view.blocks, view.mask, strict=True) if keep or b.index in dropped]
    for block in reversed(counted):
        # after a heading that is never closed, all paragraphs are in headings
        level = 0 if view.prose[block.index] else block.level
        if block.index in dropped:
            lost = lost or view.mask[block.index]
        elif level and lost and 0 < next_level <= level:
            orphans[block.index] = _ORPHAN
        else:
            next_level, lost = level, False
    return orphans
