"""Tables in Markdown: between pipes where their cells hold lines of text, else as HTML.

Lists of terms that the signs of Markdown cannot show are HTML as well.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from boilerstrip.render.markdown_forms import RAW, inline_html, markdown_of, raw_element, raw_paragraph

if TYPE_CHECKING:
    from turbohtml import Document, Element, Markdown

_LISTS = "td ul, td ol, td li, th ul, th ol, th li"
_NUMBERING = ("start", "type", "value")
# What no cell between pipes can hold.
_TOO_MUCH = "blockquote, table, details, dl, h1, h2, h3, h4, h5, h6, hr"


def write_tables(document: Document, options: Markdown) -> None:
    """Write as HTML each table of a body's tree that pipes cannot show."""
    for table in document.select("table"):
        if any(getattr(element, "tag", "") == "table" for element in table.ancestors):
            continue
        if _fits_pipes(table):
            _join_paragraphs(table)
            _write_lists(table)
        else:
            table.replace_with(raw_paragraph(_as_html(table, options, "td, th")))


def write_definitions(document: Document, options: Markdown) -> None:
    """Write as HTML each list of a body's tree in which several terms have one definition, or a term none."""
    for element in document.select("dl"):
        tags_around = {getattr(one, "tag", "") for one in element.ancestors}
        if "dl" not in tags_around and "table" not in tags_around and not _fits_colons(element):
            element.replace_with(raw_paragraph(_as_html(element, options, "dt, dd")))


def _fits_colons(element: Element) -> bool:
    """Return whether each term of a list, and of those in it, has a definition of its own."""
    for term in element.select("dt"):
        following = next((node for node in term.next_siblings if getattr(node, "tag", "")), None)
        if getattr(following, "tag", "") != "dd" or not following.text.strip():  # type: ignore[union-attr]
            return False
    return True


def _fits_pipes(table: Element) -> bool:
    """Return whether each cell is one place, and what is in it can stand in a line."""
    for cell in table.select("td, th"):
        if cell.attr("colspan") or cell.attr("rowspan") or cell.select_one(_TOO_MUCH) is not None:
            return False
        if any("\n" in code.text for code in cell.select("pre")):
            return False
    return True


def _join_paragraphs(table: Element) -> None:
    """Put line breaks between the paragraphs of a cell."""
    from turbohtml import Element

    for paragraph in table.select("td > p, th > p"):
        if paragraph.previous_sibling is not None:
            paragraph.insert_before(Element("br"))
        for child in list(paragraph.children):
            paragraph.insert_before(child)
        paragraph.extract()


def _unwrap_only_item(cell: Element) -> None:
    """Put what a list of one item holds in the place of the list, if it is all of the cell."""
    items = cell.select("li")
    if len(items) != 1 or items[0].text.strip() != cell.text.strip() or items[0].select_one("p") is not None:
        return
    children = list(items[0].children)
    for child in list(cell.children):
        child.extract()
    for child in children:
        cell.append(child)


def _write_lists(table: Element) -> None:
    """Write the lists in cells as tags in the line, with Markdown between them."""
    for cell in table.select("td, th"):
        _unwrap_only_item(cell)
    for element in table.select(_LISTS):
        numbering = "".join(f' {name}="{element.attr(name)}"' for name in _NUMBERING if element.attr(name))
        element.insert_before(raw_element(f"<{element.tag}{numbering}>"))
        for child in list(element.children):
            element.insert_before(child)
        element.replace_with(raw_element(f"</{element.tag}>"))


def _as_html(element: Element, options: Markdown, holders: str) -> str:
    """A table or list as HTML; what of it has marks of notes holds Markdown, between empty lines."""
    from turbohtml import Text

    written: list[str] = []
    for cell in element.select(holders):
        has_mark = any(raw.text.startswith("[^") for raw in cell.select(RAW))
        if has_mark and cell.select_one("table, dl") is None:
            markdown = markdown_of(cell, options)
            for child in list(cell.children):
                child.extract()
            cell.append(Text(f"\ue000{len(written)}\ue001"))
            written.append(markdown)
    html = inline_html(str(element.html))
    for n, markdown in enumerate(written):
        html = html.replace(f"\ue000{n}\ue001", f"\n\n{markdown}\n\n", 1)
    return html
