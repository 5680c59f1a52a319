"""Code listings: one `pre` with the author's text alone, whatever a highlighter made of it.

Highlighters number the lines in cells, spans or gutters, put a box around every line, and add buttons and
labels. Before the walk each such listing is made one `pre` of text and links, its language in `LANGUAGE`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from boilerstrip.page.furniture import COPYING
from boilerstrip.page.languages import is_language_name, language_of, nearby_siblings
from boilerstrip.page.traces import CODE, EDITORS, FRAGMENTS, LATEX_LISTINGS, STYLED, has_one
from boilerstrip.text.patterns import lazy

if TYPE_CHECKING:
    import turbohtml

    from boilerstrip.page.traces import Traces

# The attribute of a `pre` that names its language.
LANGUAGE = "data-language"
# A layout of preformatted text, not a listing.
_LAYOUT = "h1, h2, h3, h4, h5, h6, blockquote, img, form, article, section, nav, figure, dl, pre"
# What a `pre` of text and inline formatting alone does not have.
_BUILT = (
    "div, p, li, tr, button, clipboard-copy, [class*=line], [class*=num], [class*=gutter], [class*=ln], "
    "[class*=prompt], [class*=copy], [class*=clip], [class*=tool], [data-line], [data-line-number], [style], "
    "[data-code-marker], [aria-hidden], [unselectable]"
)
_FURNITURE_TAGS = frozenset({"button", "clipboard-copy", "script", "style", "svg", "template", "textarea"})
_LINE_TAGS = frozenset({"div", "p", "li", "tr", "ol", "ul", "table"})
_GUTTER = lazy(
    r"(?:^|[\s_-])(?:gutter|line-?nos?|line-?num(?:ber)?s?|linenodiv|linenums|lnos?|ln|lnt|nums?|rouge-gutter|"
    r"line-numbers-rows|blob-num|react-syntax-highlighter-line-number|hljs-ln-n|hljs-ln-numbers|row-?numbers?)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_NUMBERS = lazy(r"[\d\s.:|]*")
_CONTROL = lazy(
    r"(?:^|[\s_-])(?:copy(?:-?(?:code|btn|button))?|copied|clipboard|toolbar|btn|command-line-prompt|code-?lang|"
    r"lang-?label|language-?label)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_LINE = lazy(r"(?:^|\s)(?:line|code-?line|token-line|view-line|cm-line|ec-line|CodeMirror-line)(?:\s|$)")
_BLOCK_STYLE = lazy(r"display\s*:\s*(?:block|flex|grid)", re.IGNORECASE)
_UNSELECTABLE = lazy(r"user-select\s*:\s*none", re.IGNORECASE)
_PREFORMATTED_STYLE = lazy(r"white-space\s*:\s*(?:pre|break-spaces)\b(?!-line)", re.IGNORECASE)
_MONOSPACE = lazy(r"mono(?:space)?\b|courier|consolas|menlo", re.IGNORECASE)
_CODE_CELL = lazy(r"(?:^|[\s_-])(?:code|blob-code|hljs-ln-code|line-content|crayon-code|de1)(?:$|[\s_-])")
# What stands above a listing in the same box and only says what it is, or copies it.
_LABELS = COPYING.union(("code", "download", "run", "wrap"))
# "Code: Select all", as forums write it in their languages.
_SELECT_ALL = lazy(
    r"(?:php-?code|c[oó]d(?:e|igo|ice)|koda?|код|代码|コード)\s*:[^\W\d_ ]*(?: [^\W\d_]+){0,4}"
)
# What HTML had before `pre` and browsers still show as it.
_OLD_TAGS = ("xmp", "listing", "plaintext")
# Listings of LaTeXML, and what in them is no line.
_LATEX_LISTING, _LATEX_APART = ".ltx_listing", ".ltx_listing_data, .ltx_tag_listingline"
# Elements of code inside of a box that is no `pre`, and editors that show a page's code.
_EDITORS = ".CodeMirror-code, .cm-content, .view-lines, .ace_text-layer"
# What stands above a listing to say what it is.
_HEADER = lazy(
    r"code-?(?:block-?)?(?:header|title|lang|toolbar)|(?:^|[\s_-])lang(?:uage)?(?:$|[\s_-])", re.IGNORECASE
)
_MAX_ROWS = 20_000
_MAX_LABEL = 40
# Lines that are counted.
_MIN_COUNTED = 2
# Characters of class names.
_MAX_NAMES = 1_000
# Characters of the name of a file.
_MAX_TITLE = 100
# A box with more than this beside the listing is no box of the listing.
_MAX_BESIDE = 4
_VERSE = lazy(r"(?:^|[\s_-])(?:verse|poem|poetry|lyrics)(?:$|[\s_-])", re.IGNORECASE)


def normalize_code(document: turbohtml.Document, traces: Traces) -> None:
    """Make every listing of a page one `pre` of text and links, without numbers, buttons and labels."""
    tables = document.select("table")
    if tables and (
        has_one(document, ("table pre", "table code"))
        or (traces.has_name(CODE) and document.select_one("table [class*=code]") is not None)
    ):
        for table in tables:
            _unwrap_table(table)
    if traces.has_name(EDITORS):
        for editor in document.select(_EDITORS):
            if editor.closest("pre") is None:
                for line in editor.select("pre"):
                    line.tag = "div"
                _rename(editor, "pre")
    if traces.has_name(FRAGMENTS):
        _set_fragments(document)
    if traces.has_name(LATEX_LISTINGS):
        _set_latex_listings(document)
    for tag in _OLD_TAGS:
        for listing in document.find_all(tag):
            listing.tag = "pre"
    # of a list of selectors, the parser looks at all elements for each
    tags = [tag for tag in ("code", "samp") if document.select_one(tag) is not None]
    wanted = [*tags, STYLED] if traces.is_styled else tags
    for code in document.select(", ".join(wanted)) if wanted else ():
        if _stands_as_block(code) and "\xa0" in (listing := _rename(code, "pre")).text:
            _flatten(listing)
    listings = document.select("pre")
    for pre in listings:
        if getattr(pre.parent, "tag", "") == "pre":
            # editors have one for each line
            pre.tag = "div"
    for pre in listings:
        if pre.tag != "pre":
            continue
        if _VERSE.search(pre.attr("class") or ""):
            _set_verse(pre)
            continue
        language = language_of(pre)
        _remove_labels_within(pre, language)
        _remove_counts(pre)
        if pre.select_one(_BUILT) is not None and pre.select_one(_LAYOUT) is None:
            _flatten(pre)
        if language:
            pre.attrs[LANGUAGE] = language
        elif LANGUAGE in pre.attrs:
            del pre.attrs[LANGUAGE]
        _remove_labels(pre, language)


def _set_fragments(document: turbohtml.Document) -> None:
    """Make listings of boxes that have a box for each line and nothing else, as documentation of C++ has."""
    from turbohtml import Element

    for box in document.select("div.fragment"):
        lines = [child for child in box.children if isinstance(child, Element)]
        if lines and all(line.tag == "div" and _LINE.search(line.attr("class") or "") for line in lines):
            _rename(box, "pre")


def _set_latex_listings(document: turbohtml.Document) -> None:
    """Make listings of those of LaTeXML, but for algorithms, which have formulas."""
    for listing in document.select(_LATEX_LISTING):
        if listing.closest("pre") is not None or listing.select_one("math, table, img") is not None:
            continue
        for part in listing.select(_LATEX_APART):
            part.decompose()
        _rename(listing, "pre")


def _unwrap_table(table: turbohtml.Element) -> None:
    """Put the code of a table of numbered lines, or of a gutter beside the code, in the table's place."""
    outer = table.closest("pre")
    if table.parent is None or table.select_one("table") is not None:
        return
    if outer is not None and outer.text.strip() != table.text.strip():
        return
    rows = table.select("tr")
    title = _title_row(rows)
    rows = rows[1:] if title is not None else rows
    if not rows or len(rows) > _MAX_ROWS:
        return
    code: list[turbohtml.Element] = []
    has_gutter = False
    for row in rows:
        cells = [cell for cell in row.children if getattr(cell, "tag", "") in ("td", "th")]
        gutters = [cell for cell in cells if _is_gutter_cell(cell)]  # type: ignore[arg-type]
        rest = [cell for cell in cells if cell not in gutters]
        has_gutter = has_gutter or bool(gutters)
        if len(rest) != 1 or (len(rows) > 1 and not gutters):
            return
        code.append(rest[0])  # type: ignore[arg-type]
    if not has_gutter or not all(_is_code_cell(cell, rows=len(rows)) for cell in code):
        return
    if title is not None:
        heading = _new("div")
        for child in list(title.children):
            heading.append(child)
        table.insert_before(heading)
    listing = _new("pre")
    for name in ("class", LANGUAGE, "data-lang"):
        if value := table.attr(name):
            listing.attrs[name] = str(value)
    inside = code[0].select("pre") if len(code) == 1 else []
    if outer is not None:
        # the listing is around its table
        if len(inside) == 1:
            _empty_into(inside[0], outer)
        return
    if len(inside) == 1:
        table.replace_with(inside[0])
        return
    for cell in code:
        line = _new("div")
        for name in cell.attrs:
            line.attrs[name] = cell.attr(name) or ""
        for child in list(cell.children):
            line.append(child)
        listing.append(line)
    table.replace_with(listing)


