"""Forms: what a page can write in many ways, written in one before the walk."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from boilerstrip.page.code import normalize_code
from boilerstrip.page.embeds import normalize_embeds
from boilerstrip.page.footnotes import mark_footnotes
from boilerstrip.page.formulas import normalize_formulas
from boilerstrip.page.lists import normalize_lists
from boilerstrip.page.role_names import normalize_roles
from boilerstrip.page.traces import BACK_LINKS, BOXES, LATEX_FONTS, RAISED, TABS, has_one, look
from boilerstrip.page.verses import keep_line_breaks
from boilerstrip.page.wide_text import remove_line_breaks
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

    from boilerstrip.page.scripts import Script
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
# Tabs of listings: what holds their labels, a label, and the box of a listing.
_TABS = ("ul[role=tablist]", "div[role=tablist]")
_TABBED = (
    ("ul[role=tablist], div[role=tablist]", "[role=tab]", "[role=tabpanel]"),
    ("div.tabbed-labels", "label", ".tabbed-content > .tabbed-block"),
    ("div.vp-code-group > .tabs", "label", ".blocks > div"),
)
_MAX_BOXES = 500
# Addresses that Cloudflare writes in a code, for its script to show.
_PROTECTED = ("a[data-cfemail]", "span[data-cfemail]", "a[href^='/cdn-cgi/l/email-protection#']")
_MAX_CODED = 1_000
# Text that a style makes bold, italic or struck, or plain; and where styles are those of the page's design.
_STYLED_TEXT = (
    "span[style*=font-weight]:not([itemprop], [rel])", "span[style*=font-style]:not([itemprop], [rel])",
    "span[style*=line-through]:not([itemprop], [rel])",
    "b[style*=font-weight]", "strong[style*=font-weight]", "i[style*=font-style]", "em[style*=font-style]",
)  # fmt: skip
_NOT_STYLED = (
    "h1, h2, h3, h4, h5, h6, th, pre, code, a, button, svg, math, .katex, mjx-container, .MathJax, nav"
)
# "mso-bidi-font-weight" is about the other direction of writing
_WEIGHT = lazy(r"(?<![\w-])font-weight\s*:\s*([\w-]+)", re.IGNORECASE)
_SLANT = lazy(r"(?<![\w-])font-style\s*:\s*([\w-]+)", re.IGNORECASE)
_STRUCK = lazy(r"(?<![\w-])text-decoration(?:-line)?\s*:[^;]*\bline-through\b", re.IGNORECASE)
_BOLD = frozenset({"bold", "bolder", "600", "700", "800", "900"})
_MAX_STYLED = 2_000
# Text that a style raises or lowers, as "m²" has it.
_RAISED = tuple(f"{tag}[style*=vertical-align]" for tag in ("span", "font", "small", "a", "i", "em"))
_NAMED_RAISED = ("span.superscript", "span.subscript", "span.Superscript", "span.Subscript")
_RAISING = lazy(r"(?<![\w-])vertical-align\s*:\s*(super|sub)\b", re.IGNORECASE)
_MAX_RAISED = 30
_LATEX_FONTS = {"ltx_font_bold": "b", "ltx_font_italic": "i"}
# The cells of a table that lays out a note, with its sign beside it.
_ICON_AND_TEXT = 2


def normalize_forms(
    document: turbohtml.Document,
    markup: str,
    url: str | None,
    scripts: Mapping[turbohtml.Element, Script],
) -> dict[str, str]:
    """Write code, formulas, notes and quotations of a page in one way; return the labels of notes by key."""
    traces = look(document)
    normalize_code(document, traces)
    normalize_formulas(document, markup, traces, scripts)
    normalize_roles(document)
    _fold_sections(document)
    normalize_lists(document, traces)
    normalize_embeds(document)
    if has_one(document, ("tfoot",)):
        _move_feet(document)
    if has_one(document, _PROTECTED):
        _show_addresses(document)
    if traces.has_name(BOXES):
        _set_boxes(document)
    _set_emphasis(document)
    if traces.has_name(LATEX_FONTS):
        _set_latex_fonts(document)
    if has_one(document, ("q",)):
        _quote(document)
    if traces.has_name(BACK_LINKS):
        for link in document.select("a.toc-backref")[:_MAX_STYLED]:
            # a heading that leads back to its line in the table of contents
            link.unwrap()
    if has_one(document, ("pre",)) and (traces.has_name(TABS) or has_one(document, _TABS)):
        _label_tabs(document)
    _raise_text(document, traces)
    if has_one(document, ("ruby",)):
        _split_ruby(document)
    keep_line_breaks(document, traces)
    remove_line_breaks(document)
    return mark_footnotes(document, traces, url)


def _fold_sections(document: turbohtml.Document) -> None:
    """Make folded answers of the sections that a component of AMP folds."""
    for section in document.select("amp-accordion > section")[:_MAX_BOXES]:
        section.tag = "details"


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
    """Make bold, italic and struck text of what is so by its style alone, as editors of pages write it.

    What a style sets back to plain text, as they do around all that is pasted, is none.
    """
    if not has_one(document, _STYLED_TEXT):
        return
    from turbohtml import Element

    for node in document.select(", ".join(_STYLED_TEXT))[:_MAX_STYLED]:
        style = node.attr("style") or ""
        weight, slant = _WEIGHT.search(style), _SLANT.search(style)
        bold = weight is not None and weight[1].lower() in _BOLD
        italic = slant is not None and slant[1].lower() != "normal"
        struck = _STRUCK.search(style) is not None
        if node.tag in ("b", "strong"):
            if weight is not None and not bold:
                node.tag = "span"
        elif node.tag in ("i", "em"):
            if slant is not None and not italic:
                node.tag = "span"
        elif node.closest(_NOT_STYLED) is None and node.text.strip():
            tags = [tag for tag, is_so in zip("bis", (bold, italic, struck), strict=True) if is_so]
            node.tag = tags[0] if tags else node.tag
            for tag in tags[1:]:
                node.wrap_children(Element(tag))


def _set_latex_fonts(document: turbohtml.Document) -> None:
    """Make bold and italic text of what LaTeXML names so."""
    for name, tag in _LATEX_FONTS.items():
        for node in document.select(f"span.{name}")[:_MAX_STYLED]:
            if node.closest(_NOT_STYLED) is None and node.text.strip():
                node.tag = tag


def _quote(document: turbohtml.Document) -> None:
    """Put each `q` between the quotation marks of its language, as browsers do."""
    from turbohtml import Element, Text

    for node in document.select("q"):
        parent = node.parent
        outer = isinstance(parent, Element) and parent.closest("q") is not None
        named = node.closest("[lang]")
        language = ((named.attr("lang") if named is not None else "") or "").lower()[:2]
        marks = _QUOTES.get(language, _DEFAULT_QUOTES)[2 if outer else 0 :][:2]
        text = node.text.strip()
        if text and text[0] not in _QUOTING:
            node.insert(0, Text(marks[0]))
            node.append(Text(marks[1]))


def _raise_text(document: turbohtml.Document, traces: Traces) -> None:
    """Make `sup` and `sub` of text that a style or class alone raises or lowers."""
    styled = has_one(document, _RAISED)
    named = traces.has_name(RAISED)
    if not (styled or named):
        return
    selectors = (*(_RAISED if styled else ()), *(_NAMED_RAISED if named else ()))
    for node in document.select(", ".join(selectors))[:_MAX_STYLED]:
        found = _RAISING.search(node.attr("style") or "")
        names = (node.attr("class") or "").lower()
        where = found[1].lower() if found is not None else "super" if "superscript" in names else "sub"
        text = node.text.strip()
        if (
            (found is not None or "script" in names)
            and 0 < len(text) <= _MAX_RAISED
            and node.closest(f"{_NOT_STYLED}, sup, sub") is None
            and node.select_one("sup, sub, img, br") is None
        ):
            node.tag = "sup" if where == "super" else "sub"


def _split_ruby(document: turbohtml.Document) -> None:
    """Make of `ruby` with a reading for each of its characters one element for each of them."""
    from turbohtml import Element

    for ruby in document.find_all("ruby")[:_MAX_STYLED]:
        paired = [pair for group in _read_ruby(ruby) for pair in _paired(*group)]
        if len(paired) < 2 or ruby.select_one("ruby, rtc") is not None:
            continue
        for base, readings in paired:
            if not readings:
                for node in base:
                    ruby.insert_before(node)
                continue
            # into the page at once: a new element outside of it takes memory as a page does
            piece = Element("ruby")
            ruby.insert_before(piece)
            for node in (*base, *readings):
                piece.append(node)
        ruby.extract()


# What stands under a reading, in the elements or texts that it is made of.
_Base = list["turbohtml.Node"]


def _read_ruby(ruby: turbohtml.Element) -> Iterator[tuple[list[_Base], list[turbohtml.Element]]]:
    """Texts with the readings that stand behind them."""
    from turbohtml import Element, Text

    bases: list[_Base] = []
    readings: list[turbohtml.Element] = []
    for node in list(ruby.children):
        tag = getattr(node, "tag", "")
        if tag == "rp" or (isinstance(node, Text) and not node.data.strip()):
            continue
        if isinstance(node, Element) and tag == "rt":
            readings.append(node)
            continue
        if readings:
            yield bases, readings
            bases, readings = [], []
        if tag == "rb" or not bases or getattr(bases[-1][-1], "tag", "") == "rb":
            bases.append([node])
        else:
            bases[-1].append(node)
    yield bases, readings


def _paired(
    bases: Sequence[_Base], readings: Sequence[turbohtml.Element]
) -> list[tuple[_Base, list[turbohtml.Element]]]:
    """Each text with its reading; all of them together where there are not as many of both."""
    if len(bases) == len(readings):
        return [(base, [reading]) for base, reading in zip(bases, readings, strict=True)]
    return [([node for base in bases for node in base], list(readings))]


def _label_tabs(document: turbohtml.Document) -> None:
    """Put the label of each tab above its listing, where one listing is shown at a time."""
    for names, tab, panel in _TABBED:
        for bar in document.select(names)[:_MAX_BOXES]:
            box = bar.parent
            labels = [" ".join(label.text.split()) for label in bar.select(tab)]
            panels = box.select(panel) if box is not None and hasattr(box, "select") else []
            if not 0 < len(labels) == len(panels) or any(one.select_one("pre") is None for one in panels):
                continue
            for label, one in zip(labels, panels, strict=True):
                _insert_label(one, label)
            bar.extract()


def _insert_label(panel: turbohtml.Element, label: str) -> None:
    from turbohtml import Element, Text

    paragraph = Element("p")
    paragraph.append(Text(label))
    panel.insert(0, paragraph)


def _move_feet(document: turbohtml.Document) -> None:
    """Put the foot of each table behind its rows, where browsers show it."""
    from turbohtml import Element

    for foot in document.find_all("tfoot")[:_MAX_BOXES]:
        table = foot.parent
        if isinstance(table, Element) and table.tag == "table":
            table.append(foot)


def _show_addresses(document: turbohtml.Document) -> None:
    """Write the mail addresses that Cloudflare keeps from robots as readers see them."""
    for node in document.select(", ".join(_PROTECTED))[:_MAX_STYLED]:
        coded = node.attr("data-cfemail") or (node.attr("href") or "").partition("#")[2]
        address = _decode_address(coded[:_MAX_CODED])
        if not address:
            continue
        if node.attr("data-cfemail"):
            node.text = address
        if node.tag == "a":
            node.attrs["href"] = f"mailto:{address}"


def _decode_address(coded: str) -> str:
    """The mail address in a code whose first byte is the key to the others, "" for what is none."""
    try:
        key, *signs = bytes.fromhex(coded)
        address = bytes(sign ^ key for sign in signs).decode()
    except ValueError:
        return ""
    return address if "@" in address and address.isprintable() else ""
