"""HTML taken apart into the items that are counted: headings, list items, images, code and such.

An item is known by its keys; two items are the same if they share one. White space never counts but in code.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

import turbohtml

from benchmarks.fidelity import addresses, formulas
from benchmarks.fidelity.nodes import ancestors_of, attribute, children_of, elements_in, texts_in, texts_of
from benchmarks.markup import INLINE, OPTIONAL

# What is counted, in the order of reports.
COLUMNS = (
    *("headings", "list_items", "items_in_place", "definitions", "tables", "cells"),
    *("code", "code_languages", "inline_code", "quotes", "images", "alt_texts", "captions"),
    *("links", "emphasis", "formulas", "footnotes"),
)

_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_LISTS = {"ul": "ul", "menu": "ul", "ol": "ol"}
_CODE = frozenset({"code", "tt", "kbd", "samp"})
_STRONG, _EMPHASIS = frozenset({"b", "strong"}), frozenset({"i", "em"})
# What within an item, cell or quotation is counted by itself.
_NESTED = frozenset({"ul", "ol", "menu", "dl", "table", "pre", "blockquote"})
_BLOCKS = frozenset("p div li dd dt td th blockquote aside section article figure body".split())
_LANGUAGE = re.compile(
    r"(?:^|\s)(?:language|lang|highlight(?:-source|-text)?|brush:?)[-:\s]\s*([\w+#-]+)", re.I
)
_NO_LANGUAGE = frozenset("text plaintext plain none auto default nohighlight notranslate html-text".split())
# What refers to a footnote: a number in brackets, or anything short that is raised or said to refer.
_LABEL = re.compile(r"\s*\[?(?:\d{1,3}|[a-z]|[*\u2020\u2021\u00a7\u00b6]{1,3})\]?\s*", re.IGNORECASE)
# a note that is referred to once more is [1:1] to some readers of Markdown
_BRACKETED = re.compile(r"\s*\[\d{1,3}(?::\d{1,3})?\]\s*")
_BACK_LINK = re.compile(r"[\u21a9\u21b5\u2191\u2912^\ufe0e\s]+")
_REFERS = re.compile(r"footnote|noteref|backlink|backref|reversefootnote", re.IGNORECASE)
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


class Item(NamedTuple):
    """Something that is counted, known by its keys; `optional` in gold that need not come out."""

    keys: frozenset[str]
    optional: bool = False


Items = Mapping[str, Sequence[Item]]


def items_of(
    html: str, bases: Sequence[str] = (), *, gold: bool = False, with_formulas: bool = False
) -> Items:
    """The items of a body's HTML by column.

    `gold` reads of an image every address that it may be loaded from. With `with_formulas`, TeX between
    dollar signs and such in the text counts as a formula, as extractors may write it; pages without any
    formula are better read without, since shells and prices have dollar signs, too.
    """
    return _Reader(html, bases, gold, with_formulas).items


class _Reader:
    """Takes one document apart."""

    def __init__(self, html: str, bases: Sequence[str], gold: bool, with_formulas: bool) -> None:
        self.document = turbohtml.parse(html)
        self.bases, self.gold, self.with_formulas = bases, gold, with_formulas
        self.items: dict[str, list[Item]] = {column: [] for column in COLUMNS}
        self.elements = list(elements_in(self.document))
        self.place = {id_: position for position, id_ in enumerate(map(_identity, self.elements))}
        self.targets = self._targets()
        # references to footnotes and links back from them, which are no text of what they stand in
        self.labels: set[int] = set()
        self.notes: dict[int, str] = {}
        self._read_footnotes()
        for element in self.elements:
            self._read(element)
        self._read_marks("inline_code", "code", _CODE)
        self._read_marks("emphasis", "strong", _STRONG)
        self._read_marks("emphasis", "em", _EMPHASIS)

    def add(
        self, column: str, element: turbohtml.Element, keys: Collection[str], *, optional: bool = False
    ) -> None:
        """Count an item, unless it has no key."""
        if keys:
            self.items[column].append(Item(frozenset(keys), optional or self._is_optional(element, column)))

    def _read(self, element: turbohtml.Element) -> None:
        tag = element.tag
        if formulas.is_formula(element):
            self.add("formulas", element, formulas.keys(element))
        elif tag in _HEADINGS:
            text = self.text(element)
            self.add("headings", element, [f"{_HEADINGS[tag]} {text}"] if text else [])
        elif tag == "li":
            self._read_list_item(element)
        elif tag in ("dt", "dd"):
            text = self.text(element, _NESTED)
            self.add("definitions", element, [f"{tag} {text}"] if text else [])
        elif tag == "table":
            self._read_table(element)
        elif tag == "pre":
            self._read_code(element)
        elif tag == "blockquote":
            self.add("quotes", element, self.readings(element, {"blockquote"}))
        elif tag == "img":
            self._read_image(element)
        elif tag in ("figcaption", "caption"):
            self.add("captions", element, self.readings(element))
        elif tag == "a":
            self._read_link(element)
        if self.with_formulas and tag not in _CODE and not _around(element, {"pre", *_CODE}, itself=True):
            for child in element.children:
                if isinstance(child, turbohtml.Text):
                    for formula in formulas.in_text(child.data):
                        self.add("formulas", element, [formula])

    def _read_list_item(self, element: turbohtml.Element) -> None:
        text = self.text(element, _NESTED)
        if not text:
            return
        note = _identity(element) in self.notes or _around_note(element)
        self.add("list_items", element, [text], optional=note)
        kinds: list[str] = []
        number = ""
        for ancestor in ancestors_of(element):
            if ancestor.tag in _LISTS:
                if not kinds and ancestor.tag == "ol":
                    number = str(_number(element, ancestor))
                kinds.append(_LISTS[ancestor.tag])
        self.add("items_in_place", element, [f"{'/'.join(reversed(kinds))} {number} {text}"], optional=note)

    def _read_table(self, table: turbohtml.Element) -> None:
        """Count a table, and its cells; a table of one cell, or around another, is a frame and no table."""
        rows = [row for row in elements_in(table) if row.tag == "tr"]
        cells = [children_of(row, "td", "th") for row in rows]
        if sum(map(len, cells)) < 2 or any(child.tag == "table" for child in elements_in(table)):
            return
        grid: list[list[str]] = []
        covered: set[tuple[int, int]] = set()
        for i, row in enumerate(cells):
            line: list[str] = []
            for cell in row:
                while (i, len(line)) in covered:
                    line.append("")
                text = self.text(cell)
                if text:
                    self.add("cells", cell, [text])
                columns, down = _span(cell, "colspan"), _span(cell, "rowspan")
                covered.update(
                    (below, column)
                    for below in range(i + 1, min(i + down, len(cells)))
                    for column in range(len(line), len(line) + columns)
                )
                line += [text, *[""] * (columns - 1)]
            while line and not line[-1]:
                line.pop()
            if line:
                grid.append(line)
        if grid:
            self.add("tables", table, ["\n".join("\t".join(line) for line in grid)])

    def _read_code(self, element: turbohtml.Element) -> None:
        text = "".join(texts_in(element, lambda _: False)).replace("\r\n", "\n").rstrip("\n")
        if not text.strip():
            return
        self.add("code", element, [text])
        if language := _language(element):
            self.add("code_languages", element, [f"{language} {text}"])

    def _read_marks(self, column: str, kind: str, tags: Collection[str]) -> None:
        """Count stretches of text under inline formatting, as they show: wherever tags part them."""
        run: list[str] = []
        # the block of the run and its first element
        origin: tuple[turbohtml.Element, turbohtml.Element] | None = None
        for node in (*texts_of(self.document), None):
            around = list(ancestors_of(node)) if node is not None else []
            block = next((ancestor for ancestor in around if ancestor.tag not in INLINE), None)
            marked = next((ancestor for ancestor in around if ancestor.tag in tags), None)
            is_left_out = any(ancestor.tag == "pre" or self._is_left_out(ancestor, ()) for ancestor in around)
            goes_on = origin is not None and block == origin[0]
            if node is not None and goes_on and (node.data.isspace() or is_left_out):
                continue
            if origin is not None and not (goes_on and marked is not None):
                if text := _plain("".join(run)):
                    self.add(column, origin[1], [f"{kind} {text}"])
                run, origin = [], None
            if node is not None and block is not None and marked is not None and not is_left_out:
                origin = origin or (block, marked)
                run.append(node.data)

    def _read_image(self, element: turbohtml.Element) -> None:
        keys = {
            spelling
            for address in addresses.image_addresses(element, gold=self.gold)
            if address.strip() and not address.strip().startswith("data:")
            for spelling in addresses.spellings(address, self.bases)
        }
        self.add("images", element, keys)
        if alt := _plain(attribute(element, "alt")):
            self.add("alt_texts", element, [f"{key} {alt}" for key in keys])

    def _read_link(self, element: turbohtml.Element) -> None:
        href = attribute(element, "href")
        if not href or _identity(element) in self.labels:
            return
        text = self.text(element)
        keys = addresses.spellings(href, self.bases)
        if text or any(child.tag == "img" for child in elements_in(element)):
            self.add("links", element, [f"{key} {text}" for key in keys])

    def _read_footnotes(self) -> None:
        """Find references that lead to a note further down; a note is known by its text."""
        noted: list[tuple[turbohtml.Element, turbohtml.Element]] = []
        for element in self.elements:
            if element.tag != "a" or not _is_label(element):
                continue
            fragment = addresses.fragment_of(attribute(element, "href"), self.bases)
            if not fragment:
                continue
            self.labels.add(_identity(element))
            target = self.targets.get(fragment)
            if target is not None and self.place[_identity(target)] > self.place[_identity(element)]:
                noted.append((element, target))
        for _, target in noted:
            note = next(
                (element for element in [target, *ancestors_of(target)] if element.tag in _BLOCKS), target
            )
            if note.tag == "dt":
                # the note's number is the term, and the note its definition
                note = next(
                    (element for element in note.next_siblings if isinstance(element, turbohtml.Element)),
                    note,
                )
            if _identity(note) not in self.notes:
                text = re.sub(r"^(?:\[\w{1,3}\]|\d{1,3}[.)]?|[*\u2020\u2021\u00a7]+)", "", self.text(note))
                self.notes[_identity(note)] = text
                self.add("footnotes", note, [text] if text else [])

    def _targets(self) -> dict[str, turbohtml.Element]:
        found: dict[str, turbohtml.Element] = {}
        for element in self.elements:
            for name in ("id", "name"):
                if (value := attribute(element, name)) and (name == "id" or element.tag == "a"):
                    found.setdefault(value, element)
        return found

    def text(self, element: turbohtml.Element, without: Collection[str] = ()) -> str:
        """The text in an element without white space, formulas, labels of footnotes, and some elements."""
        text = "".join(texts_in(element, lambda inner: self._is_left_out(inner, without)))
        return _plain(formulas.without(text) if self.with_formulas else text)

    def readings(self, element: turbohtml.Element, without: Collection[str] = ()) -> set[str]:
        """The text in an element, in gold also without what need not come out, as credits in captions."""
        texts = {self.text(element, without)}
        if self.gold:
            parts = texts_in(
                element,
                lambda inner: inner.attr(OPTIONAL) is not None or self._is_left_out(inner, without),
            )
            texts.add(_plain("".join(parts)))
        return texts - {""}

    def _is_left_out(self, element: turbohtml.Element, without: Collection[str]) -> bool:
        return element.tag in without or _identity(element) in self.labels or formulas.is_formula(element)

    def _is_optional(self, element: turbohtml.Element, column: str) -> bool:
        if not self.gold:
            return False
        values = [ancestor.attr(OPTIONAL) for ancestor in (element, *ancestors_of(element))]
        marked = [
            " ".join(value) if isinstance(value, list) else value for value in values if value is not None
        ]
        return any(not columns.strip() or column in columns.split() for columns in marked)


def _language(element: turbohtml.Element) -> str:
    """The language that a `pre`, the `code` in it, or the boxes around it name."""
    around = list(ancestors_of(element))[:2]
    for source in (*children_of(element, "code"), element, *around):
        language = attribute(source, "data-lang") or attribute(source, "data-language")
        if not language and (found := _LANGUAGE.search(attribute(source, "class"))):
            language = found[1]
        language = language.lower().strip()
        if language:
            return "" if language in _NO_LANGUAGE else language
    return ""


def _number(item: turbohtml.Element, container: turbohtml.Element) -> int:
    """The number that an item of an ordered list is shown with."""
    start = attribute(container, "start").strip()
    number = int(start) if re.fullmatch(r"-?\d{1,9}", start) else 1
    items = children_of(container, "li")
    return number + (items.index(item) if item in items else len(items))


def _is_label(link: turbohtml.Element) -> bool:
    """Whether a link refers to a footnote, or leads back from one, by what it shows and is said to be."""
    text = "".join(texts_in(link, lambda _: False))
    if not text.strip() or _BRACKETED.fullmatch(text) or _BACK_LINK.fullmatch(text):
        return bool(text.strip())
    parent = next(ancestors_of(link), link)
    names = " ".join(
        attribute(element, name) for element in (link, parent) for name in ("class", "role", "epub:type")
    )
    raised = parent.tag == "sup" or bool(children_of(link, "sup"))
    return bool(_LABEL.fullmatch(text)) and (raised or bool(_REFERS.search(names)))


def _span(cell: object, name: str) -> int:
    value = attribute(cell, name).strip() if isinstance(cell, turbohtml.Element) else ""
    return max(1, min(100, int(value))) if value.isascii() and value.isdigit() else 1


def _around(element: turbohtml.Element, tags: Collection[str], *, itself: bool = False) -> bool:
    return (itself and element.tag in tags) or any(ancestor.tag in tags for ancestor in ancestors_of(element))


def _around_note(element: turbohtml.Element) -> bool:
    return any(
        "footnote" in attribute(ancestor, "class").lower() for ancestor in (element, *ancestors_of(element))
    )


def _identity(element: object) -> int:
    return hash(element)


def _plain(text: str) -> str:
    """A text without white space and what nobody sees."""
    return "".join(_INVISIBLE.sub("", _BACK_LINK.sub(" ", text)).split())