def _title_row(rows: Sequence[turbohtml.Element]) -> turbohtml.Element | None:
    """Return the cell above the code of a table that has the name of its file; None for none."""
    cells = [cell for cell in rows[0].children if getattr(cell, "tag", "") in ("td", "th")] if rows else []
    if len(cells) != 1 or cells[0].tag != "th" or len(rows) < 2:  # type: ignore[attr-defined]
        return None
    cell: turbohtml.Element = cells[0]  # type: ignore[assignment]
    return cell if cell.select_one("pre, code") is None and len(cell.text) <= _MAX_TITLE else None


def _empty_into(inner: turbohtml.Element, outer: turbohtml.Element) -> None:
    """Put what is in an element in the place of all that is in a listing around it, but its language."""
    if language := language_of(outer):
        outer.attrs[LANGUAGE] = language
    children = list(inner.children)
    outer.clear()
    for child in children:
        outer.append(child)


def _is_gutter_cell(cell: turbohtml.Element) -> bool:
    """Return whether a cell holds the numbers of lines and nothing else."""
    text = cell.text
    if not _NUMBERS.fullmatch(text):
        return False
    if _GUTTER.search(cell.attr("class") or "") or cell.attr("data-line-number") is not None:
        return True
    numbers = text.split()
    counted = (
        [str(n) for n in range(int(numbers[0]), int(numbers[0]) + len(numbers))] if _counts(numbers) else []
    )
    return len(numbers) > 1 and numbers == counted


