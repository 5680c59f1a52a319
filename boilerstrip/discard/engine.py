"""Discarding: sidebar Blocks that a good mask still let through, each dropped with its reason.

Rules come in two kinds. Structure first: boxes that the theme names, and runs of headlines and of
lines that are like each other, whatever the words. Phrases second: labels such as "Previous Story",
with what they govern. Every rule only proposes ranges of Blocks; a range that holds a good part
of the body is the body, so it stays. And rules yield to evidence: running prose of which the scorer
is sure is no box for the name of one, and no label above it governs it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from boilerstrip.discard.rules.hidden import hidden_repeats
from boilerstrip.discard.rules.named_boxes import propose_named_boxes, without_prose
from boilerstrip.discard.rules.notices import notice_in_place_of_body
from boilerstrip.discard.rules.order import HIDDEN_REPEATS, NOTICES, RULES, Rule
from boilerstrip.discard.view import KeptView, Proposal
from boilerstrip.page import Page


def discard(
    page: Page,
    mask: Sequence[bool],
    probabilities: Sequence[float],
    *,
    comments: bool = False,
    rules_off: Collection[str] = (),
) -> dict[int, str]:
    """The Blocks that are sidebar after all: index to reason, for Blocks not kept anyway as well.

    `probabilities` are the scorer's, one for each Block. `comments` lets comments stay. The rules named in
    `rules_off` are not asked.
    """
    if not any(mask):
        return {}
    view = KeptView(page, mask, probabilities)
    if NOTICES not in rules_off and (notice := notice_in_place_of_body(view)):
        return dict.fromkeys(range(len(page.blocks)), notice)
    dropped = hidden_repeats(view) if HIDDEN_REPEATS not in rules_off else {}
    view.forget(dropped)
    for rule in RULES:
        if rule.name in rules_off:
            continue
        for reason, ranges in _judged(rule, view):
            if (
                (comments and reason.startswith("comments"))
                or (view.is_body(ranges) and not view.is_doubtful_notice(ranges))
                or view.relative_confidence(ranges) > 1
            ):
                continue
            for start, end in ranges:
                inside = range(start, end)
                # readers write prose as well, so comments go whole
                by_name = rule.propose is propose_named_boxes and not reason.startswith("comments")
                going = without_prose(view, inside) if by_name else inside
                fresh = [i for i in going if i not in dropped]
                dropped.update(dict.fromkeys(fresh, reason))
                view.forget(fresh)
    return dropped | _orphans(view, dropped) if dropped else dropped


def _judged(rule: Rule, view: KeptView) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """The ranges that a rule proposes with their reason, together those that stay or go together.

    A label says nothing of what another one governs: a count of comments above the article must not go
    for what stands under the one below it.
    """
    if rule.together:
        yield from _by_reason(rule.propose(view)).items()
    else:
        for start, end, reason in sorted(rule.propose(view)):
            yield reason, [(start, end)]


def _by_reason(proposals: Iterable[Proposal]) -> dict[str, list[tuple[int, int]]]:
    """Ranges by reason, merged: a name that stands on every paragraph is judged as a whole."""
    ranges: dict[str, list[tuple[int, int]]] = {}
    for start, end, reason in sorted(proposals):
        merged = ranges.setdefault(reason, [])
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return ranges


def _orphans(view: KeptView, dropped: dict[int, str]) -> dict[int, str]:
    """Kept headings with nothing kept under them any more, because it was all discarded."""
    orphans: dict[int, str] = {}
    # level of the next Block that stays, 0 for text; the end of the page counts as a heading
    next_level, lost = 1, False
    for block in reversed(view.blocks):
        # a heading that is never closed makes headings of all paragraphs behind it
        level = 0 if view.prose[block.index] else block.level
        if block.index in dropped:
            lost = lost or view.mask[block.index]
        elif view.mask[block.index]:
            if level and lost and 0 < next_level <= level:
                orphans[block.index] = "heading of nothing that is kept"
            else:
                next_level, lost = level, False
    return orphans
