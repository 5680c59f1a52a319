"""What Markdown has forms for and HTML writes otherwise: formulas, notes, definitions, callouts, numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from boilerstrip.render.boxes import GITHUB

if TYPE_CHECKING:
    from turbohtml import Document, Element, Markdown

# An element whose text is Markdown as it is.
RAW = "x-raw"
_CALLOUT = re.compile(r"(?m)^((?:[ >]*> )?\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])\n[ >]*>[ ]*\n")
_TERM = re.compile(r"\n{2,}(?=:   )")


def rewrite(document: Document) -> None:
    """Rewrite in a body's tree what Markdown has a form of its own for."""
    for math in document.select("math"):
        _raw(math, _formula(math))
    for link in document.select("sup > a[href^='#fn-']"):
        mark = link.parent
        assert mark is not None
        _raw(mark, f"[^{(link.attr('href') or '')[4:]}]")  # type: ignore[arg-type]
    for box in document.select("li > input[type=checkbox]"):
        _raw(box, "[x]" if "checked" in box.attrs else "[ ]")
    _escape_colons(document)
    for box in document.select(".admonition"):
        _set_callout(box)
    for one in document.select("ol[reversed]"):
        items = [node for node in one.children if getattr(node, "tag", "") == "li"]
        number = int(one.attr("start") or len(items))
        for item in items:
            number = int(item.attr("value") or number)  # type: ignore[attr-defined]
            item.attrs["value"] = str(number)  # type: ignore[attr-defined]
            number -= 1
        del one.attrs["reversed"]
        if items:
            one.attrs["start"] = items[0].attr("value") or "1"  # type: ignore[attr-defined]


def take_notes(document: Document) -> list[tuple[str, Element]]:
    """Take the notes out of a body's tree, each with its label."""
    notes: list[tuple[str, Element]] = []
    for section in document.select("section[role=doc-endnotes]"):
        notes += [((item.attr("id") or "")[3:], item) for item in section.select("li[id^='fn-']")]
        section.extract()
    return notes


def note_definitions(notes: Sequence[tuple[str, Element]], options: Markdown) -> str:
    """Notes as Markdown defines them, further paragraphs indented."""
    import turbohtml

    definitions: list[str] = []
    for label, item in notes:
        body = turbohtml.parse(item.inner_html).to_markdown(options).strip()
        definitions.append(f"[^{label}]: {_indented(body)}")
    return ("\n\n" if any("\n" in one for one in definitions) else "\n").join(definitions)


def _indented(markdown: str) -> str:
    """Lines after the first indented, as what they go on with asks for."""
    return "\n".join(f"    {line}" if n and line else line for n, line in enumerate(markdown.split("\n")))


def tidy(markdown: str) -> str:
    """Markdown with the kinds of callouts right above their text, and definitions right below their term."""
    return _TERM.sub("\n", _CALLOUT.sub(r"\1\n", markdown))


def _formula(math: Element) -> str:
    annotation = math.select_one("annotation")
    tex = annotation.text if annotation is not None else math.text
    return f"$${tex}$$" if math.attr("display") == "block" else f"${tex}$"


def _escape_colons(document: Document) -> None:
    """Escape the colons that begin a line, which readers of definition lists take for a definition."""
    from turbohtml import Element, Text

    for element in document.select("p, li, dd, td, th, blockquote, figcaption, summary, caption, br"):
        first = element.next_sibling if element.tag == "br" else next(iter(element.children), None)
        while isinstance(first, Element) and first.tag == "span":
            # a place that links lead to, which Markdown has no signs for
            first = next(iter(first.children), first.next_sibling)
        if not isinstance(first, Text) or not first.data.lstrip().startswith(":"):
            continue
        sign = Element(RAW)
        sign.append(Text("\\:"))
        first.insert_before(sign)
        first.data = first.data.lstrip()[1:]


def _raw(node: Element, text: str) -> None:
    from turbohtml import Element, Text

    raw = Element(RAW)
    raw.append(Text(text))
    node.replace_with(raw)


def _set_callout(box: Element) -> None:
    from turbohtml import Element, Text

    kind = next((name for name in (box.attr("class") or "").split() if name in GITHUB), "")
    # Markdown has quotations alone for what stands apart from the text
    box.tag = "blockquote"
    if not kind:
        return
    first = next((node for node in box.children if hasattr(node, "tag")), None)
    if first is not None and first.text.lower().strip(" :!") == kind:
        first.extract()
    label, raw = Element("p"), Element(RAW)
    raw.append(Text(f"[!{GITHUB[kind]}]"))
    label.append(raw)
    box.insert(0, label)


def raw_text(element: Element, content: str) -> str:
    """The text of an element as it is."""
    return element.text


def definition(element: Element, content: str) -> str:
    """A definition as the common extension of Markdown has it."""
    return f":   {_indented(content.strip())}" if content.strip() else ""


def as_html(element: Element, content: str) -> str:
    """The content in its tag, which Markdown has no signs for."""
    return f"<{element.tag}>{content}</{element.tag}>" if content else ""


CONVERTERS: dict[str, Callable[[Element, str], str]] = {
    RAW: raw_text,
    "dd": definition,
    "ruby": as_html,
    "rt": as_html,
}