def _counts(numbers: list[str]) -> bool:
    return bool(numbers) and numbers[0].isdecimal() and len(numbers[0]) < 7


def _is_code_cell(cell: turbohtml.Element, *, rows: int) -> bool:
    if _CODE_CELL.search(cell.attr("class") or ""):
        return True
    return cell.select_one("pre, code, .line" if rows == 1 else "pre, code") is not None


def _stands_as_block(node: turbohtml.Element) -> bool:
    """Return whether code of several lines stands alone in its box, or is preformatted by its style."""
    if node.parent is None or node.closest("pre") is not None:
        return False
    style = node.attr("style") or ""
    preformatted = style != "" and _PREFORMATTED_STYLE.search(style) is not None
    tag = node.tag
    if tag not in ("code", "samp"):
        # a box that is styled as code is, of any tag
        if not preformatted or node.select_one("p, table, ul, ol, pre") is not None:
            return False
        if node.select_one(".token-line") is not None:
            return node.select_one("pre, code") is None and language_of(node) != ""
        return _MONOSPACE.search(style) is not None and node.select_one("div") is None
    if "\n" not in node.text.strip() and node.select_one("br") is None:
        return False
    if preformatted or _BLOCK_STYLE.search(style):
        return True
    for sibling in nearby_siblings(node, _MAX_BESIDE):
        if (getattr(sibling, "data", "") or getattr(sibling, "text", "")).strip():
            return False
    return getattr(node.parent, "tag", "") in (
        "p",
        "div",
        "td",
        "li",
        "dd",
        "figure",
        "section",
        "article",
        "main",
    )


def _rename(node: turbohtml.Element, tag: str) -> turbohtml.Element:
    """Give an element another tag, with all that it has; a paragraph around it goes."""
    renamed = _new(tag)
    for name, value in node.attrs.items():
        # of broken markup the parser reads names that it does not set, such as "=a"
        with suppress(ValueError):
            renamed.attrs[name] = value or ""
    for child in list(node.children):
        renamed.append(child)
    parent = node.parent
    node.replace_with(renamed)
    if getattr(parent, "tag", "") == "p" and tag == "pre":
        parent.unwrap()  # type: ignore[union-attr]
    return renamed


def _set_verse(pre: turbohtml.Element) -> None:
    """Make a preformatted poem a paragraph with line breaks."""
    lines = pre.text.strip("\n").split("\n")
    verse = _new("p")
    verse.attrs["class"] = pre.attr("class") or ""
    for n, line in enumerate(lines):
        if n:
            verse.append(_new("br"))
        verse.append(_text(line))
    pre.replace_with(verse)


