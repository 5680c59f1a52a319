"""The report: how the bodies of pages came about, as one HTML file that stands by itself.

What pages say goes into the file as JSON and is shown as text by the file's own script, never as markup.
A content security policy in the file lets that one script and that one style sheet work, by their hashes,
and nothing else: no request leaves, and a script that a page had planted would not run.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterable, Sequence
from functools import cache
from html import escape
from importlib import resources
from typing import Any

import boilerstrip
from boilerstrip.extraction import Extraction
from boilerstrip.page import Block, Role
from boilerstrip.strategies import Candidate

# Characters of one Block that are shown: enough for any paragraph, and a file that opens for any page.
_MAX_TEXT = 5000
_MAX_LINE = 300
# Dropped for what they are, by the options and not by anybody's judgement.
_LEFT_OUT = frozenset({Role.TITLE, Role.BYLINE, Role.DATE, Role.CONTROL})
_PLACEHOLDER = re.compile(r"\{\{(\w+)\}\}")
# Inside a script element only "<" can end it or begin a comment; the others are for older parsers.
_JSON_ESCAPES = str.maketrans(
    {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}
)


def describe(extraction: Extraction, name: str, *, asked: Sequence[str] = ()) -> dict[str, Any]:
    """What a report shows of one page, as JSON-ready values.

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
            value[:_MAX_LINE]
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
    """What a report shows of a page that could not be read, as JSON-ready values."""
    return {"name": name, "title": None, "confidence": 0.0, "error": reason, "kept": 0, "total": 0}


def render(pages: Iterable[dict[str, Any]]) -> str:
    """The report on pages, each as `describe` or `describe_failure` has it: one page, or an index of many.

    The index has those that failed first, then the least confident.
    """
    ranked = sorted(pages, key=lambda page: (page["error"] is None, page["confidence"]))
    summary = [{key: value for key, value in page.items() if key != "blocks"} for page in ranked]
    data = [_data("data-pages", summary)]
    data += [_data(f"data-{at}", page.get("blocks", [])) for at, page in enumerate(ranked)]
    title = (ranked[0]["title"] or ranked[0]["name"]) if len(ranked) == 1 else f"{len(ranked)} pages"
    return fill(
        asset("report.html"),
        policy=escape(policy()),
        version=escape(boilerstrip.__version__),
        title=escape(f"{title[:_MAX_LINE]} – boilerstrip report"),
        style=asset("report.css"),
        script=asset("report.js"),
        data="\n".join(data),
    )


@cache
def policy() -> str:
    """The content security policy of every report: its own script and style, and nothing else."""
    return (
        f"default-src 'none'; script-src '{digest('report.js')}'; style-src '{digest('report.css')}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


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
        "path": block.path[:_MAX_LINE],
    }


def _dispute(block: Block, proposals: Sequence[Candidate], discarded: bool) -> list[str]:
    """What speaks against the decision on a Block; nothing where nothing does."""
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


def _data(name: str, value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":")).translate(_JSON_ESCAPES)
    return f'<script type="application/json" id="{name}">{text}</script>'


@cache
def asset(name: str) -> str:
    """The text of a file in `assets/`."""
    return resources.files("boilerstrip").joinpath("assets", name).read_text("utf-8")


def digest(name: str) -> str:
    """The hash by which a content security policy names an asset."""
    hashed = hashlib.sha256(asset(name).encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(hashed).decode('ascii')}"


def fill(template: str, **values: str) -> str:
    """A template with its placeholders filled in one pass, so that no value can bring in another."""
    return _PLACEHOLDER.sub(lambda match: values[match[1]], template)
