"""What tools add to a reference: sources of its members, folded or linked, and a line about the tool."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice, pairwise

from boilerstrip.discard.labels import MAX_LABEL_WORDS
from boilerstrip.discard.view import LIKELY, KeptView, Proposal
from boilerstrip.page import Block, Role
from boilerstrip.page.block import of_roles, saying
from boilerstrip.text import phrases
from boilerstrip.text.patterns import lazy

# Classes of listings that are folded until a click, so many elements around at most.
_FOLDED = frozenset({"source_code", "source-code", "method-source-code"})
_MAX_AROUND = 5
# Summaries of folded listings.
_SUMMARY = lazy(r"\W*(?:(?:view|show|expand|see|toggle) )?source(?: code)?\W*", re.IGNORECASE)
# A version before a link to the source, since which there is a member: "1.2.0 · source".
_SINCE = lazy(r"\W*v?\d+(?:\.\d+)+(?=\W+source)")
# The first line of a listing that says where it is from, in a comment: a traceback says so outside of one.
_ORIGIN = lazy(r"\s*(?:#|//|/\*|--|;)\W*file\s[^\n]{1,200}?,\s*line \d+\s*(?:\n|$)", re.IGNORECASE)
# The first line of a listing that defines something.
_DEFINES = lazy(
    r"\s*(?:@[^\n]*\s+)*(?:(?:async|export|public|private|protected|static|final|pub)\s+)*"
    r"(?:def|class|function|func|fn|sub|fun)\s+(\w+)"
)
# So many listings right below what they define are their sources.
_MIN_LISTINGS = 3
# So many sentences that the Block below repeats are what is shown of members until a click.
_MIN_LEADS = 3
# Where a member is defined: "Defined in src/gauge.ts:41", "gauge.js, line 41".
_PLACE = lazy(
    r"\W*(?:(?:defined|declared|implemented|source|found)(?: in| at|:)?:?\s+)?"
    r"[\w./\\-]+\.[a-z+]{1,5}(?:\s*:\s*|,? line )\d+\W*",
    re.IGNORECASE,
)
_LABEL = lazy(r"source:?", re.IGNORECASE)
# A line about the tool that made the page, at its end.
_TOOL = lazy(
    r"(?:\w+\s){0,5}?(?:(?:was|is|has been)\s)?(?:automatically\s|auto-?)?"
    r"(?:generated|produced|created|built|converted|translated|rendered)"
    r"\s(?:on\s[^.]{1,60}\s)?(?:by|with|using|from)\s",
    re.IGNORECASE,
)
# Whose copyright a page is, with its year.
_COPYRIGHT = lazy(r"(?:copyright\s(?:©|\(c\))|copyright|©|\(c\))\s{0,2}[12]\d{3}\b", re.IGNORECASE)
# When it was made: "Generated: ida@pier on Sat Feb 2 2002".
_MADE = lazy(
    r"(?:(?:last|file|page)\s)?(?:re)?(?:generated|built|compiled)(?:\s(?:on|at)|:)\s.{0,60}\b[12]\d{3}\b.{0,20}",
    re.IGNORECASE,
)
_VERSION = lazy(r"\bv?\d+\.\d")
# The name of a tool, which is no other word: "Rendered with a white background".
_NAME = lazy(r"[A-Z]|[\w.-]+\s\(?v?\d")
_MAX_TOOL_WORDS, _MAX_FOOT = 30, 4
_CODE = frozenset({Role.CODE})


def propose_sources(view: KeptView) -> Iterator[Proposal]:
    """Propose listings of a reference that tools fold, where its members are defined, and what made the page.

    A reader of the page sees the listings after a click.
    """
    if not view.words_kept or view.page.is_plaintext or not view.page.has_code:
        return
    dropped = set(_tool_lines(view))
    if view.is_reference:
        dropped.update(_listings(view), _places(view), _tabs(view), _leads(view))
    # the label goes with what it labels
    for i in sorted(dropped):
        above = view.blocks[i - 1] if i else None
        if above is not None and view.left[above.index] and _LABEL.fullmatch(above.text):
            dropped.add(above.index)
    for i in dropped:
        yield Proposal(i, i + 1, "source of what is documented")


def _listings(view: KeptView) -> Iterator[int]:
    """Iterate over the folded listings, and those right below what they define."""
    below: list[int] = []
    listings = [b for b in of_roles(view.blocks, _CODE) if view.left[b.index]]
    for block in listings:
        if _is_folded(view, block) or _ORIGIN.match(block.text):
            yield block.index
        elif _is_below_its_name(view, block):
            below.append(block.index)
    if len(below) >= _MIN_LISTINGS:
        yield from below
    for unit in view.page.units:
        if unit.kind == "details" and _SUMMARY.fullmatch(view.blocks[unit.start].text):
            yield from range(unit.start, unit.end)


def _is_folded(view: KeptView, listing: Block) -> bool:
    """Return whether the class of an element around says that it is the source of a member."""
    for depth, element in enumerate(view.page.ancestors(listing.element)):
        if depth == _MAX_AROUND:
            break
        if not _FOLDED.isdisjoint(element.class_attribute.split()):
            return True
    return False


def _is_below_its_name(view: KeptView, listing: Block) -> bool:
    """Return whether a listing defines what the line above it names, with the same keyword."""
    defined = _DEFINES.match(listing.text)
    if defined is None or not listing.index or "\n" not in listing.text.strip():
        return False
    above = view.blocks[listing.index - 1]
    named = _DEFINES.match(above.text)
    return not above.level and named is not None and named[1] == defined[1]


def _places(view: KeptView) -> Iterator[int]:
    """Iterate over the lines that lead to the source, or say in which line of which file it is."""
    for block in saying(view.blocks, "."):
        # most end in no number
        if (
            0 < view.left[block.index] <= MAX_LABEL_WORDS
            and any(map(str.isdigit, block.text[-3:]))
            and _PLACE.fullmatch(block.text.strip())
        ):
            yield block.index
    links = [b.index for b in saying(view.blocks, "ource") if view.left[b.index] and _leads_to_source(b)]
    # one alone may be the name of a member
    if len(links) > 1:
        yield from links


def _tabs(view: KeptView) -> Iterator[int]:
    """Iterate over short lines that are mostly links to scripts, as tabs are."""
    for block in view.blocks:
        if 0 < block.link_words <= block.words <= MAX_LABEL_WORDS and view.left[block.index]:
            links = [run for run in block.runs if run.href is not None]
            is_script = all((run.href or "").startswith("javascript:") for run in links)
            if is_script and 2 * block.link_words >= block.words:
                yield block.index


def _leads(view: KeptView) -> Iterator[int]:
    """Iterate over the sentences that the Block below each begins with: it is what unfolds at a click.

    What stands in like elements, such as the tabs for several languages, is said of each.
    """
    leads = [
        above.index
        for above, below in pairwise(view.blocks)
        if above.ends_sentence
        and view.left[above.index]
        and view.left[below.index]
        and below.text.startswith(above.text)
        and _make(view, above) != _make(view, below)
    ]
    if len(leads) >= _MIN_LEADS:
        yield from leads


def _make(view: KeptView, block: Block) -> tuple[str, str]:
    """Return the path of a Block, and the classes of the element around its own."""
    elements = view.page.elements
    around = elements[block.element].parent if block.element >= 0 else -1
    return block.path, elements[around].class_attribute if around >= 0 else ""


def _leads_to_source(block: Block) -> bool:
    """Return whether a Block is a link that is called "source"."""
    since = None if block.link_words == block.words else _SINCE.match(block.text)
    label = block.text[since.end() :] if since is not None else block.text
    return block.link_words > 0 and _SUMMARY.fullmatch(label) is not None


def _is_copyright(view: KeptView, block: Block) -> bool:
    """Return whether a Block says whose the page is; under a heading it is a section of a manual."""
    is_section = block.index > 0 and view.blocks[block.index - 1].level > 0
    return (
        not is_section
        and view.probabilities[block.index] < LIKELY
        and _COPYRIGHT.match(block.text) is not None
    )


def _tool_lines(view: KeptView) -> Iterator[int]:
    """Iterate over the last lines of the text that say with which tool, or from which files, it was made.

    Or whose copyright it is: what no phrase finds, since it goes on.
    """
    kept = (block for block in reversed(view.blocks) if view.left[block.index])
    for block in islice(kept, _MAX_FOOT):
        if block.words > phrases.MAX_START_WORDS and _is_copyright(view, block):
            yield block.index
            continue
        if block.words > _MAX_TOOL_WORDS:
            continue
        made = _TOOL.match(block.text)
        if made is None:
            if _MADE.fullmatch(block.text):
                yield block.index
        elif block.text.endswith(":"):
            yield from range(block.index, len(view.blocks))
        elif block.link_words or (
            _NAME.match(block.text, made.end())
            and (block.words <= MAX_LABEL_WORDS or _VERSION.search(block.text))
        ):
            yield block.index