class _Lines:
    """Lines of code as they are read off a `pre`: each a list of texts with the address they link to."""

    def __init__(self) -> None:
        self.lines: list[list[tuple[str, str | None]]] = [[]]
        # a box that was the line so far has ended
        self.is_closed = False

    def add(self, text: str, href: str | None) -> None:
        if "\r" in text:
            text = text.replace("\r\n", "\n").replace("\r", "\n")
        if self.is_closed and text:
            self.is_closed = False
            self.lines.append([])
            # the line break between two boxes is the one that they make
            text = text.removeprefix("\n")
            if not text:
                self.is_closed = True
                self.lines.pop()
                return
        first, *rest = text.split("\n") if "\n" in text else (text,)
        if first:
            self.lines[-1].append((first, href))
        for line in rest:
            self.lines.append([(line, href)] if line else [])

    def break_line(self) -> None:
        self.is_closed = False
        self.lines.append([])

    def begin_box(self) -> int:
        if self.is_closed or self.lines[-1]:
            self.lines.append([])
        self.is_closed = False
        return len(self.lines)

    def end_box(self, first_line: int) -> None:
        # a line break at the end of a box shows nothing
        if not self.lines[-1] and len(self.lines) > first_line:
            self.lines.pop()
        self.is_closed = True


def _flatten(pre: turbohtml.Element) -> None:
    """Leave of a listing its lines as text and links."""
    from turbohtml import Element, Text

    read = _Lines()
    spans_are_lines = pre.select_one("br") is None and "\n" not in pre.text.strip("\n")
    # around the children being read: theirs to go on with, the link they are in, the box they are in
    stack: list[tuple[Iterator[turbohtml.Node], str | None, int]] = []
    children, href, box = iter(pre.children), None, 0
    while True:
        for node in children:
            if isinstance(node, Text):
                read.add(node.data, href)
                continue
            if not isinstance(node, Element):
                continue
            tag, attributes = node.tag, node.attrs
            if tag == "br":
                read.break_line()
            elif tag not in _FURNITURE_TAGS and not (attributes and _is_furniture(node)):
                stack.append((children, href, box))
                children = iter(node.children)
                is_line = tag in _LINE_TAGS or (bool(attributes) and _is_line(node, spans_are_lines))
                box = read.begin_box() if is_line else 0
                href = node.attr("href") or href if tag == "a" else href
                if attributes and (marker := node.attr("data-code-marker")):
                    read.add(marker[:1], href)
                break
        else:
            if not stack:
                break
            if box:
                read.end_box(box)
            children, href, box = stack.pop()
    pre.clear()
    pending = ""
    for n, line in enumerate(read.lines):
        pending += "\n" * bool(n)
        for text, address in _with_plain_indent(line):
            if address is None:
                pending += text
                continue
            if pending:
                pre.append(_text(pending))
                pending = ""
            link = _new("a")
            link.attrs["href"] = address
            link.append(_text(text))
            pre.append(link)
    if pending:
        pre.append(_text(pending))


def _with_plain_indent(line: list[tuple[str, str | None]]) -> Iterator[tuple[str, str | None]]:
    """A line of code, the spaces that it begins with being such as compilers read."""
    in_indent = True
    for text, address in line:
        if in_indent and "\xa0" in text:
            rest = text.lstrip()
            yield text[: len(text) - len(rest)].replace("\xa0", " ") + rest, address
        else:
            yield text, address
        in_indent = in_indent and not text.strip()


def _is_furniture(node: turbohtml.Element) -> bool:
    """Return whether an element with attributes in a listing is what the highlighter put beside the code."""
    names = _read_names((node.attr("class") or "")[:_MAX_NAMES])
    # a list of numbered lines is named like one of numbers
    is_gutter = node.tag != "ol" and (names.is_gutter or node.attr("data-line-number") is not None)
    if (is_gutter and _NUMBERS.fullmatch(node.text)) or names.is_control or node.attr("role") == "button":
        return True
    hidden = node.attr("aria-hidden") == "true" or node.attr("unselectable") == "on"
    style = node.attr("style")
    return (hidden or bool(style and _UNSELECTABLE.search(style))) and len(node.text) <= _MAX_LABEL


def _is_line(node: turbohtml.Element, spans_are_lines: bool) -> bool:
    """Return whether an inline element is a line, by style or, where nothing else breaks lines, by name."""
    style = node.attr("style")
    if style and _BLOCK_STYLE.search(style):
        return True
    return spans_are_lines and (
        node.attr("data-line") is not None or _read_names((node.attr("class") or "")[:_MAX_NAMES]).is_line
    )


