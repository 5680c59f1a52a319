"""Footnotes in tables, taken out of these: of older versions of docutils, and of a plugin for WordPress."""

from __future__ import annotations

from typing import TYPE_CHECKING

from boilerstrip.page.traces import PLUGIN_NOTES

if TYPE_CHECKING:
    import turbohtml

    from boilerstrip.page.traces import Traces

# One table for each note, of two cells.
_TABLES = "table.footnote"
_LABEL_AND_TEXT = 2
# Marks of the plugin, each with the text of its note once more, and the rows of its table.
_REFERRER = ".footnote_referrer"
_ROWS = ".footnotes_table tr"
_TEXT = "td.footnote_plugin_text"
_BUTTON = ".footnote_reference_container_collapse_button"
_OF_MARK, _OF_NOTE = "footnote_plugin_tooltip_", "footnote_plugin_reference_"
_MAX_NOTES = 5_000
_MAX_LABEL = 20


def unwrap_note_tables(document: turbohtml.Document, traces: Traces) -> None:
    """Take notes out of the tables that they stand in, and make links of marks that scripts follow."""
    for table in document.select(_TABLES)[:_MAX_NOTES]:
        cells = table.select("td")
        if len(cells) == _LABEL_AND_TEXT and len(cells[0].text) <= _MAX_LABEL:
            table.replace_with(_note(cells[1], table.attr("id")))
    if traces.has_name(PLUGIN_NOTES):
        for referrer in document.select(_REFERRER)[:_MAX_NOTES]:
            _set_mark(referrer)
        for button in document.select(_BUTTON)[:_MAX_NOTES]:
            button.decompose()
        _unwrap_rows(document)


def _note(cell: turbohtml.Element, name: str | None) -> turbohtml.Element:
    """A note of what is in a cell."""
    from turbohtml import Element

    note = Element("aside")
    note.attrs["role"] = "doc-footnote"
    if name:
        note.attrs["id"] = name
    for child in list(cell.children):
        note.append(child)
    return note


def _set_mark(referrer: turbohtml.Element) -> None:
    """Make a link to its note of a mark, without the text that shows while one points at it."""
    from turbohtml import Element, Text

    mark = referrer.select_one("sup")
    name = (mark.attr("id") or "") if mark is not None else ""
    if mark is None or not name.startswith(_OF_MARK):
        return
    link = Element("a")
    link.attrs["href"] = f"#{_OF_NOTE}{name.removeprefix(_OF_MARK)}"
    raised = Element("sup")
    raised.append(Text(mark.text.strip()))
    link.append(raised)
    referrer.replace_with(link)


def _unwrap_rows(document: turbohtml.Document) -> None:
    """Put each row of the plugin's tables before its table, as a note, and remove what is left of these."""
    tables: dict[turbohtml.Element, None] = {}
    for row in document.select(_ROWS)[:_MAX_NOTES]:
        table, text = row.closest("table"), row.select_one(_TEXT)
        named = row.select_one(f"[id^={_OF_NOTE}]")
        if table is None or text is None or named is None:
            continue
        table.insert_before(_note(text, named.attr("id")))
        row.extract()
        tables[table] = None
    for table in tables:
        if table.select_one("td") is None:
            table.extract()
