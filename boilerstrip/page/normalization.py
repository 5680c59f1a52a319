"""Forms: what a page can write in many ways, written in one before the walk."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from boilerstrip.page.code import normalize_code
from boilerstrip.page.embeds import normalize_embeds
from boilerstrip.page.footnotes import mark_footnotes
from boilerstrip.page.formulas import normalize_formulas
from boilerstrip.page.lists import normalize_lists
from boilerstrip.page.traces import BOXES, LATEX_FONTS, LINES, STYLED, VERSES, has_one, look
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

    from boilerstrip.page.traces import Traces

# Quotation marks by language, outer and inner ones.
_QUOTES = {
    "de": "„“‚‘", "cs": "„“‚‘", "sk": "„“‚‘", "bg": "„“‚‘", "pl": "„”‚’", "hu": "„”»«", "ro": "„”«»",
    "nl": "“”‘’",
    "fr": "«»“”", "es": "«»“”", "it": "«»“”", "pt": "«»“”", "el": "«»“”", "ru": "«»„“", "uk": "«»„“",
    "no": "«»‘’",
    "nb": "«»‘’", "da": "»«›‹", "sv": "””’’", "fi": "””’’", "ja": "「」『』", "zh": "“”‘’",
}  # fmt: skip
_DEFAULT_QUOTES = "“”‘’"
_QUOTING = frozenset("\"'“”„‚‘’«»‹›「」『』")
# Tables that pages make of boxes, for readers of the screen to take for tables, and what their boxes are.
_TAG_BY_ROLE = {
    "table": "table", "rowgroup": "tbody", "row": "tr", "columnheader": "th", "rowheader": "th", "cell": "td",
}  # fmt: skip
_HOLDER_OF = {"row": ("table", "rowgroup"), "cell": ("row",), "columnheader": ("row",), "rowheader": ("row",)}
# Boxes whose line breaks show.
_NAMED = ".poem, .verse, .lyrics, .poetry, .stanza, .wp-block-verse"
_SHOWS_BREAKS = lazy(r"white-space\s*:\s*(?:pre\b|pre-wrap|pre-line|break-spaces)", re.IGNORECASE)
_MAX_BOXES = 500
# Text that a style makes bold or italic, or plain; and where styles are those of the page's design.
_STYLED_TEXT = (
    "span[style*=font-weight]:not([itemprop], [rel])", "span[style*=font-style]:not([itemprop], [rel])",
    "b[style*=font-weight]", "strong[style*=font-weight]", "i[style*=font-style]", "em[style*=font-style]",
)  # fmt: skip
_NOT_STYLED = (
    "h1, h2, h3, h4, h5, h6, th, pre, code, a, button, svg, math, .katex, mjx-container, .MathJax, nav"
)
# "mso-bidi-font-weight" is about the other direction of writing
_WEIGHT = lazy(r"(?<![\w-])font-weight\s*:\s*([\w-]+)", re.IGNORECASE)
_SLANT = lazy(r"(?<![\w-])font-style\s*:\s*([\w-]+)", re.IGNORECASE)
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_MAX_STYLED = 2_000
_LATEX_FONTS = {"ltx_font_bold": "b", "ltx_font_italic": "i"}
# The cells of a table that lays out a note, with its sign beside it.
_ICON_AND_TEXT = 2


def normalize_forms(document: turbohtml.Document, markup: str, url: str | None) -> dict[str, str]:
    """Write code, formulas, notes and quotations of a page in one way; return the labels of notes by key."""
    traces = look(document)
    normalize_code(document, traces)
    normalize_formulas(document, markup, traces)
    normalize_lists(document, traces)
    normalize_embeds(document, traces)
    _make_tables(document)
    if traces.has_name(BOXES):
        _set_boxes(document)
    _set_emphasis(document)
    if traces.has_name(LATEX_FONTS):
        _set_latex_fonts(document)
    _quote(document)
    _keep_line_breaks(document, traces)
    return mark_footnotes(document, traces, url)


def _set_boxes(document: turbohtml.Document) -> None:
    """Take what notes and tips hold out of tables, and name the kind of each in its class."""
    from turbohtml import Element

    for table in document.select(".admonitionblock > table")[:_MAX_BOXES]:
        cells = table.select("tr > td")
        if len(cells) != _ICON_AND_TEXT or table.select_one("table") is not None:
            continue
        for child in [*cells[0].children, *cells[1].children]:
            if isinstance(child, Element) and child.tag == "i":
                # the sign of the kind, whose name it has as a title
                continue
            table.insert_before(child)
        table.extract()
    for box in document.select("[data-callout]")[:_MAX_BOXES]:
        box.attrs["class"] = f"{box.attr('class') or ''} {box.attr('data-callout')}"


def _set_emphasis(document: turbohtml.Document) -> None:
    """Make bold and italic text of what is so by its style alone, as editors of pages write it.

    What a style sets back to plain text, as they do around all that is pasted, is none.
    """
    from turbohtml import Element

    if not has_one(document, _STYLED_TEXT):
        return
    for node in document.select(", ".join(_STYLED_TEXT))[:_MAX_STYLED]:
        style = node.attr("style") or ""
        weight, slant = _WEIGHT.search(style), _SLANT.search(style)
        bold = weight is not None and weight[1].lower() in _BOLD
        italic = slant is not None and slant[1].lower() != "normal"
        if node.tag in ("b", "strong"):
            if weight is not None and not bold:
                node.tag = "span"
        elif node.tag in ("i", "em"):
            if slant is not None and not italic:
                node.tag = "span"
        elif (bold or italic) and node.closest(_NOT_STYLED) is None and node.text.strip():
            node.tag = "b" if bold else "i"
            if bold and italic:
                node.wrap_children(Element("i"))


def _set_latex_fonts(document: turbohtml.Document) -> None:
    """Make bold and italic text of what LaTeXML names so."""
    for name, tag in _LATEX_FONTS.items():
        for node in document.select(f"span.{name}")[:_MAX_STYLED]:
            if node.closest(_NOT_STYLED) is None and node.text.strip():
                node.tag = tag


def _quote(document: turbohtml.Document) -> None:
    """Put each `q` between the quotation marks of its language, as browsers do."""
    from turbohtml import Element as Tagged
    from turbohtml import Text

    for node in document.select("q"):
        parent = node.parent
        outer = isinstance(parent, Tagged) and parent.closest("q") is not None
        named = node.closest("[lang]")
        language = ((named.attr("lang") if named is not None else "") or "").lower()[:2]
        marks = _QUOTES.get(language, _DEFAULT_QUOTES)[2 if outer else 0 :][:2]
        text = node.text.strip()
        if text and text[0] not in _QUOTING:
            node.insert(0, Text(marks[0]))
            node.append(Text(marks[1]))


def _keep_line_breaks(document: turbohtml.Document, traces: Traces) -> None:
    """Make the line breaks of poems and of boxes whose style shows them `br` elements."""
    if traces.has_word(LINES):
        _join_lines(document)
    is_named = traces.has_word(VERSES)
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
            pieces: list[turbohtml.Node] = []
            for n, line in enumerate(whole.strip("\n").split("\n")):
                if n:
                    pieces.append(Element("br"))
                pieces.append(Text(line))
            node.replace_with(*pieces)


def _join_lines(document: turbohtml.Document) -> None:
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


def _make_tables(document: turbohtml.Document) -> None:
    """Make tables of the boxes that are said to be their rows and cells."""
    for table in document.select("div[role=table]"):
        boxes = [table, *table.select("[role]")]
        known = [box for box in boxes if box.attr("role") in _TAG_BY_ROLE and box.tag in ("div", "span")]
        holders = ((box, getattr(box.parent, "attr", lambda _: None)("role")) for box in known)
        # a row or cell in a box between is no part of the table
        if any(around not in _HOLDER_OF.get(box.attr("role") or "", (around,)) for box, around in holders):
            continue
        for box in known:
            box.tag = _TAG_BY_ROLE[box.attr("role") or ""]