class _Names(NamedTuple):
    """What the class names of a part of a listing say that it is."""

    is_gutter: bool
    is_control: bool
    is_line: bool


@lru_cache(maxsize=1024)
def _read_names(names: str) -> _Names:
    return _Names(
        _GUTTER.search(names) is not None,
        _CONTROL.search(names) is not None,
        _LINE.search(names) is not None,
    )


def _remove_labels(pre: turbohtml.Element, language: str) -> None:
    """Remove what stands in the box of a listing and only names its language, or copies it."""
    from turbohtml import Element

    inner, box = pre, pre.parent
    above = _element_above(pre)
    if above is not None and above.tag in ("div", "p", "span") and _names_header(above):
        # the head of a listing amid other text
        text = " ".join(" ".join(above.strings).split()).lower()
        if len(text) <= _MAX_LABEL and _is_label(text, language, is_named=True):
            above.decompose()
    for _ in range(2):
        if not isinstance(box, Element) or box.tag not in ("div", "figure", "section", "dd", "dl"):
            return
        others = [node for node in nearby_siblings(inner, 2 * _MAX_BESIDE) if isinstance(node, Element)]
        if len(others) > (1 if box.tag == "dl" else _MAX_BESIDE):
            return
        texts = [" ".join(node.text.split()).lower() for node in others]
        copies = not COPYING.isdisjoint(texts)
        for node, text in zip(others, texts, strict=True):
            if not text and _CONTROL.search((node.attr("class") or "")[:_MAX_NAMES]):
                # a button that is a picture
                node.decompose()
            elif text and len(text) <= _MAX_LABEL and _is_label(text, language, is_named=copies):
                node.decompose()
        inner, box = box, box.parent


def _remove_counts(pre: turbohtml.Element) -> None:
    """Remove the numbers of lines that stand in them, each in an element whose style alone sets it apart."""
    lines = pre.text.strip("\n").split("\n")
    first = lines[0].split(maxsplit=1)[:1]
    if len(lines) < _MIN_COUNTED or first != ["1"]:
        return
    spans = [span for span in pre.select("span:not([class])") if span.text.strip().isdecimal()]
    counts = [span for span in spans if getattr(span.previous_sibling, "data", "\n").endswith("\n")]
    if [span.text.strip() for span in counts] != [str(n) for n in range(1, len(lines) + 1)]:
        return
    for span in counts:
        following = span.next_sibling
        if following is not None and hasattr(following, "data"):
            following.data = following.data.removeprefix(" ")
        span.decompose()


def _remove_labels_within(pre: turbohtml.Element, language: str) -> None:
    """Remove what stands in a listing beside its only element of code and is a label of it."""
    from turbohtml import Element

    codes = pre.select("code")
    inner: turbohtml.Node | None = codes[0] if len(codes) == 1 else None
    while isinstance(inner, Element) and inner != pre:
        for node in nearby_siblings(inner, 2 * _MAX_BESIDE):
            text = " ".join(" ".join(node.strings).split()).lower() if isinstance(node, Element) else ""
            if 0 < len(text) <= _MAX_LABEL and _is_label(text, language):
                node.decompose()
        inner = inner.parent


def _element_above(node: turbohtml.Element) -> turbohtml.Element | None:
    """The element right before another, with no text between them."""
    from turbohtml import Element

    before = node.previous_sibling
    while before is not None and not isinstance(before, Element):
        if getattr(before, "data", "").strip():
            return None
        before = before.previous_sibling
    return before


def _names_header(node: turbohtml.Element) -> bool:
    """Return whether the class of an element, or of one in it, says that it is the head of a listing."""
    inner = node.select("[class]")[:_MAX_BESIDE]
    return any(_HEADER.search(element.attr("class") or "") is not None for element in (node, *inner))


def _is_label(text: str, language: str, *, is_named: bool = False) -> bool:
    """Return whether a text is the name of the language, a word for copying, or both.

    In a head that is named as such, or with a word for copying, it may be any language, called as people
    call it.
    """
    if language and text.startswith(language.lower()):
        text = text[len(language) :].strip()
    else:
        name = next((text.removesuffix(word).strip() for word in COPYING if text.endswith(f" {word}")), text)
        if (is_named or name != text) and is_language_name(name):
            text = text[len(name) :].strip()
    return text in _LABELS or not text or _SELECT_ALL.fullmatch(text) is not None


def _new(tag: str) -> turbohtml.Element:
    from turbohtml import Element

    return Element(tag)


def _text(data: str) -> turbohtml.Text:
    from turbohtml import Text

    return Text(data)
