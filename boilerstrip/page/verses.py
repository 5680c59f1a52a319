"""Line breaks that show: those of poems, of boxes and lines whose style shows them, become `br` elements."""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from boilerstrip.page.furniture import inline_text
from boilerstrip.page.tags import BLOCK_LEVEL, HEADINGS
from boilerstrip.page.traces import LINES, STYLED, VERSES, has_one
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    import turbohtml

    from boilerstrip.page.traces import Traces

# Boxes whose line breaks show.
_NAMED = ".poem, .verse, .lyrics, .poetry, .stanza, .wp-block-verse"
_SHOWS_BREAKS = lazy(r"white-space\s*:\s*(?:pre\b|pre-wrap|pre-line|break-spaces)", re.IGNORECASE)
_MAX_BOXES = 500
# Boxes of verses that have an element for each line.
_VERSE_BOXES = ", ".join(
    f"{tag}[class*={part}]"
    for tag in ("div", "p", "section", "blockquote")
    for part in ("poem", "poetry", "verse", "lyric", "stanza", "strophe")
)
_VERSE_WORDS = frozenset(
    "poem poems poetry verse verses lyric lyrics stanza stanzas strophe strophes".split()
)
_LINE = lazy(r"(?<![a-z])(?:verse|line|vers|l)(?![a-z])|display\s*:\s*block", re.IGNORECASE)
# Lines within a line of the markup.
_BLOCK_SPANS = ("span[style*=display]",)
_IS_BLOCK = lazy(r"(?<![\w-])display\s*:\s*block\b", re.IGNORECASE)
_MAX_SPANS = 2_000
_MAX_BLANK = 4
# Longer lines are paragraphs.
_MAX_LINE = 150
_MAX_LINES = 2_000


def keep_line_breaks(document: turbohtml.Document, traces: Traces) -> None:
    """Make the line breaks of poems and of boxes whose style shows them `br` elements."""
    if traces.has_word(LINES):
        _join_line_blocks(document)
    if has_one(document, _BLOCK_SPANS):
        _break_lines(document)
    is_named = traces.has_word(VERSES)
    # "reverse" and "universe" have a part of such names, too
    if traces.has_name(VERSES) and _names_verse(" ".join(traces.words())):
        _join_verses(document)
    if not (is_named or traces.is_styled):
        return
    boxes = document.select(f"{STYLED}, {_NAMED}" if is_named else STYLED)
    from turbohtml import Element, Text

    for box in boxes[:_MAX_BOXES]:
        style = box.attr("style") or ""
        if "white-space" in style and not _SHOWS_BREAKS.search(style):
            continue
        if (
            box.closest("pre, code, textarea") is not None
            or box.select_one("br, p, table, pre, ul, ol, section") is not None
        ):
            continue
        texts = [node for node in box.descendants if isinstance(node, Text) and "\n" in node.data]
        for node in texts:
            whole = node.data
            if not whole.strip():
                continue
            # into the page at once: whatever is outside of it takes memory as a page does
            for n, line in enumerate(whole.strip("\n").split("\n")):
                if n:
                    node.insert_before(Element("br"))
                node.insert_before(Text(line))
            node.extract()


def _break_lines(document: turbohtml.Document) -> None:
    """Put a line break between a text and what a style sets in a line of its own."""
    from turbohtml import Element

    for span in document.select(", ".join(_BLOCK_SPANS))[:_MAX_SPANS]:
        if not _IS_BLOCK.search(span.attr("style") or "") or span.closest("pre, code") is not None:
            continue
        # an image has a line of its own as it is
        if not (inline_text(span, _MAX_LINE) or "").strip():
            continue
        if _is_in_line(_beside(span.previous_siblings)):
            span.insert_before(Element("br"))
        behind = _beside(span.next_siblings)
        # another line begins with a break of its own
        if _is_in_line(behind) and not _IS_BLOCK.search(getattr(behind, "attrs", {}).get("style") or ""):
            span.insert_after(Element("br"))


def _beside(siblings: Iterable[turbohtml.Node]) -> turbohtml.Node | None:
    """The nearest of some siblings that is more than white space."""
    near = islice(siblings, _MAX_BLANK)
    return next(
        (node for node in near if getattr(node, "tag", "") or getattr(node, "data", "").strip()), None
    )


def _is_in_line(node: turbohtml.Node | None) -> bool:
    """Return whether a node is text, or an element within a line of text."""
    tag = getattr(node, "tag", "")
    return node is not None and tag not in BLOCK_LEVEL and tag not in ("br", "img")


def _join_line_blocks(document: turbohtml.Document) -> None:
    """Make one paragraph of the lines that docutils has a box each for."""
    from turbohtml import Element

    for line in document.select(".line-block > .line"):
        box = line.parent
        if not isinstance(box, Element) or box.tag not in ("div", "p"):
            continue
        following = next((node for node in line.next_siblings if isinstance(node, Element)), None)
        for child in list(line.children):
            line.insert_before(child)
        if following is not None and following.tag == line.tag and following.attr("class") == "line":
            line.replace_with(Element("br"))
        else:
            line.extract()


def _join_verses(document: turbohtml.Document) -> None:
    """Make one paragraph of the lines of each stanza that has an element for each of them."""
    from turbohtml import Element, Text

    for box in document.select(_VERSE_BOXES)[:_MAX_BOXES]:
        if not _names_verse(box.attr("class") or "") or box.closest("pre, code") is not None:
            continue
        for stanza in (box, *(node for node in box.children if getattr(node, "tag", "") == "p")):
            children = list(stanza.children)[: _MAX_LINES + 1]
            lines = [node for node in children if isinstance(node, Element)]
            if lines and lines[0].tag in HEADINGS:
                # the title of the poem
                del lines[0]
            has_text = any(isinstance(node, Text) and node.data.strip() for node in children)
            # else it is a poem whose stanzas have a box each, or lines of text as in any other box
            if not has_text and 1 < len(children) <= _MAX_LINES and _are_lines(lines):
                for line in lines:
                    _unwrap_line(line)


def _names_verse(names: str) -> bool:
    """Return whether class names have a word for verses among their words."""
    return not _VERSE_WORDS.isdisjoint(names.lower().replace("_", " ").replace("-", " ").split())


def _are_lines(lines: Sequence[turbohtml.Element]) -> bool:
    """Return whether elements are lines of one stanza: short, of one tag, and without others in them."""
    tag = lines[0].tag if len(lines) > 1 else ""
    if tag not in ("div", "span") or any(line.tag != tag for line in lines):
        return False
    # spans are parts of a line unless something says that they are lines
    if tag == "span" and not all(_LINE.search(_names(line)) for line in lines):
        return False
    if any(len(line.text) > _MAX_LINE for line in lines) or not any(line.text.strip() for line in lines):
        return False
    return all(
        getattr(node, "tag", "") not in BLOCK_LEVEL and getattr(node, "tag", "") != "img"
        for line in lines
        for node in line.descendants
    )


def _names(line: turbohtml.Element) -> str:
    return f"{line.attr('class') or ''} {line.attr('style') or ''}"


def _unwrap_line(line: turbohtml.Element) -> None:
    """Put what is in a line in its place, with a line break behind it unless it ends with one."""
    from turbohtml import Element

    last = None
    for child in list(line.children):
        line.insert_before(child)
        if isinstance(child, Element) or str(getattr(child, "data", "")).strip():
            last = child
    if getattr(last, "tag", "") == "br":
        line.extract()
    else:
        line.replace_with(Element("br"))
