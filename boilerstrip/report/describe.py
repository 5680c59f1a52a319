"""The data of a report on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from boilerstrip.extraction import Extraction
from boilerstrip.page import Block, Role
from boilerstrip.strategies import Candidate

# Characters shown of each Block: enough for any paragraph, and few enough for a usable file.
_MAX_TEXT = 5000
MAX_LINE = 300
# Roles that are dropped because of the options, not because of a probability.
_LEFT_OUT = frozenset({Role.TITLE, Role.BYLINE, Role.DATE, Role.CONTROL})


def describe(extraction: Extraction, name: str, *, asked: Sequence[str] = ()) -> dict[str, Any]:
    """Return the data of a report on one page, as JSON-ready values.

    Args:
        extraction: what came of the page.
        name: what the page is known by: its file, its address.
        asked: the strategies of the options, to tell which of them were spared.

    """
    proposals = [candidate for candidate in extraction.candidates if any(candidate.mask)]
    discarded = {block.index for block in extraction.discarded}
    named = {candidate.name for candidate in extraction.candidates}
    return {
        "name": name,
        "title": extraction.title,
        "about": [
            value[:MAX_LINE]
            for value in (
                extraction.author, extraction.date, extraction.language, extraction.site_name, extraction.url,
            )
            if value
        ],
        "confidence": round(extraction.confidence, 4),
        "strategy": extraction.strategy,
        "notes": list(extraction.notes),
        "error": None,
        "kept": len(extraction.kept),
        "total": len(extraction.blocks),
        "words": sum(block.words for block in extraction.blocks),
        "kept_words": sum(block.words for block in extraction.kept),
        "candidates": [_candidate(candidate) for candidate in extraction.candidates],
        "spared": [name for name in asked if name not in named] if named else [],
        "blocks": [
            _block(block, extraction.candidates, _dispute(block, proposals, block.index in discarded))
            for block in extraction.blocks
        ],
    }  # fmt: skip


def describe_failure(name: str, reason: str) -> dict[str, Any]:
    """Return the data of a report on a page that could not be read, as JSON-ready values."""
    return {"name": name, "title": None, "confidence": 0.0, "error": reason, "kept": 0, "total": 0}


def _candidate(candidate: Candidate) -> dict[str, Any]:
    return {
        "name": candidate.name,
        "score": round(candidate.score, 4),
        "ms": round(candidate.seconds * 1000, 2),
        "error": candidate.error,
        "blocks": sum(candidate.mask),
    }


def _block(block: Block, candidates: Sequence[Candidate], dispute: list[str]) -> dict[str, Any]:
    return {
        "text": block.text[:_MAX_TEXT],
        "cut": max(0, len(block.text) - _MAX_TEXT),
        "role": f"heading {block.level}" if block.level else block.role.value.replace("_", " "),
        "probability": round(block.probability, 4),
        "kept": block.kept,
        "reason": block.reason,
        "votes": "".join("1" if candidate.mask[block.index] else "0" for candidate in candidates),
        "dispute": dispute,
        "words": block.words,
        "link_words": block.link_words,
        "path": block.path[:MAX_LINE],
    }


def _dispute(block: Block, proposals: Sequence[Candidate], discarded: bool) -> list[str]:
    """Return reasons to doubt the decision on a Block; there may be none."""
    if not block.kept and block.role in _LEFT_OUT:
        return []
    votes = sum(candidate.mask[block.index] for candidate in proposals)
    against = len(proposals) - votes if block.kept else votes
    doubts = []
    if 2 * against > len(proposals):
        wanted = "would not keep" if block.kept else "would keep"
        doubts.append(f"{against} of {len(proposals)} strategies with a proposal {wanted} it")
    if block.kept != (block.probability >= 0.5):
        doubts.append(f"{'kept' if block.kept else 'dropped'} at a probability of {block.probability:.2f}")
    if discarded:
        doubts.append("chosen by the scorer, dropped by a rule")
    return doubts
